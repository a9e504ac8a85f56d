"""Two people at once: what one form judged, the other can't overtake."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from roles.access import make_hr_editor
from roles.models import Account, Appointment, Change, Person, Role
from tests.admin.addresses import page
from tests.admin.conftest import signed_in
from tests.admin.posting import fields_of, post
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]


def editor(name: str) -> Client:
    """A browser in which an HR editor has signed in."""
    account = Account.objects.create_user(name)
    make_hr_editor(account)
    return signed_in(account)


def test_two_editors_do_not_appoint_two_holders_at_once() -> None:
    position = plant("CEO")["CEO"]
    start = threading.Barrier(4)
    statuses: list[int] = []

    def appoint(client: Client, person: Person) -> None:
        address = reverse("admin:roles_person_change", args=[person.pk])
        fields = fields_of(client.get(address)) | {"appointments-TOTAL_FORMS": 1}
        row = {"position": position.pk, "kind": "substantive", "share": "1", "start": "", "end": ""}
        start.wait(30)
        response = post(client, address, fields | {f"appointments-0-{name}": value for name, value in row.items()})
        statuses.append(response.status_code)
        connection.close()

    threads = []
    for number in range(4):
        person = Person.objects.create(name=f"Holder {number}", number=f"H{number}")
        threads.append(threading.Thread(target=appoint, args=(editor(f"editor{number}"), person)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 200, 200, 302]
    assert Appointment.objects.count() == 1


def test_of_several_edits_of_one_role_at_once_the_first_is_saved_and_the_others_are_told() -> None:
    role = Role.objects.create(slug="clerk", title="Clerk")
    address = reverse("admin:roles_role_change", args=[role.pk])
    start = threading.Barrier(4)
    statuses: list[int] = []

    def edit(client: Client, purpose: str) -> None:
        fields = fields_of(client.get(address))
        start.wait(30)
        statuses.append(post(client, address, fields, purpose=purpose).status_code)
        connection.close()

    threads = [threading.Thread(target=edit, args=(editor(f"editor{name}"), f"As {name} sees it.")) for name in "ABCD"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 200, 200, 302]


def test_of_several_moves_of_one_position_at_once_the_first_wins_and_the_others_are_told() -> None:
    company = plant("CEO\n  A\n  B\n  C\n  D\n  OPS\n    LEAD")
    start = threading.Barrier(4)
    statuses: list[int] = []

    def move(client: Client, code: str) -> None:
        address = page("move", company["OPS"], to=code)
        fields = fields_of(client.get(address))
        start.wait(30)
        statuses.append(client.post(address, fields).status_code)
        connection.close()

    threads = [threading.Thread(target=move, args=(editor(f"editor{code}"), code)) for code in "ABCD"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 409, 409, 409]
    assert Change.objects.filter(kind="moved").count() == 1
