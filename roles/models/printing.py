"""A print that takes longer than a page may: what was asked for, by whom, how far it is, and what became of it."""

import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models.account import Account

KEPT = datetime.timedelta(days=1)
# A runner says every few seconds that it is still there, but where somebody else writes SQLite for a minute.
SILENCE = datetime.timedelta(seconds=120)


class PrintState(models.TextChoices):
    """How far a print is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class PrintStep(models.TextChoices):
    """What is done for a print, in this order."""

    READING = "reading", _("Reading the chart")
    PLACING = "placing", _("Placing everything on its sheet")
    SETTING = "setting", _("Writing the PDF")


class PrintFault(models.TextChoices):
    """Why a print failed, as its reader is told."""

    DIED = "died", _("It failed: the process that made it has ended.")
    CLOSED = "closed", _("It was not made: when its turn came, you were no longer allowed to see the chart.")
    UNPLACED = "unplaced", _("It was not made: when its turn came, the position was no longer in the chart.")
    EMPTY = "empty", _("It was not made: the chart has no positions yet.")
    MANY = "many", _("It was not made: there are more positions than are printed at once.")
    TIME = "time", _("It failed: it took longer than a print may.")
    MEMORY = "memory", _("It failed: it needed more memory than a print may have.")
    DISK = "disk", _("It failed: the file could not be written. Perhaps the disk of the server is full.")
    TYPST = "typst", _("It was not made: Typst, which writes PDFs, is not installed here or can't be loaded.")
    OURS = "ours", _("It failed, and the fault is ours; the log of the server says more.")


def is_kept() -> models.Q:
    """The condition that a print is younger than a day."""
    since = timezone.now() - KEPT
    return models.Q(ended__gte=since) | models.Q(ended=None, made__gte=since)


class PrintJobQuerySet(models.QuerySet["PrintJob"]):
    """Which prints?"""

    def kept(self) -> "PrintJobQuerySet":
        """Those that are younger than a day, from their end, or from their beginning where they have none."""
        return self.filter(is_kept())

    def old(self) -> "PrintJobQuerySet":
        """All others."""
        return self.exclude(is_kept())

    def waiting(self) -> "PrintJobQuerySet":
        """Those that nobody has begun, in the order in which they were asked for."""
        return self.filter(state=PrintState.WAITING).order_by("made", "pk")

    def unfinished(self) -> "PrintJobQuerySet":
        """Those that wait or are being made."""
        return self.filter(state__in=(PrintState.WAITING, PrintState.RUNNING))

    def silent(self) -> "PrintJobQuerySet":
        """Those whose runner has not been heard of for too long."""
        return self.filter(state=PrintState.RUNNING, heartbeat__lt=timezone.now() - SILENCE)

    def of_account(self, key: int) -> "PrintJobQuerySet":
        """Those that somebody asked for who had signed in."""
        return self.filter(owner_id=key)

    def of_session(self, key: str | None) -> "PrintJobQuerySet":
        """Those that were asked for in a session by somebody who had not signed in."""
        return self.filter(owner=None, session=key) if key else self.none()


class PrintJob(models.Model):
    """One print. It is no part of the chart's record, and its file is found by its id alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Account, verbose_name=_("account"), null=True, on_delete=models.CASCADE)
    session = models.CharField(_("session"), max_length=40, blank=True)
    code = models.CharField(_("code"), max_length=50, blank=True)
    query = models.TextField(_("settings"), blank=True)
    language = models.CharField(_("language"), max_length=35)
    state = models.CharField(_("state"), max_length=10, choices=PrintState, default=PrintState.WAITING)
    step = models.CharField(_("step"), max_length=10, choices=PrintStep, default=PrintStep.READING)
    # One of PrintFault, whose sentences may change without a migration.
    fault = models.CharField(_("fault"), max_length=10, blank=True)
    made = models.DateTimeField(_("asked for"), default=timezone.now)
    heartbeat = models.DateTimeField(_("last sign of life"), null=True)
    ended = models.DateTimeField(_("ended"), null=True)
    title = models.CharField(_("title"), max_length=600, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    sheets = models.PositiveIntegerField(_("sheets"), default=0)
    smallest = models.FloatField(_("smallest type"), default=0)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    # Why the PDF was made without its standard; empty where it keeps to it.
    deviation = models.TextField(_("why without PDF/UA"), blank=True)
    # Of the first characters that no font has: the name, and the page and the words where it stands; and how many are.
    missing = models.JSONField(_("missing characters"), default=list)
    missing_count = models.PositiveIntegerField(_("how many characters are missing"), default=0)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("print")
        verbose_name_plural = _("prints")
        default_permissions = ()
        ordering = ("-made", "pk")
        indexes = ()  # a day's prints are few
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=PrintState.values), name="print_job_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False, session="")
                | models.Q(~models.Q(session=""), owner__isnull=True),
                name="print_job_has_one_owner",
            ),
        )

    def __str__(self) -> str:
        return f"{self.made:%Y-%m-%d %H:%M} {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """Return the page that says how far it is."""
        return reverse("roles:print_job", args=[self.pk])

    @property
    def is_silent(self) -> bool:
        """True where the runner was not heard of for too long, whether or not another one has written so."""
        is_running = self.state == PrintState.RUNNING
        return is_running and (self.heartbeat is None or self.heartbeat < timezone.now() - SILENCE)

    @property
    def shown_title(self) -> str:
        """What it is called in a list, where only what was made has a title of its own."""
        return self.title or self.code or str(_("Whole chart"))

    @property
    def shown_state(self) -> str:
        """How far it is, as far as is known."""
        return str(PrintState.FAILED.label if self.is_silent else PrintState(self.state).label)

    @property
    def is_ready(self) -> bool:
        """True where the file is there to be had."""
        return self.state == PrintState.DONE

    @property
    def kept_until(self) -> datetime.datetime:
        """When the file is deleted."""
        return (self.ended or self.made) + KEPT

    @property
    def file(self) -> Path:
        """Where the PDF is, in a folder that no web server shows."""
        return settings.PRINTS_DIR / f"{self.pk}.pdf"
