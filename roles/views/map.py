"""The map: the whole company on one canvas, the numbers it is drawn from, and the cards of what is shown large."""

import gzip
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
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

ONE_WEEK = 7 * 24 * 60 * 60


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
    """Send what the map is drawn from; of an edition that is past, say so, and the page loads anew."""
    present = present_edition()
    if edition != present.name:
        return JsonResponse({"error": _("The chart has changed: open the map again.")}, status=409)
    response = HttpResponse(shape_of(present), content_type="application/octet-stream")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.content = gzip.decompress(response.content)
    patch_cache_control(response, private=True, max_age=ONE_WEEK, immutable=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@public_when_allowed
@require_safe
@one_snapshot()
def cards(request: HttpRequest) -> JsonResponse:
    """Tell what the cards of some positions say, and of which edition that is."""
    form = MapForm(request.GET)
    found = cards_of(keys_in(request.GET.get("keys", "")), form.chosen_colour, Addresses.of_pages())
    return JsonResponse({"edition": present_edition().name, "cards": [asdict(card) for card in found]})
