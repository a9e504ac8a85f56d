"""Appointments and links inside the forms of positions and people, judged by what they will be."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from roles.models import Appointment, Link, LinkKind, Person, Position
from tests.admin.posting import fields_of, post, save
from tests.pages import words
from tests.trees import appoint, plant, remove_appointments, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

HELD = "Somebody holds the position in these days"
TWICE = "This person holds the position in these days already."


def change(thing: Position | Person) -> str:
    """The address of a form."""
    return reverse(f"admin:roles_{thing._meta.model_name}_change", args=[thing.pk])


def person(name: str) -> Person:
    """A person who holds nothing."""
    return Person.objects.create(name=name, number=f"X{Person.objects.count()}")


def row(number: int, **values: object) -> dict[str, object]:
    """The fields of one row of the table of appointments."""
    return {f"appointments-{number}-{name}": value for name, value in values.items()}


def test_one_form_ends_an_appointment_and_begins_the_next(hr: Client) -> None:
    company = plant("CEO: Ada Lowe")
    ben, address = person("Ben Ito"), change(company["CEO"])
    fields = fields_of(hr.get(address)) | row(0, end="2026-03-31") | {"appointments-TOTAL_FORMS": 2}
    new = row(1, person=ben.pk, kind="substantive", share="1", start="2026-04-01", end="")
    response = post(hr, address, fields | new)
    assert response.status_code == 302, words(response)
    assert list(Appointment.objects.order_by("pk").values_list("person__name", "end")) == [
        ("Ada Lowe", datetime.date(2026, 3, 31)),
        ("Ben Ito", None),
    ]


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ({}, {}, HELD),
        ({"kind": "shared"}, {"kind": "shared"}, ""),
        ({}, {"kind": "acting"}, ""),
        ({"end": "2026-03-31"}, {"start": "2026-03-31"}, HELD),
        ({"end": "2026-03-31"}, {"start": "2026-04-01"}, ""),
        ({"start": "2026-03-31", "end": "2026-03-01"}, {"kind": "acting"}, "can't end before it starts"),
        ({"share": "0"}, {"kind": "acting"}, "greater than or equal to 0.01"),
        ({"share": "sNaN"}, {"kind": "acting"}, "Enter a number."),
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_two_rows_are_judged_together(
    hr: Client, first: dict[str, str], second: dict[str, str], problem: str, is_new: bool
) -> None:
    company = plant("CEO\n  COO")
    address = reverse("admin:roles_position_add") if is_new else change(company["COO"])
    fields = fields_of(hr.get(address)) | {"appointments-TOTAL_FORMS": 2}
    fields |= {"code": "NEW", "title": "New", "reports_to": company["CEO"].pk}
    for number, (name, values) in enumerate((("Ada Lowe", first), ("Ben Ito", second))):
        fields |= row(number, person=person(name).pk, kind="substantive", share="1", start="", end="") | row(
            number, **values
        )
    response = post(hr, address, fields)
    if problem:
        assert problem in words(response)
        assert not Appointment.objects.exists()
    else:
        assert response.status_code == 302, words(response)
        assert Appointment.objects.count() == 2


def test_nobody_holds_a_position_twice_at_a_time(hr: Client) -> None:
    company = plant("CEO: Ada Lowe\n  COO")
    ada = Person.objects.get()
    fields = fields_of(hr.get(change(company["CEO"]))) | {"appointments-TOTAL_FORMS": 2}
    response = post(hr, change(company["CEO"]), fields | row(1, person=ada.pk, kind="acting", share="1"))
    assert TWICE in words(response)
    fields = fields_of(hr.get(change(ada))) | {"appointments-TOTAL_FORMS": 3}
    for number in (1, 2):
        fields |= row(number, position=company["COO"].pk, kind="shared", share="0.5")
    assert TWICE in words(post(hr, change(ada), fields))


def test_an_appointment_made_meanwhile_elsewhere_is_seen(hr: Client) -> None:
    company = plant("CEO")
    ben, address = person("Ben Ito"), change(company["CEO"])
    fields = fields_of(hr.get(address)) | row(0, person=ben.pk, kind="substantive", share="1")
    appoint(company["CEO"], "Ada Lowe")
    assert HELD in words(post(hr, address, fields))


def test_an_appointment_deleted_meanwhile_is_an_error_of_the_form(hr: Client) -> None:
    company = plant("CEO: Ada Lowe")
    fields = fields_of(hr.get(change(company["CEO"])))
    remove_appointments(company["CEO"])
    assert "correct the error" in words(post(hr, change(company["CEO"]), fields))


def test_a_nameless_appointment_can_be_made(hr: Client) -> None:
    company = plant("CEO")
    save(hr, change(company["CEO"]), appointments__0__person="", appointments__0__share="0.5")
    assert Appointment.objects.get().person is None


# Links


def link(client: Client, company: dict[str, Position], first: str, kind: str, second: str) -> str:
    """Add a link in a position's form; returns what the page says, nothing when it was saved."""
    values = {"links_out__0__kind": kind, "links_out__0__to_position": company[second].pk}
    response = save(client, change(company[first]), **values)
    return "" if response.status_code == 302 else words(response)


