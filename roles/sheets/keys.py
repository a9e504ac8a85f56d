"""The legend of a sheet: what its colours mean, in as few rows as are needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart import ColourKey
from roles.sheets.pages import Block, Panel
from roles.sheets.wording import Face, fitted, long, words

SWATCH, BESIDE, BETWEEN = 0.8, 0.5, 1.6  # in ems of its type: the square, from it to its text, and to the next one
LONGEST = 0.3  # of a row


@dataclass(frozen=True, slots=True)
class Key:
    """What one colour means, how far from the left it stands, and in which row."""

    colour: str
    text: str
    x: float
    row: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The legend as it stands below the drawings of a print."""

    face: Face
    placed: tuple[Key, ...]

    @property
    def height(self) -> float:
        """How much room its rows need."""
        return (self.placed[-1].row + 1) * self.face.leading if self.placed else 0

    def marks(self, left: float, top: float) -> tuple[tuple[Block, ...], tuple[Panel, ...]]:
        """Its words and its squares, from an upper left corner."""
        blocks, panels, side = [], [], round(SWATCH * self.face.size, 2)
        for key in self.placed:
            x, y = left + key.x, top + key.row * self.face.leading
            baseline = y + self.face.above
            panels.append(Panel(round(x, 2), round(baseline - side, 2), side, side, key.colour))
            text = words(key.text, x + (SWATCH + BESIDE) * self.face.size, baseline, self.face)
            blocks.append(Block((text,), "artifact"))
        return tuple(blocks), tuple(panels)


def keys_in(keys: Sequence[ColourKey], room: float, face: Face) -> Keys:
    """Set the legend into rows of this length."""
    return Keys(face, tuple(in_rows(keys, room, face)))


def in_rows(keys: Sequence[ColourKey], room: float, face: Face) -> Iterator[Key]:
    """Side by side, and below each other where a row ends."""
    x, row, before = 0.0, 0, (SWATCH + BESIDE) * face.size
    for key in keys:
        text = fitted(key.text, room * LONGEST, face)
        wide = before + long(text, face)
        if x and x + wide > room:
            x, row = 0.0, row + 1
        yield Key(key.colour, text, x, row)
        x += wide + BETWEEN * face.size
