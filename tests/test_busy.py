"""A busy database is told to people as such, wherever it shows: with 503, and when to come again."""

from typing import Any, NoReturn

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from roles.lock import TreeBusyError
from roles.models import Account
from roles.querysets import PersonQuerySet
from roles.views.failures import RETRY_AFTER

pytestmark = pytest.mark.django_db

BUSY = [TreeBusyError("busy"), OperationalError("database is locked")]


def raising(error: Exception) -> Any:
    """Return a function that fails, whatever it is asked."""

    def fail(*_args: object, **_options: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize("error", BUSY)
def test_busy_database_is_a_page_that_says_try_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    client.force_login(Account.objects.create_user("reader"))
    monkeypatch.setattr(PersonQuerySet, "with_positions", raising(error))
    response = client.get("/people/")
    assert (response.status_code, response["Retry-After"]) == (503, str(RETRY_AFTER))
    assert "Try again in a moment" in response.text
    assert "css/site" in response.text


def test_busy_database_is_told_to_a_script_in_its_own_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(Account.objects.create_user("reader"))
    monkeypatch.setattr("roles.views.suggestions.suggest", raising(TreeBusyError("busy")))
    response = client.get("/suggestions/?q=a", headers={"accept": "application/json"})
    assert (response.status_code, response["Retry-After"]) == (503, str(RETRY_AFTER))
    assert "try again" in response.json()["error"]


def test_other_fault_of_the_database_is_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(Account.objects.create_user("reader"))
    client.raise_request_exception = False
    monkeypatch.setattr(PersonQuerySet, "with_positions", raising(OperationalError("disk I/O error")))
    response = client.get("/people/")
    assert response.status_code == 500
    assert "The fault is ours" in response.text


@pytest.mark.parametrize("verb", ["save", "load"])
def test_busy_database_that_keeps_no_session_says_try_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    account = Account.objects.create_user("reader", password="a long password")
    client.force_login(account)
    client.raise_request_exception = False
    monkeypatch.setattr(SessionStore, verb, raising(OperationalError("database is locked")))
    response = client.post("/accounts/password/", {"old_password": "a long password"}) if verb == "load" else sign_in()
    assert (response.status_code, response["Retry-After"]) == (503, str(RETRY_AFTER))


def sign_in() -> Any:
    """Post the sign-in form from a new browser."""
    client = Client(raise_request_exception=False)
    return client.post("/accounts/login/", {"username": "reader", "password": "a long password"})
