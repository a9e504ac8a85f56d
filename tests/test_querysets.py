"""Which positions: lines, branches, holders, counts and search."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.below import numbers_below
from roles.models import Appointment, AppointmentKind, Person, Position, Role
from roles.state import present_state
from tests.trees import appoint, break_tree, plant, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO
  COO
    OPS
      L1
      L2
  CFO
"""


def codes(positions: object) -> list[str]:
    """The codes in the order they come."""
    return [position.code for position in positions]  # type: ignore[attr-defined]


def test_a_reporting_line_begins_with_the_nearest_manager() -> None:
    company = plant(COMPANY)
    assert codes(Position.objects.line_of(company["L2"].pk)) == ["OPS", "COO", "CEO"]
    assert codes(Position.objects.line_of(company["CEO"].pk)) == []
    assert codes(Position.objects.line_from(company["COO"].pk)) == ["COO", "CEO"]


def test_a_line_ends_in_a_database_that_holds_a_loop() -> None:
    company = plant(COMPANY)
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'COO'", company["L1"].pk)
    assert set(codes(Position.objects.line_from(company["OPS"].pk))) == {"OPS", "COO", "L1"}
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'COO'", company["CEO"].pk)


def test_reports_stand_in_tree_order_and_are_read_in_one_statement() -> None:
    company = plant(COMPANY)
    with CaptureQueriesContext(connection) as queries:
        assert codes(Position.objects.under(company["COO"].pk)) == ["OPS", "L1", "L2"]
        assert codes(Position.objects.branch(company["COO"].pk)) == ["COO", "OPS", "L1", "L2"]
        assert codes(Position.objects.line_of(company["L1"].pk)) == ["OPS", "COO", "CEO"]
    assert len(queries) == 3


def test_a_drawn_chart_has_so_many_levels_and_so_many_peers() -> None:
    company = plant("A\n" + "\n".join(f"  B{number}\n    C{number}" for number in range(5)))
    assert codes(Position.objects.drawn(None, 2, 3)) == ["A", "B0", "B1", "B2"]
    assert codes(Position.objects.drawn(company["B1"].pk, 64, None)) == ["B1", "C1"]
    assert codes(Position.objects.drawn(None, 1, 3)) == ["A"]


def test_all_heads_are_drawn() -> None:
    plant("A\n  B\nC\nD")
    assert codes(Position.objects.drawn(None, 1, 2)) == ["A", "C", "D"]


def test_span_counts_direct_reports_only() -> None:
    plant(COMPANY)
    spans = {position.code: position.span for position in Position.objects.with_span()}
    assert spans == {"CEO": 2, "COO": 1, "OPS": 2, "L1": 0, "L2": 0, "CFO": 0}


def test_headcount_counts_each_person_once_the_nameless_one_each_and_a_group_its_number() -> None:
    company = plant("A\n  B: Ama\n  C: Ama\n  D: Ben\n  E\n  F\n    G")
    write_appointment(position=company["E"])
    appoint(company["D"], "Cy", kind=AppointmentKind.SHARED)
    appoint(company["F"], "Di", end=datetime.date(2020, 1, 1))
    group = Position.objects.get(code="G")
    group.posts = 12
    tree.save_position(group)
    company = {position.code: position for position in Position.objects.all()}
    below = numbers_below(company.values(), present_state())
    counts = {code: below[position.pk].headcount for code, position in company.items()}
    assert (counts["A"], counts["B"]) == (3 + 1 + 12, 0)


def test_holders_come_with_the_positions_in_two_statements() -> None:
    company = plant("A: Ama\n  B\n  C: Cy")
    appoint(company["B"], "Ben", end=datetime.date(2020, 1, 1))
    with CaptureQueriesContext(connection) as queries:
        held = {
            position.code: list(map(str, position.current_appointments)) for position in Position.objects.with_holders()
        }
    assert held == {"A": ["Ama: Title of A (A)"], "B": [], "C": ["Cy: Title of C (C)"]}
    assert len(queries) == 2


def test_whoever_has_shared_a_position_for_longest_is_named_first_in_every_database() -> None:
    position = plant("A")["A"]
    appoint(position, "Ben", kind=AppointmentKind.SHARED, start=datetime.date(2020, 1, 1))
    appoint(position, "Ama", kind=AppointmentKind.SHARED)
    (found,) = Position.objects.with_holders()
    assert [str(each.person) for each in found.current_appointments] == ["Ama", "Ben"]


def test_an_appointment_holds_on_its_first_and_last_day() -> None:
    position = plant("A")["A"]
    appoint(position, "Ama", start=datetime.date(2026, 1, 1), end=datetime.date(2026, 1, 31))
    days = [datetime.date.fromisoformat(day) for day in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")]
    assert [Appointment.objects.current(day).count() for day in days] == [0, 1, 1, 0]
    assert [Position.objects.vacant(day).count() for day in days] == [1, 0, 0, 1]


def test_search_finds_by_code_title_role_and_present_holder() -> None:
    company = plant("A Chief: Zoë Ångström\n  OPS-1 Operations Manager, Łódź\n  B")
    role = Role.objects.create(slug="x", title="Treasurer", abbreviation="CFO")
    position = Position.objects.get(pk=company["B"].pk)
    position.role = role
    tree.save_position(position)
    found = {
        "angstrom": ["A"],
        "lodz manager": ["OPS-1"],
        "ops-1": ["OPS-1"],
        "cfo": ["B"],
        "%": [],
        "_": [],
        "": [],
        "nobody": [],
    }
    assert {text: codes(Position.objects.search(text)) for text in found} == found


def test_a_position_is_not_found_by_its_holders_number() -> None:
    plant("A: Zoë Ångström")
    Person.objects.update(number="X77", search_key="zoe angstrom x77")
    assert not Position.objects.search("x77")
    assert Person.objects.search("x77").exists()


def test_people_are_found_without_accents() -> None:
    Person.objects.create(number="7", name="Jiří Dvořáček")
    assert [person.name for person in Person.objects.search("dvoracek JIRI")] == ["Jiří Dvořáček"]
    assert not Person.objects.search("  ")
