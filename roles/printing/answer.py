"""What the dialogue answers before anything is printed: how many sheets, how large the type, what would be better."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.access import may_read_roles, may_see_contact
from roles.models import Position
from roles.phrases import written
from roles.printing.asked import Asked, Binding, address_of
from roles.printing.estimating import about_sheets, about_type
from roles.printing.making import make
from roles.printing.offers import BARELY, READABLE, Offer, Offers, wanted
from roles.printing.phrases import measured
from roles.printing.reading import Branch, Reader, branch_of, heading_of, read_content_of
from roles.printing.wording import Made, paper_of
from roles.seating import title_of
from roles.sheets.content import Content
from roles.sheets.pages import Page

MOST_EXACT = 3_000  # positions of which all pages are made while somebody waits
MOST_TRIED_ON = 600  # and of which other choices are tried
MOST_PREVIEWED = 400
MOST_BRANCHES = 8


@dataclass(frozen=True)
class Link:
    """Another choice, and its address."""

    text: str
    address: str


class Answer:
    """What is answered to one reader; pages are made when they are first asked for."""

    def __init__(self, asked: Asked, branch: Branch, reader: Reader) -> None:
        self.asked, self.branch, self.reader = asked, branch, reader
        self.count = branch.count(asked.levels)
        self.contents: dict[int | None, Content] = {}

    @property
    def top(self) -> Position | None:
        """From where it is printed."""
        return self.branch.top

    @property
    def title(self) -> str:
        """What the pages are called."""
        return heading_of(self.top)

    @property
    def is_too_large(self) -> bool:
        """Whether there are more positions than are ever printed at once."""
        return self.count > settings.MOST_PRINTED

    @property
    def is_exact(self) -> bool:
        """Whether the pages can be made while somebody waits."""
        return 0 < self.count <= min(MOST_EXACT, settings.MOST_PRINTED)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print: no position, or in a broken tree none that one comes to from a head."""
        return self.count == 0 or (self.is_exact and not self.made.printed.pages)

    @cached_property
    def made(self) -> Made:
        """The pages."""
        return self.make(self.asked)

    def make(self, asked: Asked) -> Made:
        """The pages of any choice; what they say is read once for each number of levels."""
        if asked.levels not in self.contents:
            self.contents[asked.levels] = read_content_of(self.branch, asked, self.reader)
        return Made(asked, make(asked, self.contents[asked.levels]))

    @property
    def organisation(self) -> str:
        """Its name, if it was read."""
        content = self.contents.get(self.asked.levels)
        return content.organisation if content else ""

    @property
    def sentence(self) -> str:
        """The answer in large type."""
        if self.is_too_large:
            words = {"count": written(self.count), "most": written(settings.MOST_PRINTED)}
            return _("%(count)s positions: no more than %(most)s are printed at once.") % words
        return self.made.sentence if self.is_exact else self.about

    @property
    def about(self) -> str:
        """The same where it is not known exactly."""
        if self.asked.layout == Binding.SHEET:
            words = {"paper": paper_of(self.asked), "size": measured(self.type)}
            return _("1 sheet of %(paper)s, type of about %(size)s points.") % words
        words = {"number": self.about_sheets(self.asked), "paper": paper_of(self.asked), "size": measured(self.type)}
        return _("About %(number)s sheets of %(paper)s, no type under %(size)s points.") % words

    def about_sheets(self, asked: Asked) -> str:
        """About how many sheets a book has."""
        return written(about_sheets(self.branch, asked, self.reader))

    @cached_property
    def type(self) -> float:
        """The smallest type, about if it must be."""
        if self.is_exact:
            return self.made.smallest
        return about_type(self.asked, self.count) if self.asked.layout == Binding.SHEET else self.asked.smallest

    @property
    def is_small(self) -> bool:
        """Whether some type is smaller than one can read, or than was asked for."""
        return not self.is_empty and not self.is_too_large and self.type < wanted(self.asked)

    @property
    def warning(self) -> str:
        """What is wrong with the type."""
        if not self.is_small:
            return ""
        words = {"size": measured(self.type), "smallest": measured(self.asked.smallest)}
        if self.type < BARELY:
            return _("Type of %(size)s points can hardly be read by anybody.") % words
        if self.type < READABLE:
            return _("Type of %(size)s points is too small for many readers.") % words
        return _("Type of %(size)s points is smaller than the %(smallest)s points that you asked for.") % words

    @cached_property
    def offers(self) -> list[Link]:
        """What fixes it: each was tried, or counted as exactly as the rest."""
        if self.is_too_large:
            return [*self.fewer_levels(), *self.branches()]
        if not self.is_small:
            return []
        if not self.is_exact:
            return [self.about_book()]
        offers = Offers(self.made, self.branch.counts, self.make)
        found = offers.all() if self.count <= MOST_TRIED_ON else offers.books()
        return [self.link(offer) for offer in found]

    def about_book(self) -> Link:
        """A book instead, with type as large as one wants."""
        book = replace(self.asked, layout=Binding.BOOK, smallest=wanted(self.asked))
        words = {"number": self.about_sheets(book), "paper": paper_of(book)}
        return Link(_("As a book: about %(number)s sheets of %(paper)s") % words, address_of("roles:print", book))

    def link(self, offer: Offer) -> Link:
        """An offer with its address."""
        return Link(offer.text, address_of("roles:print", offer.asked))

    def fewer_levels(self) -> list[Link]:
        """As many levels of a chart that is too large as are printed at once, if that is more than the top."""
        fitting = [
            levels
            for levels in range(2, len(self.branch.counts) + 1)
            if self.branch.count(levels) <= settings.MOST_PRINTED
        ]
        if not fitting:
            return []
        count = written(self.branch.count(fitting[-1]))
        text = _("The first %(levels)s levels: %(count)s positions") % {"levels": written(fitting[-1]), "count": count}
        return [Link(text, address_of("roles:print", replace(self.asked, levels=fitting[-1])))]

    def branches(self) -> list[Link]:
        """The largest branches of it that are small enough."""
        top = self.top
        below = branch_of(top).filter(level=(top.level if top else 0) + 1, reports_count__lt=settings.MOST_PRINTED)
        largest = below.select_related("role").order_by("-reports_count", "tree_id", "lft")[:MOST_BRANCHES]
        return [self.link_to_branch(position) for position in largest]

    def link_to_branch(self, position: Position) -> Link:
        """A print that begins further down."""
        count = position.reports_count + 1
        positions = ngettext("%(number)s position", "%(number)s positions", count) % {"number": written(count)}
        text = _("%(title)s: %(positions)s") % {"title": title_of(position), "positions": positions}
        return Link(text, address_of("roles:print", replace(self.asked, code=position.code, levels=None)))

    @property
    def left_out(self) -> list[str]:
        """What was asked for and is not for this reader."""
        notes = []
        if self.asked.has_contact and not may_see_contact(self.reader):
            notes.append(_("E-mail and phone are left out: they are for readers who have signed in."))
        if self.asked.has_roles and not may_read_roles(self.reader):
            notes.append(_("What the roles are for is left out: that is for readers who have signed in."))
        return notes

    @property
    def preview(self) -> Page | None:
        """The first page with boxes, unless it has too many to be worth its weight."""
        if not self.is_exact:
            return None
        boxed = (page for page in self.made.printed.pages if any(panel.edge for panel in page.panels))
        page = next(boxed, None)
        return page if page and len(page.blocks) <= MOST_PREVIEWED else None
