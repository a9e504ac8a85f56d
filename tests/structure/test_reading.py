"""How a structure is read: in one statement, in tree order, without what has ended or is not placed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.models import Department, Position, Role
from roles.structure.reading import read_seats
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_seats_are_read_in_tree_order_in_one_statement() -> None:
    planted = plant("ZED\n  B\n    C\n  A")
    with CaptureQueriesContext(connection) as queries:
        seats = read_seats()
    assert len(queries) == 1
    assert [(seat.code, seat.level, seat.reports_to) for seat in seats] == [
        ("ZED", 0, None),
        ("B", 1, planted["ZED"].pk),
        ("C", 2, planted["B"].pk),
        ("A", 1, planted["ZED"].pk),
    ]


def test_several_heads_are_read() -> None:
    plant("A\n  B\nC")
    assert [seat.code for seat in read_seats()] == ["A", "B", "C"]


def test_who_has_ended_or_is_not_placed_is_left_out() -> None:
    planted = plant("A\n  B\n  C")
    tree.end_position(planted["C"].pk, datetime.date(2026, 1, 31))
    tree.create_position(Position(code="W", title="Waiting", is_placed=False))
    assert [seat.code for seat in read_seats()] == ["A", "B"]


def test_a_seat_says_what_its_role_says() -> None:
    role = Role.objects.create(
        slug="chief", title="Chief", management_level="executive", scope="organisation", focus="strategic"
    )
    department = Department.objects.create(code="D", name="Board")
    tree.create_position(Position(code="A", role=role, department=department))
    [seat] = read_seats()
    assert (seat.own_title, seat.title, seat.department) == ("", "Chief", "Board")
    assert (seat.management_level, seat.scope, seat.focus) == ("executive", "organisation", "strategic")


def test_a_seat_is_filled_by_who_holds_it_today_or_as_a_group() -> None:
    planted = plant("A\n  B\n  C\n  D: Dee")
    appoint(planted["B"], "Past", end=datetime.date(2001, 1, 1))
    tree.create_position(Position(code="G", title="Group", reports_to=planted["A"], posts=3))
    assert [seat.code for seat in read_seats() if seat.is_filled] == ["D", "G"]
