"""Draw the small charts of pages: where lines meet, where a position stands, and where those of a role do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.chart import Drawing, Seat, Style, draw_chart
from roles.listing import reports_of
from roles.models import Position
from roles.phrases import written
from roles.reporting_line import Stretch
from roles.seating import counts_of, names_of_holders, title_of
from roles.sentences import is_vacant
from roles.sides.reading import Lines, Sides
from roles.sides.runs import Keys, Run, ends_of, runs, shared_by_all
from roles.surroundings import Surroundings

# Two boxes side by side are a little wider than a column of A4, in which titles are of nine points then.
STYLE = Style(
    box_width=190, margin=2, gap=12, row_gap=16, stack_gap=8, stack_rows=1, assistant_gap=12, indent=8, spine=7
)
MOST_IN_LINE, MOST_AT_END = 7, 3
MOST_REPORTS = 12

Row = list[Position | int]  # a number stands for so many positions that are left out


def draw_meeting(sides: Sides) -> Drawing:
    """Draw the lines of all sides down from their heads; their ends are marked, and the ways between them."""
    drawn = {side.position.pk: side for side in sides.drawn}
    lines = [(*reversed(side.line), key) for key, side in drawn.items()]
    above_all = shared_by_all([line[:-1] for line in lines])
    common = sides.lines.known[lines[0][above_all - 1]] if above_all else None
    seats = HangingSeats(set(drawn), common, ways_between(lines))
    for run in runs(lines):
        seats.hang(shortened(stretch_of(run, sides.lines.known)), run.under)
    return draw_chart(seats.hung, STYLE)


def draw_holders(positions: Sequence[Position], lines: Lines) -> Drawing:
    """Draw the positions of a role below all that are above them, several below one manager in two columns."""
    drawn = [(*reversed(lines.above(each.pk)), each.pk) for each in positions]
    seats = HangingSeats({each.pk for each in positions})
    for run in runs(drawn):
        seats.hang(shortened(stretch_of(run, lines.known)), run.under)
    return draw_chart(seats.hung, replace(STYLE, stack_rows=max(1, -(-len(positions) // 2))))


def ways_between(lines: Sequence[Keys]) -> set[int]:
    """Return the keys from where all lines part down to their ends; none of a single line, or of several heads."""
    shared = shared_by_all(lines)
    if len(lines) < 2 or not shared:
        return set()
    return {key for line in lines for key in line[shared - 1 :]}


def stretch_of(run: Run, known: Mapping[int, Position]) -> Stretch:
    """Return the positions of a run, or of many both ends."""
    upper, lower = ends_of(run)
    between = len(run.keys) - len(upper) - len(lower)
    return Stretch(tuple(known[key] for key in upper), between, tuple(known[key] for key in lower))


def draw_line(position: Position, surroundings: Surroundings) -> Drawing:
    """Draw a position below its line and above its direct reports; of too many the box says how many they are."""
    seats = HangingSeats({position.pk})
    under = seats.hang([*shortened(surroundings.line), position], None)
    reports = surroundings.reports if draws_reports(position) else []
    seats.spread(reports, under)
    if not reports:
        seats.hung[-1] = replace(seats.hung[-1], counts=counts_of(position))
    return draw_chart(seats.hung, replace(STYLE, stack_rows=max(1, -(-len(reports) // 2))))


def draws_reports(position: Position) -> bool:
    """Whether the chart of a position has room for the direct reports."""
    return position.span <= MOST_REPORTS


def shortened(stretch: Stretch) -> Row:
    """Return a stretch with no more than so many positions; a number stands for those left out."""
    known = list(stretch)
    left_out = len(known) + stretch.between - 2 * MOST_AT_END
    if left_out + 2 * MOST_AT_END <= MOST_IN_LINE:
        return [*known]
    return [*known[:MOST_AT_END], left_out, *known[-MOST_AT_END:]]


class HangingSeats:
    """Seats that hang below one another; some are marked as those that the chart is about."""

    def __init__(self, marked: set[int], common: Position | None = None, ways: Collection[int] = frozenset()) -> None:
        self.marked, self.common, self.ways = marked, common, ways
        self.hung: list[Seat] = []

    def hang(self, row: Row, under: int | None) -> int | None:
        """Hang one below the other, and return the key of the last; what is left out is on the way if the next is."""
        for at, item in enumerate(row):
            seat = self.seat_of(item) if isinstance(item, Position) else self.gap_of(item, row[-1])
            following = next(each for each in row[at:] if isinstance(each, Position))
            self.hung.append(replace(seat, reports_to=under, is_on_path=following.pk in self.ways))
            under = seat.key
        return under

    def spread(self, reports: Iterable[Position], under: int | None) -> None:
        """Hang direct reports side by side."""
        for report in reports:
            self.hung.append(replace(self.seat_of(report), reports_to=under, counts=reports_of(report)))

    def seat_of(self, position: Position) -> Seat:
        """Put a position into words, in no more than a small box can hold."""
        title, holders, is_empty = title_of(position), tuple(names_of_holders(position)), is_vacant(position)
        vacancy = _("Vacant") if is_empty else ""
        return Seat(
            key=position.pk,
            reports_to=None,
            code=position.code,
            title=title,
            holders=holders,
            vacancy=vacancy,
            name=", ".join(filter(None, [*holders, vacancy, title])),
            link=position.get_absolute_url(),
            is_vacant=is_empty,
            is_assistant=position.is_assistant,
            is_at=position.pk in self.marked,
            details=(_("Nearest common manager"),) if position == self.common else (),
        )

    def gap_of(self, left_out: int, lowest: Position | int) -> Seat:
        """Say in a box how many stand between those above and those below it; all are in the list above the lowest."""
        others = ngettext("%(number)s other between", "%(number)s others between", left_out)
        words, key = others % {"number": written(left_out)}, -len(self.hung) - 1
        link = f"{reverse('roles:positions')}?{urlencode({'above': getattr(lowest, 'code', '')})}"
        return Seat(key=key, reports_to=None, code="", title="", counts=words, name=words, link=link)
