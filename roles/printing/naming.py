"""What prints are called, in a reader's list and as files, so that one is told from another."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import PrintJob
from roles.printing.asked import Binding, PaperSize
from roles.printing.form import asked_in
from roles.printing.wording import paper_of


@dataclass(frozen=True, slots=True)
class Named:
    """A print in a list, with what was asked for."""

    job: PrintJob

    @property
    def said(self) -> str:
        """On how many sheets, of which paper."""
        asked = asked_in(self.job)
        words = {"paper": paper_of(asked)}
        return (_("Book, %(paper)s") if asked.layout == Binding.BOOK else _("One sheet, %(paper)s")) % words


def name_of_file(job: PrintJob) -> str:
    """What the file is called where it is saved: a name that every system takes."""
    asked, day = asked_in(job), timezone.localtime(job.made).strftime("%Y-%m-%d")
    paper = "x".join(f"{side:g}" for side in asked.size) if asked.paper == PaperSize.OWN else asked.paper.value
    name = "-".join(filter(None, (_("orgchart"), job.code, asked.layout.value, paper, day)))
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name) + ".pdf"
