"""Draw where next steps lead as a small graph, from left to right: a column for each move, and further steps dashed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.chart import Drawing, Seat, SeatLink, Style, draw_chart
from roles.chart.text import clean
from roles.lattice.moving import moves_away, skills_to_grow, staffed
from roles.lattice.reading import Known
from roles.models import Role
from roles.ways import Reach, Step, Ways

MOST_DRAWN = 16  # beside the start; more in one column would be too small on paper
STYLE = Style(direction="right", box_width=192, margin=4, gap=10, row_gap=40, stack_rows=1, title_lines=3)


@dataclass(frozen=True)
class Graph:
    """Some roles as a drawing, how many were left out, and whether steps between those drawn were."""

    drawing: Drawing
    left_out: int
    misses_steps: bool


def drawn_of(reach: Reach) -> list[int]:
    """Return the roles that have a box: the nearest ones."""
    return list(reach.moves)[:MOST_DRAWN]


def draw_reach(reach: Reach, known: Known) -> Graph:
    """Draw the roles that can be reached, the nearest ones; the start is marked."""
    drawn = drawn_of(reach)
    arrivals = {role: reach.arrivals[role] for role in drawn}
    return draw_graph(reach.start, arrivals, reach.moves, known, {reach.start}, len(reach.moves) - len(drawn))


def draw_ways(ways: Ways, known: Known) -> Graph:
    """Draw all ways that are told of, as one graph; both ends are marked."""
    start, goal = ways.first[0][0].role, ways.first[0][-1].next_role
    arrivals: dict[int, list[Step]] = {}
    moves: dict[int, int] = {}
    for number, steps in enumerate(zip(*ways.first, strict=True), 1):
        for step in dict.fromkeys(steps):
            arrivals.setdefault(step.next_role, []).append(step)
            moves[step.next_role] = number
    return draw_graph(start, arrivals, moves, known, {start, goal})


def draw_graph(
    start: int,
    arrivals: Mapping[int, Sequence[Step]],
    moves: Mapping[int, int],
    known: Known,
    marked: set[int],
    left_out: int = 0,
) -> Graph:
    """Draw roles below the first step to each, and all further steps between them as links."""
    away = {number: moves_away(number) for number in set(moves.values())}
    seats = [seat_of(known.roles[start], None, (_("From here"), staffed(known.staffing_of(start))), marked)]
    for role, steps in arrivals.items():
        to_grow = known.to_grow(start, role)
        grows = () if to_grow is None else (skills_to_grow(to_grow),)
        details = (away[moves[role]], staffed(known.staffing_of(role)), *grows)
        seats.append(seat_of(known.roles[role], steps[0].role, details, marked))
    links = [link_of(step, known) for steps in arrivals.values() for step in steps[1:] if step.role in arrivals]
    drawing = draw_chart(seats, STYLE, links)
    return Graph(drawing, left_out, len(drawing.links) < len(links))


def seat_of(role: Role, before: int | None, details: tuple[str, ...], marked: set[int]) -> Seat:
    """Put a role into words: how far away it is, which positions there are, and how many skills have to grow."""
    title = clean(role.title)
    return Seat(
        key=role.pk,
        reports_to=before,
        code=role.slug,
        title=title,
        details=details,
        name=", ".join((title, *details)),
        link=role.get_absolute_url() if before is None else f"?to=role:{role.slug}",
        is_at=role.pk in marked,
    )


def link_of(step: Step, known: Known) -> SeatLink:
    """Put a further step into words."""
    titles = {"role": clean(known.roles[step.role].title), "next_role": clean(step.title)}
    name = _("from %(role)s to %(next_role)s") % titles
    return SeatLink(step.role, step.next_role, "next_step", _("Another next step"), name)
