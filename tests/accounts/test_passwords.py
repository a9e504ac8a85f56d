"""Links to choose a password, and changing it."""

from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import Settings

from roles.accounts.mails import Letterhead, Occasion, send_soon
from roles.models import Account, Chart
from tests.accounts.people import PASSWORD, account, employee, is_in, leave, link_in, mails, sign_in
from tests.pages import words

pytestmark = [pytest.mark.django_db]

RESET, CHANGE = "/accounts/reset/", "/accounts/password/"
NEW = "green-harbour-77"


def ask(client: Client, email: str) -> str:
    """Ask for a link, and return what the page says."""
    return words(client.post(RESET, {"email": email}, follow=True))


def choose(client: Client, link: str, password: str = NEW) -> object:
    """Follow a link and choose a password."""
    form = client.get(link).headers["Location"]
    return client.post(form, {"new_password1": password, "new_password2": password})


@pytest.mark.parametrize("address", ["amara@example.org", "AMARA@Example.ORG"])
def test_link_from_the_mail_sets_a_password_and_signs_in(client: Client, address: str) -> None:
    account("amara")
    ask(client, address)
    [message] = mails(1)
    assert message.to == ["amara@example.org"]
    choose(client, link_in(message))
    assert is_in(client)
    assert sign_in(Client(), "amara", NEW).status_code == 302


def test_mail_names_the_organisation_and_how_long_the_link_works(client: Client) -> None:
    Chart.current()
    Chart.objects.update(name="Bell & O'Hara\nBcc: x@example.org")
    account("amara")
    ask(client, "amara@example.org")
    [message] = mails(1)
    assert message.subject == ("Choose a new password for the organisation chart of Bell & O'Hara Bcc: x@example.org")
    assert "The link works once, for 3 days." in message.body
    assert "http://testserver/accounts/reset/" in message.body
    assert message.message()["Bcc"] is None


def test_answer_is_the_same_whether_or_not_there_is_an_account(client: Client) -> None:
    account("amara")
    account("closed", is_active=False)
    leave(employee("Zora Left"))
    told = {ask(client, f"{name}@example.org") for name in ("amara", "nobody", "closed", "zora")}
    assert len(told) == 1
    assert [message.to for message in mails(1)] == [["amara@example.org"]]


def test_request_does_as_much_whether_or_not_there_is_an_account(client: Client) -> None:
    account("amara")
    Chart.current()
    done = []
    for name in ("amara", "nobody"):
        with (
            CaptureQueriesContext(connection) as queries,
            patch("roles.accounts.mails.Thread") as thread,
            patch("roles.accounts.mails.render_to_string") as render,
        ):
            client.post(RESET, {"email": f"{name}@example.org"})
        done.append((len(queries), thread.call_count, render.call_count))
    assert done[0] == done[1]
    assert done[0][1:] == (1, 0)


def test_mail_written_beside_the_answer_is_in_the_language_of_the_request(client: Client) -> None:
    account("amara")
    client.post(RESET, {"email": "amara@example.org"}, headers={"accept-language": "de"})
    with patch("roles.accounts.mails.override", wraps=override) as spoken:
        client.post(RESET, {"email": "amara@example.org"}, headers={"accept-language": "fr"})
        mails(2)
    spoken.assert_called_once_with("fr")


def test_invited_person_can_ask_for_another_link(client: Client, settings: Settings) -> None:
    Account.objects.create_user("amara", email="amara@example.org")
    ask(client, "amara@example.org")
    assert len(mails(1)) == 1
    settings.REMOTE_USER_HEADER = "HTTP_X_REMOTE_USER"
    ask(client, "amara@example.org")
    assert len(mail.outbox) == 1, "where a proxy signs people in, they need no password"


def test_one_address_gets_a_few_mails_an_hour(client: Client) -> None:
    account("amara")
    for _time in range(6):
        ask(client, "amara@example.org")
    assert len(mails(3)) == 3


