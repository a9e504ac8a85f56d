"""Invite people: an account each, and a mail with a link to choose its password."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest

from roles.accounts.mails import Letterhead, Occasion, password_mail
from roles.accounts.states import AccountState, state_of, with_account_state
from roles.models import Account, Person

logger = logging.getLogger(__name__)

# As many mails as a server takes within the time that a request has.
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Guests:
    """Who would be invited, and who not and why; each a list of people."""

    new: list[Person] = field(default_factory=list)
    again: list[Person] = field(default_factory=list)
    without_address: list[Person] = field(default_factory=list)
    with_claimed_address: list[Person] = field(default_factory=list)
    with_account: list[Person] = field(default_factory=list)
    closed: list[Person] = field(default_factory=list)

    @property
    def to_mail(self) -> list[Person]:
        """Those who get a mail now: new ones first, so that who has too many to invite can go on."""
        return [*self.new, *self.again][:MOST_AT_ONCE]

    @property
    def later(self) -> int:
        """How many are too many for one time."""
        return len(self.new) + len(self.again) - len(self.to_mail)


@dataclass
class Sent:
    """What became of the mails: who got one, whose address was refused, and for whom the server failed."""

    invited: list[Person] = field(default_factory=list)
    refused: list[Person] = field(default_factory=list)
    unreached: list[Person] = field(default_factory=list)


def sort_guests(people: QuerySet[Person]) -> Guests:
    """Tell those who can be invited from those who can't; reads, and writes nothing."""
    guests, owners = Guests(), owners_of_addresses(people)
    groups = {
        AccountState.NONE: guests.new,
        AccountState.INVITED: guests.again,
        AccountState.OPEN: guests.with_account,
        AccountState.CLOSED: guests.closed,
    }
    for person in with_account_state(people):
        state = state_of(person)
        if state in (AccountState.OPEN, AccountState.CLOSED):
            groups[state].append(person)
        elif not is_address(person.email):
            guests.without_address.append(person)
        elif is_claimed(person, owners.get(person.email.casefold())):
            guests.with_claimed_address.append(person)
        else:
            groups[state].append(person)
    return guests


def owners_of_addresses(people: QuerySet[Person]) -> dict[str, Account]:
    """The accounts that use the people's addresses, as user name or e-mail, by address."""
    addresses = people.order_by().exclude(email="").annotate(folded=Lower("email")).values("folded")
    folded = Account.objects.annotate(folded_name=Lower("username"), folded_email=Lower("email"))
    found = folded.filter(Q(folded_name__in=addresses) | Q(folded_email__in=addresses))
    return {
        address.casefold(): account for account in found for address in (account.username, account.email) if address
    }


def is_claimed(person: Person, owner: Account | None) -> bool:
    """True when the address is another account's, or the person's account has rights and another address.

    Whoever may change a person's address must not come to somebody's rights by it.
    """
    if owner is not None and owner.pk != person.account_id:
        return True
    account = person.account
    return account is not None and account.is_staff and account.email.casefold() != person.email.casefold()


def is_address(text: str) -> bool:
    """True for an address that one can write to."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def invite(people: Iterable[Person], request: HttpRequest) -> Sent:
    """Give each of those `to_mail` an account, and mail a link; whoever can't be reached keeps what they had before."""
    sent, connection, letterhead = Sent(), get_connection(), Letterhead.of(request)
    waiting = list(people)
    try:
        connection.open()
        while waiting:
            _invite_one(waiting[0], letterhead, connection, sent)
            waiting.pop(0)
        connection.close()
    except (SMTPException, OSError):
        logger.exception("The mail server failed; the people who were still to be invited were not.")
        sent.unreached.extend(waiting)
    return sent


def _invite_one(person: Person, letterhead: Letterhead, connection: BaseEmailBackend, sent: Sent) -> None:
    had = person.account
    try:
        account = _account_for(person)
    except IntegrityError:
        sent.refused.append(person)
        return
    try:
        message = password_mail(Occasion.INVITATION, account, letterhead)
        message.connection = connection
        message.send()
    except (SMTPRecipientsRefused, ValueError):
        # A ValueError stands for an address that no header can carry.
        sent.refused.append(person)
        _take_back(person, had)
    except (SMTPException, OSError):
        _take_back(person, had)
        raise
    else:
        sent.invited.append(person)


@transaction.atomic
def _account_for(person: Person) -> Account:
    """Return the person's account, with their present address: a new one, or the one that waits for its password."""
    account = person.account or Account(username=user_name_for(person.email))
    if account.pk is None:
        account.set_unusable_password()
    account.email = person.email
    account.save()
    if person.account is None:
        person.account = account
        person.save(update_fields=["account"])
    return account


def user_name_for(address: str) -> str:
    """The address as a user name; what a user name can't hold becomes a hyphen, and one signs in by e-mail too."""
    return re.sub(r"[^\w.@+-]", "-", address)[:150]


def _take_back(person: Person, had: Account | None) -> None:
    """Delete the account that was made for a mail that did not leave."""
    if had is None and person.account is not None:
        person.account.delete()
        person.account = None
