"""What a box says: lines of text, wrapped and shortened to its width, and how tall that makes it."""

from collections.abc import Iterator
from dataclasses import dataclass

from roles.chart.fonts import REGULAR, SEMIBOLD, UNITS
from roles.chart.seats import Seat, Style
from roles.chart.text import clean, is_right_to_left, wrap
from roles.chart.told import Told

BAND = 4  # the strip in the department's colour
PADDING = 10
TEXT_START = PADDING + BAND + 8
FOOT = 28  # the strip that opens a branch: big enough for a finger
ARROW = 14


@dataclass(frozen=True, slots=True)
class Type:
    """How one kind of text is set: size, weight, from line to line, and the space above the first one."""

    size: int
    weight: int
    leading: int
    above: int = 0

    @property
    def baseline(self) -> int:
        """How far the baseline lies below the top of a line: Noto Sans goes 1.069 em up and 0.293 em down from it."""
        return (self.leading + self.size * 776 // UNITS + 1) // 2


TITLE = Type(14, SEMIBOLD, 18)
HOLDER = Type(14, REGULAR, 18, above=3)
SMALL = Type(12, REGULAR, 16, above=3)


@dataclass(frozen=True, slots=True)
class TextLine(Told):
    """One line of text, with its baseline measured from the box's upper left corner."""

    kind: str
    text: str
    x: int
    y: int
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Foot(Told):
    """The strip at the bottom of a box by which its branch is opened, or closed where it is open."""

    top: int
    width: int
    height: int
    line: TextLine
    is_open: bool = False

    @property
    def area(self) -> str:
        """All of it, as the data of an SVG path."""
        return f"M1 {self.top}h{self.width - 2}v{self.height}h{2 - self.width}z"

    @property
    def edge(self) -> str:
        """The line above it."""
        return f"M0 {self.top}h{self.width}"

    @property
    def arrow(self) -> str:
        """The arrow that points down to the branch, or up where it is open."""
        middle = self.top + self.height // 2
        return f"M{TEXT_START} {middle + 2}l4 -4l4 4" if self.is_open else f"M{TEXT_START} {middle - 2}l4 4l4 -4"


@dataclass(frozen=True, slots=True)
class Label(Told):
    """All that a box shows, and its size."""

    width: int
    height: int
    lines: tuple[TextLine, ...]
    band: int
    foot: Foot | None = None

    @property
    def all_lines(self) -> tuple[TextLine, ...]:
        """Every line of text, the foot's too."""
        return (*self.lines, self.foot.line) if self.foot else self.lines


def label(seat: Seat, style: Style) -> Label:
    """Set a seat's text into a box of the style's width, as tall as needed."""
    lines: list[TextLine] = []
    y = PADDING
    for kind, font, text, most_lines in phrases(seat, style):
        broken = broken_text(text, font, style.box_width - TEXT_START - PADDING, most_lines)
        y += font.above if broken else 0
        for words in broken:
            lines.append(TextLine(kind, words, TEXT_START, y + font.baseline, is_right_to_left(words)))
            y += font.leading
    height = y + PADDING
    foot = foot_of(seat, style, height)
    return Label(style.box_width, height + (foot.height if foot else 0), tuple(lines), height - 2 * PADDING, foot)


def phrases(seat: Seat, style: Style) -> Iterator[tuple[str, Type, str, int]]:
    """Yield what a box says from the top down: kind, type, text, and how many lines it may take."""
    yield "title", TITLE, seat.title, style.title_lines
    if seat.is_vacant:
        yield "vacancy", HOLDER, seat.vacancy, 1
    for holder in seat.holders:
        yield "holder", HOLDER, holder, style.holder_lines
    yield "department", SMALL, seat.department, style.department_lines
    if seat.category != seat.department:
        yield "category", SMALL, seat.category, 1
    for detail in seat.details:
        yield "detail", SMALL, detail, 1
    if not seat.opens:
        yield "counts", SMALL, seat.counts, 1
    yield "goes-on", SMALL, seat.goes_on, 1


def broken_text(text: str, font: Type, room: int, most_lines: int) -> tuple[str, ...]:
    """Wrap text that is set in a type to a room in whole units."""
    return wrap(clean(text), room * UNITS // font.size, most_lines, font.weight)


def foot_of(seat: Seat, style: Style, top: int) -> Foot | None:
    """The link at the foot of a box, beside its arrow; none where there is nothing to open or close."""
    start = TEXT_START + ARROW
    broken = broken_text(seat.opens, SMALL, style.box_width - start - PADDING, 1)
    if not broken:
        return None
    baseline = top + (FOOT - SMALL.leading) // 2 + SMALL.baseline
    line = TextLine("opens", broken[0], start, baseline, is_right_to_left(broken[0]))
    return Foot(top, style.box_width, FOOT, line, seat.is_open)
