"""The chart: a page with the drawing and the same tree as a list, the drawing as a file, and as a script's data."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.chart import Box
from roles.chart.embedding import fonts_for
from roles.chart.fonts import STACK
from roles.chart_page import ChartPage
from roles.choice import Choice
from roles.forms import ChartForm
from roles.frame import Frame
from roles.models import Position
from roles.pictures import is_available
from roles.seating import Addresses, with_query
from roles.showing import Extent
from roles.snapshot import one_snapshot
from roles.views.lookup import position_or_404, query_of

SVG_TYPE = "image/svg+xml"
FILE_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "font-src": ["data:"]}
# Where a piece of the rendered drawing or list begins; text has no such characters.
BOX, ROW, ROW_END = '<g class="box', '<div class="entry', "</div>"
REGIONS = ("line", "heading", "tools", "looks", "options", "notes", "legend")
Show = Callable[[HttpRequest, ChartPage, ChartForm], HttpResponse]


@public_when_allowed
@require_safe
@one_snapshot()
def chart(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the chart from a position down, or from every head."""
    return answer(request, code, "roles:chart", page_of_chart)


@public_when_allowed
@require_safe
@one_snapshot()
def drawing(request: HttpRequest, code: str = "") -> HttpResponse:
    """Give a script the same chart in pieces, each with a mark by which it knows what it has already."""
    return answer(request, code, "roles:drawing", pieces_of_chart)


def answer(request: HttpRequest, code: str, name: str, show: Show) -> HttpResponse:
    """Find what was asked for, lead to where it is if it is elsewhere, and show it."""
    top = position_or_404(code) if code else None
    if top and not top.is_in_chart:
        return redirect(top)
    if top and top.code != code:
        return redirect(f"{reverse(name, args=[top.code])}?{request.GET.urlencode()}")
    form = ChartForm(request.GET)
    if "find" in request.GET:
        return redirect(found(query_of(request, "find"), form.choice, name))
    extent = Extent(top, form.choice, settings.MOST_BOXES)
    if extent.leaves_branch:
        return redirect(with_query(reverse(name), extent.of_whole.choice))
    return show(request, ChartPage(extent, Addresses.of_pages(top=top)), form)


def found(words: str, choice: Choice, name: str) -> str:
    """Where the one position is that has this code or fits these words; else where to choose among several."""
    if not words:
        return with_query(reverse(name), choice.looks)
    hits = Position.objects.in_chart().with_code(words)[:1] or Position.objects.search(words)[:2]
    if len(hits) == 1:
        return with_query(reverse(name), replace(choice.looks, at=hits[0].code))
    return f"{reverse('roles:positions')}?{urlencode({'q': words})}"


def page_of_chart(request: HttpRequest, page: ChartPage, form: ChartForm) -> HttpResponse:
    """The whole page."""
    frame = Frame(request, page.organisation.name)
    context = {"page": page, "form": form, "files": addresses_of_files(page), "frame": frame}
    return render(request, "roles/chart.html", context)


def pieces_of_chart(request: HttpRequest, page: ChartPage, form: ChartForm) -> HttpResponse:
    """The drawing box by box, the list row by row, and what else of the page depends on what was chosen."""
    listed = list(page.rows)
    context = {"page": page, "drawing": page.drawing, "rows": listed, "form": form, "files": addresses_of_files(page)}
    boxes = render_to_string("roles/_chart_boxes.svg", context, request).split(BOX)[1:]
    rows = render_to_string("roles/_chart_list.html", context, request).split(ROW)[1:]
    seats = zip(page.drawing.boxes, boxes, strict=True)
    by_key = dict(zip((row.seat.key for row in listed), rows, strict=True))
    return JsonResponse(
        {
            "address": page.address,
            "title": page.title,
            "width": page.drawing.width,
            "height": page.drawing.height,
            "middle": page.drawing.middle,
            "direction": page.drawing.direction,
            "lines": render_to_string("roles/_chart_lines.svg", context, request),
            "boxes": [piece_of(box, BOX + markup, ROW + by_key[box.seat.key]) for box, markup in seats],
            "regions": {name: render_to_string(f"roles/_chart_{name}.html", context, request) for name in REGIONS},
            "at": str(page.at.pk) if page.at else None,
            "found": next((seat.name for seat in page.seats if seat.is_at), ""),
            "status": page.status,
        }
    )


def piece_of(box: Box, svg: str, row: str) -> dict[str, Any]:
    """What a script is told of one box."""
    seat = box.seat
    return {
        "key": str(seat.key),
        "manager": None if seat.reports_to is None else str(seat.reports_to),
        "print": seat.print,
        "x": box.x,
        "y": box.y,
        "opens": seat.opens_link,
        "svg": svg,
        "row": row.partition(ROW_END)[0] + ROW_END,
    }


def addresses_of_files(page: ChartPage) -> dict[str, str]:
    """Where the drawing is as a file, and as a picture where this server makes any."""
    kinds = ("svg", "png") if is_available() else ("svg",)
    code = [page.top.code] if page.top else []
    return {kind: with_query(reverse(f"roles:chart_{kind}", args=code), page.choice) for kind in kinds}


@public_when_allowed
@csp_replace(FILE_POLICY)
@require_safe
@one_snapshot()
def chart_svg(request: HttpRequest, code: str = "") -> HttpResponse:
    """Send the same drawing as a file that carries its own looks."""
    page = page_of_file(request, code)
    context = {
        "drawing": page.drawing,
        "drawing_title": page.title,
        "stack": STACK,
        "fonts": fonts_for(page.drawing.texts),
    }
    response = render(request, "roles/chart.svg", context, content_type=SVG_TYPE)
    name = name_of_file(page, "svg")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return response


def page_of_file(request: HttpRequest, code: str) -> ChartPage:
    """Read the chart of an address as a file shows it; what is not in the chart is a 404."""
    top = position_or_404(code) if code else None
    if top and not top.is_in_chart:
        raise Http404(_("This position is not in the chart."))
    extent = Extent(top, ChartForm(request.GET).choice, settings.MOST_BOXES)
    extent = extent.of_whole if extent.leaves_branch else extent
    addresses = Addresses.of_pages(request.build_absolute_uri("/").rstrip("/"), extent.top)
    return ChartPage(extent, addresses, explains_colours=True)


def name_of_file(page: ChartPage, ending: str) -> str:
    """What a file with the drawing is called."""
    return f"{_('chart')}-{page.top.code}.{ending}" if page.top else f"{_('chart')}.{ending}"
