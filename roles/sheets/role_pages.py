"""What the roles of a book are for: texts that flow through columns, from page to page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart.fonts import SEMIBOLD
from roles.chart.text import ELLIPSIS, is_right_to_left
from roles.sheets.content import Paragraph, RoleText
from roles.sheets.drawn import Marks
from roles.sheets.furniture import Furniture, Head
from roles.sheets.pages import Block, Kind, Page, Words
from roles.sheets.wording import Face, broken, words

COLUMN, GUTTER, INDENT = 250.0, 28.0, 10.0
TITLE, HEADING, TEXT = 12.0, 9.0, 9.0
MOST_LINES = 1000
TOGETHER = 2  # so many lines are not parted from the heading above them
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of one kind that belong together, and the room above them; a heading stays with what follows."""

    lines: Sequence[str]
    face: Face
    above: float
    kind: Kind = "text"
    level: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it must not be the last on a page."""
        return self.kind == "heading"


class RolePages:
    """The roles of a print, set into columns; the number of pages is known before any has its number."""

    def __init__(self, furniture: Furniture, roles: Sequence[RoleText]) -> None:
        self.furniture, self.room, self.roles = furniture, furniture.room, roles
        least = furniture.setup.smallest
        self.faces = Face(max(TITLE, least), SEMIBOLD), Face(max(HEADING, least), SEMIBOLD), Face(max(TEXT, least))
        self.columns = max(1, int((self.room.width + GUTTER) / (COLUMN + GUTTER)))
        self.wide = (self.room.width - GUTTER * (self.columns - 1)) / self.columns
        self.column, self.y = 0, self.room.top
        self.starts: list[int] = []  # on which of these pages each role begins
        self.laid: list[list[Block]] = []
        for role in roles:
            self.lay(role)

    def lay(self, role: RoleText) -> None:
        """Set one role after the others."""
        passages = list(self.passages(role))
        for place, passage in enumerate(passages):
            self.make_room(passages[place:])
            if not place:
                self.starts.append(self.column // self.columns)
            self.set_passage(passage)

    def passages(self, role: RoleText) -> Iterator[Passage]:
        """What a role's page says, in lines."""
        title, heading, text = self.faces
        yield Passage(broken(role.title, self.wide, title, 3) or (ELLIPSIS,), title, title.size, "heading", 2)
        for paragraph in role.paragraphs:
            if paragraph.heading:
                yield Passage(broken(paragraph.heading, self.wide, heading, 2), heading, text.size * 0.7, "heading", 3)
            yield from self.texts(paragraph, text)

    def texts(self, paragraph: Paragraph, face: Face) -> Iterator[Passage]:
        """The texts of a paragraph, or the items of its list."""
        room = self.wide - (INDENT if paragraph.is_list else 0)
        for text in paragraph.texts:
            lines = broken(text, room, face, MOST_LINES)
            yield Passage(lines, face, face.size * 0.25, "item" if paragraph.is_list else "text")

    def make_room(self, passages: Sequence[Passage]) -> None:
        """Go on in the next column where a heading and the lines after it have no room."""
        needed, y = 0.0, self.y
        for passage in passages:
            count = len(passage.lines) if passage.is_heading else min(TOGETHER, len(passage.lines))
            needed += passage.above + count * passage.face.leading
            if not passage.is_heading:
                break
        if y + needed > self.room.bottom and y > self.room.top:
            self.next_column()

    def next_column(self) -> None:
        """Begin a column, perhaps on a new page."""
        self.column, self.y = self.column + 1, self.room.top

    def set_passage(self, passage: Passage) -> None:
        """Set lines below each other, and the rest in the next column."""
        self.y += passage.above if self.y > self.room.top else 0
        placed: list[Words] = []
        for number, line in enumerate(passage.lines):
            if self.y + passage.face.leading > self.room.bottom and self.y > self.room.top:
                self.close(placed, passage)
                placed = []
                self.next_column()
            placed += self.words_of(line, passage, is_first=not number)
            self.y += passage.face.leading
        self.close(placed, passage)

    def words_of(self, line: str, passage: Passage, *, is_first: bool) -> Iterator[Words]:
        """One line at its place: from the right where it is written so; the first of an item after its mark."""
        left = self.room.left + self.column % self.columns * (self.wide + GUTTER)
        baseline, is_item = self.y + passage.face.above, passage.kind == "item"
        is_from_right = is_right_to_left(passage.lines[0])
        if is_item and is_first:
            edge = left + self.wide if is_from_right else left
            yield words(BULLET, edge, baseline, passage.face, "right" if is_from_right else "left")
        indent = INDENT if is_item else 0
        if is_from_right:
            yield words(line, left + self.wide - indent, baseline, passage.face, "right")
        else:
            yield words(line, left + indent, baseline, passage.face)

    def close(self, placed: Sequence[Words], passage: Passage) -> None:
        """Put lines on the page of their column."""
        page = self.column // self.columns
        while len(self.laid) <= page:
            self.laid.append([])
        if placed:
            self.laid[page].append(Block(tuple(placed), passage.kind, passage.level))

    def pages(self, first: int, pages: int) -> Iterator[Page]:
        """All of them; the first one is a chapter."""
        for number, blocks in enumerate(self.laid):
            head = Head(self.furniture.content.phrases.roles, 0 if number else 1)
            yield self.furniture.page(head, first + number, pages, Marks(tuple(blocks), (), ()))
