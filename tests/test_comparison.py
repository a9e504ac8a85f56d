"""Test how two positions stand to each other, in small trees and in forests that nobody thought of."""

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from roles import tree
from roles.comparison import Comparison, Placed, Refusal, Relation, compare, compare_codes, line_above
from roles.models import Chart, Position
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO
  COO
    VP
      OPS
        LEAD
    LOG
  CFO
BOARD
  CLERK
"""


def compared(left: str, right: str) -> Comparison:
    """Compare two positions that are there."""
    (found,) = compare_codes([(left, right)])
    assert isinstance(found, Comparison)
    return found


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("COO", "COO", ("same", None, "CEO", 0)),
        ("CEO", "CEO", ("same", None, None, 0)),
        ("CEO", "COO", ("above", 1, None, 1)),
        ("COO", "LOG", ("above", 1, "CEO", 1)),
        ("LOG", "COO", ("below", 1, "CEO", 1)),
        ("COO", "LEAD", ("above", 3, "CEO", 3)),
        ("LEAD", "COO", ("below", 3, "CEO", 3)),
        ("LEAD", "CEO", ("below", 4, None, 4)),
        ("COO", "CFO", ("peers", None, "CEO", 2)),
        ("VP", "LOG", ("peers", None, "COO", 2)),
        ("LEAD", "LOG", ("neither", None, "COO", 4)),
        ("CFO", "OPS", ("neither", None, "CEO", 4)),
        ("CEO", "BOARD", ("neither", None, None, None)),
        ("LEAD", "CLERK", ("neither", None, None, None)),
        ("BOARD", "CLERK", ("above", 1, None, 1)),
    ],
)
def test_two_positions_stand_to_each_other_as_the_outline_shows(
    left: str, right: str, expected: tuple[str, int | None, str | None, int | None]
) -> None:
    plant(COMPANY)
    found = compared(left, right)
    assert (found.relation, found.levels_between, found.nearest_common_manager, found.distance) == expected


def test_comparison_tells_where_each_position_stands() -> None:
    plant(COMPANY)
    assert compared("OPS", "CEO") == Comparison(
        relation=Relation.BELOW,
        levels_between=3,
        nearest_common_manager=None,
        distance=3,
        left=Placed("OPS", 3, ("VP", "COO", "CEO"), span_of_control=1, reports=1),
        right=Placed("CEO", 0, (), span_of_control=2, reports=6),
    )


def test_codes_are_found_in_any_letter_case_and_written_as_they_are() -> None:
    plant("Ceo\n  ÄRZTE-1")
    assert compared("ceo", "ärzte-1").right.code == "ÄRZTE-1"


@pytest.mark.parametrize(
    ("left", "right", "error"),
    [
        ("COO", "NOBODY", "No position has the code NOBODY."),
        ("COO", "", "A code is missing."),
        ("A\0B", "COO", "No position has the code A\0B."),
        ("X", "X", "No position has the code X."),
        ("X" * 5000, "COO", f"No position has the code {'X' * 60}."),
        ("OLD", "COO", "OLD ended on 31 March 2026 and is no longer in the chart."),
        ("COO", "NEW", "NEW is not in the chart yet: it waits for a manager."),
        ("OLD", "NOBODY", "OLD ended on 31 March 2026 and is no longer in the chart. No position has the code NOBODY."),
    ],
)
def test_what_is_not_in_the_chart_is_refused_with_the_reason(left: str, right: str, error: str) -> None:
    company = plant(COMPANY + "  OLD\n")
    with tree.writing():
        tree.end_position(company["OLD"].pk, datetime.date(2026, 3, 31))
        tree.apply(tree.Changes(new=[Position(code="NEW", title="New", is_placed=False)]))
    assert list(compare_codes([(left, right)])) == [Refusal(error)]


def test_line_of_a_broken_database_ends_where_it_would_repeat() -> None:
    assert line_above(1, {1: 2, 2: 3, 3: 2}) == [2, 3]
    assert line_above(1, {1: 2, 2: 1}) == [2]
    assert line_above(1, {1: 2, 2: 9}) == [2]


def test_number_of_queries_does_not_depend_on_pairs_or_depth(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plant("\n".join(" " * depth + f"P{depth}" for depth in range(64)))
    with django_assert_num_queries(2):
        assert len(list(compare_codes([("P0", "P1")]))) == 1
    with django_assert_num_queries(2):
        found = list(compare_codes([(f"P{left}", f"P{right}") for left in range(20) for right in range(40, 64)]))
    assert len(found) == 480


# Forests that nobody thought of, against a plain dictionary

# How long an example takes says more about the machine than about us.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def forests(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw who reports to whom: each position to an earlier one, or to none."""
    size = draw(st.integers(1, 25))
    managers = [draw(st.none() | st.integers(0, at - 1)) if at else None for at in range(size)]
    return {f"P{at}": None if manager is None else f"P{manager}" for at, manager in enumerate(managers)}


def dictionary_line(code: str, forest: dict[str, str | None]) -> list[str]:
    """Walk up from a position in the dictionary, itself first."""
    line = [code]
    while (manager := forest[line[-1]]) is not None:
        line.append(manager)
    return line


def placed(code: str, forest: dict[str, str | None]) -> Placed:
    """Read a position out of the dictionary."""
    reports = sum(code in dictionary_line(other, forest)[1:] for other in forest)
    line = tuple(dictionary_line(code, forest)[1:])
    return Placed(code, len(line), line, list(forest.values()).count(code), reports)


def expected(left: str, right: str, forest: dict[str, str | None]) -> Comparison:
    """Compare two positions of the dictionary by the definitions, word for word."""
    up_left, up_right = dictionary_line(left, forest), dictionary_line(right, forest)
    common = [code for code in up_left if code in up_right]
    strictly_above = [code for code in up_left[1:] if code in up_right[1:]]
    relation = Relation.NEITHER
    if left == right:
        relation = Relation.SAME
    elif left in up_right:
        relation = Relation.ABOVE
    elif right in up_left:
        relation = Relation.BELOW
    elif forest[left] is not None and forest[left] == forest[right]:
        relation = Relation.PEERS
    return Comparison(
        relation=relation,
        levels_between=abs(len(up_left) - len(up_right)) if relation in {"above", "below"} else None,
        nearest_common_manager=strictly_above[0] if strictly_above else None,
        distance=up_left.index(common[0]) + up_right.index(common[0]) if common else None,
        left=placed(left, forest),
        right=placed(right, forest),
    )


def pairs_of(forest: dict[str, str | None]) -> Sequence[tuple[str, str]]:
    """Return every pair of a forest, both ways and with itself."""
    return [(left, right) for left in forest for right in forest]


@UNHURRIED
@given(forest=forests())
def test_any_two_of_any_forest_compare_as_the_definitions_say(forest: dict[str, str | None]) -> None:
    for left, right in pairs_of(forest):
        assert compare(placed(left, forest), placed(right, forest)) == expected(left, right, forest)


class TestForestsInTheDatabase(TestCase):
    """Forests that are written to the database and read again."""

    @UNHURRIED
    @given(forest=forests())
    def test_any_two_compare_as_the_definitions_say(self, forest: dict[str, str | None]) -> None:
        Chart.current()
        Chart.objects.update(allows_several_heads=True)
        planted: dict[str, Position] = {}
        for code, manager in forest.items():
            planted[code] = Position(code=code, title=code, reports_to=planted[manager] if manager else None)
        with tree.writing():
            tree.apply(tree.Changes(new=list(planted.values())))
        pairs = pairs_of(forest)
        assert list(compare_codes(pairs)) == [expected(left, right, forest) for left, right in pairs]
