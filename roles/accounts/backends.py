"""Find the account of whoever signs in, by password or by the word of the company's proxy; leavers are not found."""

import datetime

from django.conf import settings
from django.contrib.auth.backends import ModelBackend, RemoteUserBackend
from django.db.models import QuerySet, Value
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from roles.accounts.closing import open_accounts
from roles.models import Account
from roles.prepared import Prepared


def account_named(name: str) -> Account | None:
    """The open account of that user name or else of that e-mail address, in whatever letter case."""
    # The database folds both sides, as only its own folding is sure to agree with itself.
    folded = Lower(Value(Account.normalize_username(name.strip())))
    accounts = open_accounts().annotate(folded_name=Lower("username"), folded_email=Lower("email")).order_by("pk")
    if not name.strip() or "\0" in name:
        return None
    return accounts.filter(folded_name=folded).first() or accounts.filter(folded_email=folded).first()


def open_on(key: int, day: datetime.date) -> "QuerySet[Account]":
    """The account of that key, if it is open on that day."""
    return open_accounts(day).filter(pk=key)


OPEN = Prepared(open_on)


def open_account(key: int | str) -> Account | None:
    """The account of a session or a link, while it is open: one statement, on every page."""
    if isinstance(key, int):
        return next(iter(OPEN(key, timezone.localdate())), None)
    return open_accounts().filter(pk=key).first()


class PasswordSignIn(ModelBackend):
    """Sign in with a user name or an e-mail address, and a password."""

    @sensitive_variables("password")
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_others: object
    ) -> Account | None:
        """Return the open account whose password this is."""
        if username is None or password is None:
            return None
        account = account_named(username)
        if account is None:
            # As slow as a wrong password, so that the time tells nothing about who has an account.
            Account().set_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: int | str) -> Account | None:
        """Return the account of a session, unless it was closed meanwhile."""
        return open_account(user_id)


class CompanySignIn(RemoteUserBackend):
    """Sign in whom the company's proxy names, while the setting says so; nobody gets an account by this alone."""

    create_unknown_user = False

    def authenticate(  # type: ignore[override] # Django itself narrows the parameters here
        self, request: HttpRequest | None, remote_user: str | None
    ) -> Account | None:
        """Return the open account of that user name or e-mail address."""
        if not settings.REMOTE_USER_HEADER or not remote_user:
            return None
        return account_named(remote_user)

    def get_user(self, user_id: int | str) -> Account | None:
        """Return the account of a session, unless it was closed or the setting taken back meanwhile."""
        return open_account(user_id) if settings.REMOTE_USER_HEADER else None
