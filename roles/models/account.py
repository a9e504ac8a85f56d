"""The account somebody signs in with."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Account(AbstractUser):
    """A sign-in; the person it belongs to names it."""

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
