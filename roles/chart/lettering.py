"""The types in which words are set, and lines of text broken to a room."""

from dataclasses import dataclass

from roles.chart.fonts import REGULAR, SEMIBOLD, UNITS
from roles.chart.text import clean, wrap, wrap_whole
from roles.chart.told import Told

BAND = 4  # the strip in the department's colour
PADDING = 10
TEXT_START = PADDING + BAND + 8


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


def broken_address(text: str, font: Type, room: int) -> tuple[str, ...]:
    """Break what must stay whole to be of use: an e-mail address or a phone number."""
    return wrap_whole(clean(text), room * UNITS // font.size, font.weight)


def broken_text(text: str, font: Type, room: int, most_lines: int) -> tuple[str, ...]:
    """Wrap text that is set in a type to a room in whole units."""
    return wrap(clean(text), room * UNITS // font.size, most_lines, font.weight)
