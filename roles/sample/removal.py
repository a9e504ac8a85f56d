"""Remove the sample organisation and everything that was added to it, so that one's own can begin."""

from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst

from roles import tree
from roles.models import (
    Account,
    Appointment,
    Chart,
    Department,
    Link,
    OutsideBody,
    Person,
    Position,
    Role,
    Skill,
)
from roles.sample import ACCOUNTS

USERNAMES = frozenset(account.username for account in ACCOUNTS)
# Roles go before the skills they protect, and take their responsibilities and next steps along.
AFTER_POSITIONS: tuple[type[Model], ...] = (Person, Role, Skill, OutsideBody, Department)
ALL: tuple[type[Model], ...] = (Position, Appointment, Link, *AFTER_POSITIONS)


class NoSampleError(Exception):
    """The organisation is no sample: nothing of it is removed."""


@dataclass(frozen=True)
class Pile:
    """Things of one kind that would go."""

    name: str
    count: int


def is_sample_account(account: Account) -> bool:
    """True for an account whose password everybody can read."""
    return account.username in USERNAMES


def what_would_go(stays: Account) -> list[Pile]:
    """Count everything that would be removed, whoever added it."""
    rows: list[QuerySet[Model]] = [model._default_manager.all() for model in ALL]
    piles = [Pile(capfirst(str(each.model._meta.verbose_name_plural)), each.count()) for each in rows]
    accounts = Pile(capfirst(str(Account._meta.verbose_name_plural)), accounts_that_go(stays).count())
    return [pile for pile in (*piles, accounts) if pile.count]


def accounts_that_go(stays: Account) -> QuerySet[Account]:
    """The accounts that came with the sample and those of its people; never that one, nor other administrators'.

    An account whose person is gone would stay open with nobody to answer for it; deleted rather than closed, it claims
    no address that one's own organisation may want to invite.
    """
    of_people = Q(person__isnull=False, is_superuser=False)
    found = Account.objects.filter(Q(username__in=USERNAMES) | of_people).exclude(pk=stays.pk)
    return found.select_related("person").order_by("username")


def remove(stays: Account, password: str = "") -> None:
    """Remove everything in one transaction; the account that stays gets a password of its own if it came along."""
    with tree.writing():
        chart = Chart.objects.get(pk=Chart.current().pk)
        if not chart.is_sample:
            raise NoSampleError
        accounts = list(accounts_that_go(stays).values_list("pk", flat=True))
        tree.remove_everything()
        for model in AFTER_POSITIONS:
            model._default_manager.all().delete()
        LogEntry.objects.filter(content_type__app_label="roles", content_type__model__in=log_names()).delete()
        for account in Account.objects.filter(pk__in=accounts):
            account.delete()
        if password:
            stays.set_password(password)
            stays.save(update_fields=["password"])
        chart.is_sample, chart.allows_several_heads = False, False
        chart.name = Chart._meta.get_field("name").get_default()
        chart.save(update_fields=["is_sample", "allows_several_heads", "name"])


def log_names() -> list[str]:
    """The kinds of things whose history goes with them."""
    return [str(model._meta.model_name) for model in ALL]
