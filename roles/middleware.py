"""Ask who is reading before a page is opened, by session or by the company's proxy; answer when the chart is busy."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware, RemoteUserMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from roles.access import is_public
from roles.views import failures

JSON = "application/json"
Handler = Callable[[HttpRequest], HttpResponse]


class SignInRequired(LoginRequiredMiddleware):
    """Open pages to those who have signed in; to everybody only what is marked so and PUBLIC_CHART allows."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let the reader through, ask them to sign in, or refuse the admin to those who only read."""
        if request.user.is_authenticated and _is_in_admin(request) and not request.user.is_staff:
            raise PermissionDenied
        if is_public(view_func):
            return None
        answer: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        return answer

    def handle_no_permission(  # type: ignore[override] # the stubs know redirects only
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Send a person to the sign-in page; tell a script in its own words."""
        if asks_for_json(request):
            response = JsonResponse({"error": _("Sign in first.")}, status=401)
            response.headers["WWW-Authenticate"] = "Session"
            return response
        answer: HttpResponseBase = super().handle_no_permission(request, view_func)
        return answer

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Keep what one reader may see out of caches that others share, and let browsers ask again after a sign-out."""
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        if settings.REMOTE_USER_HEADER:
            patch_vary_headers(response, [settings.REMOTE_USER_HEADER.removeprefix("HTTP_").replace("_", "-")])
        return response


def _is_in_admin(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name == "admin"


def asks_for_json(request: HttpRequest) -> bool:
    """True for a script: it prefers JSON, or the browser says that it fetches for one."""
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return True
    return request.get_preferred_type(["text/html", JSON]) == JSON


class AnswerWhenBusy:
    """Answer with 503, and when to come again, where a page met somebody else's writing; the admin has its own page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Tell a person, or a script in its own words."""
        return busy(request) if failures.is_for_now(exception) else None


def busy(request: HttpRequest) -> HttpResponse:
    """Say that somebody else is writing, as a page or as JSON."""
    if not asks_for_json(request):
        return failures.busy(request)
    error = _("Somebody else is changing the chart right now: try again in a moment.")
    return JsonResponse({"error": error}, status=503, headers={"Retry-After": str(failures.RETRY_AFTER)})


class CompanySignIn(RemoteUserMiddleware):
    """Believe the header in which the company's proxy names who has signed in, if the setting names one.

    Whoever can send that header to this application is whom they say they are: the proxy must take it out of every
    request before it writes its own, and nothing but the proxy may reach the application. Without the setting
    REMOTE_USER_HEADER the header is not read at all. Accounts with a password can sign in beside it.
    """

    async_capable = False  # type: ignore[assignment] # Django runs it in a thread where the server is asynchronous

    @property
    def header(self) -> str:  # type: ignore[override] # a setting may change in tests
        """The key of the header among what WSGI hands on; empty when no header is believed."""
        return settings.REMOTE_USER_HEADER

    def process_request(self, request: HttpRequest) -> None:
        """Sign in whom the header names, and out whom it no longer does."""
        if self.header:
            super().process_request(request)

    def clean_username(self, username: str, request: HttpRequest) -> str:
        """Return the name of the account signed in when the header means it: by name or e-mail, in any letter case."""
        account = request.user
        if account.is_authenticated and username.strip().casefold() in (
            account.username.casefold(),
            account.email.casefold() or None,
        ):
            return account.username
        return username
