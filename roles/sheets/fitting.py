"""Say whether a manager and those below fit on a sheet at the smallest type, and which shape prints them largest."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from roles.chart.layout import lay_out
from roles.chart.lettering import SMALL
from roles.chart.paper import POINTS
from roles.chart.places import Layout, Size
from roles.chart.seats import PLAIN, Style
from roles.sheets.chart import NOBODY, Chart
from roles.sheets.furniture import Room

NATURAL = SMALL.size * POINTS  # the smallest type of a drawing that is not scaled
ON_PAPER = replace(PLAIN, title_lines=5)  # where nothing can be opened that says the rest
LARGEST = 1.2  # no drawing is scaled up by more
LINK_MARGIN = 12  # units around a drawing, for lines beside the solid one
GOES_ON = SMALL.leading + SMALL.above
# Of a sheet, with the gaps around boxes: beyond the first only a stack fits, beyond the second nothing does, and beyond
# the third no levels from left to right.
FULLEST, FULLEST_STACK, FULLEST_RIGHT = 0.62, 0.85, 0.3


class Place(NamedTuple):
    """A seat as the layout sees it."""

    key: int
    reports_to: int | None
    is_assistant: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A shape in which all fit, where everything stands in it, its scale, and how much of the room it covers."""

    style: Style
    layout: Layout
    scale: float
    fill: float


@dataclass(frozen=True)
class Sizes:
    """The size of each seat's box, and who are assistants."""

    boxes: Sequence[Size]
    assistants: Collection[int]

    @cached_property
    def taller(self) -> list[Size]:
        """The sizes of boxes that say where their branch goes on."""
        return [(width, height + GOES_ON) for width, height in self.boxes]


class Fit:
    """The room of a sheet for the boxes of a chart; it counts how often a layout was tried."""

    def __init__(self, chart: Chart, sizes: Sizes, room: Room, smallest: float, *, has_links: bool = False) -> None:
        self.chart, self.sizes, self.room, self.tried = chart, sizes, room, 0
        self.least = smallest / NATURAL
        self.most = max(LARGEST, self.least)
        self.width = room.width / POINTS / self.least
        self.height = room.height / POINTS / self.least
        self.margin = LINK_MARGIN if has_links else 0
        self.below = [
            Place(number, None if manager == NOBODY else manager, number in sizes.assistants)
            for number, manager in enumerate(chart.managers)
        ]
        self.styles = list(self.shapes())
        self.quick = [style for style in self.styles if style.direction == "down"]
        self.shares = shares_of(sizes.boxes, self.width, self.height)

    def shapes(self) -> Iterator[Style]:
        """The shapes that are tried, the quickest first; in blocks from left to right hardly any chart is larger."""
        plain = replace(ON_PAPER, aspect=max(0.05, self.width / max(1, self.height)), margin=self.margin)
        yield plain
        yield replace(plain, direction="right")
        yield replace(plain, shape="packed")

    def share(self, members: Sequence[int]) -> float:
        """How much of a sheet boxes and the gaps between them cover at least."""
        shares = self.shares
        return sum([shares[member] for member in members])

    def fits(self, top: int, members: Sequence[int], cut: Collection[int]) -> bool:
        """Whether the manager fits with these below, some of whom go on elsewhere."""
        share = self.share(members)
        if share > FULLEST and (share > FULLEST_STACK or not self.is_stack(top, members)):
            return False
        places, sizes = self.places(top, members), self.sizes_of(top, members, cut)
        for style in self.quick if share > FULLEST_RIGHT else self.styles:
            layout = self.lay_out(places, sizes, style)
            if layout.width <= self.width and layout.height <= self.height:
                return True
        return False

    def best(self, top: int, members: Sequence[int], cut: Collection[int], head: Size | None = None) -> Fitted:
        """The shape with the largest type, then from the top down, then that which covers most.

        The manager's box has its usual size, unless another one is given.
        """
        places, sizes = self.places(top, members), self.sizes_of(top, members, cut, head)
        tried: list[Fitted] = []
        for style in self.styles:
            tried.append(self.fitted(self.lay_out(places, sizes, style), style))
            if tried[0].scale >= self.most:
                break
        return max(tried, key=lambda one: (one.scale, one.style.direction == "down", one.fill))

    def fitted(self, layout: Layout, style: Style) -> Fitted:
        """How large a layout can be printed, and what of the room it covers then."""
        width, height = layout.width * POINTS, layout.height * POINTS
        scale = min(self.most, self.room.width / width, self.room.height / height)
        return Fitted(style, layout, scale, width * height * scale**2 / (self.room.width * self.room.height))

    def lay_out(self, places: Sequence[Place], sizes: Sequence[Size], style: Style) -> Layout:
        """Try a layout, and count it."""
        self.tried += 1
        return lay_out(places, sizes, style)

    def is_stack(self, top: int, members: Sequence[int]) -> bool:
        """Whether all report to the manager directly."""
        managers = self.chart.managers
        return all(managers[member] == top for member in members)

    def places(self, top: int, members: Sequence[int]) -> list[Place]:
        """The manager, who is the head of the sheet, and those below."""
        below = [self.below[member] for member in members]
        return below if top == NOBODY else [Place(top, None, False), *below]

    def sizes_of(self, top: int, members: Sequence[int], cut: Collection[int], head: Size | None = None) -> list[Size]:
        """How large their boxes are; what goes on elsewhere says so in a line of its own."""
        boxes, taller = self.sizes.boxes, self.sizes.taller
        sizes = [taller[member] if member in cut else boxes[member] for member in members]
        return sizes if top == NOBODY else [head or boxes[top], *sizes]


def shares_of(sizes: Sequence[Size], width: float, height: float) -> list[float]:
    """How much of a sheet each box covers with the gaps beside and below it, which the last ones do not need."""
    gap, below = PLAIN.gap, PLAIN.stack_gap
    whole = max(1.0, width + gap) * max(1.0, height + below)
    return [(wide + gap) * (tall + below) / whole for wide, tall in sizes]
