"""What was written to the chart: each change with who and when, its entries, and the values that are a person's own."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models.person import Person

if TYPE_CHECKING:
    Rows = models.QuerySet[models.Model]
else:
    Rows = models.QuerySet


class AppendOnlyError(RuntimeError):
    """What is recorded stays as it was recorded."""


def refuse(*_args: Any, **_options: Any) -> NoReturn:
    """Refuse to rewrite history."""
    raise AppendOnlyError("The history of the chart is written once: undo a change by a new one.")


class AppendOnlyRows(Rows):
    """Rows that can be added and read."""

    bulk_update = update_or_create = delete = refuse

    def update(self, **values: Any) -> int:
        """Forget whose account it was, when that is deleted, and nothing else."""
        return super().update(**values) if values == {"account": None} else refuse()


class AppendOnly(models.Model):
    """A row that is inserted once; it goes only with the whole organisation, or with the person it tells of."""

    objects: Any = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        """Insert the row; one that is there can't be changed."""
        if not self._state.adding:
            refuse()
        super().save(*args, **options)

    delete = refuse


class ChangeKind(models.TextChoices):
    """What somebody did."""

    CREATED = "created", _("created")
    EDITED = "edited", _("edited")
    MOVED = "moved", _("moved")
    ORDERED = "ordered", _("put in order")
    ENDED = "ended", _("ended")
    DELETED = "deleted", _("deleted")
    IMPORTED = "imported", _("imported")
    UNDONE = "undone", _("undone")
    REPAIRED = "repaired", _("repaired")


class Change(AppendOnly):
    """One write of the chart: when, by whom, and of what kind; nobody is named where a command wrote."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="changes", verbose_name=_("by")
    )
    kind = models.CharField(_("what"), max_length=10, choices=ChangeKind)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="undoings", verbose_name=_("takes back"), db_index=True
    )

    class Meta(AppendOnly.Meta):
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("-pk",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"


class Subject(models.TextChoices):
    """What an entry tells of."""

    POSITION = "position", _("position")
    APPOINTMENT = "appointment", _("appointment")
    LINK = "link", _("link")
    PERSON = "person", _("person")
    DEPARTMENT = "department", _("department")
    SKILL = "skill", _("skill")
    OUTSIDE_BODY = "body", _("outside body")
    ROLE = "role", _("role")
    RESPONSIBILITY = "duty", _("responsibility")
    ROLE_SKILL = "role_skill", _("skill of a role")
    NEXT_STEP = "next_step", _("next step")
    WORKS_WITH = "works_with", _("works closely with")
    DEALS_WITH = "deals_with", _("deals with")


class Entry(AppendOnly):
    """What a change did to one row: what differs, before and after; none before a row was there, none after it went.

    It names positions by their key and code, and people by their key alone; `position` is the one it is about.
    """

    change = models.ForeignKey(Change, models.CASCADE, related_name="entries", verbose_name=_("change"), db_index=False)
    subject = models.CharField(_("subject"), max_length=11, choices=Subject)
    key = models.BigIntegerField(_("key"))
    position = models.BigIntegerField(_("position"), null=True, db_index=True)
    # Of a link, the position at its other end.
    other = models.BigIntegerField(_("other position"), null=True)
    code = models.CharField(_("code"), max_length=50, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("pk",)
        default_permissions = ()
        indexes = (
            models.Index(fields=["change", "id"], name="entry_in_order"),
            models.Index(fields=["other"], name="entry_other", condition=models.Q(other__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.code or self.key}"


class FormerValues(AppendOnly):
    """What an entry changed of a person's own fields; it is erased with the person."""

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="former_values", verbose_name=_("entry"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="former_values", verbose_name=_("person"))
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("former values")
        verbose_name_plural = _("former values")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.entry)
