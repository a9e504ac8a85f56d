"""The pages that say where one could go from a position, a role or one's own place, and how one comes to a goal."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.answers.moves import also
from roles.lattice.asking import MOST_MOVES, LookAhead, Place, candidates, goal_named, moves_asked, offers
from roles.lattice.drawing import Graph, draw_reach, draw_ways, drawn_of
from roles.lattice.moving import Destination, Move, around, destinations_of, staffed, ways_told
from roles.lattice.reading import Known, Staffing, read_known
from roles.lattice.start import Start, at_present
from roles.lattice.telling import how_far, way_to, what_is_missing
from roles.models import Person, Role
from roles.phrases import NOTHING, Sentence
from roles.snapshot import one_snapshot
from roles.standing import positions_of_account
from roles.views.lookup import position_or_404, query_of
from roles.ways import NextSteps, Reach, SkillGap, Ways

PAGE_SIZE = 12


@dataclass(frozen=True)
class Reached:
    """What a page tells of the roles that can be reached: in a sentence, drawn, and a page of them in full."""

    answer: Sentence
    graph: Graph | None
    page: "Page[int]"
    destinations: list[Destination]


@dataclass(frozen=True)
class Told:
    """What a page tells of the way to a goal: in a sentence, drawn, step by step, and what is missing in all."""

    heading: Sentence
    answer: Sentence
    at_present: Sentence
    also: Sentence
    graph: Graph | None
    ways: list[list[Move]]
    gaps: list[SkillGap]
    is_start_known: bool
    summary: str
    staffing: Staffing | None

    @property
    def staffed(self) -> str:
        """Say how many positions the goal has."""
        return staffed(self.staffing) if self.staffing else ""


@require_safe
@one_snapshot()
def of_position(request: HttpRequest, code: str) -> HttpResponse:
    """Show where one could go from a position."""
    found = position_or_404(code)
    if found.code != code:
        return redirect(reverse("roles:position_next_steps", args=[found.code], query=request.GET))
    return from_start(request, Start(found.role, found))


@require_safe
@one_snapshot()
def of_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where one could go from a role."""
    found = Role.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("No role has this name."))
    return from_start(request, Start(found))


@require_safe
@one_snapshot()
def of_reader(request: HttpRequest) -> HttpResponse:
    """Show where the reader could go from the position that they mainly hold."""
    held = positions_of_account(request.user.pk)
    if not held:
        is_linked = Person.objects.filter(account=request.user.pk).exists()
        return render(request, "roles/next_steps_nowhere.html", {"is_linked": is_linked})
    return from_start(request, Start(held[0].role, held[0], is_reader=True, others=held[1:]))


def from_start(request: HttpRequest, start: Start) -> HttpResponse:
    """Show how far one gets, the way to the goal of the address, or what it may mean."""
    text = query_of(request, "to")
    goal = goal_named(text)
    if goal is not None:
        return show_way(request, start, goal)
    if text:
        return show_hits(request, start, text)
    return show_reach(request, start)


def show_reach(request: HttpRequest, start: Start) -> HttpResponse:
    """Show what can be reached within so many moves."""
    asked = moves_asked(request.GET.get("moves", ""))
    reach = start.reach(NextSteps(), asked.moves)
    reached = tell_reach(request, start.role, reach, asked) if start.role else None
    context = {"start": start, "asked": asked, "reached": reached, "offers": offers(start.role, reach.moves)}
    return render(request, "roles/next_steps.html", context)


def tell_reach(request: HttpRequest, start: Role, reach: Reach, asked: LookAhead) -> Reached:
    """Read what is told of the roles that can be reached; only the first page has the drawing."""
    page = Paginator(list(reach.moves), PAGE_SIZE).get_page(request.GET.get("page"))
    drawn = drawn_of(reach) if page.number == 1 else []
    known = read_known(around(reach, {*drawn, *page}))
    return Reached(
        how_far(start, reach, asked.moves),
        draw_reach(reach, known) if drawn else None,
        page,
        destinations_of(reach, page, known),
    )


def show_way(request: HttpRequest, start: Start, goal: Place) -> HttpResponse:
    """Show the shortest ways to a goal, and all that is missing."""
    steps = NextSteps()
    told = tell_way(start, goal, start.ways_to(goal, steps))
    near = start.reach(steps, MOST_MOVES).moves
    context = {"start": start, "goal": goal, "told": told, "offers": offers(start.role, near)}
    return render(request, "roles/next_steps_way.html", context)


def tell_way(start: Start, goal: Place, ways: Ways) -> Told:
    """Read what is told of the ways to a goal."""
    on_them = {key for way in ways.first for step in way for key in (step.role, step.next_role)}
    known = read_known({*on_them, *(role.pk for role in (start.role, goal.role) if role)})
    other = goal.role if goal.role != start.role else None
    return Told(
        heading=start.way_to(goal),
        answer=way_to(start, goal, ways),
        at_present=NOTHING if start.is_same(goal) else at_present(goal.position),
        also=also(ways),
        graph=draw_ways(ways, known) if ways.moves > 1 else None,
        ways=ways_told(ways, known),
        gaps=gaps_between(start.role, other, known) if other else [],
        is_start_known=bool(known.skills_of(start.role.pk if start.role else None)),
        summary=what_is_missing(start.role, other, known) if other else "",
        staffing=known.staffing_of(goal.role.pk) if goal.role and not ways and not start.is_same(goal) else None,
    )


def gaps_between(start: Role | None, goal: Role, known: Known) -> list[SkillGap]:
    """Return every skill that a goal asks for, and how well the start does."""
    has = known.skills_of(start.pk if start else None)
    return [SkillGap(name, has.get(name), needs) for name, needs in known.skills_of(goal.pk).items()]


def show_hits(request: HttpRequest, start: Start, text: str) -> HttpResponse:
    """Show which goals words may mean; 404 where they fit none."""
    hits = candidates(text)
    near = start.reach(NextSteps(), MOST_MOVES).moves
    context = {"start": start, "text": text, "hits": hits, "offers": offers(start.role, near)}
    return render(request, "roles/next_steps_hits.html", context, status=200 if hits else 404)