@pytest.mark.parametrize("address", ["", "nonsense", "a@b", "a@example.org\nBcc: b@example.org", "x" * 300 + "@b.org"])
def test_what_is_no_address_is_refused(client: Client, address: str) -> None:
    response = client.post(RESET, {"email": address})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert mail.outbox == []


def test_failing_mail_server_shows_in_the_log_and_not_on_the_page(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    letterhead = Letterhead.of(client.get("/accounts/login/").wsgi_request)
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected("gone")):
        send_soon(Occasion.RESET, [account("amara")], letterhead).join()
    assert "could not be sent" in caplog.text


def test_host_of_another_site_comes_into_no_link(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["chart.example.org"]
    account("amara")
    response = client.post(RESET, {"email": "amara@example.org"}, headers={"host": "evil.example"})
    assert response.status_code == 400
    client.post(
        RESET,
        {"email": "amara@example.org"},
        headers={"host": "chart.example.org", "x-forwarded-host": "evil.example"},
    )
    assert "evil" not in mails(1)[0].body


@pytest.mark.parametrize(
    ("https", "site", "link"),
    [
        (False, "", "http://chart.example.org:8000/accounts/reset/"),
        (True, "", "https://chart.example.org/accounts/reset/"),
        (True, "https://chart.example.org:8443", "https://chart.example.org:8443/accounts/reset/"),
        (False, "https://people.example.org", "https://people.example.org/accounts/reset/"),
    ],
)
def test_links_begin_with_the_address_of_the_site_and_name_no_port_that_nobody_checked(
    client: Client, settings: Settings, https: bool, site: str, link: str
) -> None:
    settings.ALLOWED_HOSTS = ["chart.example.org"]
    settings.SECURE_SSL_REDIRECT, settings.SITE_URL = https, site
    account("amara")
    headers = {"host": "chart.example.org:8000"}
    client.post(RESET, {"email": "amara@example.org"}, headers=headers, secure=https)
    assert link in mails(1)[0].body


def test_link_works_once(client: Client) -> None:
    account("amara")
    ask(client, "amara@example.org")
    link = link_in(mails(1)[0])
    choose(client, link)
    assert "This link no longer works" in words(Client().get(link))


def test_link_of_a_closed_account_is_worth_nothing(client: Client) -> None:
    person = employee()
    ask(client, "amara@example.org")
    link = link_in(mails(1)[0])
    leave(person)
    assert "This link no longer works" in words(client.get(link))


@pytest.mark.parametrize(
    "link", ["x/y", "MQ/x-y", "%00/x", "OTk5OTk5/set-password", "é/set-password", "A" * 500 + "/x"]
)
def test_made_up_link_says_so(client: Client, link: str) -> None:
    response = client.get(f"{RESET}{link}/")
    assert "This link no longer works" in words(response)


@pytest.mark.parametrize("password", ["short", "password", "8472910563", "amara@example.org"])
def test_weak_password_is_refused(client: Client, password: str) -> None:
    account("amara")
    ask(client, "amara@example.org")
    response = choose(client, link_in(mails(1)[0]), password)
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert not is_in(client)


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(client: Client) -> None:
    account("amara")
    other = Client()
    sign_in(client, "amara")
    sign_in(other, "amara")
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert "Your password is changed." in words(client.post(CHANGE, data, follow=True))
    assert is_in(client)
    assert not is_in(other)
    assert sign_in(Client(), "amara", PASSWORD).status_code == 200


def test_changing_the_password_takes_the_present_one(client: Client) -> None:
    client.force_login(account("amara"))
    data = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert client.post(CHANGE, data).context["form"].errors
    assert is_in(client)


def test_choosing_a_password_by_link_ends_other_sessions(client: Client) -> None:
    account("amara")
    stranger = Client()
    sign_in(stranger, "amara")
    ask(client, "amara@example.org")
    choose(client, link_in(mails(1)[0]))
    assert not is_in(stranger)
