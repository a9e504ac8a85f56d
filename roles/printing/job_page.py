"""What the page of a print says: how far it is, what came out of it, or why nothing did and what to do then."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.models import PrintFault, PrintJob, PrintState, PrintStep
from roles.phrases import written
from roles.printing.jobs import Reader, place_in_queue

STEPS = list(PrintStep)
MOST_OTHERS = 10
SMALLER = gettext_lazy("Ask for fewer levels or for a branch, or print the sheets from the browser.")
AGAIN = gettext_lazy("Ask for it once more; if that fails as well, print the sheets from the browser.")
TELL = gettext_lazy("Tell whoever runs this site, and print the sheets from the browser until it is mended.")
FAILURES: dict[PrintFault, tuple[Promise, Promise]] = {
    PrintFault.DIED: (gettext_lazy("It failed: the process that made it has ended."), AGAIN),
    PrintFault.CLOSED: (
        gettext_lazy("It was not made: when its turn came, you were no longer allowed to see the chart."),
        gettext_lazy("Sign in, and ask for it once more."),
    ),
    PrintFault.UNPLACED: (
        gettext_lazy("It was not made: when its turn came, the position was no longer in the chart."),
        gettext_lazy("Print the whole chart, or the branch of another position."),
    ),
    PrintFault.EMPTY: (
        gettext_lazy("It was not made: the chart has no positions yet."),
        gettext_lazy("Print it once there are some."),
    ),
    PrintFault.MANY: (gettext_lazy("It was not made: there are more positions than are printed at once."), SMALLER),
    PrintFault.TIME: (gettext_lazy("It failed: it took longer than a print may."), SMALLER),
    PrintFault.MEMORY: (gettext_lazy("It failed: it needed more memory than a print may have."), SMALLER),
    PrintFault.DISK: (
        gettext_lazy("It failed: the file could not be written. Perhaps the disk of the server is full."),
        TELL,
    ),
    PrintFault.TYPST: (gettext_lazy("It was not made: Typst, which writes PDFs, is not installed here."), TELL),
    PrintFault.OURS: (
        gettext_lazy("It failed, and the fault is ours; the log of the server says more."),
        TELL,
    ),
}


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
    reader: Reader

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
        return outcome(self.job) if self.job.is_ready else str(self.failure[0])

    @property
    def failure(self) -> tuple[Promise, Promise]:
        """Why it failed, as far as is known, and what to do."""
        return FAILURES[PrintFault.DIED if self.job.is_silent else PrintFault(self.job.fault)]

    @property
    def advice(self) -> str:
        """What to do where it failed."""
        return "" if self.is_unfinished or self.job.is_ready else str(self.failure[1])

    @property
    def steps_done(self) -> int:
        """How many of the steps are done."""
        return 0 if self.is_waiting else STEPS.index(PrintStep(self.job.step))

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def missing(self) -> Iterator[Missing]:
        """The characters that no font has."""
        return (Missing(*each) for each in self.job.missing)

    @property
    def address(self) -> str:
        """The dialogue with the same settings."""
        return address_with(self.job.code, self.job.query)

    @property
    def address_of_pages(self) -> str:
        """The same sheets for printing by the browser."""
        return address_with(self.job.code, self.job.query, "print_pages")

    @cached_property
    def others(self) -> list[PrintJob]:
        """What else the reader had printed in the last day."""
        return list(self.reader.jobs.exclude(pk=self.job.pk)[:MOST_OTHERS])


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
        return _("%(step)s…") % {"step": PrintStep(job.step).label}
    sentence = ngettext("Writing %(number)s page as PDF…", "Writing %(number)s pages as PDF…", job.pages)
    return sentence % {"number": written(job.pages)}


def outcome(job: PrintJob) -> str:
    """What came out."""
    pages = ngettext("%(number)s page", "%(number)s pages", job.pages) % {"number": written(job.pages)}
    sheets = ngettext("%(number)s sheet of the chart", "%(number)s sheets of the chart", job.sheets)
    return _("Your PDF is ready: %(pages)s, %(sheets)s, smallest type %(type)s points, %(size)s.") % {
        "pages": pages,
        "sheets": sheets % {"number": written(job.sheets)},
        "type": number_format(job.smallest, 1),
        "size": filesizeformat(job.size),
    }


def address_with(code: str, query: str, name: str = "print") -> str:
    """The dialogue as it was filled in, or what else has its settings in its address."""
    return reverse(f"roles:{name}", args=[code] if code else []) + (f"?{query}" if query else "")
