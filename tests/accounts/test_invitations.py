"""HR invites people by e-mail from the list of people."""

from collections.abc import Callable
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from roles.access import make_hr_editor
from roles.accounts import invitations
from roles.accounts.invitations import sort_guests, user_name_for
from roles.models import Account, Chart, Person
from tests.accounts.people import account, employee, is_in, leave, link_in, sign_in

# Mails leave when the action's transaction is over, which is never in a test that runs inside one.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]

PEOPLE = "/admin/roles/person/"
NEW = "green-harbour-77"


def guest(name: str = "Amara Okafor", **values: Any) -> Person:
    """Create a person without an account."""
    first = name.split()[0].casefold()
    return Person.objects.create(**{"name": name, "number": f"N-{first}", "email": f"{first}@example.org", **values})


@pytest.fixture
def hr(client: Client) -> Client:
    """Return a client signed in as an HR editor."""
    editor = account("hr")
    make_hr_editor(editor)
    client.force_login(editor)
    return client


@pytest.fixture
def act(hr: Client) -> Callable[..., str]:
    """Return a function that runs an action on people and returns what HR is told."""

    def act(*people: Person, action: str = "invite_people", **data: str) -> str:
        data = {"confirmed": "yes", **data, "action": action}
        selected = [str(person.pk) for person in people]
        response = hr.post(PEOPLE, {**data, "_selected_action": selected})
        assert response.status_code == 302, response.content.decode()
        page = hr.get(response.headers["Location"])
        return " ".join(str(message) for message in page.context["messages"])

    return act


def asked(hr: Client, *people: Person, **data: str) -> str:
    """Return the page that asks before mails are sent."""
    selected = [str(person.pk) for person in people]
    response = hr.post(PEOPLE, {"action": "invite_people", "_selected_action": selected, **data})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_invited_person_chooses_a_password_and_is_in(act: Callable[..., str]) -> None:
    person = guest()
    assert act(person) == "1 person is invited."
    [message] = mail.outbox
    assert message.to == ["amara@example.org"]
    assert message.subject == "Your account for the organisation chart of Our organisation"
    assert "Hello Amara Okafor," in message.body
    assert "Your user name is amara@example.org" in message.body
    newcomer = Client()
    form = newcomer.get(link_in(message)).headers["Location"]
    newcomer.post(form, {"new_password1": NEW, "new_password2": NEW})
    assert is_in(newcomer)
    assert newcomer.get("/me/").context["person"] == person
    assert sign_in(Client(), "amara@example.org", NEW).status_code == 302


def test_invited_person_reads_and_does_not_edit(act: Callable[..., str]) -> None:
    act(guest())
    invited = Account.objects.get(username="amara@example.org")
    assert (invited.is_staff, invited.is_superuser, invited.groups.count()) == (False, False, 0)
    assert not invited.has_usable_password()


def test_page_before_sending_says_who_gets_a_mail_and_who_not(hr: Client) -> None:
    again = guest("Kofi Again")
    again.account = Account.objects.create_user("kofi@example.org", email="kofi@example.org")
    again.save()
    gone = employee("Lena Gone")
    leave(gone)
    account("taken", email="taken@example.org")
    people = [guest(), again, guest("No Address", email=""), employee("Zoe Active"), gone, guest("Taken X")]
    page = asked(hr, *people)
    assert "2 people get a mail with a link to choose a password. 1 was invited before" in page
    for heading, name in (
        ("No e-mail address", "No Address"),
        ("belongs to another account", "Taken X"),
        ("The account is closed", "Lena Gone"),
        ("Have an account already", "Zoe Active"),
    ):
        assert name in page.split(heading, 1)[1].split("</ul>", 1)[0]
    assert "Send 2 invitations" in page
    assert mail.outbox == []
    assert not Person.objects.get(name="Amara Okafor").account


