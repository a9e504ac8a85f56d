"""What the dialogue answers before anything is printed: how many sheets, how large the type, what would be better."""

from dataclasses import replace
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.access import may_read_roles, may_see_contact
from roles.models import Position
from roles.phrases import written
from roles.printing.asked import USUAL_MARGIN, Asked, Binding, PaperSize, Told, address_of
from roles.printing.estimating import about_sheets, about_type
from roles.printing.making import make
from roles.printing.offers import BARELY, READABLE, Offer, Offers, wanted
from roles.printing.parts import Link, parts_of
from roles.printing.phrases import is_under, type_size
from roles.printing.planning import LARGE, MOST_SHEETS, most_exact, turn_to_plan
from roles.printing.reading import Branch, Reader, read_content_of
from roles.printing.wording import Made, paper_of
from roles.seating import name_of_chart
from roles.sheets.content import Content
from roles.sheets.pages import Page
from roles.snapshot import one_snapshot

MOST_PREVIEWED = 400


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
        return name_of_chart(self.top)

    @property
    def is_too_large(self) -> bool:
        """Whether there are more positions than are ever printed at once."""
        return self.count > settings.MOST_PRINTED

    @cached_property
    def is_exact(self) -> bool:
        """Whether the pages could be made while somebody waits; large ones are made here, where it is their turn."""
        if not self.may_be_exact or self.count <= LARGE:
            return self.may_be_exact
        with turn_to_plan() as is_ours:
            return is_ours and bool(self.made)

    @cached_property
    def may_be_exact(self) -> bool:
        """Whether there are neither too many positions for that, nor too many sheets."""
        if not 0 < self.count <= most_exact(self.reader):
            return False
        is_book = self.asked.layout == Binding.BOOK
        return not (is_book and self.count > LARGE) or self.about_sheets <= MOST_SHEETS

    @property
    def is_busy(self) -> bool:
        """Whether others are being told about something large right now."""
        return self.may_be_exact and not self.is_exact

    @cached_property
    def about_sheets(self) -> int:
        """About how many sheets a book has."""
        return about_sheets(self.branch, self.asked, self.reader)

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
            with one_snapshot():
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
            pattern = ngettext(
                "%(count)s position: no more than %(most)s are printed at once.",
                "%(count)s positions: no more than %(most)s are printed at once.",
                self.count,
            )
            return pattern % words
        return self.made.sentence if self.is_exact else self.about

    @property
    def about(self) -> str:
        """The same where it is not known exactly."""
        words = {"paper": paper_of(self.asked), "size": type_size(self.type)}
        if self.asked.layout == Binding.SHEET:
            return _("1 sheet of %(paper)s, type of about %(size)s pt.") % words
        count = self.about_sheets
        pattern = ngettext(
            "About %(number)s sheet of %(paper)s, no type under %(size)s pt.",
            "About %(number)s sheets of %(paper)s, no type under %(size)s pt.",
            count,
        )
        return pattern % {**words, "number": written(count)}

    @cached_property
    def type(self) -> float:
        """The smallest type, about if it must be."""
        if self.is_exact:
            return self.made.smallest
        return about_type(self.asked, self.count) if self.asked.layout == Binding.SHEET else self.asked.smallest

    @property
    def is_small(self) -> bool:
        """Whether some type is smaller than one can read, or than was asked for."""
        return not self.is_empty and not self.is_too_large and is_under(self.type, wanted(self.asked))

    @property
    def warning(self) -> str:
        """What is wrong with the type."""
        if not self.is_small:
            return ""
        words = {"size": type_size(self.type), "smallest": type_size(self.asked.smallest)}
        if is_under(self.type, BARELY):
            return _("Type of %(size)s pt can hardly be read by anybody.") % words
        if is_under(self.type, READABLE):
            return _("Type of %(size)s pt is too small for many readers.") % words
        return _("Type of %(size)s pt is smaller than the %(smallest)s pt that you asked for.") % words

    @cached_property
    def offers(self) -> list[Link]:
        """What fixes it: each was tried, or counted as exactly as the rest."""
        if self.is_too_large:
            return list(parts_of(self.branch, self.asked))
        if not self.is_small:
            return []
        if not self.is_exact or self.count > LARGE:
            return [self.about_book()]
        return [self.link(offer) for offer in Offers(self.made, self.branch.counts, self.make).all()]

    def about_book(self) -> Link:
        """A book instead, with type as large as one wants; of a book whose paper is too small for that, one on A4."""
        book = replace(self.asked, layout=Binding.BOOK, smallest=wanted(self.asked))
        if self.asked.layout == Binding.BOOK:
            book = replace(book, paper=PaperSize.A4, width=0, height=0, margin=USUAL_MARGIN)
        count = about_sheets(self.branch, book, self.reader)
        words = {"number": written(count), "paper": paper_of(book), "size": type_size(book.smallest)}
        pattern = ngettext(
            "As a book: about %(number)s sheet of %(paper)s, no type under %(size)s pt",
            "As a book: about %(number)s sheets of %(paper)s, no type under %(size)s pt",
            count,
        )
        return Link(pattern % words, address_of("roles:print", book))

    def link(self, offer: Offer) -> Link:
        """An offer with its address."""
        return Link(offer.text, address_of("roles:print", offer.asked))

    @property
    def left_out(self) -> list[str]:
        """What was asked for and is not for this reader."""
        notes = []
        if self.asked.has_contact and not may_see_contact(self.reader):
            notes.append(_("E-mail and phone are left out: they are for readers who have signed in."))
        elif self.asked.has_contact and not self.asked.tells(Told.HOLDERS):
            notes.append(_("E-mail and phone are left out: they stand beside the holders, who are not named."))
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
