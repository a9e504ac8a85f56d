"""What would make the type of a print large enough, each tried before it is offered."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.phrases import written
from roles.printing.asked import Asked, Binding, PaperSize
from roles.printing.phrases import is_under, type_size
from roles.printing.wording import Made
from roles.sheets.setup import PAPERS

READABLE, BARELY = 7.0, 5.0
LARGER = (PaperSize.A3, PaperSize.A2, PaperSize.A1, PaperSize.A0)
IN_INCHES = (PaperSize.LETTER, PaperSize.LEGAL, PaperSize.TABLOID)
ALLOWANCE = 1.5  # what larger paper or fewer boxes give beyond their share
# One more size, or one level less, is tried where what should fit does not.
MOST_TRIED = 2
Make = Callable[[Asked], Made]


@dataclass(frozen=True)
class Offer:
    """Another choice, and what comes of it."""

    text: str
    asked: Asked


def wanted(asked: Asked) -> float:
    """How large type must be: as asked, and no smaller than one can read."""
    return max(asked.smallest, READABLE)


def is_small(made: Made) -> bool:
    """Whether some type is smaller than it must be."""
    return bool(made.printed.pages) and is_under(made.smallest, wanted(made.asked))


class Offers:
    """Looks for what is better than the pages that were made; `counts` are the positions of each level."""

    def __init__(self, made: Made, counts: tuple[int, ...], make: Make) -> None:
        self.made, self.asked, self.counts, self.make = made, made.asked, counts, make

    def all(self) -> Iterator[Offer]:
        """The cheapest of each kind that gives type of the size that is wanted."""
        yield from self.books()
        yield from map(on_larger_paper, self.helping(self.larger_papers()))
        if self.asked.layout == Binding.SHEET:
            yield from map(with_fewer_levels, self.helping(self.fewer_levels()))
        if self.asked.smallest > READABLE:
            yield from map(with_smaller_type, self.helping(iter([replace(self.asked, smallest=READABLE)])))

    def books(self) -> Iterator[Offer]:
        """A book, whose type is as large as one wants."""
        offer = as_larger_book if self.asked.layout == Binding.BOOK else as_book
        book = replace(self.asked, layout=Binding.BOOK, smallest=wanted(self.asked))
        yield from map(offer, self.helping(iter([book])))

    def helping(self, choices: Iterator[Asked]) -> Iterator[Made]:
        """The first choice of a kind that helps, if it is among the first that are tried."""
        tried = map(self.make, islice(choices, MOST_TRIED))
        return islice((made for made in tried if made.printed.pages and not is_small(made)), 1)

    @property
    def growth(self) -> float:
        """How many times as large the type must become."""
        return wanted(self.asked) / self.made.smallest

    def larger_papers(self) -> Iterator[Asked]:
        """Papers on which the type should become large enough, by how much longer their sides are; smaller first."""
        papers = IN_INCHES if self.asked.paper in IN_INCHES else LARGER
        width, height = self.asked.size
        for paper in papers:
            area = math.prod(PAPERS[paper.value])
            if area > width * height and area * ALLOWANCE >= width * height * self.growth**2:
                yield replace(self.asked, paper=paper, width=0, height=0)

    def fewer_levels(self) -> Iterator[Asked]:
        """Fewer levels on which the type should become large enough, by the number of boxes; more first."""
        levels = len(self.counts[: self.asked.levels])
        for fewer in range(levels - 1, 1, -1):
            if sum(self.counts[:fewer]) <= sum(self.counts[:levels]) / self.growth**2 * ALLOWANCE:
                yield replace(self.asked, levels=fewer)


def as_larger_book(made: Made) -> Offer:
    """A book without small type."""
    count = made.printed.sheets
    words = {"size": type_size(made.asked.smallest), "number": written(count), "paper": made.paper}
    pattern = ngettext(
        "Nothing under %(size)s pt: %(number)s sheet of %(paper)s",
        "Nothing under %(size)s pt: %(number)s sheets of %(paper)s",
        count,
    )
    return Offer(pattern % words, made.asked)


def as_book(made: Made) -> Offer:
    """A book instead of one sheet."""
    count = made.printed.sheets
    words = {"number": written(count), "paper": made.paper}
    pattern = ngettext("As a book: %(number)s sheet of %(paper)s", "As a book: %(number)s sheets of %(paper)s", count)
    return Offer(pattern % words, made.asked)


def on_larger_paper(made: Made) -> Offer:
    """The same on larger paper."""
    words = {"paper": made.asked.paper.label, "size": type_size(made.smallest)}
    return Offer(_("On %(paper)s: nothing under %(size)s pt") % words, made.asked)


def with_fewer_levels(made: Made) -> Offer:
    """No more than the highest levels."""
    levels = made.asked.levels or 0
    words = {"levels": written(levels), "size": type_size(made.smallest)}
    pattern = ngettext(
        "Only %(levels)s level: nothing under %(size)s pt",
        "Only %(levels)s levels: nothing under %(size)s pt",
        levels,
    )
    return Offer(pattern % words, made.asked)


def with_smaller_type(made: Made) -> Offer:
    """The same with type no larger than one can read."""
    return Offer(_("With type from %(size)s pt") % {"size": type_size(made.smallest)}, made.asked)
