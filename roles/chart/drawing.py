"""The finished picture: boxes and lines in whole units, ready for any template."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roles.chart.bands import GradeLine
from roles.chart.labels import Label
from roles.chart.legend import LegendEntry
from roles.chart.links import LinkLine
from roles.chart.seats import Direction, Seat
from roles.chart.told import Told

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box(Told):
    """A drawn position: where it stands, and what it says."""

    seat: Seat
    x: int
    y: int
    label: Label

    @property
    def width(self) -> int:
        """How wide it is."""
        return self.label.width

    @property
    def height(self) -> int:
        """How tall it is."""
        return self.label.height


@dataclass(frozen=True, slots=True)
class Line:
    """The lines from one manager to all who report there, each a chain of points.

    Those that are highlighted are drawn once more on top, to some of them; the kind says why.
    """

    seat: Seat
    chains: tuple[tuple[Point, ...], ...]
    kind: Literal["", "on-line", "on-path"] = ""

    @property
    def path(self) -> str:
        """The same as the data of one SVG path."""
        return "".join(f"M{'L'.join(f'{x} {y}' for x, y in chain)}" for chain in self.chains)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart; boxes come in the order in which a reader goes through them, everything else lies behind them.

    Below all boxes the legend says what lines mean, and the keys what colours mean.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    links: tuple[LinkLine, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    direction: Direction = "down"
    keys: tuple[LegendEntry, ...] = ()
    grade_lines: tuple[GradeLine, ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """Every line of text that is drawn."""
        yield from (line.text for box in self.boxes for line in box.label.all_lines)
        yield from (entry.text for entry in (*self.legend, *self.keys))
        yield from (line.label.text for line in self.grade_lines)

    @property
    def middle(self) -> int:
        """How far from the left the middle of the first head stands; left to right, how far from the top."""
        head = next((box for box in self.boxes if box.seat.reports_to is None), None)
        if not head:
            return 0
        return head.x + head.width // 2 if self.direction == "down" else head.y + head.height // 2
