"""The end of accounts: leavers, closing by hand, and opening again."""

import datetime
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roles.access import make_hr_editor
from roles.accounts.closing import close_accounts, close_leavers, open_accounts, reopen_accounts
from roles.models import Account, Appointment
from tests.accounts.people import account, employee, is_in, leave, seat, sign_in
from tests.admin.posting import fields_of
from tests.trees import write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def day(offset: int) -> datetime.date:
    """Return the day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=offset)


def reader_of(found: Account) -> Client:
    """Return a client signed in with an account."""
    client = Client()
    client.force_login(found)
    return client


@pytest.mark.parametrize(
    ("appointments", "stays_open"),
    [
        pytest.param([], True, id="no appointment at all"),
        pytest.param([{"end": -1, "closes_account": True}], False, id="ended yesterday"),
        pytest.param([{"end": 0, "closes_account": True}], True, id="last day is today"),
        pytest.param([{"end": 1, "closes_account": True}], True, id="ends tomorrow"),
        pytest.param([{"end": -1}], True, id="ended without the tick"),
        pytest.param([{"end": -1, "closes_account": True}, {"start": 0}], True, id="holds another"),
        pytest.param([{"end": -1, "closes_account": True}, {"start": 5}], True, id="will hold another"),
        pytest.param([{"end": -9, "closes_account": True}, {"end": -2}], False, id="both ended, one with the tick"),
        pytest.param([{"closes_account": True}], True, id="ticked, but open end"),
    ],
)
def test_account_ends_with_the_last_appointment(appointments: list[dict[str, Any]], stays_open: bool) -> None:
    person = employee()
    client = reader_of(person.account)  # type: ignore[arg-type]
    for number, values in enumerate(appointments):
        days = {name: day(value) for name, value in values.items() if name != "closes_account"}
        ticked = values.get("closes_account", False)
        write_appointment(position=seat(f"P{number}"), person=person, closes_account=ticked, **days)
    assert is_in(client) is stays_open
    assert (sign_in(Client(), "amara").status_code == 302) is stays_open
    close_leavers()
    assert Account.objects.get().is_active is stays_open


def test_next_request_is_denied_after_the_last_day_though_no_job_ran(client: Client) -> None:
    person = employee()
    leave(person, days_ago=-3)
    client.force_login(person.account)  # type: ignore[arg-type]
    assert is_in(client)
    with patch("roles.accounts.closing.timezone.localdate", return_value=day(4)):
        assert client.get("/").headers["Location"] == "/accounts/login/?next=/"
    assert Account.objects.get().is_active


def test_disabled_account_is_denied_with_the_next_request(client: Client) -> None:
    client.force_login(account("amara"))
    assert is_in(client)
    Account.objects.update(is_active=False)
    assert not is_in(client)


def test_lost_rights_are_lost_with_the_next_request(client: Client) -> None:
    client.force_login(account("amara", is_staff=True, is_superuser=True))
    assert client.get("/admin/").status_code == 200
    Account.objects.update(is_staff=False, is_superuser=False)
    assert client.get("/admin/").status_code == 403


def test_deleted_account_is_denied_with_the_next_request(client: Client) -> None:
    client.force_login(account("amara"))
    Account.objects.all().delete()
    assert not is_in(client)


def test_sessions_stay_dead_when_the_account_is_opened_again() -> None:
    person = employee()
    client = reader_of(person.account)  # type: ignore[arg-type]
    close_accounts([person.account])  # type: ignore[list-item]
    assert not is_in(client)
    assert reopen_accounts([person.account]) == 1  # type: ignore[list-item]
    assert not is_in(client)
    assert sign_in(Client(), "amara").status_code == 302


def test_leaver_opened_again_is_not_closed_by_the_next_job() -> None:
    person = employee()
    leave(person)
    assert [each.username for each in close_leavers()] == ["amara"]
    reopen_accounts(Account.objects.all())
    assert close_leavers() == []
    assert sign_in(Client(), "amara").status_code == 302


def test_leaver_whom_no_job_has_closed_can_be_opened_again() -> None:
    leave(employee())
    assert reopen_accounts(Account.objects.all()) == 1
    assert open_accounts().count() == 1


def test_opening_an_open_account_leaves_its_ticks_alone() -> None:
    person = employee()
    leave(person, code="OLD")
    write_appointment(position=seat("NOW"), person=person, end=day(9), closes_account=True)
    assert reopen_accounts(Account.objects.all()) == 0
    assert Appointment.objects.filter(closes_account=True).count() == 2


def test_command_says_whose_accounts_it_closed() -> None:
    leave(employee("Zoë Left"))
    employee("Amara Okafor")
    account("admin")
    output = StringIO()
    call_command("close_accounts", stdout=output)
    assert output.getvalue() == "zoë: Zoë Left\n1 account closed.\n"
    output = StringIO()
    call_command("close_accounts", stdout=output)
    assert output.getvalue() == "0 accounts closed.\n"


def test_closing_takes_as_many_statements_for_twenty_as_for_ten() -> None:
    counts = []
    for first in (0, 10):
        for number in range(first, first + 10 + first):
            leave(employee(f"Leaver{number} X"), code="CEO")
        with CaptureQueriesContext(connection) as queries:
            assert len(close_leavers()) == 10 + first
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 3


def test_signing_in_looks_at_no_other_account(client: Client) -> None:
    leave(employee("Zoë Left"))
    employee("Amara Okafor")
    sign_in(client, "amara")
    assert is_in(client)
    assert Account.objects.get(username="zoë").is_active, "the sweep is the command's"
    assert sign_in(Client(), "zoë").status_code == 200


@pytest.mark.parametrize("model", ["person", "position"])
def test_saving_the_last_day_in_the_admin_closes_the_account_at_once(model: str) -> None:
    person = employee()
    held = write_appointment(position=seat(), person=person)
    editor = account("hr")
    make_hr_editor(editor)
    hr = reader_of(editor)
    row = "appointments-0-"
    form = f"/admin/roles/{model}/{(person if model == 'person' else held.position).pk}/change/"
    fields = fields_of(hr.get(form))
    response = hr.post(form, {**fields, f"{row}end": str(day(-1)), f"{row}closes_account": "on"}, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert "The account of Amara Okafor is closed: the last appointment has ended." in told
    assert not Account.objects.get(username="amara").is_active
