"""The legend of a sheet: what its lines and colours mean, in as few rows as are needed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roles.chart import ColourKey
from roles.chart.lettering import SMALL
from roles.chart.text import clean
from roles.sheets.drawn import DASHES, Marks
from roles.sheets.pages import ACCENT, Block, Panel, Stroke
from roles.sheets.wording import Face, fitted, long, words

# In ems of its type: the square, the piece of line, from these to the text, and to the next one.
SWATCH, SAMPLE, BESIDE, BETWEEN = 0.8, 2.6, 0.5, 1.6
MIDDLE = 0.35  # from the baseline up to a piece of line
LONGEST = 0.3  # of a row
PARTS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of the room, to try how long rows need to be


@dataclass(frozen=True, slots=True)
class Key:
    """What one colour or one kind of line means, how far from the left it stands, and in which row."""

    colour: str
    kind: str
    text: str
    x: float = 0
    row: int = 0

    @property
    def before(self) -> float:
        """How long it is before its text, in ems."""
        return (SAMPLE if self.kind else SWATCH) + BESIDE


@dataclass(frozen=True, slots=True)
class Keys:
    """The legend as it stands below the drawings of a print."""

    face: Face
    placed: tuple[Key, ...]

    @property
    def height(self) -> float:
        """How much room its rows need."""
        return (self.placed[-1].row + 1) * self.face.leading if self.placed else 0

    def marks(self, left: float, top: float) -> Marks:
        """Its words, squares and pieces of lines, from an upper left corner."""
        blocks, panels, strokes, size = [], [], [], self.face.size
        for key in self.placed:
            x, baseline = left + key.x, top + key.row * self.face.leading + self.face.above
            if key.kind:
                strokes.append(self.sample(key, x, baseline - MIDDLE * size))
            else:
                side = round(SWATCH * size, 2)
                panels.append(Panel(round(x, 2), round(baseline - side, 2), side, side, key.colour))
            blocks.append(Block((words(key.text, x + key.before * size, baseline, self.face),), "artifact"))
        return Marks(tuple(blocks), tuple(panels), tuple(strokes))

    def sample(self, key: Key, x: float, y: float) -> Stroke:
        """A piece of line, dashed as in a drawing whose small type is as large."""
        unit = self.face.size / SMALL.size
        ends = (round(x, 2), round(y, 2)), (round(x + SAMPLE * self.face.size, 2), round(y, 2))
        return Stroke(ends, round(unit, 2), key.colour, tuple(round(part * unit, 2) for part in DASHES[key.kind]))


def keys_in(
    keys: Sequence[ColourKey], room: float, face: Face, kinds: Mapping[str, str] | None = None, ink: str = ACCENT
) -> Keys:
    """Set the legend into rows of this length: by their kinds what lines of this ink mean, then what colours do."""
    entries = [Key(ink, kind, clean(text)) for kind, text in (kinds or {}).items()]
    entries += [Key(key.colour, "", key.text) for key in keys]
    entries = [replace(key, text=fitted(key.text, room * LONGEST, face)) for key in entries]
    return Keys(face, evened(entries, room, face))


def evened(keys: Sequence[Key], room: float, face: Face) -> tuple[Key, ...]:
    """In as few rows as there is room for, none of which is much shorter than another."""
    ways = [tuple(in_rows(keys, room * part, face)) for part in PARTS]
    return min(ways, key=lambda way: way[-1].row if way else 0)


def in_rows(keys: Sequence[Key], room: float, face: Face) -> Iterator[Key]:
    """Side by side, and below each other where a row ends."""
    x, row = 0.0, 0
    for key in keys:
        wide = key.before * face.size + long(key.text, face)
        if x and x + wide > room:
            x, row = 0.0, row + 1
        yield replace(key, x=x, row=row)
        x += wide + BETWEEN * face.size
