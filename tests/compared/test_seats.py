"""How the positions of two roles stand to each other, in forests that nobody thought of."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from roles import tree
from roles.models import Position, Role
from roles.numbering import Place, number
from roles.sides.seats import Seat, below, seat_of, seats_of_roles, with_nearest
from tests.trees import appoint, plant

Managers = Mapping[int, int | None]


@st.composite
def forests(draw: st.DrawFn) -> Managers:
    """Draw who reports to whom: each position to an earlier one, or to none."""
    size = draw(st.integers(1, 25))
    managers = [draw(st.none() | st.integers(1, at - 1)) if at > 1 else None for at in range(1, size + 1)]
    return dict(enumerate(managers, 1))


def seats_in(forest: Managers) -> dict[int, Seat]:
    """Number a forest, and return the place of each position."""
    numbers = number([Place(key, manager, key) for key, manager in forest.items()])
    return {
        key: Seat(
            0, key, f"P{key}", own.tree, own.lft, own.rght, own.level, own.reports, None, True, manager, *[None] * 3
        )
        for key, manager in forest.items()
        if (own := numbers[key])
    }


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
    places = seats_in(forest)
    upper, lower = (set(data.draw(st.lists(st.sampled_from(sorted(forest))))) for _side in range(2))
    ordered = [
        sorted((places[key] for key in side), key=lambda seat: (seat.tree, seat.left)) for side in (lower, upper)
    ]
    nearest = {seat.key: above.key for seat, above in with_nearest(*ordered)}
    expected = {key: next((above for above in line(key, forest) if above in upper), None) for key in lower}
    assert nearest == {key: above for key, above in expected.items() if above is not None}
    found = below(*ordered)
    assert (found.count, found.total) == (len(nearest), len(lower))
    assert found.directly == sum(forest[key] in upper for key in lower)
    assert found.are_all == (bool(lower) and all(expected.values()))


@pytest.mark.django_db
@pytest.mark.tree
def test_places_of_roles_are_read_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    seats = plant("CEO\n  A\n    B: Ann\n  C\n    D")
    roles = [Role.objects.create(slug=name, title=name) for name in ("lead", "clerk", "none")]
    for code, role in (("A", roles[0]), ("B", roles[1]), ("D", roles[1])):
        position = Position.objects.get(code=code)
        position.role = role
        tree.save_position(position)
    with django_assert_num_queries(1):
        found = seats_of_roles(role.pk for role in roles)
    assert [[seat.code for seat in found[role.pk]] for role in roles] == [["A"], ["B", "D"], []]
    assert [(seat.is_filled, seat.manager_code) for seat in found[roles[1].pk]] == [(True, "A"), (False, "C")]
    (lead,) = found[roles[0].pk]
    position = Position.objects.get(code="A")
    assert seat_of(position, seats["CEO"])[3:8] == lead[3:8]


@pytest.mark.django_db
@pytest.mark.tree
def test_ended_positions_hold_no_place_and_nothing_is_asked_of_no_role(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert seats_of_roles([]) == {}
    appoint(plant("A")["A"], "Ann")
