"""Say how many sheets a print has, of which paper, and how large its type is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.phrases import written
from roles.printing.asked import Asked, PaperSize
from roles.printing.phrases import measured, type_size
from roles.sheets.pages import Printed
from roles.sheets.setup import POINTS_IN_MM


@dataclass(frozen=True)
class Made:
    """What was asked for, and the pages that it gives."""

    asked: Asked
    printed: Printed

    @property
    def smallest(self) -> float:
        """The smallest type on any page."""
        return self.printed.smallest

    @property
    def largest(self) -> float:
        """The largest type in boxes."""
        items = (block for page in self.printed.pages for block in page.blocks if block.kind == "item")
        return max((words.size for block in items for words in block.words), default=self.smallest)

    @property
    def is_landscape(self) -> bool:
        """How the paper lies."""
        first = self.printed.pages[0]
        return first.width > first.height

    @property
    def paper_name(self) -> str:
        """The paper as it lies, as the address of its stylesheet has it."""
        first = self.printed.pages[0]
        return "x".join(f"{round(side / POINTS_IN_MM, 1):g}" for side in (first.width, first.height))

    @property
    def paper(self) -> str:
        """What the paper is called, and how it lies."""
        if self.asked.paper == PaperSize.OWN:
            return in_millimetres(*sorted(self.asked.size, reverse=self.is_landscape))
        pattern = _("%(paper)s landscape") if self.is_landscape else _("%(paper)s portrait")
        return pattern % {"paper": self.asked.paper.label}

    @property
    def sentence(self) -> str:
        """How many sheets of which paper, with type of which size, and how many pages where these are more."""
        pages = len(self.printed.pages)
        if pages == self.printed.sheets:
            return self.sentence_on_sheets
        in_all = ngettext(
            "%(number)s page in all, with cover, contents and indexes.",
            "%(number)s pages in all, with cover, contents and indexes.",
            pages,
        )
        return f"{self.sentence_on_sheets} {in_all % {'number': written(pages)}}"

    @property
    def sentence_on_sheets(self) -> str:
        """The same of the sheets alone."""
        count = self.printed.sheets
        smallest, largest = type_size(self.smallest), type_size(self.largest)
        words = {"number": written(count), "paper": self.paper, "smallest": smallest, "largest": largest}
        pattern = ngettext(
            "%(number)s sheet of %(paper)s, type from %(smallest)s to %(largest)s pt.",
            "%(number)s sheets of %(paper)s, type from %(smallest)s to %(largest)s pt.",
            count,
        )
        in_one_size = ngettext(
            "%(number)s sheet of %(paper)s, type of %(smallest)s pt.",
            "%(number)s sheets of %(paper)s, type of %(smallest)s pt.",
            count,
        )
        return (in_one_size if smallest == largest else pattern) % words


def paper_of(asked: Asked) -> str:
    """What the paper is called, where it is not known how it lies."""
    return in_millimetres(*asked.size) if asked.paper == PaperSize.OWN else str(asked.paper.label)


def in_millimetres(width: float, height: float) -> str:
    """The size of a paper of one's own."""
    return _("%(width)s × %(height)s mm") % {"width": measured(width), "height": measured(height)}  # noqa: RUF001 - times
