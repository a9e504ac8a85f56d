"""What a book will be, before anything of it is drawn: its sheets, how many pages it has, and the type on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from roles.chart import Seat
from roles.chart.labels import Label, label
from roles.chart.lettering import HOLDER
from roles.chart.paper import POINTS
from roles.chart.places import Size
from roles.collector import collector_paused
from roles.sheets.chart import NOBODY, Chart, chart_of
from roles.sheets.columns import FEWEST
from roles.sheets.content import Content, Index
from roles.sheets.cutting import Cut, Cutting
from roles.sheets.estimate import AreaFit
from roles.sheets.fitting import ON_PAPER, Fit, Fitted, Sizes
from roles.sheets.furniture import Furniture
from roles.sheets.listing import Listing
from roles.sheets.role_pages import RolePages
from roles.sheets.setup import Setup

COVER = 1
CONTENTS_COLUMN, LARGE_COLUMN, INDEX_COLUMN = 28.0, 34.0, 22.0  # in ems
LARGE = 11.0  # for contents that fill one page at most
LONG = 100  # so many lines of an index stand below their letters
FEW_PAGES = 2  # letters don't make more of them
MANY = 3000  # of so many seats the way in which the paper lies is chosen by area


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the chart: what is on it, in which shape, and below how many other sheets it stands."""

    cut: Cut
    fitted: Fitted
    depth: int
    is_first: bool  # the head's own box stands here, not a repeated one


@dataclass(frozen=True)
class BookPlan:
    """A book on paper that lies in one way; pages are numbered through, the cover being 1."""

    content: Content
    setup: Setup
    chart: Chart
    labels: Sequence[Label]
    drawings: Sequence[Sheet]
    going: frozenset[int]

    @property
    def sheets(self) -> int:
        """How many pages hold the chart."""
        return len(self.drawings)

    @property
    def type(self) -> float:
        """The smallest type of names and titles on them."""
        scale = min((sheet.fitted.scale for sheet in self.drawings), default=0.0)
        return round(HOLDER.size * POINTS * scale, 2)

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        if not self.drawings:
            return 0
        return self.first_index - 1 + sum(self.index_pages)

    @cached_property
    def furniture(self) -> Furniture:
        """What stands around drawings."""
        return Furniture(self.content, self.setup)

    @cached_property
    def plain(self) -> Furniture:
        """What stands around all other pages."""
        return Furniture(self.content, self.setup, has_line=False, has_keys=False)

    @cached_property
    def contents(self) -> Listing:
        """The columns of the contents."""
        one, some = (Listing(self.plain, LARGE_COLUMN, LARGE, most) for most in (1, 2))
        large = next((few for few in (one, some) if len(few.dealt([""] * self.lines)) == 1), None)
        return large or Listing(self.plain, CONTENTS_COLUMN)

    @cached_property
    def lines(self) -> int:
        """How many lines the contents have."""
        tops = len({sheet.cut.top for sheet in self.drawings})
        roles = len(self.content.roles) + 1 if self.content.roles else 0
        return tops + roles + sum(1 for index in self.content.indexes if index.entries)

    @cached_property
    def indexes(self) -> Listing:
        """The columns of the indexes."""
        return Listing(self.plain, INDEX_COLUMN)

    @cached_property
    def roles(self) -> RolePages:
        """The pages of roles."""
        return RolePages(self.plain, self.content.roles)

    @cached_property
    def firsts(self) -> Mapping[int, int]:
        """The page of each manager's first sheet."""
        found: dict[int, int] = {}
        for page, sheet in enumerate(self.drawings, start=self.first_sheet):
            found.setdefault(sheet.cut.top, page)
        return found

    @cached_property
    def stands(self) -> Mapping[int, int]:
        """The page on which each position stands in full."""
        found: dict[int, int] = {}
        for page, sheet in enumerate(self.drawings, start=self.first_sheet):
            found.update(dict.fromkeys(sheet.cut.members, page))
            if sheet.is_first:
                found[sheet.cut.top] = page
        return found

    @cached_property
    def first_sheet(self) -> int:
        """The page after cover and contents."""
        return COVER + 1 + len(self.contents.dealt([""] * self.lines))

    @property
    def first_role(self) -> int:
        """The page after the sheets."""
        return self.first_sheet + self.sheets

    @property
    def first_index(self) -> int:
        """The page after the roles."""
        return self.first_role + len(self.roles.laid)

    @cached_property
    def index_pages(self) -> list[int]:
        """How many pages each index has."""
        return [len(self.indexes.dealt(self.letters(index))) for index in self.content.indexes]

    def letters(self, index: Index) -> list[str]:
        """The letter below which each line stands; none in a short index, nor on paper for a few lines."""
        letters, none = [entry.letter for entry in index.entries], [""] * len(index.entries)
        if len(letters) < LONG or self.indexes.rows <= 3 * FEWEST:
            return none
        pages = len(self.indexes.dealt(none))
        is_worth_it = pages > FEW_PAGES or len(self.indexes.dealt(letters)) == pages
        return letters if is_worth_it else none


def plan_book(content: Content, setup: Setup) -> BookPlan:
    """Plan a book on the paper as it lies best: what has fewer sheets is kept, then what is landscape."""
    with collector_paused():
        chart, labels = chart_of(content.seats), [label(seat, ON_PAPER) for seat in content.seats]
        lying = list(setup.lying)
        if len(content.seats) > MANY:
            lying = [min(lying, key=lambda one: estimated(content, one, chart, labels))]
        return min((planned(content, one, chart, labels) for one in lying), key=lambda plan: plan.sheets)


def sizes_of(labels: Sequence[Label]) -> list[Size]:
    """The sizes of boxes."""
    return [(text.width, text.height) for text in labels]


def repeated(seat: Seat) -> Seat:
    """A manager on a sheet of the manager's own, who stands in full on another one: title and holder."""
    return replace(
        seat,
        reports_to=None, is_assistant=False, department="", category="", colour="", details=(), contact=(), counts="",
        goes_on="",
    )  # fmt: skip


def estimated(content: Content, setup: Setup, chart: Chart, labels: Sequence[Label]) -> int:
    """How many sheets there are, about."""
    fit = AreaFit(chart, sizes_of(labels), Furniture(content, setup).room, setup.smallest)
    return len(Cutting(chart, fit).run())


def planned(content: Content, setup: Setup, chart: Chart, labels: Sequence[Label]) -> BookPlan:
    """A book on the paper as it lies."""
    room = Furniture(content, setup).room
    sizes = Sizes(sizes_of(labels), {number for number, seat in enumerate(content.seats) if seat.is_assistant})
    fit = Fit(chart, sizes, room, setup.smallest, has_links=bool(content.links))
    cutting = Cutting(chart, fit)
    cuts = cutting.run()
    depths: dict[int, int] = {NOBODY: 0}
    sheets = []
    for cut in cuts:
        depth = depths.get(cut.top, 0)
        depths.update(dict.fromkeys(cutting.going.intersection(cut.members), depth + 1))
        is_first = cut.part == 1 and cut.top != NOBODY and chart.managers[cut.top] == NOBODY and len(chart.heads) == 1
        heads = [] if is_first or cut.top == NOBODY else [label(repeated(content.seats[cut.top]), ON_PAPER)]
        fitted = fit.best(cut.top, cut.members, cutting.going, *sizes_of(heads))
        sheets.append(Sheet(cut, fitted, depth, is_first))
    return BookPlan(content, setup, chart, labels, sheets, frozenset(cutting.going))
