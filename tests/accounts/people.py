"""Builders: accounts with a password, people with an account, and a browser that signs in."""

import datetime
import re
import time
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from roles.models import Account, Appointment, Person, Position
from tests.trees import plant, write_appointment

PASSWORD = "blue-lantern-41"  # noqa: S105
LOGIN = "/accounts/login/"
COMPANY = """
CEO
  P0
  P1
  OLD
  NOW
"""


def account(username: str = "amara", **values: Any) -> Account:
    """Create an account whose password is PASSWORD."""
    return Account.objects.create_user(username, **{"password": PASSWORD, "email": f"{username}@example.org", **values})


def employee(name: str = "Amara Okafor", **values: Any) -> Person:
    """Create a person with an account named after the first name."""
    first = name.split()[0].casefold()
    return Person.objects.create(
        name=name, number=f"N-{first}", email=f"{first}@example.org", account=account(first), **values
    )


def seat(code: str = "CEO") -> Position:
    """Return one of five positions."""
    if not Position.objects.exists():
        plant(COMPANY)
    return Position.objects.get(code=code)


def leave(person: Person, days_ago: int = 1, *, closes_account: bool = True, code: str = "CEO") -> Appointment:
    """Let a person have held a position until some days ago."""
    last = timezone.localdate() - datetime.timedelta(days=days_ago)
    return write_appointment(position=seat(code), person=person, end=last, closes_account=closes_account)


def sign_in(client: Client, name: str, password: str = PASSWORD, **options: Any) -> Any:
    """Type name and password into the sign-in page."""
    return client.post(LOGIN, {"username": name, "password": password}, **options)


def is_in(client: Client) -> bool:
    """Return whether the next page opens."""
    return bool(client.get("/me/").status_code == 200)


def mails(number: int) -> list[EmailMessage]:
    """Wait until so many mails have left, since some leave beside the answer; then return all."""
    deadline = time.monotonic() + 5
    while len(mail.outbox) < number and time.monotonic() < deadline:
        time.sleep(0.01)
    return list(mail.outbox)


def link_in(message: EmailMessage) -> str:
    """Return the path of the link that a mail holds to choose a password."""
    found = re.search(r"https?://[^/\s]+(/accounts/reset/[^/\s]+/[^/\s]+/)", str(message.body))
    assert found, message.body
    return found[1]
