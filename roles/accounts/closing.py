"""Close the accounts of those who left, and open them again."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from roles import tree
from roles.models import Account, Appointment
from roles.tree import beside


def has_left(on: datetime.date | None = None, account: str = "pk") -> Q:
    """The condition that the last appointment has ended and HR ticked to close the account; `account` names its field.

    It is part of every question for an account, so that nobody gets in after their last day, whether or not
    `close_leavers` has run since.
    """
    day = on or timezone.localdate()
    held = Appointment.objects.filter(person__account=OuterRef(account))
    has_closing_one = Exists(held.filter(closes_account=True, end__lt=day))
    has_one_left = Exists(held.filter(Q(end__isnull=True) | Q(end__gte=day)))
    return Q(has_closing_one) & ~Q(has_one_left)


def open_accounts(on: datetime.date | None = None) -> QuerySet[Account]:
    """The accounts that may be signed in with."""
    return Account.objects.filter(~has_left(on), is_active=True)


def close_leavers(on: datetime.date | None = None) -> list[Account]:
    """Close the accounts of those who left before that day, or today, and return them; a second run finds none."""
    leavers = list(Account.objects.filter(has_left(on), is_active=True).select_related("person"))
    close_accounts(leavers)
    return leavers


def close_accounts(accounts: Iterable[Account]) -> int:
    """Close open accounts and end their sessions for good; return how many."""
    keys = [account.pk for account in accounts]
    return Account.objects.filter(pk__in=keys, is_active=True).update(
        is_active=False, session_series=F("session_series") + 1
    )


def reopen_accounts(accounts: Iterable[Account]) -> int:
    """Open closed accounts and take back the ticks that closed them, or would again; return how many."""
    keys = [account.pk for account in accounts]
    ended = Appointment.objects.filter(person__account__in=keys, closes_account=True, end__lt=timezone.localdate())
    closed = Account.objects.filter(pk__in=keys).exclude(pk__in=open_accounts().values("pk"))
    found = list(closed.values_list("pk", flat=True))
    untick(ended.filter(person__account__in=found))
    Account.objects.filter(pk__in=found).update(is_active=True)
    return len(found)


def untick(appointments: QuerySet[Appointment]) -> None:
    """Take back the ticks that close the account when an appointment ends."""
    with tree.writing() as record:
        rows = list(appointments)
        for row in rows:
            row.closes_account = False
        beside.write(record, Appointment, changed=rows)
