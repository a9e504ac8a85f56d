"""Set text that came from anywhere on one line: cleaned, and shortened to its room."""

from dataclasses import dataclass

from roles.chart.fonts import REGULAR, UNITS
from roles.chart.text import clean, is_right_to_left, measure, wrap
from roles.sheets.pages import INK, Anchor, Words


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set: size in points, weight and colour."""

    size: float
    weight: int = REGULAR
    colour: str = INK

    @property
    def leading(self) -> float:
        """From line to line: Noto Sans is 1.36 em tall."""
        return round(self.size * 1.4, 2)

    @property
    def above(self) -> float:
        """From the top of a line to its baseline."""
        return round(self.size * 1.05, 2)


def fitted(text: str, room: float, face: Face) -> str:
    """As much of the text as there is room for on a line, in points."""
    text = clean(text)
    return text if measure(text, face.weight) * face.size <= room * UNITS else "".join(broken(text, room, face, 1))


def broken(text: str, room: float, face: Face, most_lines: int) -> tuple[str, ...]:
    """The text in so many lines at most; where there is no room, not even for an ellipsis, it is in none."""
    units = int(room * UNITS / face.size)
    lines = wrap(clean(text), units, most_lines, face.weight)
    return lines if all(measure(line, face.weight) <= units for line in lines) else ()


def long(text: str, face: Face) -> float:
    """How long cleaned text is on a line, in points."""
    return measure(text, face.weight) * face.size / UNITS


def words(text: str, x: float, y: float, face: Face, anchor: Anchor = "left", to: int = 0) -> Words:
    """One line, cleaned and fitted already."""
    return Words(
        text, round(x, 2), round(y, 2), face.size, face.weight, face.colour, anchor, is_right_to_left(text), to
    )
