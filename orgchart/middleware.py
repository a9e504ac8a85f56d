"""What every answer needs around Django's own middleware: probes, a header, no broken cookie, no body for HEAD."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import MediaType
from django.middleware.gzip import GZipMiddleware
from django.urls import get_resolver

from roles.views import health

Handler = Callable[[HttpRequest], HttpResponse]

PROBES: dict[str, Handler] = {"/livez": health.livez, "/readyz": health.readyz}
# What django/views/templates/technical_404.html says and no page of ours does.
TECHNICAL_404 = b"<code>DEBUG = True</code>"
PACKED = frozenset(("application/pdf", "image/png"))
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def answer_probes(get_response: Handler) -> Handler:
    """Answer load balancers before sign-in, https and host are asked for: they call by address, over plain http."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path, get_response)(request)

    return middleware


def send_permissions_policy(get_response: Handler) -> Handler:
    """Tell the browser that no page of ours uses the devices of its reader."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def drop_cookies_with_nul(get_response: Handler) -> Handler:
    """Read no cookie that holds NUL: we send none, and PostgreSQL can't look up a session by such a key."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return get_response(request)

    return middleware


def drop_refused_encodings(get_response: Handler) -> Handler:
    """Read of Accept-Encoding only what no quality of 0 refuses: who compresses looks for names alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if accepted := request.META.get("HTTP_ACCEPT_ENCODING"):
            encodings = map(MediaType, accepted.split(","))
            request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(str(each) for each in encodings if each.quality)
        return get_response(request)

    return middleware


class Compression(GZipMiddleware):
    """Compress what gets smaller: of files that are packed already browsers rather tell how much is still to come."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave such a file as it is."""
        if response.headers.get("Content-Type") in PACKED:
            return response
        return super().process_response(request, response)


def send_no_body_for_head(get_response: Handler) -> Handler:
    """Answer HEAD with the headers of GET alone: servers drop a body that comes all the same, and complain of it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def show_our_own_404(get_response: Handler) -> Handler:
    """Show, while debugging, the page that production shows where Django would list the patterns of all addresses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or TECHNICAL_404 not in response.content:
            return response
        show = get_resolver().resolve_error_handler(404)
        return show(request, exception=Http404())  # type: ignore[call-arg] # the stubs give handlers no arguments

    return middleware
