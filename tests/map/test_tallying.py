"""Positions are sorted into the largest of a kind, the others, and none."""

from roles.map.tallying import sort, sort_company, steps_of_span
from roles.models import ManagementLevel
from roles.ranking import MOST_COLOURS
from tests.map.companies import company


def test_the_largest_come_first_and_the_rest_together() -> None:
    tally, numbers = sort(["b", "a", "b", None, *(f"n{number}" for number in range(MOST_COLOURS))])
    assert tally.largest[:2] == (("b", 2), ("a", 1))
    assert len(tally.largest) == MOST_COLOURS
    assert (tally.others, tally.kinds_of_others, tally.without) == (2, 2, 1)
    assert list(numbers) == [2, 3, 2, 0, *range(4, 12), 1, 1]


def test_a_given_order_keeps_its_numbers_whatever_is_there() -> None:
    tally, numbers = sort(["small", None, "small"], ("large", "small"))
    assert tally.largest == (("large", 0), ("small", 2))
    assert list(numbers) == [3, 0, 3]


def test_spans_are_counted_by_steps() -> None:
    assert steps_of_span([0, 0, 1, 3, 4, 20, 21, 10_000]) == (2, 2, 1, 0, 1, 2)
    assert steps_of_span([]) == (0, 0, 0, 0, 0, 0)


def test_levels_are_those_of_the_roles() -> None:
    found = company([None, 0, 0], role=5)
    kinds = sort_company(found, {5: ManagementLevel.MIDDLE})
    assert dict(kinds.tallies.level.largest)[ManagementLevel.MIDDLE] == 3
    assert list(kinds.level) == [4, 4, 4]
    assert sort_company(found, {}).tallies.level.without == 3
