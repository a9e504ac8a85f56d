"""The page of one position, and the pages on which one finds it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.below import numbers_below
from roles.chart import Drawing
from roles.facts import facts_of
from roles.frame import Frame
from roles.models import Chart, Department, Position
from roles.phrases import Sentence
from roles.sentences import answer, held_now, next_filled
from roles.small_charts import draw_line, draws_reports
from roles.snapshot import one_snapshot
from roles.state import state_of
from roles.surroundings import MOST_PEERS, MOST_REPORTS, Surroundings, around
from roles.views.lookup import page_of, position_or_404, query_of

PAGE_SIZE = 50
ABOVE, REPORTS_TO = "above", "reports_to"


@dataclass(frozen=True)
class Opening:
    """What a position's page says in large type, who holds the position, and where it stands, drawn for paper."""

    answer: Sentence
    held: Sentence
    note: Sentence
    drawing: Drawing | None
    draws_reports: bool
    reports_left_out: int  # on paper
    peers_left_out: int


@dataclass(frozen=True)
class Beside:
    """A position of which those above it are asked for, or its direct reports."""

    name: str
    position: Position

    def keys(self) -> "QuerySet[Position, Any]":
        """Return the keys of those asked for."""
        above = Position.objects.line_of(self.position.pk).order_by()
        asked = above if self.name == ABOVE else Position.objects.filter(reports_to=self.position)
        return asked.values("pk")

    @property
    def title(self) -> str:
        """Say whom the list shows."""
        title = self.position.shown_title
        pattern = _("Positions above %(title)s") if self.name == ABOVE else _("Direct reports of %(title)s")
        return pattern % {"title": title}


@public_when_allowed
@require_safe
@one_snapshot()
def position(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a position stands, who holds it and what it is for."""
    found = position_or_404(code)
    if found.code != code:
        return redirect(found)
    surroundings, state = around(found), state_of(found)
    context = {
        "position": found,
        "opening": opening(found, surroundings, state.chart),
        "surroundings": surroundings,
        "appointments": surroundings.appointments,
        "facts": facts_of(found.role) if found.role else [],
        "below": numbers_below([found], state)[found.pk],
        "frame": Frame(request, state.chart.name),
    }
    return render(request, "roles/position.html", context)


def opening(found: Position, surroundings: Surroundings, chart: Chart) -> Opening:
    """Put together what the page opens with."""
    manager = surroundings.manager
    return Opening(
        answer=answer(found, surroundings.manager, chart),
        held=held_now(found),
        note=next_filled(surroundings.line.upwards),
        drawing=draw_line(found, surroundings) if found.is_in_chart else None,
        draws_reports=found.is_in_chart and draws_reports(found),
        reports_left_out=max(0, found.span - MOST_REPORTS),
        peers_left_out=max(0, manager.span - 1 - MOST_PEERS) if manager else 0,
    )


@public_when_allowed
@require_safe
@one_snapshot()
def positions(request: HttpRequest) -> HttpResponse:
    """List the positions that fit what was typed, or all in the order of the chart; perhaps those around one alone."""
    query, department, beside = query_of(request), request.GET.get("department", ""), beside_of(request)
    found = Position.objects.search(query) if query else Position.objects.in_chart()
    if department and "\0" not in department:
        found = found.filter(department__code=department)
    if beside:
        found = found.filter(pk__in=beside.keys())
    context = {
        "page": page_of(request, found.in_tree_order().with_holders().with_span(), PAGE_SIZE),
        "query": query,
        "departments": Department.objects.only("code", "name", "colour"),
        "chosen_department": department,
        "beside": beside,
    }
    return render(request, "roles/search.html", context)


def beside_of(request: HttpRequest) -> Beside | None:
    """Return the position that the address names, if it asks for those above it or its direct reports."""
    for name in (ABOVE, REPORTS_TO):
        if code := request.GET.get(name):
            return Beside(name, position_or_404(code))
    return None


@public_when_allowed
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead whoever guesses this address to the list of positions, with what they look for."""
    return redirect(reverse("roles:positions", query=request.GET), permanent=True)
