"""The ways from one role to another over next steps, and what is missing on them."""

import pytest

from roles.ways import Step, shortest_way


def steps(*pairs: tuple[int, int]) -> dict[int, list[Step]]:
    """Return next steps, role by role."""
    found: dict[int, list[Step]] = {}
    for role, next_role in pairs:
        found.setdefault(role, []).append(Step(role, next_role, f"Role {next_role}", f"role-{next_role}", ""))
    return found


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
def test_shortest_way_has_the_fewest_steps(pairs: list[tuple[int, int]], expected: list[int]) -> None:
    assert [step.next_role for step in shortest_way(steps(*pairs), 1, 9)] == expected


def test_no_way_leads_from_a_role_to_itself() -> None:
    assert shortest_way(steps((1, 2), (2, 1)), 1, 1) == []


def test_long_ways_need_no_recursion() -> None:
    way = shortest_way(steps(*((number, number + 1) for number in range(5000))), 0, 5000)
    assert len(way) == 5000
