"""The start page: search, whom the reader reports to, and the top of the chart."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.chart_page import ChartPage
from roles.choice import Choice
from roles.frame import Frame
from roles.seating import Addresses
from roles.showing import Extent
from roles.snapshot import one_snapshot
from roles.standing import Standing, standing_of_account

LEVELS = 2


@public_when_allowed
@require_safe
@one_snapshot()
def start(request: HttpRequest) -> HttpResponse:
    """Answer what most people come for, before they ask."""
    top = Extent(None, Choice(levels=LEVELS), settings.MOST_BOXES)
    page = ChartPage(top, Addresses.of_pages())
    frame = Frame(request, page.organisation.name)
    context = {"standing": standing_of_reader(request), "page": page, "frame": frame}
    return render(request, "roles/start.html", context)


def standing_of_reader(request: HttpRequest) -> Standing | None:
    """Return where the reader stands, if they are signed in and their account belongs to a person."""
    return standing_of_account(request.user.pk) if request.user.is_authenticated else None
