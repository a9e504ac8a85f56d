"""Numbers with gaps: they nest, they stay where nothing moved, and they never run out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.numbering import LAST, Numbers, Place, UnreachableError, number


@st.composite
def forests(draw: st.DrawFn) -> list[Place]:
    """Positions 1 to n, each below an earlier one or a head."""
    size = draw(st.integers(1, 40))
    managers = [draw(st.one_of(st.none(), st.integers(1, key - 1))) if key > 1 else None for key in range(1, size + 1)]
    return [Place(key, manager, draw(st.integers(0, 5))) for key, manager in enumerate(managers, 1)]


def numbered(places: list[Place]) -> list[Place]:
    """The same positions with the numbers they get."""
    numbers = number(places)
    return [Place(place.key, place.manager, place.order, numbers[place.key]) for place in places]


def assert_nested(places: list[Place]) -> None:
    """Check every range against its manager's, and peers against each other, by `manager` alone."""
    numbers = number(places)
    by_key = {place.key: place for place in places}
    for place in places:
        own = numbers[place.key]
        assert 1 <= own.lft < own.rght <= LAST
        if place.manager is None:
            assert own.level == 0
            continue
        above = numbers[place.manager]
        assert above.tree == own.tree
        assert above.level + 1 == own.level
        assert above.lft < own.lft < own.rght < above.rght
    below: dict[int, int] = dict.fromkeys(by_key, 0)
    for place in places:
        manager = place.manager
        while manager is not None:
            below[manager] += 1
            manager = by_key[manager].manager
    assert {key: own.reports for key, own in numbers.items()} == below
    ranges = sorted((own.tree, own.lft, own.rght) for own in numbers.values())
    assert len({(tree, lft) for tree, lft, _rght in ranges}) == len(places)


@given(forests())
def test_ranges_nest_in_any_forest(places: list[Place]) -> None:
    assert_nested(places)


@given(forests())
def test_numbers_that_fit_are_kept(places: list[Place]) -> None:
    settled = numbered(places)
    assert number(settled) == {place.key: place.numbers for place in settled}


@given(forests(), st.data())
def test_ranges_still_nest_after_any_move(places: list[Place], data: st.DataObject) -> None:
    settled = numbered(places)
    moved = data.draw(st.sampled_from(settled))
    own = moved.numbers
    assert own is not None
    elsewhere = [
        place
        for place in settled
        if place.numbers and not (place.numbers.tree == own.tree and own.lft <= place.numbers.lft < own.rght)
    ]
    manager = data.draw(st.sampled_from(elsewhere)).key if elsewhere else moved.manager
    after = [
        Place(place.key, manager if place.key == moved.key else place.manager, place.order, place.numbers)
        for place in settled
    ]
    assert_nested(after)


def test_a_move_keeps_the_numbers_of_everybody_else() -> None:
    managers = [Place(key, 1, key) for key in range(2, 30)]
    reports = [Place(key, key - 28, 0) for key in range(30, 58)]
    settled = numbered([Place(1, None, 0), *managers, *reports])
    after = number([replace(place, manager=20) if place.key == 40 else place for place in settled])
    before = {place.key: ranges(place.numbers) for place in settled}
    assert {key for key in after if ranges(after[key]) != before[key]} == {40}


def ranges(numbers: Numbers | None) -> tuple[int, int]:
    """The two ends of a range."""
    assert numbers is not None
    return numbers.lft, numbers.rght


def test_appends_rewrite_nobody_else() -> None:
    places = numbered([Place(1, None, 0), Place(2, 1, 1)])
    rewritten = 0
    for key in range(3, 400):
        before = {place.key: place.numbers for place in places}
        places = numbered([*places, Place(key, 2, key)])
        rewritten += sum(ranges(before[place.key]) != ranges(place.numbers) for place in places if place.key in before)
    assert rewritten == 0


def test_a_gap_that_is_used_up_is_made_anew() -> None:
    head = Place(1, None, 0, Numbers(1, 0, 1, LAST, 2))
    tight = [head, Place(2, 1, 1, Numbers(1, 1, 2, 3, 0)), Place(3, 1, 3, Numbers(1, 1, 4, 5, 0))]
    assert_nested([*tight, Place(4, 1, 2)])


def test_a_chain_of_five_thousand_is_numbered_without_recursion() -> None:
    numbers = number([Place(key, key - 1 or None, 0) for key in range(1, 5001)])
    assert numbers[5000].level == 4999
    assert numbers[1].reports == 4999


def test_positions_in_a_loop_are_named() -> None:
    with pytest.raises(UnreachableError) as error:
        number([Place(1, None, 0), Place(2, 3, 0), Place(3, 2, 0), Place(4, 2, 0)])
    assert error.value.keys == {2, 3, 4}
