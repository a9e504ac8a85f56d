"""Put the words of one block into as few runs as can be: lines below each other that Typst sets as one paragraph.

Each run costs as much as three lines in it. Where lines stand is exact nevertheless: how far a line lies below the one
before is how tall it is said to be, and how far words stand beside those before them is measured.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from roles.chart.fonts import UNITS
from roles.chart.text import measure
from roles.sheets.pages import Anchor, Words

SIDES: dict[Anchor, int] = {"left": 0, "middle": 1, "right": 2}
# Words have no height, but where they lead somewhere: that can be pressed from above to below them, in ems.
RISE, FALL = 0.9, 0.3
# Text, its look, how tall its line is, and how far it stands from what is before it.
Piece = list[Any]
# To which page these lead.
Linked = tuple[int, list[Piece]]


@dataclass(slots=True)
class Run:
    """A paragraph: where its upper left corner is, from which side it is placed, how wide it must be if so wide."""

    x: float
    y: float
    side: int = 0
    room: float = 0
    baseline: float = 0  # of its first line
    bottom: float = 0  # of its last line
    is_from_right: bool = False
    linked: list[Linked] = field(default_factory=list)

    def add(self, piece: Piece, to: int) -> None:
        """Go on with a piece that leads where those before it do, or elsewhere."""
        if self.linked and self.linked[-1][0] == to:
            self.linked[-1][1].append(piece)
        else:
            self.linked.append((to, [piece]))

    def stands_below(self, other: "Run") -> bool:
        """Whether it can be a paragraph right after another one."""
        is_plain = not (self.side or self.room or other.side or other.room or self.is_from_right or other.is_from_right)
        return is_plain and self.x == other.x and self.baseline > other.bottom

    def told(self, page_width: float) -> list[Any]:
        """The same as a row; Typst places from the side of the page."""
        return [round(self.x - page_width * self.side / 2, 3), round(self.y, 3), self.side, self.room, self.linked]


class Setting:
    """Sets the words of one block on a page; `look` gives the number of how words look, `place` that of a page.

    A heading is also a bookmark, whose lines would be parted by a second space: each is a run of its own.
    """

    def __init__(
        self, look: Callable[[Words], int], place: Callable[[int], int], page_width: float, *, is_heading: bool = False
    ) -> None:
        self.look, self.place, self.page_width, self.is_heading = look, place, page_width, is_heading
        self.runs: list[Run] = []
        self.last: tuple[Words, str] | None = None  # after which others may follow in the same run
        self.left = self.rise = self.fall = 0.0  # where the last begins, how its line reaches up and down
        self.is_first_line = True

    def add(self, words: Words, text: str, space: str) -> None:
        """Set words, and a space after them."""
        left = self.left_of(words, text)
        if left is None:
            self.begin(words, text, space)
        else:
            self.go_on(words, text + space, left)

    def left_of(self, words: Words, text: str) -> float | None:
        """Where words begin that may follow in the same run: beside or below the last ones; else nothing."""
        if self.last is None or words.is_right_to_left:
            return None
        side, before = SIDES[words.anchor], self.last[0]
        if words.y == before.y:
            left = words.x - side / 2 * points(text, words) if side else words.x
        elif self.is_heading or side or words.y <= before.y + self.fall:
            return None
        else:
            left = words.x
        return None if self.is_wide(words, text, left - self.runs[-1].x) else left

    def is_wide(self, words: Words, text: str, before: float = 0.0) -> bool:
        """Whether a line would be broken at the end of the page; first roughly, as measuring takes long."""
        room = self.page_width - max(0.0, before)
        return len(text) * words.size > room and points(text, words) > room - 1

    def begin(self, words: Words, text: str, space: str) -> None:
        """Begin a run; the space behind words must not move them from where they are anchored."""
        side, is_wide = SIDES[words.anchor], self.is_wide(words, text)
        beside = side / 2 - words.is_right_to_left if space else 0
        x = words.x + beside * points(space, words) if beside else words.x
        self.rise, self.fall = (round(part * words.size, 2) if words.to else 0 for part in (RISE, FALL))
        room = round(points(text + space, words) + words.size, 2) if is_wide else 0
        self.runs.append(Run(x, words.y - self.rise, side, room))
        self.runs[-1].add([text + space, self.look(words), self.rise, 0], self.place(words.to))
        self.runs[-1].baseline, self.runs[-1].bottom = words.y, words.y + self.fall
        self.runs[-1].is_from_right = words.is_right_to_left
        self.last = None if is_wide or side or words.is_right_to_left else (words, text + space)
        self.left, self.is_first_line = words.x, True

    def go_on(self, words: Words, text: str, left: float) -> None:
        """Set words beside or below the last ones."""
        before, said = self.last or (words, "")
        run, rise = self.runs[-1], round(RISE * words.size, 2) if words.to else 0
        if words.y == before.y:
            gap = left - self.left - points(said, before)
            if self.is_first_line and rise > self.rise:
                run.y -= rise - self.rise
                self.rise = rise
            height = min(rise, self.rise)
            self.fall = max(self.fall, FALL * words.size if words.to else 0)
        else:
            run.linked[-1][1][-1][0] += "\n"
            gap, height = left - run.x, words.y - before.y - self.fall
            self.rise, self.fall, self.is_first_line = height, FALL * words.size if words.to else 0, False
        run.bottom = words.y + self.fall
        run.add([text, self.look(words), round(height, 3), round(gap, 3)], self.place(words.to))
        self.last, self.left = (words, text), left


def points(text: str, words: Words) -> float:
    """The width of text in the look of some words."""
    # With its space each would be measured twice.
    text, space = (text[:-1], " ") if text.endswith(" ") else (text, "")
    return (measure(text, words.weight) + measure(space, words.weight)) * words.size / UNITS


def columns(blocks: Iterable[list[Run]]) -> Iterator[list[list[Run]]]:
    """Put blocks that stand below each other together: how far down one is makes its first line so tall."""
    column: list[list[Run]] = []
    for runs in blocks:
        if column and len(runs) == len(column[-1]) == 1 and runs[0].stands_below(column[-1][0]):
            runs[0].linked[0][1][0][2] = round(runs[0].baseline - column[-1][0].bottom, 3)
        elif column:
            yield column
            column = []
        column.append(runs)
    if column:
        yield column
