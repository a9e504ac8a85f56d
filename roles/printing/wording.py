"""Say how many sheets a print has, of which paper, and how large its type is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.phrases import written
from roles.printing.asked import Asked, PaperSize
from roles.printing.phrases import measured
from roles.sheets.pages import Printed
from roles.sheets.setup import POINTS_IN_MM


@dataclass(frozen=True)
class Made:
    """What was asked for, and the pages that it gives."""

    asked: Asked
    printed: Printed

    @property
    def smallest(self) -> float:
        """The smallest type on any page, as it is said."""
        return round(self.printed.smallest, 1)

    @property
    def largest(self) -> float:
        """The largest type in boxes."""
        items = (block for page in self.printed.pages for block in page.blocks if block.kind == "item")
        return round(max((words.size for block in items for words in block.words), default=self.smallest), 1)

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
    def sheets(self) -> str:
        """How many sheets, of which paper."""
        count = self.printed.sheets
        words = {"number": written(count), "paper": self.paper}
        return ngettext("%(number)s sheet of %(paper)s", "%(number)s sheets of %(paper)s", count) % words

    @property
    def paper(self) -> str:
        """What the paper is called, and how it lies."""
        if self.asked.paper == PaperSize.OWN:
            return in_millimetres(*sorted(self.asked.size, reverse=self.is_landscape))
        pattern = _("%(paper)s landscape") if self.is_landscape else _("%(paper)s portrait")
        return pattern % {"paper": self.asked.paper.label}

    @property
    def type(self) -> str:
        """From which size to which type is set."""
        if self.smallest == self.largest:
            return _("type of %(size)s points") % {"size": measured(self.smallest)}
        words = {"smallest": measured(self.smallest), "largest": measured(self.largest)}
        return _("type from %(smallest)s to %(largest)s points") % words

    @property
    def sentence(self) -> str:
        """All of it."""
        pages = len(self.printed.pages)
        words = {"sheets": self.sheets, "type": self.type, "pages": written(pages)}
        if pages == self.printed.sheets:
            return _("%(sheets)s, %(type)s.") % words
        return _("%(sheets)s (%(pages)s pages), %(type)s.") % words


def paper_of(asked: Asked) -> str:
    """What the paper is called, where it is not known how it lies."""
    return in_millimetres(*asked.size) if asked.paper == PaperSize.OWN else str(asked.paper.label)


def in_millimetres(width: float, height: float) -> str:
    """The size of a paper of one's own."""
    return _("%(width)s × %(height)s mm") % {"width": measured(width), "height": measured(height)}  # noqa: RUF001 - times
