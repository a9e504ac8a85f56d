"""Choose the positions that a chart shows: from where, how many levels, and no more than a page can hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from roles.chart import Drawing, Row, Seat, draw_chart, nest
from roles.chart.text import clean
from roles.models import Position
from roles.reporting_line import ReportingLine, line_above
from roles.seating import Addresses, links_among, seats_of

MOST_PEERS = 100
# A drawing of this size still has type of five points when it is shrunk to a landscape sheet of A4.
WIDEST_ON_PAPER, TALLEST_ON_PAPER = 1900, 1100


@dataclass(frozen=True)
class Extent:
    """What was asked for: from which position down (None: from every head), and how many levels."""

    top: Position | None
    levels: int
    shows_all_peers: bool
    most_boxes: int


@dataclass(frozen=True)
class Shown:
    """The positions in tree order and on how many levels they stand; `is_cut` says that not all of them fitted."""

    positions: list[Position]
    levels: int
    is_cut: bool


class Spot(NamedTuple):
    """Where a position stands, as plain values: of a large chart most are left out before anything else is read."""

    key: int
    manager: int | None
    level: int


def shown_in(extent: Extent) -> Shown:
    """Choose positions level by level in one statement, and read those that fit, with their holders, in two others."""
    peers = None if extent.shows_all_peers else MOST_PEERS
    drawn = Position.objects.drawn(extent.top.pk if extent.top else None, extent.levels, peers)
    spots = drawn.order_by("level", "tree_id", "lft").values_list("pk", "reports_to_id", "level")
    found = list(islice(reached(map(Spot._make, spots.iterator())), extent.most_boxes + 1))
    is_cut = len(found) > extent.most_boxes
    fitting = whole_levels(found) if is_cut else found
    chosen = Position.objects.filter(pk__in=[spot.key for spot in fitting])
    levels = fitting[-1].level - fitting[0].level + 1 if fitting else 0
    return Shown(list(chosen.in_tree_order().with_holders().with_span()), levels, is_cut)


def reached(ordered: Iterable[Spot]) -> Iterator[Spot]:
    """Leave out what is below a report that is not drawn; each level comes before the next."""
    managers: set[int | None] = set()
    highest: int | None = None
    for spot in ordered:
        highest = spot.level if highest is None else highest
        if spot.level == highest or spot.manager in managers:
            managers.add(spot.key)
            yield spot


def whole_levels(found: list[Spot]) -> list[Spot]:
    """Leave out the level that the last position breaks off, unless nothing but the top would be left."""
    *fitting, beyond = found
    whole = [spot for spot in fitting if spot.level < beyond.level]
    return whole if len({spot.level for spot in whole}) > 1 else fitting


class ChartPage:
    """One chart as a page and a file show it: the drawing, and the same tree row by row."""

    def __init__(self, extent: Extent, addresses: Addresses) -> None:
        self.top = extent.top
        self.shown = shown_in(extent)
        self.links = links_among(self.shown.positions)
        self.seats: list[Seat] = seats_of(self.shown.positions, self.links, addresses)

    @property
    def title(self) -> str:
        """What the chart is called."""
        return _("Chart of %(title)s") % {"title": clean(self.top.shown_title)} if self.top else _("Organisation chart")

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing, made once."""
        return draw_chart(self.seats, links=self.links)

    @property
    def links_left_out(self) -> int:
        """How many relations are said in words only, for want of room."""
        return len(self.links) - len(self.drawing.links)

    @property
    def is_legible_on_paper(self) -> bool:
        """Whether one sheet can hold the drawing; the list is printed too where it can't."""
        return self.drawing.width <= WIDEST_ON_PAPER and self.drawing.height <= TALLEST_ON_PAPER

    @property
    def rows(self) -> Iterator[Row]:
        """The same positions as a nested list."""
        return nest(self.seats)

    @cached_property
    def line(self) -> ReportingLine:
        """The positions above."""
        return line_above(self.top) if self.top else ReportingLine()
