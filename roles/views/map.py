"""The map: the whole company on one canvas, the numbers it is drawn from, and the cards of what is shown large."""

import gzip
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.map.asking import MapForm
from roles.map.cards import cards_of, keys_in
from roles.map.edition import present_edition
from roles.map.kept import shape_of
from roles.map.showing import MapPage
from roles.seating import Addresses
from roles.snapshot import one_snapshot

NUMBERS = "application/octet-stream"


@public_when_allowed
@require_safe
@one_snapshot()
def page(request: HttpRequest) -> HttpResponse:
    """Show what stands around the map: its tools, and what its colours mean."""
    return render(request, "roles/map.html", {"page": MapPage(MapForm(request.GET))})


@public_when_allowed
@require_safe
@one_snapshot()
def shape(request: HttpRequest, edition: str) -> HttpResponse:
    """Send what the map is drawn from, unless the reader has it; of a past edition, say so, and the page loads anew."""
    present = present_edition()
    if edition != present.name:
        return JsonResponse({"error": _("The chart has changed: open the map again.")}, status=409)
    mark = f'W/"{edition}"'
    response = get_conditional_response(request, etag=mark) or packed(request, shape_of(present))
    response.headers["ETag"] = mark
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def packed(request: HttpRequest, numbers: bytes) -> HttpResponse:
    """Send what is kept compressed as it is, but to those who do not take it."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(numbers), content_type=NUMBERS)
    return HttpResponse(numbers, content_type=NUMBERS, headers={"Content-Encoding": "gzip"})


@public_when_allowed
@require_safe
@one_snapshot()
def cards(request: HttpRequest) -> JsonResponse:
    """Tell what the cards of some positions say, and of which edition that is."""
    form = MapForm(request.GET)
    found = cards_of(keys_in(request.GET.get("keys", "")), form.chosen_colour, Addresses.of_pages())
    return JsonResponse({"edition": present_edition().name, "cards": [asdict(card) for card in found]})