def test_only_those_who_can_be_invited_are(act: Callable[..., str]) -> None:
    assert act(guest(), guest("No Address", email=""), employee("Zoe Active")) == "1 person is invited."
    assert act(employee("Kofi Active")) == "There was nobody to invite."
    assert len(mail.outbox) == 1


def test_whole_list_can_be_invited_at_once(act: Callable[..., str]) -> None:
    people = [guest(f"Person{number} X") for number in range(120)]
    assert act(people[0], select_across="1") == "120 people are invited."
    assert len(mail.outbox) == 120


def test_those_too_many_for_one_time_come_first_the_next_time(act: Callable[..., str], hr: Client) -> None:
    people = [guest(f"Person{number} X") for number in range(5)]
    with patch.object(invitations, "MOST_AT_ONCE", 3):
        assert "2 more have to wait" in asked(hr, *people)
        assert act(*people) == act(*people) == "3 people are invited."
    assert {message.to[0] for message in mail.outbox} == {person.email for person in people}


def test_invited_again_keeps_the_account_and_follows_a_new_address(act: Callable[..., str]) -> None:
    person = guest()
    act(person)
    Person.objects.update(email="new@example.org")
    act(person)
    [invited] = Account.objects.exclude(username="hr")
    assert (invited.email, mail.outbox[1].to) == ("new@example.org", ["new@example.org"])
    assert "no longer works" in Client().get(link_in(mail.outbox[0])).content.decode()
    assert Client().get(link_in(mail.outbox[1])).status_code == 302


def test_rights_cannot_be_had_by_changing_an_address(act: Callable[..., str], hr: Client) -> None:
    boss = Account.objects.create_user("boss", email="boss@example.org", is_staff=True, is_superuser=True)
    person = guest("The Boss", email="mine@example.org", account=boss)
    assert "rights under another address" in asked(hr, person)
    assert act(person) == "There was nobody to invite."
    Person.objects.update(email="boss@example.org", account=None)
    assert act(person) == "There was nobody to invite."
    assert mail.outbox == []


def test_refused_address_leaves_no_half_made_account(act: Callable[..., str]) -> None:
    people = [guest(), guest("Zoe Y")]
    refused = SMTPRecipientsRefused({"amara@example.org": (550, b"no such user")})
    with patch.object(EmailBackend, "send_messages", side_effect=[refused, 1]):
        told = act(*people)
    assert "1 person is invited." in told
    assert "refused the address of Amara Okafor (N-amara)" in told
    assert [person.account_id is None for person in Person.objects.order_by("name")] == [True, False]
    assert not Account.objects.filter(username="amara@example.org").exists()


@pytest.mark.parametrize("failure", [SMTPServerDisconnected("gone"), ConnectionRefusedError(), TimeoutError()])
def test_failing_mail_server_is_told_and_leaves_nothing_behind(act: Callable[..., str], failure: Exception) -> None:
    people = [guest(), guest("Zoe Y")]
    with patch.object(EmailBackend, "send_messages", side_effect=failure):
        told = act(*people)
    assert told == (
        "The mail server does not answer. Not invited: Amara Okafor (N-amara), Zoe Y (N-zoe). Try again later."
    )
    assert Account.objects.count() == 1


def test_account_invited_earlier_survives_a_failing_mail_server(act: Callable[..., str]) -> None:
    person = guest()
    act(person)
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected("gone")):
        act(person)
    assert Person.objects.get().account is not None


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a@", "@", "x"]
)
def test_address_that_is_none_is_named_and_not_written_to(hr: Client, address: str) -> None:
    person = guest()
    Person.objects.update(email=address)
    assert "No e-mail address, or none that one can write to" in asked(hr, person)


def test_headers_hold_one_line_whatever_the_organisation_is_called(act: Callable[..., str]) -> None:
    Chart.current()
    Chart.objects.update(name="Bell & O'Hara\r\nBcc: x@example.org")
    act(guest("<b>Name</b> O'Hara", email="ohara@example.org"))
    message = mail.outbox[0]
    assert message.subject == "Your account for the organisation chart of Bell & O'Hara Bcc: x@example.org"
    assert "Hello <b>Name</b> O'Hara," in message.body
    assert message.recipients() == ["ohara@example.org"]


