"""Two people at once: what one form judged, the other can't overtake."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from roles.access import make_hr_editor
from roles.models import Account, Appointment, Person
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
