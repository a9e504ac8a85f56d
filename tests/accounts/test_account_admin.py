"""Administrators look after accounts; nobody else sees them."""

from typing import Any

import pytest
from django.test import Client

from roles.access import HR_EDITOR, make_hr_editor
from roles.models import Account, Chart
from tests.accounts.people import PASSWORD, account, employee, is_in, leave, sign_in
from tests.pages import count_queries

pytestmark = [pytest.mark.django_db]

ACCOUNTS = "/admin/roles/account/"


@pytest.fixture
def administrator(client: Client) -> Client:
    """Return a client signed in as an administrator."""
    client.force_login(account("admin", is_staff=True, is_superuser=True))
    return client


def act(client: Client, action: str, *accounts: Account) -> str:
    """Run an action on accounts, and return what the administrator is told."""
    keys = [str(each.pk) for each in accounts]
    page = client.post(ACCOUNTS, {"action": action, "_selected_action": keys}, follow=True)
    return " ".join(str(message) for message in page.context["messages"])


def edit(client: Client, found: Account, **values: Any) -> Any:
    """Save the form of an account."""
    data = {"username": found.username, "email": found.email, "is_active": "on", **values}
    return client.post(f"{ACCOUNTS}{found.pk}/change/", {key: value for key, value in data.items() if value})


def test_administrator_finds_accounts_by_name_address_and_person(administrator: Client) -> None:
    employee("Zoë Łukasz")
    for query in ("zoë", "ZOË", "zoë@example", "lukasz"):
        assert [row.username for row in administrator.get(ACCOUNTS, {"q": query}).context["cl"].result_list] == ["zoë"]


@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/delete/", "1/history/", "1/password/"])
def test_hr_editor_sees_no_accounts(client: Client, page: str) -> None:
    editor = account("hr")
    make_hr_editor(editor)
    client.force_login(editor)
    assert client.get(ACCOUNTS + page.replace("1", str(editor.pk))).status_code == 403
    assert "/admin/roles/account/" not in client.get("/admin/").content.decode()


def test_administrator_makes_an_account(administrator: Client) -> None:
    data = {"username": "amara", "email": "a@example.org", "usable_password": "true"}
    response = administrator.post(f"{ACCOUNTS}add/", {**data, "password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 302
    assert sign_in(Client(), "amara").status_code == 302


@pytest.mark.parametrize(
    "values", [{"username": "AMARA"}, {"email": "AMARA@example.org"}, {"username": "a b"}, {"username": ""}]
)
def test_account_that_another_has_is_refused(administrator: Client, values: dict[str, str]) -> None:
    account("amara")
    response = edit(administrator, account("zoe"), **values)
    assert response.status_code == 200
    assert response.context["errors"]


def test_unticking_open_closes_and_ticking_opens(administrator: Client) -> None:
    found = employee().account
    assert found is not None
    reader = Client()
    sign_in(reader, "amara")
    edit(administrator, found, is_active="")
    assert not is_in(reader)
    edit(administrator, found)
    assert not is_in(reader), "the old session stays dead"
    assert sign_in(Client(), "amara").status_code == 302


def test_leaver_is_shown_as_closed_and_can_be_opened(administrator: Client) -> None:
    person = employee()
    leave(person)
    page = administrator.get(ACCOUNTS, {"q": "amara"}).content.decode()
    assert "icon-no" in page.split('class="field-is_open">')[1].split("</td>")[0]
    assert act(administrator, "reopen", Account.objects.get(username="amara")) == "1 account is open again."
    assert sign_in(Client(), "amara").status_code == 302


def test_administrator_closes_others_and_not_themselves(administrator: Client) -> None:
    told = act(administrator, "close", account("amara"), Account.objects.get(username="admin"))
    assert told == "1 account is closed. Your own account stays open."
    assert is_in(administrator)


def test_administrator_makes_and_unmakes_hr_editors(administrator: Client) -> None:
    found = account("amara")
    act(administrator, "make_hr_editors", found)
    found.refresh_from_db()
    assert (found.is_staff, found.groups.get().name) == (True, HR_EDITOR)
    act(administrator, "unmake_hr_editors", found, Account.objects.get(username="admin"))
    assert list(Account.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]
    assert found.groups.count() == 0


def test_list_of_accounts_takes_as_many_statements_for_twenty_as_for_ten(administrator: Client) -> None:
    Chart.current()
    counts = []
    for first in (0, 10):
        for number in range(first, first + 10):
            employee(f"Person{number} X")
        counts.append(count_queries(administrator, ACCOUNTS))
    assert counts == [6, 6]
