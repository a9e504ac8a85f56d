"""What is printed: pages as lists of words, strokes and panels, in points from each page's upper left corner.

Every number is computed and every line is broken here; a template for browsers and one for the PDF draw the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roles.chart.told import Told

Anchor = Literal["left", "middle", "right"]
Kind = Literal["heading", "text", "item", "artifact"]
Spot = tuple[float, float]

INK, PALE, RULE, ACCENT, WHITE = "#1b1d21", "#585d64", "#7d8288", "#0b5480", "#ffffff"


@dataclass(frozen=True, slots=True)
class Words(Told):
    """One line of text; x is where its left edge, middle or right edge is, whatever its direction, y its baseline.

    It may lead to a page, by that page's number; 0 leads nowhere.
    """

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    colour: str = INK
    anchor: Anchor = "left"
    is_right_to_left: bool = False
    to: int = 0

    @property
    def text_anchor(self) -> str:
        """The anchor as SVG has it, where a line starts on the side from which it is read."""
        if self.anchor == "middle":
            return "middle"
        return "start" if (self.anchor == "left") != self.is_right_to_left else "end"


@dataclass(frozen=True, slots=True)
class Block(Told):
    """Words that belong together, as a screen reader is told: a heading, a text, an item of a list, or decoration.

    A heading has a level from 1, never more than one below that of the heading before; it is a bookmark as well.
    """

    words: tuple[Words, ...]
    kind: Kind = "text"
    level: int = 0

    @property
    def text(self) -> str:
        """All of it as one phrase."""
        return " ".join(words.text for words in self.words)

    @property
    def level_below_title(self) -> int:
        """The level of a heading where the pages stand below a title."""
        return min(self.level + 1, 6)


@dataclass(frozen=True, slots=True)
class Panel(Told):
    """A rectangle behind the words, with an edge where it has a colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str = WHITE
    edge: str = ""
    edge_width: float = 0.75
    is_dashed: bool = False
    radius: float = 0

    @property
    def dashes(self) -> str:
        """How long the parts of a dashed edge and its gaps are, as an SVG attribute."""
        return f"{5 * self.edge_width:g} {4 * self.edge_width:g}"


@dataclass(frozen=True, slots=True)
class Stroke(Told):
    """A line through some points, or what it surrounds; the dash is how long its parts and its gaps are."""

    points: tuple[Spot, ...]
    width: float = 0.75
    colour: str = RULE
    dash: tuple[float, ...] = ()
    is_filled: bool = False

    @property
    def dashes(self) -> str:
        """The same as an SVG attribute."""
        return " ".join(f"{length:g}" for length in self.dash)

    @property
    def path(self) -> str:
        """The same as the data of an SVG path."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Page(Told):
    """One page of paper; strokes lie behind panels, panels behind words; blocks come in the order of reading."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...] = ()
    panels: tuple[Panel, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    @property
    def words(self) -> Iterator[Words]:
        """Every line of text."""
        return (words for block in self.blocks for words in block.words)


@dataclass(frozen=True, slots=True)
class Printed(Told):
    """All pages of a print, how many of them hold the chart, and the smallest and the largest type on these, in points.

    The type is that of names and titles first, and of the smallest words on any page second.
    """

    title: str
    pages: tuple[Page, ...]
    sheets: int
    type: float
    smallest: float
