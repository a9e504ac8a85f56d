"""Branches dealt out to sheets: in order, as few as can be, and no last one with a single box if that can be."""

from collections.abc import Collection, Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.sheets.dealing import Dealing, Members


class Scales:
    """A sheet holds what weighs no more than a hundred."""

    def __init__(self, weights: Sequence[int]) -> None:
        self.weights = weights

    def share(self, members: Sequence[int]) -> float:
        """How full a sheet is."""
        return sum(self.weights[member] for member in members) / 100

    def fits(self, top: int, members: Sequence[int], cut: Collection[int]) -> bool:
        """Whether it is not too full."""
        return self.share(members) <= 1


def dealt(weights: Sequence[int]) -> list[Members]:
    """Deal out one box a branch."""
    return Dealing(0, [[number] for number in range(len(weights))], Scales(weights), ()).groups()


def loads(weights: Sequence[int]) -> list[int]:
    """How much each sheet holds then."""
    return [sum(weights[member] for member in group) for group in dealt(weights)]


def first_fit(weights: Sequence[int]) -> int:
    """How many sheets are needed if each takes all that has room."""
    sheets, load = 1, 0
    for weight in weights:
        if load + weight > 100:
            sheets, load = sheets + 1, 0
        load += weight
    return sheets


@given(st.lists(st.integers(1, 100), min_size=1, max_size=60))
def test_all_are_dealt_out_in_order_to_no_more_sheets_than_needed(weights: list[int]) -> None:
    groups = dealt(weights)
    assert list(chain.from_iterable(groups)) == list(range(len(weights)))
    assert all(groups)
    assert max(loads(weights)) <= 100
    assert len(groups) == first_fit(weights)


@pytest.mark.parametrize(
    ("weights", "branches", "expected"),
    [
        ([5, 60, 35, 60, 35, 10], [[0], [1, 2], [3, 4], [5]], [[0, 5], [1, 2], [3, 4]]),
        ([5, 5, 60, 35, 60, 35, 5], [[0], [1], [2, 3], [4, 5], [6]], [[0, 1, 6], [2, 3], [4, 5]]),
        ([5, 60, 30, 60, 30, 5], [[0], [1, 2], [3, 4], [5]], [[0, 1, 2], [3, 4, 5]]),
        ([10, 95, 5, 20], [[0], [1, 2], [3]], [[0, 3], [1, 2]]),
    ],
)
def test_single_boxes_stand_together_where_few_would_have_a_sheet(
    weights: list[int], branches: list[Members], expected: list[Members]
) -> None:
    assert Dealing(0, branches, Scales(weights), ()).groups() == expected


def test_sheets_hold_about_as_much() -> None:
    assert loads([10] * 21) == [70, 70, 70]


def test_where_not_all_can_be_filled_anew_the_last_two_are() -> None:
    assert loads([76, 24, 60, 40, 90, 10, 5]) == [100, 100, 90, 15]
