"""Of a line too long for a page the nearest position that somebody holds is read, wherever in it that stands."""

import pytest
from pytest_django import DjangoAssertNumQueries

from roles.models import MOST_LEVELS, Position
from roles.sides.asking import find_all
from roles.sides.reading import read_sides, with_filled
from roles.sides.side import Side
from tests.trees import appoint, plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.breaks_tree]

LEVELS = MOST_LEVELS + 20
LAST = LEVELS - 1


@pytest.fixture
def chain() -> list[Position]:
    """Plant a line of more levels than may be, all of them vacant."""
    return plant_by_hand(range(-1, LAST))


def side_of_last() -> Side:
    """Read the lowest position beside the head."""
    side, _head = read_sides(find_all([f"P{LAST}", "P0"])).sides
    assert isinstance(side, Side)
    return side


@pytest.mark.parametrize("level", [1, LEVELS // 2, LAST - 10])
def test_the_nearest_that_is_filled_is_read_where_all_near_are_vacant(chain: list[Position], level: int) -> None:
    appoint(chain[0], "Head")
    appoint(chain[level], "Ama")
    side = side_of_last()
    assert side.filled == chain[level]
    assert side.upwards[-1] == chain[level]
    assert [each.person.name for each in side.upwards[-1].current_appointments if each.person] == ["Ama"]


def test_nothing_is_read_where_somebody_near_is_there(
    chain: list[Position], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    appoint(chain[LEVELS // 2], "Ama")
    appoint(chain[LAST - 2], "Ben")
    side = side_of_last()
    with django_assert_num_queries(0):
        assert with_filled(side).filled is None
    assert side.upwards == side.near


@pytest.mark.usefixtures("chain")
def test_a_long_line_in_which_nobody_is_has_none_that_is_filled() -> None:
    assert side_of_last().filled is None
