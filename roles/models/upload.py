"""Spreadsheets that wait to be confirmed: the files as they came, how they are read, and what was decided."""

import datetime
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models.account import Account

KEPT_UPLOAD = datetime.timedelta(days=1)
MOST_UPLOADS = 5


class Upload(models.Model):
    """What somebody wants to import, seen by nobody else; its files go once it is confirmed, it goes after a day.

    A copy without files stays for that day, so that whoever confirms twice is led to the change that was made.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Account, models.CASCADE, related_name="uploads", verbose_name=_("account"))
    created = models.DateTimeField(_("uploaded"), default=timezone.now)
    replaces = models.BooleanField(_("ends what is missing from the files"), default=False)
    branch = models.CharField(_("branch"), max_length=50, blank=True)
    same_name_is_new = models.BooleanField(_("each name without a number is a person of its own"), default=False)
    # By the key of a question, the answer to it.
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    # The key of the change that was made once it was confirmed; the whole history may go before it does.
    change_key = models.BigIntegerField(_("change"), null=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        ordering = ("-created", "pk")
        indexes = ()  # a day's uploads are few

    def __str__(self) -> str:
        return f"{self.owner} {timezone.localtime(self.created):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """Return the page that shows its plan."""
        return reverse("admin:roles_position_import_plan", args=[self.pk])


class UploadedFile(models.Model):
    """One file of an upload, and how it is read where that was chosen."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="files", verbose_name=_("upload"))
    place = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("content"))
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    separator = models.CharField(_("separator"), max_length=1, blank=True)
    # By the name of the sheet and the folded heading, the name of a column of ours; empty where it is left out.
    headings = models.JSONField(_("headings"), default=dict, blank=True)

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        default_permissions = ()
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("upload", "place"), name="uploaded_file_place_once"),)

    def __str__(self) -> str:
        return self.name


class KnownHeading(models.Model):
    """What a heading was taken for that we would not know, or would take for something else."""

    heading = models.CharField(_("folded heading"), max_length=200, unique=True)
    column = models.CharField(_("column"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("known heading")
        verbose_name_plural = _("known headings")
        default_permissions = ()
        ordering = ("heading",)

    def __str__(self) -> str:
        return self.heading
