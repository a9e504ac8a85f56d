"""The addresses of the project: the admin, and everything else in the application."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from roles.views import accounts

# Browsers ask for it on pages that name no icon, such as the admin's. Lazy, as static files may not be collected yet.
FAVICON = lazy(static, str)("favicon.svg")

urlpatterns = [
    path("accounts/", include("roles.accounts.urls")),
    # One door for passwords: the admin's own sign-in page would let anybody guess without end.
    path("admin/login/", accounts.sign_in_to_admin),
    path("admin/", admin.site.urls),
    path("favicon.ico", login_not_required(RedirectView.as_view(url=FAVICON))),
    path("", include("roles.urls")),
]
