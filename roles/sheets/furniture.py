"""What stands around the drawing on every sheet, and the room that it leaves: head, legend and foot.

All of it is as high on each page of a print, so that drawings can be fitted before any page has its number.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from roles.chart import ColourKey
from roles.chart.fonts import SEMIBOLD
from roles.chart.text import ELLIPSIS, clean
from roles.sheets.content import Content
from roles.sheets.drawn import Marks
from roles.sheets.keys import Keys, keys_in
from roles.sheets.line_up import Crumb, line_up
from roles.sheets.pages import ACCENT, INK, PALE, RULE, Block, Page, Stroke
from roles.sheets.setup import Setup
from roles.sheets.wording import Face, broken, fitted, long, words

TITLE_SIZE, SMALL_SIZE = 14.0, 7.5  # unless nothing so small may be printed
BELOW_HEAD, ABOVE_FOOT, BELOW_RULE = 9.0, 9.0, 4.0
MOST_KEYS = 0.2  # of the height of a page, for the legend and a footer in lines of its own
MOST_FOOTER = 0.25  # of the height of a page, for a footer with lines of its own
MANY_PAGES = 9999  # the foot is the same whichever number the page has
SHARE = 0.45  # of a row, for what stands at its left
APART = 18.0
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Room:
    """A part of a page, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a drawing: its title, whom it reports to, and the line to the top.

    The title is a heading of this level, or repeats one at level 0.
    """

    title: str
    level: int = 1
    manager: Crumb | None = None
    above: Sequence[Crumb] = ()


class Furniture:
    """Head, legend and foot of the pages of a print; those that hold no drawing have neither line nor legend.

    The legend explains the kinds of lines beside the solid one, of all links unless it is told which, before the
    colours; on large paper all may be enlarged.
    """

    def __init__(
        self, content: Content, setup: Setup, *, has_line: bool = True, has_keys: bool = True,
        kinds: Collection[str] | None = None, enlarged: float = 1.0,
    ) -> None:  # fmt: skip
        self.content, self.setup, self.has_line = content, setup, has_line
        pale, accent = (INK, INK) if setup.is_black else (PALE, ACCENT)
        small = max(round(SMALL_SIZE * enlarged, 2), setup.smallest)
        self.title = Face(max(round(TITLE_SIZE * enlarged, 2), setup.smallest), SEMIBOLD)
        self.small, self.link = Face(small, colour=pale), Face(small, colour=accent)
        width, height = setup.size
        self.paper = Room(
            setup.border, setup.border, max(1.0, width - 2 * setup.border), max(1.0, height - 2 * setup.border)
        )
        self.footer = self.lines_of_footer()
        kinds = {link.kind for link in content.links} if kinds is None else kinds
        self.keys = self.legend(self.shown_keys(), kinds, accent) if has_keys else keys_in((), 0, self.small)

    def lines_of_footer(self) -> tuple[str, ...]:
        """The footer in lines of its own where all of it does not fit beside the rest of the foot."""
        room = self.room_beside(self.day_and_page(MANY_PAGES, MANY_PAGES))
        if long(self.whose(self.content.footer), self.small) <= room:
            return ()
        most = int(MOST_FOOTER * self.paper.height / self.small.leading)
        return broken(self.content.footer, self.paper.width, self.small, max(1, most))

    def legend(self, colours: Sequence[ColourKey], kinds: Collection[str], ink: str) -> Keys:
        """What lines and colours mean; where all of it is too tall, what lines mean alone, else nothing."""
        meanings = {link.kind: link.meaning for link in self.content.links if link.kind in kinds}
        keys = keys_in(colours, self.paper.width, self.small, dict(sorted(meanings.items())), ink)
        if not keys.placed or keys.height + len(self.footer) * self.small.leading <= MOST_KEYS * self.setup.size[1]:
            return keys
        return self.legend((), kinds if colours else (), ink)

    def shown_keys(self) -> Sequence[ColourKey]:
        """In black there are no colours to explain; what they mean stands in the boxes."""
        return () if self.setup.is_black else self.content.keys

    @property
    def room(self) -> Room:
        """What is left for the drawing."""
        paper, line = self.paper, self.small.leading if self.has_line else 0
        top = paper.top + self.title.leading + line + BELOW_HEAD
        return Room(paper.left, top, paper.width, max(1.0, self.rule - self.keys_room - ABOVE_FOOT - top))

    @property
    def rule(self) -> float:
        """How far down the line above the foot is."""
        return self.paper.bottom - (1 + len(self.footer)) * self.small.leading - BELOW_RULE

    @property
    def keys_room(self) -> float:
        """The room of the legend above that line."""
        return self.keys.height + BELOW_RULE if self.keys.placed else 0

    def page(self, head: Head, number: int, pages: int, drawn: Marks) -> Page:
        """A whole page around what is drawn on it."""
        keys = self.keys.marks(self.paper.left, self.rule - self.keys_room)
        width, height = self.setup.size
        return Page(
            number,
            width,
            height,
            (*self.head(head), *drawn.blocks, *keys.blocks, *self.foot(number, pages)),
            (*drawn.panels, *keys.panels),
            (*drawn.strokes, *keys.strokes, self.line()),
        )

    def line(self) -> Stroke:
        """The line above the foot."""
        colour = INK if self.setup.is_black else RULE
        rule = round(self.rule, 2)
        return Stroke(((self.paper.left, rule), (round(self.paper.right, 2), rule)), 0.5, colour)

    def head(self, head: Head) -> Iterator[Block]:
        """The title, and below it the line to the top."""
        paper = self.paper
        title = fitted(head.title, paper.width, self.title) or ELLIPSIS
        line = words(title, paper.left, paper.top + self.title.above, self.title)
        yield Block((line,), "heading" if head.level else "artifact", head.level)
        if self.has_line:
            yield from self.line_above(head, paper.top + self.title.leading + self.small.above)

    def line_above(self, head: Head, baseline: float) -> Iterator[Block]:
        """Whom the sheet's manager reports to, and on which page; then the way to the top."""
        paper, x = self.paper, self.paper.left
        if head.manager and (text := self.reports_to(head.manager, paper.width * SHARE)):
            yield Block((words(text, x, baseline, self.link, to=head.manager.page),))
            x += long(text, self.link) + APART
        line = tuple(line_up(head.above, x, paper.right - x, baseline, self.small))
        if line:
            yield Block(line)

    def reports_to(self, manager: Crumb, room: float) -> str:
        """The phrase, with as much of the manager's title as there is room for."""
        phrases = self.content.phrases
        page = phrases.number(manager.page)
        without = long(clean(phrases.reports_to % {"title": "", "page": page}), self.link)
        title = fitted(manager.title, room - without, self.link)
        return fitted(phrases.reports_to % {"title": title, "page": page}, room, self.link)

    def foot(self, number: int, pages: int) -> Iterator[Block]:
        """Whose chart it is, of which day, and last which page this is; a long footer stands below."""
        paper, small = self.paper, self.small
        baseline = self.rule + BELOW_RULE + small.above
        if self.footer:
            below = enumerate(self.footer, start=1)
            lines = [words(line, paper.left, baseline + row * small.leading, small) for row, line in below]
            yield Block(tuple(lines), "artifact")
        right = self.day_and_page(number, pages)
        left = fitted(self.whose("" if self.footer else self.content.footer), self.room_beside(right), small)
        if left:
            yield Block((words(left, paper.left, baseline, small),), "artifact")
        if right:
            yield Block((words(right, paper.right, baseline, small, "right"),), "artifact")

    def whose(self, footer: str) -> str:
        """Whose chart it is, and what else stands at the left of the foot."""
        return joined(self.content.organisation, self.content.heading, footer)

    def room_beside(self, right: str) -> float:
        """What words at the right of the foot leave to those at its left."""
        return self.paper.width - long(right, self.small) - APART

    def day_and_page(self, number: int, pages: int) -> str:
        """Of which day and edition the chart is, and which page this is."""
        return self.page_of(number, pages, joined(self.content.date, self.content.edition))

    def page_of(self, number: int, pages: int, before: str) -> str:
        """Which page this is, after other words if there is room for them."""
        phrases, small, room = self.content.phrases, self.small, self.paper.width * (1 - SHARE)
        count = clean(phrases.page_of % {"number": phrases.number(number), "all": phrases.number(pages)})
        before = fitted(before, room - long(BETWEEN + count, small), small)
        return f"{before}{BETWEEN}{count}" if before else fitted(count, self.paper.width, small)


def joined(*texts: str) -> str:
    """Texts in one line, those that say the same once."""
    return BETWEEN.join(dict.fromkeys(filter(None, map(clean, texts))))


def nothing() -> Marks:
    """A page without a drawing."""
    return Marks((), (), ())
