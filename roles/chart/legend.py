"""Say below the drawing what lines and colours mean, in as many rows as are needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from roles.chart.lettering import SMALL, broken_text
from roles.chart.links import LinkLine
from roles.chart.seats import ColourKey, SeatLink, Style
from roles.chart.text import clean, is_right_to_left, width
from roles.chart.told import Told

SAMPLE, SWATCH = 32, 12
BESIDE = 8  # from a sample or a swatch to its text
ROW = 24
ABOVE = 6  # from the drawing to the middle of the first row
BELOW = 4
LEAST_WIDTH = 320  # a drawing of few boxes is made so wide rather than its legend tall
LONGEST = 280


@dataclass(frozen=True, slots=True)
class LegendEntry(Told):
    """What one kind of line or one colour means: a sample or a swatch from x, y being its middle, and text after it."""

    text: str
    x: int
    y: int
    width: int
    kind: str = ""
    colour: str = ""

    @property
    def end(self) -> int:
        """Where the sample ends."""
        return self.x + (SWATCH if self.colour else SAMPLE)

    @property
    def top(self) -> int:
        """Where the swatch, a square, begins."""
        return self.y - SWATCH // 2

    @property
    def size(self) -> int:
        """How long the sides of the swatch are."""
        return SWATCH

    @property
    def text_start(self) -> int:
        """Where the text begins."""
        return self.end + BESIDE

    @property
    def baseline(self) -> int:
        """Where the text stands."""
        return self.y + SMALL.size // 3

    @property
    def is_right_to_left(self) -> bool:
        """Whether the text is written so."""
        return is_right_to_left(self.text)


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries, links before colours, and the size of the drawing with them."""

    entries: tuple[LegendEntry, ...]
    width: int
    height: int


def legend_of(
    links: Iterable[SeatLink], drawn: Iterable[LinkLine], keys: Sequence[ColourKey], size: tuple[int, int], style: Style
) -> Legend:
    """Explain each kind of line that was drawn, and each colour, below a drawing of this size."""
    kinds = {line.kind for line in drawn}
    meanings = {link.kind: clean(link.meaning) for link in links if link.kind in kinds}
    entries = [entry(text, SAMPLE, kind=kind) for kind, text in sorted(meanings.items())]
    entries += [
        entry(text, SWATCH, colour=key.colour) for key in keys for text in broken_text(key.text, SMALL, LONGEST, 1)
    ]
    if not entries:
        return Legend((), *size)
    room = max(size[0] - 2 * style.margin, min(LEAST_WIDTH, row_width(entries, style)), *(one.width for one in entries))
    placed = tuple(in_rows(entries, room, size[1] + ABOVE, style))
    return Legend(placed, max(size[0], room + 2 * style.margin), placed[-1].y - ABOVE + ROW + BELOW)


def entry(text: str, sample: int, kind: str = "", colour: str = "") -> LegendEntry:
    """An entry that has no place yet."""
    return LegendEntry(text, 0, 0, sample + BESIDE + width(text, SMALL.size), kind, colour)


def in_rows(entries: Sequence[LegendEntry], room: int, y: int, style: Style) -> Iterator[LegendEntry]:
    """Place entries side by side, and below each other where the room ends."""
    x = style.margin
    for one in entries:
        if x > style.margin and x + one.width > style.margin + room:
            x, y = style.margin, y + ROW
        yield replace(one, x=x, y=y)
        x += one.width + style.gap


def row_width(entries: Sequence[LegendEntry], style: Style) -> int:
    """How wide all of them are side by side."""
    return sum(one.width + style.gap for one in entries) - style.gap
