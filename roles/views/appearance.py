"""Remember how a reader wants the pages to look, and in which language."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from roles.frame import THEME_COOKIE, THEMES

ONE_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep light or dark in a cookie, drop it for anything else, and go back to the page."""
    return keep(request, THEME_COOKIE, "theme", THEMES)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep a language that we speak in a cookie, drop it for anything else, and go back to the page."""
    return keep(request, settings.LANGUAGE_COOKIE_NAME, "language", [code for code, _name in settings.LANGUAGES])


def keep(request: HttpRequest, cookie: str, field: str, choices: Collection[str]) -> HttpResponse:
    """Keep one of the choices for a year."""
    response = HttpResponseRedirect(page_to_return_to(request))
    value = request.POST.get(field, "")
    if value in choices:
        response.set_cookie(cookie, value, max_age=ONE_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


def page_to_return_to(request: HttpRequest) -> str:
    """Return the page the reader came from, if it is one of ours."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else "/"
