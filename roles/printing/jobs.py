"""Take in prints that readers ask for, so many at a time, and let nobody but the reader have them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.lock import lock_until_the_end
from roles.models import PrintJob
from roles.models.printing import PrintJobQuerySet
from roles.printing.clearing import clear_old
from roles.printing.turn import start_runner

# How many prints may wait or be made: of one reader, of all who have not signed in, and of everybody.
MOST_OF_READER, MOST_OF_STRANGERS, MOST_OF_ALL = 3, 10, 50
# How many are made and kept in a day for all who have not signed in: nobody fills the disk with new sessions.
MOST_OF_STRANGERS_A_DAY = 200
LOCK = 7_305_215


class TooManyPrintsError(Exception):
    """So many prints wait already that no other is taken in; it says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a print is: an account's, or, of somebody who has not signed in, a session's."""

    account: int | None
    session: str = ""

    @property
    def jobs(self) -> PrintJobQuerySet:
        """The prints of the last day that this reader may have."""
        kept = PrintJob.objects.kept()
        return kept.of_session(self.session) if self.account is None else kept.of_account(self.account)


def ask_for(code: str, query: str, language: str, owner: Owner) -> PrintJob:
    """Write down what is to be printed, and start a runner; what the reader has waiting already is not asked twice."""
    clear_old()
    question = {"code": code, "query": query, "language": language}
    with transaction.atomic():
        lock_until_the_end(LOCK)  # else two that come at once pass the same count
        job = owner.jobs.waiting().filter(**question).first()
        if job is None:
            refuse_too_many(owner)
            job = PrintJob.objects.create(**question, owner_id=owner.account, session=owner.session)
        transaction.on_commit(start_runner)
    return job


def refuse_too_many(owner: Owner) -> None:
    """Raise TooManyPrintsError where a limit is reached."""
    unfinished = PrintJob.objects.kept().unfinished()
    if owner.jobs.unfinished().count() >= MOST_OF_READER:
        sentence = ngettext(
            "%(count)d print of yours is not ready yet: wait for it before you ask for another.",
            "%(count)d prints of yours are not ready yet: wait for one of them before you ask for another.",
            MOST_OF_READER,
        )
        raise TooManyPrintsError(sentence % {"count": MOST_OF_READER})
    is_stranger = owner.account is None
    strangers = is_stranger and unfinished.filter(owner=None).count() >= MOST_OF_STRANGERS
    if strangers or unfinished.count() >= MOST_OF_ALL:
        raise TooManyPrintsError(_("Many prints are being made right now: try again in a few minutes."))
    if is_stranger and PrintJob.objects.kept().filter(owner=None).count() >= MOST_OF_STRANGERS_A_DAY:
        raise TooManyPrintsError(
            _("Many prints were made today for readers who have not signed in: try again tomorrow.")
        )


def place_in_queue(job: PrintJob) -> int:
    """How many prints come before one that waits."""
    before = PrintJob.objects.kept().unfinished().filter(made__lte=job.made).exclude(pk=job.pk)
    return before.exclude(pk__in=PrintJob.objects.silent().values("pk")).count()
