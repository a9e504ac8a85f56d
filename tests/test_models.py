"""What the model refuses by itself, in forms and in the database."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from roles import tree
from roles.models import (
    Account,
    Appointment,
    AppointmentKind,
    Department,
    LinkKind,
    Person,
    Position,
    Role,
    Skill,
)
from roles.models.door import open_door
from tests.trees import appoint, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def person(name: str = "Ama Boateng", **values: str) -> Person:
    """A person whose number is their name without blanks."""
    return Person.objects.create(name=name, number=name.replace(" ", ""), **values)


def test_a_position_without_title_takes_its_roles() -> None:
    role = Role.objects.create(slug="coo", title="Chief Operating Officer")
    position = plant("COO")["COO"]
    position.title, position.role = "", role
    position.full_clean(exclude=["lft", "rght"])
    assert position.shown_title == "Chief Operating Officer"
    assert str(position) == "Chief Operating Officer (COO)"


def test_a_position_needs_a_title_or_a_role() -> None:
    with pytest.raises(ValidationError, match="Give the position a title"):
        Position(code="X", title="").full_clean()


@pytest.mark.parametrize("code", ["ceo", "Ceo", "CEO"])
def test_codes_are_unique_in_any_letter_case(code: str) -> None:
    plant("CEO")
    with pytest.raises(ValidationError, match="there already"):
        Position(code=code, title="Another", reports_to=Position.objects.get()).full_clean()


@pytest.mark.parametrize(
    ("constraint", "broken"),
    [
        ("position_reports_to_another", {"reports_to": models.F("id")}),
        ("position_has_posts", {"posts": 0}),
        ("position_has_title_or_role", {"title": "", "role": None}),
        ("position_outside_chart_reports_to_none", {"is_placed": False}),
        ("position_outside_chart_reports_to_none", {"ended_on": datetime.date(2026, 3, 31)}),
        ("position_numbers_are_a_range", {"lft": 9, "rght": 9}),
    ],
)
def test_the_database_refuses_what_no_position_may_be(constraint: str, broken: dict[str, object]) -> None:
    plant("A\n  B")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), open_door():
        Position.objects.filter(code="B").update(**broken)


def test_a_manager_outside_the_chart_is_refused() -> None:
    company = plant("A\n  B\n  C")
    waiting = company["C"]
    waiting.reports_to, waiting.is_placed = None, False
    tree.save_position(waiting)
    report = company["B"]
    report.reports_to = Position.objects.get(code="C")
    with pytest.raises(ValidationError, match="not in the chart"):
        report.full_clean()


def test_a_manager_does_not_leave_the_chart_from_above_the_reports() -> None:
    manager = plant("A\n  B\n    C")["B"]
    manager.reports_to, manager.is_placed = None, False
    with pytest.raises(ValidationError, match="1 position reports to"):
        manager.full_clean()
    with pytest.raises(ValidationError, match="not in the chart"), tree.writing():
        tree.apply(tree.Changes(changed=[manager]))


def test_an_appointment_ends_after_it_starts() -> None:
    position = plant("A")["A"]
    with pytest.raises(IntegrityError), transaction.atomic():
        write_appointment(position=position, start=datetime.date(2026, 2, 1), end=datetime.date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        write_appointment(position=position, share=Decimal(0))


def test_a_second_substantive_holder_at_a_time_is_refused() -> None:
    position = plant("A: Ama Boateng")["A"]
    other = person("Ben Ito")
    with pytest.raises(ValidationError, match="Somebody holds the position"):
        Appointment(position=position, person=other).full_clean()
    Appointment(position=position, person=other, kind=AppointmentKind.ACTING).full_clean()
    Appointment(position=position, person=other, kind=AppointmentKind.SHARED).full_clean()


def test_a_predecessor_does_not_stand_in_the_way() -> None:
    position = plant("A")["A"]
    appoint(position, "Ama Boateng", end=datetime.date(2026, 3, 31))
    Appointment(position=position, person=person("Ben Ito"), start=datetime.date(2026, 4, 1)).full_clean()
    with pytest.raises(ValidationError):
        Appointment(position=position, person=person("Cy Roy"), start=datetime.date(2026, 3, 31)).full_clean()


def test_the_same_person_does_not_hold_a_position_twice_at_a_time() -> None:
    position = plant("A: Ama Boateng")["A"]
    with pytest.raises(ValidationError, match="holds the position in these days already"):
        Appointment(position=position, person=Person.objects.get(), kind=AppointmentKind.ACTING).full_clean()


def test_two_people_do_not_share_an_email_address_in_any_case() -> None:
    person("Ama Boateng", email="ama@example.com")
    with pytest.raises(ValidationError, match="Another person has this e-mail"):
        Person(name="Ben Ito", number="B2", email="AMA@example.com").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        person("Ben Ito", email="Ama@Example.com")
    person("Cy Roy")
    person("Di Fox")


def test_works_with_has_no_direction() -> None:
    company = plant("A\n  B\n  C")
    write_link(from_position=company["B"], to_position=company["C"], kind=LinkKind.WORKS_WITH)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_link(from_position=company["C"], to_position=company["B"], kind=LinkKind.WORKS_WITH)
    write_link(from_position=company["C"], to_position=company["B"], kind=LinkKind.DEPUTY)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_link(from_position=company["B"], to_position=company["B"], kind=LinkKind.DOTTED_LINE)


def test_names_of_skills_and_roles_are_unique_whatever_the_accents() -> None:
    Skill.objects.create(name="Résumé writing")
    with pytest.raises(ValidationError, match="there already"):
        Skill(name="resume Writing").full_clean()
    Role.objects.create(slug="coo", title="Chief Operating Officer")
    with pytest.raises(ValidationError, match="there already"):
        Role(slug="coo2", title="chief operating officer").full_clean()


def test_a_department_colour_is_six_hexadecimal_digits() -> None:
    Department(code="OPS", name="Operations", colour="#1f6feb").full_clean()
    with pytest.raises(ValidationError, match="Write the colour"):
        Department(code="FIN", name="Finance", colour="red;").full_clean()


def test_account_names_are_unique_in_any_letter_case() -> None:
    Account.objects.create_user("hr")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create_user("HR")


def test_a_text_that_folds_to_a_far_longer_one_is_stored() -> None:
    person("ﷺ" * 40 + "x")
    assert len(Person.objects.get().search_key) == 600
