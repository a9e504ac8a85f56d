"""Pages of short lines with page numbers, in columns: the contents and the indexes of a book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart.fonts import SEMIBOLD
from roles.chart.text import clean
from roles.sheets.drawn import Marks
from roles.sheets.furniture import Furniture, Head
from roles.sheets.pages import Block, Page, Words
from roles.sheets.wording import Face, fitted, long, words

SIZE = 8.0
GUTTER, INDENT, APART = 28.0, 1.25, 6.0  # the indent in ems
BESIDE = 0.4  # of a line at most, for what stands beside its words
WIDEST = 1.25  # times what a column is at least


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its words, what is said beside them, the page as it is written, and to which page it leads."""

    text: str
    beside: str = ""
    written: str = ""
    page: int = 0
    depth: int = 0
    is_chapter: bool = False


class Listing:
    """Lines on the pages of one print, in columns that are at least so many times as wide as their type is large."""

    def __init__(self, furniture: Furniture, column: float, size: float = SIZE) -> None:
        self.furniture, self.room = furniture, furniture.room
        size = max(size, furniture.setup.smallest)
        self.text, self.first = Face(size), Face(size, SEMIBOLD)
        self.beside, self.link = (Face(size, colour=face.colour) for face in (furniture.small, furniture.link))
        self.columns = max(1, int((self.room.width + GUTTER) / (column * size + GUTTER)))
        wide = (self.room.width - GUTTER * (self.columns - 1)) / self.columns
        self.wide = min(wide, column * size * WIDEST) if self.columns == 1 else wide
        self.rows = max(1, int(self.room.height / self.text.leading))

    def pages_for(self, count: int) -> int:
        """How many pages so many lines need."""
        return -(-count // (self.columns * self.rows))

    def pages(self, title: str, rows: Sequence[Row], first: int, pages: int) -> Iterator[Page]:
        """All pages of one list; only the first is a chapter of its own."""
        whole = self.columns * self.rows
        for number in range(self.pages_for(len(rows))):
            blocks = tuple(self.blocks(rows[number * whole : (number + 1) * whole]))
            head = Head(title, 0 if number else 1)
            yield self.furniture.page(head, first + number, pages, Marks(blocks, (), ()))

    def blocks(self, rows: Sequence[Row]) -> Iterator[Block]:
        """Lines in one column after the other."""
        leading, room = self.text.leading, self.room
        for place, row in enumerate(rows):
            column, line = divmod(place, self.rows)
            left = room.left + column * (self.wide + GUTTER)
            yield Block(tuple(self.line(row, left, room.top + line * leading + self.text.above)), "item")

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
            yield words(said, x, baseline, self.beside)
        if row.written:
            yield words(row.written, right, baseline, self.link, "right", row.page)
