"""What one types to sign in, to ask for a new password, and to choose one."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
    UsernameField,
)
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from roles.accounts.closing import open_accounts
from roles.accounts.mails import Letterhead, Occasion, send_soon
from roles.accounts.slowing import Guess, may_mail
from roles.models import Account


class LaidOut:
    """A form that crispy lays out, and that says on its button what happens."""

    button: str | Promise

    @property
    def helper(self) -> FormHelper:
        """The layout: all fields, then the button."""
        helper = FormHelper(self)
        helper.form_class = "account-form"
        helper.add_input(Submit("", self.button))
        return helper


class SignInForm(LaidOut, AuthenticationForm):
    """User name or e-mail, and password; wrong ones make the next try wait."""

    button = _("Sign in")
    username = UsernameField(
        label=_("User name or e-mail"), max_length=254, widget=forms.TextInput(attrs={"autofocus": True})
    )
    error_messages = {
        "invalid_login": _("User name, e-mail or password is wrong. Capital letters in the password matter."),
        "inactive": _("User name, e-mail or password is wrong. Capital letters in the password matter."),
    }
    wait = 0
    guess: Guess

    def __init__(self, *args: Any, **options: Any) -> None:
        """Allow an e-mail address its length, which Django cuts to that of a user name."""
        super().__init__(*args, **options)
        self.fields["username"].widget.attrs["maxlength"] = 254

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Check the password, unless this name has to wait."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (username and password and self.request):
            return self.cleaned_data
        self.guess = Guess.of(self.request, username)
        self.wait = self.guess.seconds_to_wait()
        if self.wait:
            raise ValidationError(too_many_tries(self.wait), code="slowed")
        self.guess.record()
        return super().clean() or self.cleaned_data


def too_many_tries(seconds: int) -> str:
    """Say how long to wait, and what helps."""
    return ngettext(
        "There were too many wrong passwords. Wait %(seconds)s second and try again, or choose a new password.",
        "There were too many wrong passwords. Wait %(seconds)s seconds and try again, or choose a new password.",
        seconds,
    ) % {"seconds": seconds}


class AskForLinkForm(LaidOut, PasswordResetForm):
    """The address to which a link to choose a new password is sent, if somebody has an account with it."""

    button = _("Send me a link")
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )

    def get_users(self, email: str) -> Iterator[Account]:
        """Return the open account with that address: also one that was invited and has no password yet.

        Where the company's proxy signs people in, accounts without a password are meant to have none.
        """
        found = open_accounts().annotate(folded_email=Lower("email")).filter(folded_email=Lower(Value(email)))
        return (account for account in found if account.has_usable_password() or not settings.REMOTE_USER_HEADER)

    def save(self, *_places: Any, request: HttpRequest | None = None, **_options: Any) -> None:
        """Send the link, at most a few an hour; the answer takes the same time whether or not there is an account."""
        address = self.cleaned_data["email"]
        if request is None or not may_mail(address):
            return
        send_soon(Occasion.RESET, self.get_users(address), Letterhead.of(request))


class ChoosePasswordForm(LaidOut, SetPasswordForm):  # type: ignore[type-arg] # generic in the stubs only
    """A new password, twice."""

    button = _("Keep this password")


class ChangePasswordForm(LaidOut, PasswordChangeForm):
    """The present password, and a new one, twice."""

    button = _("Change password")
