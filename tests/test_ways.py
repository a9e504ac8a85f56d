"""The ways from one role to another over next steps, how far one gets, and what is missing on the way."""

from itertools import product
from random import Random

import pytest

from roles.ways import Reach, Step, Ways, reach_of, shortest_ways

Pairs = list[tuple[int, int]]


def steps(*pairs: tuple[int, int]) -> dict[int, list[Step]]:
    """Return next steps, role by role."""
    found: dict[int, list[Step]] = {}
    for role, next_role in pairs:
        found.setdefault(role, []).append(Step(role, next_role, f"Role {next_role}", f"role-{next_role}", ""))
    return found


def shortest_way(found: dict[int, list[Step]], start: int, goal: int) -> list[Step]:
    """Return the first way that is told, none where no way leads there."""
    ways = shortest_ways(found, start, goal, most=1)
    return list(ways.first[0]) if ways else []


def roles_of(ways: Ways) -> list[list[int]]:
    """Return which roles each way leads to, one after the other."""
    return [[step.next_role for step in way] for way in ways.first]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], []),
        ([(2, 9)], []),
        ([(9, 1)], []),
        ([(1, 9)], [9]),
        ([(1, 2), (2, 9), (1, 9)], [9]),
        ([(1, 2), (2, 3), (3, 9), (1, 4), (4, 9)], [4, 9]),
        ([(1, 2), (2, 1), (2, 3), (3, 2), (3, 9)], [2, 3, 9]),
        ([(1, 2), (1, 3), (2, 9), (3, 9)], [2, 9]),
    ],
)
def test_shortest_way_has_the_fewest_steps(pairs: Pairs, expected: list[int]) -> None:
    assert [step.next_role for step in shortest_way(steps(*pairs), 1, 9)] == expected


@pytest.mark.parametrize(
    ("pairs", "first", "count"),
    [
        ([], [], 0),
        ([(9, 1), (1, 2)], [], 0),
        ([(1, 9), (1, 2), (2, 9)], [[9]], 1),
        ([(1, 3), (1, 2), (2, 9), (3, 9)], [[3, 9], [2, 9]], 2),
        ([(1, 2), (1, 3), (2, 4), (3, 4), (4, 9)], [[2, 4, 9], [3, 4, 9]], 2),
        ([(1, 2), (2, 1), (1, 3), (3, 2), (2, 9), (3, 9), (9, 2)], [[2, 9], [3, 9]], 2),
        ([(1, each) for each in (5, 4, 3, 2)] + [(each, 9) for each in (2, 3, 4, 5)], [[5, 9], [4, 9], [3, 9]], 4),
        ([(1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 9), (5, 9)], [[2, 4, 9], [2, 5, 9], [3, 4, 9]], 4),
    ],
)
def test_all_shortest_ways_are_counted_and_the_first_three_named(
    pairs: Pairs, first: list[list[int]], count: int
) -> None:
    ways = shortest_ways(steps(*pairs), 1, 9)
    assert roles_of(ways) == first
    assert (ways.count, ways.others, bool(ways)) == (count, count - len(first), bool(first))
    assert ways.moves == (len(first[0]) if first else 0)


def test_no_way_leads_from_a_role_to_itself() -> None:
    assert shortest_way(steps((1, 2), (2, 1)), 1, 1) == []
    assert shortest_ways(steps((1, 2), (2, 1)), 1, 1) == Ways()


def test_long_ways_need_no_recursion() -> None:
    chain = steps(*((number, number + 1) for number in range(5000)))
    assert len(shortest_way(chain, 0, 5000)) == 5000
    assert reach_of(chain, 0, 5000).moves[5000] == 5000


def test_more_ways_than_anybody_could_walk_are_counted_all_the_same() -> None:
    rungs = [
        (each, other) for at in range(60) for each, other in product((2 * at, 2 * at + 1), (2 * at + 2, 2 * at + 3))
    ]
    ways = shortest_ways(steps(*rungs), 0, 120)
    assert (len(ways.first), ways.moves, ways.count) == (3, 60, 2**59)


@pytest.mark.parametrize("seed", range(60))
def test_ways_and_reach_are_what_a_search_through_everything_finds(seed: int) -> None:
    pairs = some_pairs(Random(seed))  # noqa: S311 - the same draw every time
    known = steps(*pairs)
    for start, goal in product(range(7), repeat=2):
        expected = all_shortest(pairs, start, goal)
        ways = shortest_ways(known, start, goal, most=1000)
        assert roles_of(ways) == expected
        assert ways.count == len(expected)
        assert roles_of(shortest_ways(known, start, goal)) == expected[:3]
    for start, moves in product(range(7), range(1, 5)):
        assert_reach_is_right(reach_of(known, start, moves), pairs, start, moves)


def some_pairs(random: Random) -> Pairs:
    """Draw next steps among seven roles, cycles among them, in any order."""
    every = [(role, other) for role, other in product(range(7), repeat=2) if role != other]
    return random.sample(every, random.randint(0, 20))


def all_shortest(pairs: Pairs, start: int, goal: int) -> list[list[int]]:
    """Walk everywhere from a role, a move at a time, until some walks end at the goal."""
    walks: list[list[int]] = [[start]]
    for _move in range(7):
        walks = [[*walk, other] for walk in walks for role, other in pairs if role == walk[-1] and other not in walk]
        if there := [walk[1:] for walk in walks if walk[-1] == goal]:
            return there
    return []


def assert_reach_is_right(reach: Reach, pairs: Pairs, start: int, moves: int) -> None:
    """Compare with shortest walks to every role, and with all steps that begin near enough."""
    away = {role: len(walks[0]) for role in range(7) if (walks := all_shortest(pairs, start, role))}
    near = {role: number for role, number in away.items() if number <= moves}
    assert dict(reach.moves) == near
    assert list(reach.moves.values()) == sorted(near.values())
    began = {start, *(role for role, number in near.items() if number < moves)}
    arrived = [(step.role, step.next_role) for each in reach.arrivals.values() for step in each]
    assert sorted(arrived) == sorted((role, other) for role, other in pairs if role in began and other != start)
    assert all(near.get(each[0].role, 0) + 1 == near[role] for role, each in reach.arrivals.items())
    assert [reach.at(number) for number in (1, 2, 3)] == [list(near.values()).count(number) for number in (1, 2, 3)]
