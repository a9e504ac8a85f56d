"""How a chart is to be printed: the paper, how it lies, and what may stand on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal

Orientation = Literal["best", "landscape", "portrait"]
LEAST_TYPE = 7.0
POINTS_IN_MM = 72 / 25.4
LONG_SIDE, SHORT_SIDE = 297, 105  # of paper on which everything has its usual size; narrow paper has no room for more

# In millimetres, upright: ISO 216 and ANSI/ASME Y14.1.
PAPERS: dict[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a3": (297, 420),
    "a2": (420, 594),
    "a1": (594, 841),
    "a0": (841, 1189),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}


@dataclass(frozen=True, slots=True)
class Setup:
    """The paper as it lies and its margin, in millimetres, and the smallest type that may be printed, in points."""

    width: float
    height: float
    margin: float = 10
    smallest: float = LEAST_TYPE
    orientation: Orientation = "best"
    is_black: bool = False

    @property
    def lying(self) -> Iterator["Setup"]:
        """The ways in which the paper may lie, landscape first: what comes out better is kept."""
        short, long = sorted((self.width, self.height))
        if self.orientation != "portrait":
            yield replace(self, width=long, height=short, orientation="landscape")
        if self.orientation == "portrait" or (self.orientation == "best" and short != long):
            yield replace(self, width=short, height=long, orientation="portrait")

    @property
    def size(self) -> tuple[float, float]:
        """The whole page, in points."""
        return round(self.width * POINTS_IN_MM, 2), round(self.height * POINTS_IN_MM, 2)

    @property
    def enlarged(self) -> float:
        """How many times its usual size may have what stands around a chart: large paper is read from further away."""
        short, long = sorted((self.width, self.height))
        return sqrt(max(1.0, min(long / LONG_SIDE, short / SHORT_SIDE)))

    @property
    def border(self) -> float:
        """The margin, in points."""
        return round(self.margin * POINTS_IN_MM, 2)

    @property
    def room(self) -> tuple[float, float]:
        """How much of the page lies within the margins, in points."""
        width, height = self.size
        return width - 2 * self.border, height - 2 * self.border
