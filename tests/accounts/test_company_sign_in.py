"""Signing in by the word of the company's proxy."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from roles.models import Account
from tests.accounts.people import account, employee, is_in, leave, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


@pytest.fixture
def proxy(settings: Settings) -> None:
    """Let a proxy name who reads."""
    settings.REMOTE_USER_HEADER = "HTTP_X_REMOTE_USER"


def status(client: Client, name: str, address: str = "/me/") -> int:
    """Return the status of a page that the proxy asks for in somebody's name."""
    return int(client.get(address, headers={"x-remote-user": name}).status_code)


def reader(client: Client, name: str) -> str:
    """Return the user name of whom the proxy's header signs in."""
    return str(client.get("/me/", headers={"x-remote-user": name}).context["user"].username)


@pytest.mark.parametrize("name", ["amara", "AMARA", "amara@example.org", "Amara@Example.org"])
@pytest.mark.usefixtures("proxy")
def test_proxy_signs_in_by_user_name_or_address_in_any_letter_case(client: Client, name: str) -> None:
    account("amara")
    assert reader(client, name) == "amara"


def test_header_is_not_read_without_the_setting(client: Client) -> None:
    account("amara")
    assert status(client, "amara") == 302


@pytest.mark.usefixtures("proxy")
def test_other_headers_are_not_read(client: Client) -> None:
    account("amara")
    for header in ("remote-user", "x-forwarded-user", "x-user"):
        assert client.get("/me/", headers={header: "amara"}).status_code == 302
    assert client.get("/me/", REMOTE_USER="amara").status_code == 302


@pytest.mark.parametrize("name", ["nobody", "", "amara,admin", "amara\x00", "%", "a" * 9000])
@pytest.mark.usefixtures("proxy")
def test_nobody_gets_an_account_by_the_header_alone(client: Client, name: str) -> None:
    account("amara")
    assert status(client, name) == 302
    assert Account.objects.count() == 1


@pytest.mark.usefixtures("proxy")
def test_leaver_and_closed_account_are_denied(client: Client) -> None:
    leave(employee())
    account("closed", is_active=False)
    assert status(client, "amara") == 302
    assert status(client, "closed") == 302


@pytest.mark.usefixtures("proxy")
def test_leaving_ends_a_session_that_the_proxy_began(client: Client) -> None:
    person = employee()
    assert status(client, "amara") == 200
    leave(person)
    assert status(client, "amara") == 302


@pytest.mark.usefixtures("proxy")
def test_reader_the_proxy_no_longer_names_is_signed_out(client: Client) -> None:
    account("amara")
    assert status(client, "amara") == 200
    assert not is_in(client)


@pytest.mark.usefixtures("proxy")
def test_reader_changes_with_the_header(client: Client) -> None:
    account("amara")
    account("zoe")
    assert [reader(client, "amara"), reader(client, "zoe")] == ["amara", "zoe"]
    assert status(client, "nobody") == 302


@pytest.mark.usefixtures("proxy")
def test_accounts_with_a_password_sign_in_beside_it(client: Client) -> None:
    account("amara")
    assert sign_in(client, "amara").status_code == 302
    assert is_in(client)


def test_sessions_of_the_proxy_end_when_the_setting_is_taken_back(client: Client, settings: Settings) -> None:
    account("amara")
    settings.REMOTE_USER_HEADER = "HTTP_X_REMOTE_USER"
    assert status(client, "amara") == 200
    settings.REMOTE_USER_HEADER = ""
    assert status(client, "amara") == 302


@pytest.mark.usefixtures("proxy")
def test_header_is_compared_without_a_statement(client: Client) -> None:
    account("amara")
    status(client, "AMARA@example.org", "/accounts/logout/")
    with CaptureQueriesContext(connection) as queries:
        status(client, "AMARA@example.org", "/accounts/logout/")
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]


@pytest.mark.usefixtures("proxy")
def test_shared_caches_are_told_that_the_header_matters(client: Client) -> None:
    account("amara")
    response = client.get("/me/", headers={"x-remote-user": "amara"})
    assert "X-REMOTE-USER" in response.headers["Vary"].upper()
    assert "private" in response.headers["Cache-Control"]
