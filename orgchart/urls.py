"""The addresses of the project: the admin, and everything else in the application."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

# Browsers ask for it on pages that name no icon, such as the admin's. Lazy, as static files may not be collected yet.
FAVICON = lazy(static, str)("favicon.svg")

handler500 = "roles.views.failures.failed"

urlpatterns = [
    path("accounts/", include("roles.accounts.urls")),
    path("admin/", admin.site.urls),
    path("favicon.ico", login_not_required(RedirectView.as_view(url=FAVICON))),
    path("", include("roles.urls")),
]
