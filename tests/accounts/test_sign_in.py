"""Signing in and out."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from roles.models import Account, Attempt, Chart
from roles.sample import ACCOUNTS
from tests.accounts.people import LOGIN, PASSWORD, account, employee, is_in, leave, sign_in
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


@pytest.mark.parametrize("name", ["amara", "AMARA", " Amara ", "amara@example.org", "Amara@Example.ORG"])
def test_user_name_or_address_signs_in_in_any_letter_case(client: Client, name: str) -> None:
    account("amara")
    assert sign_in(client, name).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("name", ["Ürsula", "ürsula"])
def test_letters_with_accents_sign_in_as_they_were_written(client: Client, name: str) -> None:
    account(name, email="u@example.org")
    assert sign_in(client, name).status_code == 302


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("amara", "wrong"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("amara", ""),
        ("amara\0", PASSWORD),
        ("a" * 5000, "x"),
        ("amara%", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_wrong_name_or_password_does_not_sign_in(client: Client, name: str, password: str) -> None:
    account("amara")
    response = sign_in(client, name, password)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not is_in(client)


def test_user_name_goes_before_the_same_address_of_somebody_else(client: Client) -> None:
    account("first", email="shared@example.org", password="of-the-address-9")
    Account.objects.create_user("shared@example.org", password=PASSWORD)
    sign_in(client, "shared@example.org")
    assert client.get("/me/").context["user"].username == "shared@example.org"


def refusal(client: Client, name: str, password: str = PASSWORD) -> str:
    """Return what the page says, without what was typed."""
    return words(sign_in(client, name, password)).replace(name, "")


def test_refusal_does_not_tell_who_has_an_account(client: Client) -> None:
    account("amara")
    account("closed", is_active=False)
    leave(employee("Zoë Left"))
    account("invited").set_unusable_password()
    told = {
        refusal(client, "amara", "wrong"),
        refusal(client, "nobody"),
        refusal(client, "closed"),
        refusal(client, "zoë"),
        refusal(client, "invited", "wrong"),
    }
    assert len(told) == 1


def test_reader_comes_to_the_page_that_was_asked_for(client: Client) -> None:
    account("amara")
    asked = client.get("/people/?q=a%20b")
    assert asked.headers["Location"] == "/accounts/login/?next=/people/%3Fq%3Da%2520b"
    response = client.post(asked.headers["Location"], {"username": "amara", "password": PASSWORD})
    assert response.headers["Location"] == "/people/?q=a%20b"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "\thttps://evil.example",
        "/accounts/login/",
        "/accounts/logout/",
    ],
)
def test_sign_in_leads_nowhere_else(client: Client, target: str) -> None:
    account("amara")
    response = client.post(LOGIN, {"username": "amara", "password": PASSWORD, "next": target})
    assert response.headers["Location"] == "/"
    assert client.get(LOGIN, {"next": target}).headers["Location"] == "/"


def test_session_gets_a_new_key_on_the_way_in(client: Client) -> None:
    account("amara")
    client.get(LOGIN)
    session = client.session
    session["before"] = "x"
    session.save()
    fixed = session.session_key
    client.cookies[django_settings.SESSION_COOKIE_NAME] = str(fixed)
    sign_in(client, "amara")
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != fixed


def test_cookies_are_kept_from_scripts_and_other_sites(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    account("amara")
    cookies = sign_in(client, "amara", secure=True).cookies
    for name in ("sessionid", "known_device"):
        assert (cookies[name]["secure"], cookies[name]["httponly"], cookies[name]["samesite"]) == (True, True, "Lax")


def test_sign_in_from_another_site_is_refused() -> None:
    account("amara")
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "amara").status_code == 403
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value
    data = {"username": "amara", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post(LOGIN, data, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(LOGIN, data).status_code == 302


def test_signing_out_takes_a_post(client: Client) -> None:
    client.force_login(account("amara"))
    assert client.get("/accounts/logout/").status_code == 405
    assert is_in(client)
    response = client.post("/accounts/logout/", follow=True)
    assert "You are signed out." in words(response)
    assert not is_in(client)


def test_signing_out_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("amara"))
    assert client.post("/accounts/logout/").status_code == 403
    assert is_in(client)


def test_foreign_host_is_refused(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["chart.example.org"]
    response = client.get(LOGIN, headers={"host": "evil.example"})
    assert response.status_code == 400


def test_asking_who_reads_takes_two_statements(client: Client) -> None:
    client.force_login(account("amara"))
    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/logout/")
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]


def test_password_is_written_down_nowhere(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    sign_in(client, "typed-into-the-wrong-field", "wrong")
    rows: list[Any] = list(Attempt.objects.values_list())
    assert "typed-into" not in f"{rows} {caplog.text}"


def sample_is_loaded() -> None:
    """Make the organisation the sample, with its accounts."""
    Chart.current()
    Chart.objects.update(is_sample=True)
    for each in ACCOUNTS:
        Account.objects.create_user(each.username, password=each.password)


def test_sample_accounts_are_named_in_the_sample(client: Client) -> None:
    sample_is_loaded()
    page = words(client.get(LOGIN))
    assert all(f"{each.label} User name {each.username} Password {each.password}" in page for each in ACCOUNTS)
    for each in ACCOUNTS:
        assert sign_in(Client(), each.username, each.password).status_code == 302


def test_sample_accounts_are_named_nowhere_else(client: Client) -> None:
    sample_is_loaded()
    Account.objects.filter(username="admin").delete()
    assert "orgchart-admin" not in words(client.get(LOGIN))
    Chart.objects.update(is_sample=False)
    assert "orgchart-" not in words(client.get(LOGIN))