def test_names_on_the_page_are_text(hr: Client) -> None:
    assert "<b>Name</b>" not in asked(hr, guest("<b>Name</b>", number="N1", email=""))


def test_employee_may_not_invite(client: Client) -> None:
    client.force_login(account("zoe"))
    response = client.post(
        PEOPLE, {"action": "invite_people", "_selected_action": [str(guest().pk)], "confirmed": "yes"}
    )
    assert response.status_code == 403
    assert mail.outbox == []


def test_staff_without_the_right_to_change_people_may_not_invite(client: Client) -> None:
    client.force_login(account("zoe", is_staff=True))
    client.post(PEOPLE, {"action": "invite_people", "_selected_action": [str(guest().pk)], "confirmed": "yes"})
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("address", "name"),
    [("a.b+c@example.org", "a.b+c@example.org"), ("o'hara@example.org", "o-hara@example.org"), ("x" * 200, "x" * 150)],
)
def test_address_becomes_a_user_name(address: str, name: str) -> None:
    assert user_name_for(address) == name


def test_address_with_an_apostrophe_is_invited_and_signs_in(act: Callable[..., str]) -> None:
    act(guest("Pat O'Hara", email="o'hara@example.org"))
    invited = Account.objects.get(email="o'hara@example.org")
    invited.set_password(NEW)
    invited.save()
    assert sign_in(Client(), "O'Hara@example.org", NEW).status_code == 302


def test_sorting_guests_takes_as_many_statements_for_twenty_as_for_ten() -> None:
    counts = []
    for first in (0, 10):
        for number in range(first, first + 10):
            guest(f"Person{number} X")
            employee(f"Active{number} X")
        with CaptureQueriesContext(connection) as queries:
            sort_guests(Person.objects.all())
        counts.append(len(queries))
    assert counts == [2, 2]


def test_hr_closes_and_opens_accounts(act: Callable[..., str]) -> None:
    person = employee()
    reader = Client()
    sign_in(reader, "amara")
    assert act(person, action="close_accounts") == "1 account is closed."
    assert not is_in(reader)
    assert sign_in(Client(), "amara").status_code == 200
    assert act(person, action="reopen_accounts") == "1 account is open again."
    assert sign_in(Client(), "amara").status_code == 302
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "Account closed.",
        "Account opened again.",
    ]


def test_hr_closes_neither_administrators_nor_themselves(act: Callable[..., str]) -> None:
    boss = employee("The Boss")
    Account.objects.filter(username="the").update(is_superuser=True)
    own = guest("Own Self", account=Account.objects.get(username="hr"))
    told = act(boss, own, action="close_accounts")
    assert "Left as it is: Own Self (N-own), The Boss (N-the)." in told
    assert Account.objects.filter(is_active=False).count() == 0


def test_account_of_a_deleted_person_is_closed(hr: Client, act: Callable[..., str]) -> None:
    one, two, boss = employee("One X"), employee("Two X"), employee("The Boss")
    Account.objects.filter(username="the").update(is_superuser=True)
    hr.post(f"{PEOPLE}{one.pk}/delete/", {"post": "yes"})
    act(two, boss, action="delete_selected", post="yes")
    assert Person.objects.count() == 0
    assert {each.username: each.is_active for each in Account.objects.exclude(username="hr")} == {
        "one": False,
        "two": False,
        "the": True,
    }


def test_list_of_people_shows_the_state_of_accounts(hr: Client, settings: Settings) -> None:
    guest("Amara None")
    employee("Bela Open")
    leave(employee("Cora Left"))
    guest("Dora Invited", account=Account.objects.create_user("dora"))
    page = hr.get(PEOPLE).content.decode()
    states = [cell.split("<")[0] for cell in page.split('class="field-account_state">')[1:]]
    assert states == ["no account", "open", "closed", "invited, no password yet"]
