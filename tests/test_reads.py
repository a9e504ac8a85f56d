"""Fast reads of the tree: the same as walking a dictionary, in one statement each."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from roles.models import Position
from roles.models.door import open_door
from roles.reads import (
    Brief,
    read_first_levels,
    read_line,
    read_nearest_common_manager,
    read_reports,
    read_reports_count,
)
from tests.trees import plant, plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief
  COO
    OPS
      L1
      L2
  CFO
"""
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
READS: dict[str, Callable[[Position], Any]] = {
    "line": lambda position: read_line(position.pk),
    "nearest common manager": lambda position: read_nearest_common_manager(position.pk, position.pk),
    "count": lambda position: read_reports_count(position.pk),
    "reports": lambda position: read_reports(position.pk),
    "first levels": lambda _position: read_first_levels(3),
}


def codes(found: list[Brief]) -> list[str]:
    """The codes in the order they come."""
    return [position.code for position in found]


def common(company: dict[str, Position], left: str, right: str) -> str | None:
    """The code of the nearest common manager."""
    found = read_nearest_common_manager(company[left].pk, company[right].pk)
    return found and found.code


def test_a_line_begins_with_the_nearest_manager() -> None:
    company = plant(COMPANY)
    assert codes(read_line(company["L2"].pk)) == ["OPS", "COO", "CEO"]
    assert read_line(company["COO"].pk) == [Brief(company["CEO"].pk, "CEO", "Chief", None)]
    assert read_line(company["CEO"].pk) == []


def test_the_nearest_common_manager_is_strictly_above_both() -> None:
    company = plant(COMPANY)
    assert common(company, "L1", "L2") == "OPS"
    assert common(company, "L1", "CFO") == "CEO"
    assert common(company, "L1", "OPS") == common(company, "OPS", "L1") == "COO"
    assert common(company, "L1", "L1") == "OPS"
    assert common(company, "L1", "CEO") is None


def test_positions_under_two_heads_have_no_common_manager() -> None:
    company = plant("A\n  B\nC\n  D")
    assert common(company, "B", "D") is None


def test_reports_come_in_tree_order_and_are_counted() -> None:
    company = plant(COMPANY)
    assert codes(read_reports(company["COO"].pk)) == ["OPS", "L1", "L2"]
    assert read_reports(company["L2"].pk) == []
    assert [read_reports_count(company[code].pk) for code in ("CEO", "COO", "L2")] == [5, 3, 0]


def test_the_first_levels_leave_out_who_is_outside_the_chart() -> None:
    plant(COMPANY)
    plant("W1\nW2", is_placed=False)
    plant("E1", ended_on=datetime.date(2026, 1, 1))
    assert codes(read_first_levels(0)) == []
    assert codes(read_first_levels(1)) == ["CEO"]
    assert codes(read_first_levels(2)) == ["CEO", "COO", "CFO"]
    assert codes(read_first_levels(64)) == ["CEO", "COO", "OPS", "L1", "L2", "CFO"]


def test_nobody_of_that_number_has_no_line_and_no_reports() -> None:
    assert read_line(0) == read_reports(0) == []
    assert read_nearest_common_manager(0, 0) is None
    assert read_reports_count(0) == 0


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_each_read_is_one_statement(
    read: Callable[[Position], Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    company = plant(COMPANY)
    with django_assert_num_queries(1):
        read(company["L1"])


def test_a_chain_of_five_thousand_is_read_to_its_end() -> None:
    chain = plant_by_hand(range(-1, 4999))
    assert len(read_line(chain[-1].pk)) == len(read_reports(chain[0].pk)) == 4999
    found = read_nearest_common_manager(chain[-1].pk, chain[2500].pk)
    assert found and found.code == "P2499"


@pytest.mark.breaks_tree
def test_a_line_ends_in_a_database_that_holds_a_loop() -> None:
    company = plant(COMPANY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roles_position SET reports_to_id = %s WHERE code = 'COO'", [company["L1"].pk])
    assert codes(read_line(company["OPS"].pk)) == ["COO", "L1"]
    assert common(company, "L2", "CFO") is None


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Draw who reports to whom: each position to an earlier one, or -1 for a head."""
    return [draw(st.integers(-1, at - 1)) for at in range(draw(st.integers(1, 25)))]


def line_of(at: int, managers: list[int]) -> list[str]:
    """Walk up from a position."""
    line = []
    while (at := managers[at]) >= 0:
        line.append(f"P{at}")
    return line


def reports_of(at: int, managers: list[int]) -> list[str]:
    """Walk down from a position, -1 for all heads, peers in their order."""
    found: list[str] = []
    for report, manager in enumerate(managers):
        if manager == at:
            found += [f"P{report}", *reports_of(report, managers)]
    return found


class TestReadsOfAnyForest(TestCase):
    """Each read says what walking the list says."""

    @UNHURRIED
    @given(managers=forests())
    def test_reads_equal_a_walk(self, managers: list[int]) -> None:
        keys = [position.pk for position in plant_by_hand(managers)]
        for at, key in enumerate(keys):
            assert codes(read_line(key)) == line_of(at, managers)
            assert codes(read_reports(key)) == reports_of(at, managers)
            assert read_reports_count(key) == len(reports_of(at, managers))

    @UNHURRIED
    @given(managers=forests(), left=st.integers(0), right=st.integers(0))
    def test_the_nearest_common_manager_is_where_two_walks_meet(
        self, managers: list[int], left: int, right: int
    ) -> None:
        keys = [position.pk for position in plant_by_hand(managers)]
        left, right = left % len(keys), right % len(keys)
        above_right = line_of(right, managers)
        meeting = next((code for code in line_of(left, managers) if code in above_right), None)
        found = read_nearest_common_manager(keys[left], keys[right])
        assert (found and found.code) == meeting

    @UNHURRIED
    @given(managers=forests(), levels=st.integers(0, 6), waiting=st.sets(st.integers(0, 24)))
    def test_first_levels_are_a_walk_cut_off(self, managers: list[int], levels: int, waiting: set[int]) -> None:
        plant_by_hand(managers)
        outside = {f"P{at}" for at in waiting if at < len(managers) and managers[at] < 0 and at not in managers}
        with open_door():
            Position.objects.filter(code__in=outside).update(is_placed=False)
        walk = [code for code in reports_of(-1, managers) if code not in outside]
        high = [code for code in walk if len(line_of(int(code[1:]), managers)) < levels]
        assert codes(read_first_levels(levels)) == high