def test_links_are_made_in_the_form_of_a_position(hr: Client) -> None:
    company = plant("CEO\n  COO\n  CFO")
    assert link(hr, company, "COO", LinkKind.DEPUTY, "CEO") == ""
    made = Link.objects.get()
    assert (made.from_position, made.to_position, made.kind) == (company["COO"], company["CEO"], "deputy")
    assert "Title of COO (COO)" in words(hr.get(change(company["CEO"])))


def test_a_position_is_not_linked_with_itself(hr: Client) -> None:
    company = plant("CEO\n  COO")
    assert "can't be linked with itself" in link(hr, company, "COO", LinkKind.WORKS_WITH, "COO")


def test_two_positions_work_together_once_in_either_direction(hr: Client) -> None:
    company = plant("CEO\n  COO\n  CFO")
    assert link(hr, company, "COO", LinkKind.WORKS_WITH, "CFO") == ""
    assert "linked as working together already" in link(hr, company, "CFO", LinkKind.WORKS_WITH, "COO")


def test_the_same_link_twice_in_one_form_is_refused(hr: Client) -> None:
    company = plant("CEO\n  COO\n  CFO")
    fields = fields_of(hr.get(change(company["COO"]))) | {"links_out-TOTAL_FORMS": 2}
    for number in (0, 1):
        fields |= {f"links_out-{number}-kind": "deputy", f"links_out-{number}-to_position": company["CFO"].pk}
    assert "duplicate" in words(post(hr, change(company["COO"]), fields))
    assert not Link.objects.exists()


def test_a_position_works_with_several_and_is_edited_beside_that(hr: Client) -> None:
    company = plant("CEO\n  COO\n  CFO\n  CTO")
    write_link(from_position=company["COO"], to_position=company["CFO"], kind="works_with")
    write_link(from_position=company["CTO"], to_position=company["CFO"], kind="works_with")
    address = change(company["COO"])
    row = {"links_out__1__kind": "works_with", "links_out__1__to_position": company["CTO"].pk}
    assert save(hr, address, notes="Edited", **row).status_code == 302
    assert Link.objects.filter(from_position=company["COO"]).count() == 2
    again = {"links_out__2__kind": "works_with", "links_out__2__to_position": company["CEO"].pk}
    assert save(hr, address, **again).status_code == 302
    back = {"links_out__0__kind": "works_with", "links_out__0__to_position": company["COO"].pk}
    assert "linked as working together already" in words(save(hr, change(company["CFO"]), **back))


def test_a_group_of_posts_does_not_become_one_that_two_people_hold(hr: Client) -> None:
    position = plant("CEO", posts=3)["CEO"]
    for name in ("Ada Lowe", "Ben Ito"):
        appoint(position, name)
    assert HELD in words(save(hr, change(position), posts="1"))
    assert Position.objects.get().posts == 3
