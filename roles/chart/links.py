"""Draw relations beside the solid line, behind the boxes and without moving the tree; and say what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roles.chart.labels import SMALL
from roles.chart.layout import Point, Size
from roles.chart.seats import SeatLink, Style
from roles.chart.text import clean, width

TIP = 5  # from the point of an arrow to its corners
CHANNEL = 6  # from the boxes to the first kind of links above them, and from one kind to the next
LEGEND = 28
SAMPLE = 32

Rectangle = tuple[Point, Size]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One relation: its chain of points and the corners of its arrow."""

    kind: str
    name: str
    points: tuple[Point, ...]
    arrow: tuple[Point, Point, Point]

    @property
    def path(self) -> str:
        """The line as the data of an SVG path."""
        return f"M{'L'.join(f'{x} {y}' for x, y in self.points)}"

    @property
    def tip(self) -> str:
        """The arrow as the data of an SVG path."""
        return f"M{'L'.join(f'{x} {y}' for x, y in self.arrow)}Z"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one kind of line means: a sample from x to end, and the text after it."""

    kind: str
    text: str
    x: int
    y: int
    width: int

    @property
    def end(self) -> int:
        """Where the sample ends."""
        return self.x + SAMPLE

    @property
    def text_start(self) -> int:
        """Where the text begins."""
        return self.end + 8

    @property
    def baseline(self) -> int:
        """Where the text stands."""
        return self.y + SMALL.size // 3


def draw_links(links: Sequence[SeatLink], boxes: Mapping[int, Rectangle], style: Style) -> tuple[LinkLine, ...]:
    """Draw the links whose both ends are in the drawing, each kind in a channel of its own."""
    kinds = sorted({link.kind for link in links})
    return tuple(
        draw_link(link, boxes[link.start], boxes[link.end], CHANNEL * (1 + kinds.index(link.kind)), style)
        for link in links
        if link.start in boxes and link.end in boxes
    )


def draw_link(link: SeatLink, start: Rectangle, end: Rectangle, rise: int, style: Style) -> LinkLine:
    """Lead a link out of the top of a box, along the channel above it, and into the other box.

    A box further up is entered from its nearer side, any other from above.
    """
    (x, y), (box_width, _height) = start
    (end_x, end_y), (end_width, end_height) = end
    goes_right = end_x > x
    out = x + box_width * (3 if goes_right else 1) // 4
    channel = min(y, end_y if end_y + end_height > y else y) - rise
    if end_y + end_height <= y:
        edge = end_x if goes_right else end_x + end_width
        towards = -1 if goes_right else 1
        lane, into = edge + towards * style.gap // 3, end_y + end_height // 3
        points = ((out, y), (out, channel), (lane, channel), (lane, into), (edge, into))
        back = edge + towards * TIP
        return LinkLine(link.kind, link.name, points, ((edge, into), (back, into - TIP + 1), (back, into + TIP - 1)))
    into = end_x + end_width * (3 if goes_right else 5) // 8
    arrow = ((into, end_y), (into - TIP + 1, end_y - TIP), (into + TIP - 1, end_y - TIP))
    return LinkLine(link.kind, link.name, ((out, y), (out, channel), (into, channel), (into, end_y)), arrow)


def legend_of(links: Iterable[SeatLink], lines: Iterable[LinkLine], y: int, style: Style) -> tuple[LegendEntry, ...]:
    """Explain each kind of line that was drawn, side by side."""
    drawn = {line.kind for line in lines}
    meanings = {link.kind: clean(link.meaning) for link in links if link.kind in drawn}
    entries: list[LegendEntry] = []
    x = style.margin
    for kind, text in sorted(meanings.items()):
        entry = LegendEntry(kind, text, x, y, SAMPLE + 8 + width(text, SMALL.size))
        entries.append(entry)
        x += entry.width + style.gap
    return tuple(entries)
