"""Pages of short lines with page numbers, in columns: the contents and the indexes of a book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart.fonts import SEMIBOLD
from roles.chart.text import clean
from roles.sheets.columns import Spot, dealt
from roles.sheets.drawn import Marks
from roles.sheets.furniture import Furniture, Head
from roles.sheets.pages import Block, Page, Words
from roles.sheets.wording import Face, fitted, long, words

SIZE = 8.0
GUTTER, INDENT, APART = 28.0, 1.25, 6.0  # the indent in ems
MOST = 99  # columns
BESIDE = 0.4  # of a line at most, for what stands beside its words
WIDEST = 1.25  # times what a column is at least


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its words, what is said beside them, the page as it is written, and to which page it leads.

    Lines of the same letter stand below it.
    """

    text: str
    beside: str = ""
    written: str = ""
    page: int = 0
    depth: int = 0
    is_chapter: bool = False
    letter: str = ""


class Listing:
    """Lines on the pages of one print, in columns that are at least so many times as wide as their type is large."""

    def __init__(self, furniture: Furniture, column: float, size: float = SIZE, most_columns: int = MOST) -> None:
        self.furniture, self.room = furniture, furniture.room
        size = max(size, furniture.setup.smallest)
        self.text, self.first = Face(size), Face(size, SEMIBOLD)
        self.beside, self.link = (Face(size, colour=face.colour) for face in (furniture.small, furniture.link))
        self.letter = Face(size, SEMIBOLD, furniture.link.colour)
        self.columns = max(1, min(most_columns, int((self.room.width + GUTTER) / (column * size + GUTTER))))
        wide = (self.room.width - GUTTER * (self.columns - 1)) / self.columns
        self.wide = min(wide, column * size * WIDEST) if self.columns == 1 else wide
        self.rows = max(1, int(self.room.height / self.text.leading))

    def dealt(self, letters: Sequence[str]) -> list[list[Spot]]:
        """Where lines stand that begin with these letters, page by page."""
        return dealt(letters, self.columns, self.rows)

    def pages(self, title: str, rows: Sequence[Row], first: int, pages: int) -> Iterator[Page]:
        """All pages of one list; only the first is a chapter of its own, and its letters are below it."""
        lines, before = iter(rows), ""
        for number, spots in enumerate(self.dealt([row.letter for row in rows])):
            blocks: list[Block] = []
            for spot, row in zip(spots, lines, strict=False):
                if spot.is_first and row.letter:
                    blocks.append(self.initial(row.letter, spot, is_new=row.letter != before))
                blocks.append(Block(tuple(self.line(row, *self.place(spot.column, spot.line)))))
                before = row.letter
            head = Head(title, 0 if number else 1)
            yield self.furniture.page(head, first + number, pages, Marks(tuple(blocks), (), ()))

    def initial(self, letter: str, spot: Spot, *, is_new: bool) -> Block:
        """A letter above the first of its lines; on a page that goes on with it, it says nothing new."""
        line = words(letter, *self.place(spot.column, spot.line - 1), self.letter)
        return Block((line,), "heading" if is_new else "artifact", 2 if is_new else 0)

    def place(self, column: int, line: int) -> tuple[float, float]:
        """Where a line begins, on its baseline."""
        room, text = self.room, self.text
        return room.left + column * (self.wide + GUTTER), room.top + line * text.leading + text.above

    def line(self, row: Row, left: float, baseline: float) -> Iterator[Words]:
        """One line from the left edge of its column to the right."""
        face = self.first if row.is_chapter else self.text
        x, right = left + min(row.depth * INDENT * self.text.size, self.wide / 3), left + self.wide
        room = right - x - (long(row.written, self.link) + APART if row.written else 0)
        beside = min(long(clean(row.beside), self.beside) + APART, room * BESIDE) if row.beside else 0
        text = fitted(row.text, room - beside, face)
        yield words(text, x, baseline, face, to=row.page)
        x, room = x + long(text, face) + APART, room - long(text, face) - APART
        if row.beside and (said := fitted(row.beside, room, self.beside)):
            yield words(said, x, baseline, self.beside, to=row.page)
        if row.written:
            yield words(row.written, right, baseline, self.link, "right", row.page)
