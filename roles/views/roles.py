"""The pages of roles: what kinds of positions there are, and what each is for."""

from typing import Any

from django.db.models import Count, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.frame import Frame
from roles.models import Position, Role
from roles.querysets import over_all
from roles.role_page.reading import in_context, positions_of
from roles.sides.finding import in_each_word
from roles.snapshot import one_snapshot
from roles.state import state_of, with_state
from roles.views.lookup import page_of, query_of

ROLES_A_PAGE, PAGE_SIZE = 100, 25
IN_CHART = Q(positions__is_placed=True, positions__ended_on__isnull=True)
POSITIONS = Count("positions", filter=IN_CHART, distinct=True)
HELD = Position.objects.in_chart().filter(role=OuterRef("pk"))


@require_safe
@one_snapshot()
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles with the number of positions that have them."""
    query = query_of(request)
    found = Role.objects.filter(in_each_word(query)).annotate(position_count=POSITIONS)
    page = page_of(request, found.order_by("title_key", "pk"), ROLES_A_PAGE)
    return render(request, "roles/role_list.html", {"page": page, "query": query})


@require_safe
@one_snapshot()
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a role is, how it differs from those around it, where its positions stand, and where it leads."""
    found = role_or_404(slug)
    state, count = state_of(found), found.position_count
    page = page_of(request, positions_of(found), PAGE_SIZE, count)
    listed = list(page)
    context = {
        "around": in_context(found, count, state, listed if page.number == 1 else [], listed),
        "role": found,
        "page": page,
        "may_edit": request.user.is_staff and request.user.has_perm("roles.change_role"),
        "frame": Frame(request, state.chart.name),
    }
    return render(request, "roles/role.html", context)


def role_or_404(slug: str) -> Any:
    """Read a role with the number of its positions and the chart's state."""
    rows = Role.objects.filter(slug=slug).annotate(position_count=over_all(HELD, Count("pk")))
    found = with_state(rows).first()
    if found is None:
        raise Http404(_("No role has this name."))
    return found
