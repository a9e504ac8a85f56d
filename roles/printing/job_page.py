"""What the page of a print says: how far it is, what came out of it, or why nothing did and what to do then."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.chart.fonts import EXTRA
from roles.models import PrintFault, PrintJob, PrintState, PrintStep
from roles.phrases import written
from roles.printing import browser
from roles.printing.advice import ADVICE
from roles.printing.asked import Asked, address_of
from roles.printing.clearing import MOST_KEPT
from roles.printing.form import asked_in
from roles.printing.jobs import Owner, place_in_queue
from roles.printing.naming import Named
from roles.printing.phrases import type_size
from roles.printing.reading import read_branch

STEPS = list(PrintStep)
DOING = {
    PrintStep.READING: gettext_lazy("Reading the chart…"),
    PrintStep.PLACING: gettext_lazy("Placing everything on its sheet…"),
}
MOST_OTHERS = 10
# As characters of these scripts are called by Unicode.
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no font has, and the page and the words where it stands first."""

    name: str
    page: int
    words: str


@dataclass
class JobPage:
    """One print, as its reader sees it."""

    job: PrintJob
    owner: Owner

    @cached_property
    def asked(self) -> Asked:
        """What was asked for."""
        return asked_in(self.job)

    @property
    def is_waiting(self) -> bool:
        """Nobody has begun it."""
        return self.job.state == PrintState.WAITING

    @property
    def is_unfinished(self) -> bool:
        """It waits or is being made, as far as is known."""
        return self.is_waiting or (self.job.state == PrintState.RUNNING and not self.job.is_silent)

    @property
    def answer(self) -> str:
        """The one sentence that the page is for."""
        if self.is_waiting:
            return waits(place_in_queue(self.job))
        if self.is_unfinished:
            return works(self.job)
        return outcome(self.job) if self.job.is_ready else str(self.fault.label)

    @property
    def fault(self) -> PrintFault:
        """Why it failed, as far as is known."""
        return PrintFault.DIED if self.job.is_silent else PrintFault(self.job.fault)

    @property
    def advice(self) -> str:
        """What to do where it failed."""
        if self.is_unfinished or self.job.is_ready:
            return ""
        advice = ADVICE[self.fault]
        return str(advice.beside if self.prints_in_browser else advice.alone)

    @cached_property
    def prints_in_browser(self) -> bool:
        """Whether a browser manages the same sheets, as far as is known of one that was not laid out."""
        reader = self.job.owner or AnonymousUser()
        return browser.manages(reader, read_branch(self.asked).count(self.asked.levels), self.job.pages)

    @property
    def steps_done(self) -> int:
        """How many of the steps are done."""
        return 0 if self.is_waiting else STEPS.index(PrintStep(self.job.step))

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What came out, each number beside what it counts."""
        return [
            (_("Sheets of the chart"), written(self.job.sheets)),
            (_("Smallest type"), _("%(size)s pt") % {"size": type_size(self.job.smallest)}),
            (_("Size of the file"), filesizeformat(self.job.size)),
        ]

    @property
    def missing(self) -> Iterator[Missing]:
        """The characters that no font has."""
        return (Missing(*each) for each in self.job.missing)

    @property
    def most_kept(self) -> int:
        """How many prints of one reader are kept."""
        return MOST_KEPT

    @property
    def others_missing(self) -> int:
        """How many more such characters there are than are named."""
        return max(0, self.job.missing_count - len(self.job.missing))

    @property
    def asks_for_cjk(self) -> bool:
        """Whether fonts that can be installed have some of them."""
        return not EXTRA and any(f" {script} " in each.name for each in self.missing for script in CJK)

    @property
    def address(self) -> str:
        """The dialogue with the same settings."""
        return address_of("roles:print", self.asked)

    @property
    def address_of_pages(self) -> str:
        """The same sheets for printing by the browser."""
        return address_of("roles:print_pages", self.asked)

    @cached_property
    def others(self) -> list[Named]:
        """What else the reader had printed in the last day."""
        return [Named(job) for job in self.owner.jobs.exclude(pk=self.job.pk)[:MOST_OTHERS]]


def waits(before: int) -> str:
    """How many prints come first."""
    if not before:
        return _("Your PDF is the next that will be made.")
    sentence = ngettext(
        "Your PDF waits: %(number)s other print comes first.",
        "Your PDF waits: %(number)s other prints come first.",
        before,
    )
    return sentence % {"number": written(before)}


def works(job: PrintJob) -> str:
    """What is being done."""
    if job.step != PrintStep.SETTING:
        return str(DOING[PrintStep(job.step)])
    sentence = ngettext("Writing %(number)s page as PDF…", "Writing %(number)s pages as PDF…", job.pages)
    return sentence % {"number": written(job.pages)}


def outcome(job: PrintJob) -> str:
    """That there is a file."""
    sentence = ngettext("Your PDF is ready: %(number)s page.", "Your PDF is ready: %(number)s pages.", job.pages)
    return sentence % {"number": written(job.pages)}
