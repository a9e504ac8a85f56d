"""What the values of an address name."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from roles import tree
from roles.models import Person, Position, Role
from roles.sides.asking import find_all
from roles.sides.reading import read_sides
from tests.trees import appoint, plant, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


@pytest.fixture
def company() -> dict[str, Position]:
    """Plant a small company, in which somebody holds two positions and somebody none."""
    Role.objects.create(slug="lead", title="Lead")
    seats = plant("CEO: Helena\n  COO: Amara\n    OPS\n  CFO: Tom")
    appoint(seats["OPS"], "Amara", kind="acting")
    Person.objects.create(name="Nobody", number="N99")
    return seats


@pytest.mark.parametrize(
    ("text", "value", "title"),
    [
        ("coo", "COO", "Title of COO"),
        ("role:lead", "role:lead", "Lead"),
        ("role:LEAD", "role:lead", "Lead"),
        ("person:n2", "person:N2", "Amara"),
    ],
)
@pytest.mark.usefixtures("company")
def test_codes_roles_and_people_are_found_in_whatever_letter_case(text: str, value: str, title: str) -> None:
    (found,) = find_all([text])
    assert found.is_found
    assert (found.value, found.title) == (value, title)


@pytest.mark.parametrize(
    "text",
    ["", "X", "role:", "role:x", "person:", "person:X", "Role:lead", "role: lead", "A\0B", "role:\0", "person:\0"],
)
@pytest.mark.usefixtures("company")
def test_what_names_nothing_is_not_found_and_kept_as_it_was_written(text: str) -> None:
    (found,) = find_all([text])
    assert not found.is_found
    assert found.value == text


def test_a_person_is_compared_by_what_they_mainly_hold(company: dict[str, Position]) -> None:
    (found,) = find_all(["person:N2"])
    assert [each.code for each in found.positions] == ["COO", "OPS"]
    assert [each.code for each in found.others] == ["OPS"]
    assert found.positions[0].as_person == Person.objects.get(number="N2")
    assert company["COO"].as_person is None


@pytest.mark.usefixtures("company")
def test_who_holds_nothing_is_known_and_can_not_be_compared() -> None:
    (found,) = find_all(["person:N99"])
    assert (found.is_found, found.title) == (False, "Nobody")


def test_what_is_over_counts_no_longer(company: dict[str, Position]) -> None:
    person = Person.objects.create(name="Late", number="N50")
    write_appointment(position=company["OPS"], person=person, end=datetime.date(2020, 1, 1))
    assert not find_all(["person:N50"])[0].is_found


@pytest.mark.usefixtures("company")
def test_all_kinds_are_found_in_four_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        found = find_all(["COO", "role:lead", "person:N2", "person:N1"])
    assert all(each.is_found for each in found)


def test_what_shares_its_title_is_told_apart(company: dict[str, Position]) -> None:
    twin = Person.objects.create(name="Amara", number="N77")
    write_appointment(position=company["CFO"], person=twin)
    position = Position.objects.get(code="OPS")
    position.title = "Title of CFO"
    tree.save_position(position)
    sides = read_sides(find_all(["OPS", "CFO", "person:N2", "person:N77"])).sides
    assert [side.title for side in sides] == [
        "Title of CFO (OPS)",
        "Title of CFO (CFO)",
        "Amara (N2)",
        "Amara (N77)",
    ]
