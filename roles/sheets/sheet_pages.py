"""Draw the sheets of a book: a manager with those below, whose branches go on where their boxes say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from roles.chart import Drawing, Seat, SeatLink, draw_placed
from roles.chart.labels import Label, label
from roles.chart.paper import POINTS
from roles.sheets.chart import NOBODY
from roles.sheets.drawn import Marks, Placing
from roles.sheets.fitting import ON_PAPER
from roles.sheets.furniture import Furniture, Head
from roles.sheets.line_up import GAP, Crumb
from roles.sheets.pages import Page
from roles.sheets.plan import BookPlan, Sheet, repeated

DEEPEST = 6  # level of a heading
NEAREST = 7  # so many managers of the line to the top are named at most, and the head


class SheetPages:
    """The sheets of a planned book, every page with its number."""

    def __init__(self, plan: BookPlan) -> None:
        self.plan, self.content = plan, plan.content
        self.seats, self.phrases = plan.content.seats, plan.content.phrases
        self.furniture: Furniture = plan.furniture
        self.links: dict[int, list[SeatLink]] = defaultdict(list)
        for link in plan.content.links:
            self.links[link.start].append(link)
        self.heads = self.heads_of_all()

    def heads_of_all(self) -> dict[int, int]:
        """Of each position the head at the end of its line."""
        heads: dict[int, int] = {}
        for number in self.plan.chart.order:
            manager = self.plan.chart.managers[number]
            heads[number] = number if manager == NOBODY else heads[manager]
        return heads

    def pages(self) -> Iterator[Page]:
        """All sheets in order."""
        for number, sheet in enumerate(self.plan.drawings, start=self.plan.first_sheet):
            yield self.furniture.page(self.head(sheet), number, self.plan.pages, self.marks(sheet))

    def head(self, sheet: Sheet) -> Head:
        """What a sheet is called, and where it belongs."""
        top, level = sheet.cut.top, min(sheet.depth + 1, DEEPEST)
        title = self.titled(sheet)
        if top == NOBODY or self.plan.chart.managers[top] == NOBODY:
            return Head(title, level)
        manager = self.seats[self.plan.chart.managers[top]]
        page = self.plan.stands[top]
        return Head(title, level, Crumb(manager.title, page), self.above(top))

    def titled(self, sheet: Sheet) -> str:
        """The title of a sheet: whose it is, and which of several."""
        cut, number = sheet.cut, self.phrases.number
        title = self.phrases.heads if cut.top == NOBODY else self.seats[cut.top].title
        if cut.parts == 1:
            return title
        return self.phrases.part % {"title": title, "number": number(cut.part), "all": number(cut.parts)}

    def above(self, top: int) -> list[Crumb]:
        """The line to the top, from there; of a very long one the nearest managers and the head."""
        line = list(islice(self.plan.chart.line_above(top), NEAREST))
        crumbs = [self.crumb(manager) for manager in reversed(line)]
        if self.plan.chart.managers[line[-1]] == NOBODY:
            return crumbs
        return [self.crumb(self.heads[top]), GAP, *crumbs]

    def crumb(self, manager: int) -> Crumb:
        """A manager and the page of the sheet, else that on which the manager stands."""
        plan = self.plan
        return Crumb(self.seats[manager].title, plan.firsts.get(manager) or plan.stands[manager])

    def marks(self, sheet: Sheet) -> Marks:
        """The drawing in the middle of its room, under the head."""
        room, drawing = self.furniture.room, self.drawing(sheet)
        scale = sheet.fitted.scale
        left = room.left + (room.width - drawing.width * scale * POINTS) / 2
        marks = Placing((left, room.top), scale, self.targets(sheet), is_black=self.plan.setup.is_black).marks(drawing)
        if sheet.is_first or sheet.cut.top == NOBODY:
            return marks
        return replace(marks, blocks=(replace(marks.blocks[0], kind="text"), *marks.blocks[1:]))

    def targets(self, sheet: Sheet) -> dict[int, int]:
        """To which pages boxes lead, by key."""
        going = self.plan.going.intersection(sheet.cut.members)
        return {self.seats[member].key: self.plan.firsts[member] for member in going}

    def drawing(self, sheet: Sheet) -> Drawing:
        """The chart of a sheet; what its lines and colours mean is said around it."""
        seats, labels = zip(*self.boxes_of(sheet), strict=True)
        links = self.links_among(seats) if self.links else ()
        return draw_placed(seats, labels, sheet.fitted.layout, sheet.fitted.style, links)

    def links_among(self, seats: Sequence[Seat]) -> list[SeatLink]:
        """The links whose both ends are on a sheet."""
        keys = {seat.key for seat in seats}
        return [link for seat in seats for link in self.links.get(seat.key, ()) if link.end in keys]

    def boxes_of(self, sheet: Sheet) -> Iterator[tuple[Seat, Label]]:
        """The manager, and those below with where their branches go on; each with its words."""
        plan, top = self.plan, sheet.cut.top
        if top != NOBODY:
            yield (self.seats[top], plan.labels[top]) if sheet.is_first else labelled(repeated(self.seats[top]))
        for member in sheet.cut.members:
            if member in plan.going:
                page = self.phrases.number(plan.firsts[member])
                yield labelled(replace(self.seats[member], goes_on=self.phrases.continues % {"page": page}))
            else:
                yield self.seats[member], plan.labels[member]


def labelled(seat: Seat) -> tuple[Seat, Label]:
    """A seat that says other words than where it was planned."""
    return seat, label(seat, ON_PAPER)
