"""One chart as a page, a file and a script's data show it: the drawing, and the same tree row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from roles.chart import ColourKey, Drawing, Row, Seat, Style, draw_chart, nest
from roles.chart.labels import label
from roles.chart.paper import best_shape
from roles.choice import DEFAULT_LEVELS, Direction, Shape
from roles.colouring import Colouring, Shade
from roles.models import Position
from roles.phrases import written
from roles.printing.asked import Asked, address_of
from roles.reads import read_organisation
from roles.reporting_line import ReportingLine, line_above
from roles.seating import Addresses, Seating, links_among, name_of_chart
from roles.sheets.setup import Setup
from roles.showing import Extent, shown_in

# A drawing of this size still has type of five points when it is shrunk to a landscape sheet of A4.
WIDEST_ON_PAPER, TALLEST_ON_PAPER = 1900, 1100
MOST_NOTES = 5
PAPER = Setup(297, 210)  # A4, landscape


@dataclass(frozen=True)
class Partly:
    """A manager with the number of direct reports that are drawn, and where all of them are."""

    position: Position
    drawn: int
    address: str


class ChartPage:
    """What was asked for, read once; a file explains its colours itself, on a page the legend stands above."""

    def __init__(self, extent: Extent, addresses: Addresses, *, explains_colours: bool = False) -> None:
        self.explains_colours = explains_colours
        self.top, self.choice = extent.top, extent.choice
        self.extent = extent
        self.addresses = addresses
        self.shown = shown_in(extent)
        self.links = links_among(self.shown.positions)
        self.organisation = read_organisation()
        self.colouring = Colouring(self.choice.colour, self.shown.positions, self.organisation)
        self.seating = Seating(extent, self.shown, addresses)
        self.seats: list[Seat] = self.seating.seats(self.links, self.colouring.said)

    @property
    def title(self) -> str:
        """What the chart is called."""
        return name_of_chart(self.top)

    @property
    def address(self) -> str:
        """The address that says all that was chosen."""
        return self.addresses.of_choice(self.choice)

    @property
    def style(self) -> Style:
        """The looks that were chosen; for a sheet of paper, those in which the type is largest there."""
        choice = self.choice
        style = Style(
            shape="packed" if choice.shape == Shape.PACKED else "rows",
            direction="right" if choice.direction == Direction.RIGHT else "down",
            by_grade=choice.by_grade,
        )
        if choice.shape != Shape.SHEET:
            return style
        return best_shape(self.seats, [label(seat, style) for seat in self.seats], PAPER.room, style)

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing, made once."""
        style = self.style
        keys = [ColourKey(shade.colour, shade.text) for shade in self.legend] if self.explains_colours else ()
        return draw_chart(self.seats, style, self.links, keys)

    @property
    def legend(self) -> list[Shade]:
        """What the colours mean."""
        return self.colouring.legend

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

    @cached_property
    def by_key(self) -> dict[int, Position]:
        """The positions that are shown."""
        return {position.pk: position for position in self.shown.positions}

    @property
    def at(self) -> Position | None:
        """Where one is."""
        return self.by_key.get(self.extent.at) if self.extent.at is not None else None

    @property
    def path(self) -> list[Position]:
        """The way from one position to another, if the address asks for one and there is one."""
        return [self.by_key[key] for key in self.extent.path if key in self.by_key]

    @property
    def other_end(self) -> Position | None:
        """Where the path ends."""
        return self.path[-1] if self.path else None

    @property
    def common_manager(self) -> Position | None:
        """The highest position of the path."""
        return min(self.path, key=lambda position: position.level, default=None)

    @property
    def has_no_grade_lines(self) -> bool:
        """Whether grades were asked for where there are no rows for them."""
        return self.choice.by_grade and self.choice.shape == Shape.PACKED

    @property
    def partly_drawn(self) -> list[Partly]:
        """Managers of whom not all direct reports are shown; of a line that is the one where it ends."""
        managers = self.shown.positions
        if self.choice.is_restricted:
            managers = [self.at] if self.at and self.choice.only_line else []
        drawn = ((manager, self.seating.drawn_of(manager)) for manager in managers)
        partly = ((manager, count) for manager, count in drawn if 0 < count < manager.span)
        return [Partly(*some, self.address_of_reports(some[0])) for some in islice(partly, MOST_NOTES)]

    def address_of_reports(self, position: Position) -> str:
        """Where all direct reports of a position are: in a chart if that can hold them, else in the list."""
        if position.span >= self.extent.most_boxes:
            return f"{reverse('roles:positions')}?{urlencode({'reports_to': position.code})}"
        if self.choice.is_restricted:
            return self.addresses.of_choice(replace(self.choice, shows_all=True))
        return self.addresses.of_branch(position.code, replace(self.choice.looks, shows_all=True))

    @property
    def unrestricted(self) -> str:
        """The address that shows what stands around one or two lines, too."""
        at = self.choice.at or "".join(self.choice.path[:1]) or (self.top.code if self.top else "")
        return self.addresses.of_choice(replace(self.choice.looks, at=at))

    @property
    def only_the_line(self) -> str:
        """The address that shows the line of where one is, and nothing else."""
        return self.addresses.of_whole(replace(self.choice.looks, at=self.choice.at, only_line=True))

    @property
    def whole(self) -> str:
        """The address of the chart from every head, with the same looks."""
        return self.addresses.of_whole(self.choice.looks)

    @property
    def on_paper(self) -> str:
        """Where the same is printed: in the same colours, and as many levels if their number was chosen."""
        levels = None if self.choice.levels == DEFAULT_LEVELS else self.choice.levels
        code = self.top.code if self.top else ""
        return address_of("roles:print", Asked(code=code, levels=levels, colour=self.choice.colour))

    @property
    def status(self) -> str:
        """What is read out when the chart has changed."""
        count = len(self.seats)
        shown = ngettext("%(number)s position shown", "%(number)s positions shown", count)
        return shown % {"number": written(count)}
