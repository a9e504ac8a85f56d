"""What a box says: lines of text, wrapped and shortened to its width, and how tall that makes it."""

from collections.abc import Iterator
from dataclasses import dataclass

from roles.chart.fonts import REGULAR, SEMIBOLD, UNITS
from roles.chart.seats import Seat, Style
from roles.chart.text import clean, is_right_to_left, wrap

BAND = 4  # the strip in the department's colour
PADDING = 10
TEXT_START = PADDING + BAND + 8
FOOT = 28  # the strip that opens a branch: big enough for a finger
ARROW = 14


@dataclass(frozen=True, slots=True)
class Type:
    """How one kind of text is set: size, distance from line to line, space above the first one."""

    size: int
    weight: int
    leading: int
    above: int = 0


TITLE = Type(14, SEMIBOLD, 18)
HOLDER = Type(14, REGULAR, 18, above=3)
SMALL = Type(12, REGULAR, 16, above=3)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, with its baseline measured from the box's upper left corner."""

    kind: str
    text: str
    x: int
    y: int
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Label:
    """All that a box shows; the foot is the link that opens a branch not drawn, zero where there is none."""

    width: int
    height: int
    lines: tuple[TextLine, ...]
    foot: int

    @property
    def foot_top(self) -> int:
        """Where the foot begins, from the top of the box."""
        return self.height - self.foot

    @property
    def band_height(self) -> int:
        """How long the strip in the department's colour is."""
        return self.foot_top - 2 * PADDING


def label(seat: Seat, style: Style) -> Label:
    """Set a seat's text into a box of the style's width, as tall as needed."""
    lines: list[TextLine] = []
    y = PADDING
    for kind, font, text, most_lines in phrases(seat, style):
        room = (style.box_width - TEXT_START - PADDING) * UNITS // font.size
        broken = wrap(clean(text), room, most_lines, font.weight)
        y += font.above if broken else 0
        for words in broken:
            lines.append(TextLine(kind, words, TEXT_START, y + baseline(font), is_right_to_left(words)))
            y += font.leading
    y += PADDING
    if not seat.opens:
        return Label(style.box_width, y, tuple(lines), 0)
    return Label(style.box_width, y + FOOT, (*lines, foot_line(seat, style, y)), FOOT)


def phrases(seat: Seat, style: Style) -> Iterator[tuple[str, Type, str, int]]:
    """Yield what a box says from the top down: kind, type, text, and how many lines it may take."""
    yield "title", TITLE, seat.title, style.title_lines
    if seat.is_vacant:
        yield "vacancy", HOLDER, seat.vacancy, 1
    for holder in seat.holders[: style.most_holders]:
        yield "holder", HOLDER, holder, style.holder_lines
    yield "department", SMALL, seat.department, 1
    if not seat.opens:
        yield "counts", SMALL, seat.counts, 1


def foot_line(seat: Seat, style: Style, top: int) -> TextLine:
    """The text of the link at the foot of a box, beside its arrow."""
    start = TEXT_START + ARROW
    room = (style.box_width - start - PADDING) * UNITS // SMALL.size
    text = wrap(clean(seat.opens), room, 1)[0]
    return TextLine("opens", text, start, top + FOOT // 2 + SMALL.size // 3, is_right_to_left(text))


def baseline(font: Type) -> int:
    """How far the baseline lies below the top of a line: ascent and descent of Noto Sans are 1.069 and 0.293 em."""
    return (font.leading + font.size * 776 // UNITS + 1) // 2
