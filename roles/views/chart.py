"""The chart: a page with the drawing and the same tree as a list, and the drawing as a file."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.chart.embedding import fonts_for
from roles.chart.fonts import STACK
from roles.forms import ChartForm
from roles.models import Position
from roles.seating import Addresses
from roles.showing import ChartPage, Extent
from roles.snapshot import one_snapshot
from roles.views.lookup import position_or_404

SVG_TYPE = "image/svg+xml"
FILE_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "font-src": ["data:"]}


@public_when_allowed
@require_safe
@one_snapshot()
def chart(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the chart from a position down, or from every head."""
    top = position_or_404(code) if code else None
    if top and not top.is_in_chart:
        return redirect(top)
    if top and top.code != code:
        return redirect(f"{reverse('roles:chart', args=[top.code])}?{request.GET.urlencode()}")
    form = ChartForm(request.GET)
    page = ChartPage(extent_of(top, form), Addresses.of_pages(query=form.query))
    file = reverse("roles:chart_svg", args=[top.code] if top else [])
    context = {"page": page, "form": form, "file": f"{file}?{request.GET.urlencode()}"}
    return render(request, "roles/chart.html", context)


@public_when_allowed
@csp_replace(FILE_POLICY)
@require_safe
@one_snapshot()
def chart_svg(request: HttpRequest, code: str = "") -> HttpResponse:
    """Send the same drawing as a file that carries its own looks."""
    top = position_or_404(code) if code else None
    if top and not top.is_in_chart:
        raise Http404(_("This position is not in the chart."))
    form = ChartForm(request.GET)
    origin = request.build_absolute_uri("/").rstrip("/")
    page = ChartPage(extent_of(top, form), Addresses.of_pages(origin, form.query))
    context = {
        "drawing": page.drawing,
        "drawing_title": page.title,
        "stack": STACK,
        "fonts": fonts_for(page.drawing),
    }
    response = render(request, "roles/chart.svg", context, content_type=SVG_TYPE)
    name = f"{_('chart')}-{top.code}.svg" if top else f"{_('chart')}.svg"
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return response


def extent_of(top: Position | None, form: ChartForm) -> Extent:
    """Say what the form asks for."""
    return Extent(top, form.chosen_levels, form.shows_all, settings.MOST_BOXES)
