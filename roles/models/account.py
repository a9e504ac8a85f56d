"""The account somebody signs in with, and the attempts that are slowed down."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


def unlink(files: Iterable[Path]) -> None:
    """Delete files, as far as that is possible."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)


class Account(AbstractUser):
    """A sign-in; the person it belongs to names it. Its sessions end when the password or `session_series` changes."""

    session_series = models.PositiveIntegerField(_("series of sessions"), default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment] # the stubs of AbstractUser.Meta know plain text only
        verbose_name_plural = _("accounts")  # type: ignore[assignment] # as above
        constraints = (
            models.UniqueConstraint(Lower("username"), name="account_username_any_case"),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="account_email_any_case",
                violation_error_message=_("Another account has this e-mail address."),
            ),
        )

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete it, and once that is for good the files of its prints; querysets leave them to the next runner."""
        files = [job.file for job in self.printjob_set.all()]
        deleted = super().delete(*args, **options)
        transaction.on_commit(lambda: unlink(files))
        return deleted

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Tell sessions apart by the series too: those of a closed account stay dead once it is opened again."""
        value = f"{self.password} {self.session_series}"
        return salted_hmac("roles.Account.session", value, secret=secret, algorithm="sha256").hexdigest()


class AttemptKind(models.TextChoices):
    """What somebody tried who may be guessing."""

    SIGN_IN = "sign_in", _("sign in")
    RESET = "reset", _("password reset")


class Attempt(models.Model):
    """A failed sign-in or a mail asked for: counted for an hour, then deleted. Names are kept as a hash only."""

    kind = models.CharField(_("kind"), max_length=10, choices=AttemptKind)
    name_key = models.CharField(_("hash of the name"), max_length=32)
    network = models.CharField(_("network"), max_length=50, blank=True)
    device = models.CharField(_("known device"), max_length=32, blank=True)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = (
            models.Index(fields=("name_key", "at"), name="attempt_by_name"),
            models.Index(fields=("network", "at"), name="attempt_by_network"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=AttemptKind.values), name="attempt_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
