"""What a book begins with: the cover, and the contents."""

from collections.abc import Iterator

from roles.chart.fonts import REGULAR, SEMIBOLD
from roles.chart.text import ELLIPSIS
from roles.sheets.chart import NOBODY
from roles.sheets.keys import keys_in
from roles.sheets.listing import Row
from roles.sheets.pages import ACCENT, INK, PALE, Block, Page, Panel, Words
from roles.sheets.plan import BookPlan
from roles.sheets.wording import Face, broken, words

NAMES, HEADING, TEXT = (30.0, 24.0, 19.0), 17.0, 10.0  # a longer name is set smaller
DOWN = 0.3  # of the page, to where the cover begins
WIDEST = 520.0  # on A4; it grows with larger paper, though less
MOST_LINES = 4
RULE = 2.5  # thick
RANGE = "–"  # noqa: RUF001 - from page to page


class Cover:
    """The first page: whose chart it is, of when, by whom it was printed, and what its colours mean."""

    def __init__(self, plan: BookPlan) -> None:
        self.plan, self.furniture = plan, plan.plain
        is_black, self.enlarged = plan.setup.is_black, plan.setup.enlarged
        self.heading, self.text = self.face(HEADING), self.face(TEXT, colour=INK if is_black else PALE)
        self.wide = min(self.furniture.paper.width, WIDEST * self.enlarged)
        self.y = plan.setup.size[1] * DOWN
        self.accent = INK if is_black else ACCENT

    def page(self) -> Page:
        """All of it."""
        content = self.plan.content
        name, *headings = dict.fromkeys(filter(None, (content.organisation, content.heading))) or [ELLIPSIS]
        blocks = list(self.texts(name, self.name(name), MOST_LINES, 1))
        self.y += self.text.size * 0.6
        for heading in headings:
            blocks += self.texts(heading, self.heading, MOST_LINES)
        self.y += self.text.size
        rules = self.rules()
        self.y += self.text.size * 1.5
        for text in dict.fromkeys((content.edition, content.made, content.footer)):
            blocks += self.texts(text, self.text, 2)
        legend, panels = self.legend()
        foot = self.furniture.foot(1, self.plan.pages)
        width, height = self.plan.setup.size
        return Page(1, width, height, (*blocks, *legend, *foot), (*rules, *panels), (self.furniture.line(),))

    def rules(self) -> tuple[Panel, ...]:
        """A short line below the headings, if there is room."""
        paper = self.furniture.paper
        rule = Panel(paper.left, round(self.y, 2), min(64.0 * self.enlarged, paper.width), RULE, self.accent)
        return (rule,) if self.y + RULE <= self.furniture.room.bottom else ()

    def face(self, size: float, weight: int = REGULAR, colour: str = INK) -> Face:
        """Type as large as it is on this paper."""
        return Face(max(round(size * self.enlarged, 2), self.plan.setup.smallest), weight, colour)

    def name(self, name: str) -> Face:
        """The largest type in which the name needs two lines, else the smallest."""
        faces = [self.face(size, SEMIBOLD) for size in NAMES]
        return next((face for face in faces if len(broken(name, self.wide, face, MOST_LINES)) in (1, 2)), faces[-1])

    def texts(self, text: str, face: Face, most_lines: int, level: int = 0) -> Iterator[Block]:
        """Lines below what is there already, as long as there is room."""
        paper, placed = self.furniture.paper, list[Words]()
        for line in broken(text, self.wide, face, most_lines):
            if self.y + face.leading > self.furniture.room.bottom:
                break
            placed.append(words(line, paper.left, self.y + face.above, face))
            self.y += face.leading
        if placed:
            yield Block(tuple(placed), "heading" if level else "text", level)

    def legend(self) -> tuple[tuple[Block, ...], tuple[Panel, ...]]:
        """What colours mean, at the bottom of the cover, if there is room."""
        room = self.furniture.room
        keys = keys_in(self.furniture.shown_keys(), self.wide, self.furniture.small)
        self.y = max(self.y + self.text.leading, room.bottom - keys.height - 2 * self.text.leading)
        if not keys.placed or self.y + keys.height + 1.5 * self.text.leading > room.bottom:
            return (), ()
        title = tuple(self.texts(self.plan.content.phrases.legend, self.text, 1))
        marks = keys.marks(room.left, self.y + self.text.leading / 4)
        return (*title, *marks.blocks), marks.panels


def contents(plan: BookPlan) -> Iterator[Page]:
    """Who has sheets, and on which pages; then roles and indexes."""
    rows = [*rows_of_sheets(plan), *rows_of_roles(plan), *rows_of_indexes(plan)]
    return plan.contents.pages(plan.content.phrases.contents, rows, 2, plan.pages)


def rows_of_sheets(plan: BookPlan) -> Iterator[Row]:
    """A line for each manager who has sheets, those of one together."""
    phrases = plan.content.phrases
    for page, sheet in enumerate(plan.drawings, start=plan.first_sheet):
        if sheet.cut.part > 1:
            continue
        last = page + sheet.cut.parts - 1
        pages = dict.fromkeys((phrases.number(page), phrases.number(last)))
        if sheet.cut.top == NOBODY:
            title, holders = phrases.heads, ""
        else:
            seat = plan.content.seats[sheet.cut.top]
            title, holders = seat.title, ", ".join(seat.holders)
        yield Row(title, holders, RANGE.join(pages), page, sheet.depth, is_chapter=not sheet.depth)


def rows_of_roles(plan: BookPlan) -> Iterator[Row]:
    """A line for all roles, and one for each."""
    phrases, first = plan.content.phrases, plan.first_role
    if plan.content.roles:
        yield Row(phrases.roles, "", phrases.number(first), first, is_chapter=True)
    for role, start in zip(plan.content.roles, plan.roles.starts, strict=True):
        yield Row(role.title, "", phrases.number(first + start), first + start, 1)


def rows_of_indexes(plan: BookPlan) -> Iterator[Row]:
    """A line for each index that has entries."""
    page = plan.first_index
    for index, pages in zip(plan.content.indexes, plan.index_pages, strict=True):
        if pages:
            yield Row(index.title, "", plan.content.phrases.number(page), page, is_chapter=True)
        page += pages
