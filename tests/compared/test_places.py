"""How the positions of two roles stand to each other, in forests that nobody thought of."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.models import Position
from roles.numbering import Place, number
from roles.sides.places import (
    NO_PLACES,
    NOBODY,
    Places,
    below,
    branch_of,
    directly_below,
    place_of,
    places_of,
    shared_managers,
)
from tests.trees import plant

Managers = Mapping[int, int | None]


@st.composite
def forests(draw: st.DrawFn) -> Managers:
    """Draw who reports to whom: each position to an earlier one, or to none."""
    size = draw(st.integers(1, 25))
    managers = [draw(st.none() | st.integers(1, at - 1)) if at > 1 else None for at in range(1, size + 1)]
    return dict(enumerate(managers, 1))


def sides_of(forest: Managers, data: st.DataObject) -> list[set[int]]:
    """Draw the positions of two sides, of which some may be on both."""
    return [set(data.draw(st.lists(st.sampled_from(sorted(forest))))) for _side in range(2)]


def places_in(forest: Managers, keys: Iterable[int]) -> Places:
    """Number a forest, and return the places of some of its positions."""
    numbers = number([Place(key, manager, key) for key, manager in forest.items()])
    own = [(key, numbers[key]) for key in keys]
    rows = [(key, *branch_of(each.tree, each.lft, each.rght), forest[key] or NOBODY) for key, each in own]
    return places_of(sorted(rows, key=lambda row: row[1]))


def line(key: int, forest: Managers) -> list[int]:
    """Walk up from a position in the dictionary, its manager first."""
    found: list[int] = []
    above = forest[key]
    while above is not None:
        found.append(above)
        above = forest[above]
    return found


@given(forest=forests(), data=st.data())
def test_positions_below_others_are_counted_as_a_dictionary_says(forest: Managers, data: st.DataObject) -> None:
    lower, upper = sides_of(forest, data)
    sides = [places_in(forest, side) for side in (lower, upper)]
    found = below(*sides)
    expected = {key for key in lower if not upper.isdisjoint(line(key, forest))}
    assert (found.count, found.total) == (len(expected), len(lower))
    assert directly_below(*sides) == sum(forest[key] in upper for key in lower)
    assert found.are_all == (bool(lower) and expected == lower)


@given(forest=forests(), data=st.data())
def test_managers_of_both_sides_are_those_that_a_dictionary_says(forest: Managers, data: st.DataObject) -> None:
    left, right = sides_of(forest, data)
    found = shared_managers(places_in(forest, left), places_in(forest, right), 3)
    mine, theirs = ({forest[key] for key in side} for side in (left - right, right))
    shared = mine & theirs - {None}
    assert found.count == len(shared)
    assert shared.issuperset(found.first)
    assert len(found.first) == min(found.count, 3)
    assert found.are_all == bool(shared and len({forest[key] for key in left | right}) == 1 and mine)


@given(forest=forests(), data=st.data())
def test_what_both_sides_hold_is_found_in_its_order(forest: Managers, data: st.DataObject) -> None:
    left, right = sides_of(forest, data)
    places, others = (places_in(forest, side) for side in (left, right))
    assert places.shared_with(others) == others.shared_with(places) == list(places_in(forest, left & right).lefts)
    assert places.heads == sum(forest[key] is None for key in left)
    trees = set(places.trees)
    assert len(trees) == min(2, len({[key, *line(key, forest)][-1] for key in left}))


@pytest.mark.django_db
@pytest.mark.tree
def test_a_position_is_above_all_places_of_its_branch_alone() -> None:
    seats = plant("A\n  B\n    C\n  D\nE\n  F")
    positions = {code: Position.objects.get(pk=seat.pk) for code, seat in seats.items()}
    rows = [
        (each.pk, *branch_of(each.tree_id, each.lft, each.rght), each.reports_to_id or NOBODY)
        for each in Position.objects.filter(code__in="BCD").in_tree_order()
    ]
    places = places_of(rows)
    assert [code for code, position in positions.items() if places.are_below(position)] == ["A"]
    assert not NO_PLACES.are_below(positions["A"])
    assert list(place_of(positions["C"]).managers) == [positions["B"].pk]
    assert not place_of(Position(code="X", is_placed=False))
