"""Lines laid together, and parted where they part or end."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.sides.runs import MOST_LOWER, MOST_UPPER, Keys, Run, ends_of, runs, shared_by_all
from tests.compared.test_places import Managers, forests, line


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        ([(1,)], [Run(None, (1,))]),
        ([(1, 2, 3)], [Run(None, (1, 2, 3))]),
        ([(1, 2, 3), (1, 2)], [Run(None, (1, 2)), Run(2, (3,))]),
        ([(1, 2, 3), (1, 4)], [Run(None, (1,)), Run(1, (2, 3)), Run(1, (4,))]),
        ([(1, 2), (5, 6)], [Run(None, (1, 2)), Run(None, (5, 6))]),
        ([(1, 2, 3), (1, 2, 4), (1, 5)], [Run(None, (1,)), Run(1, (2,)), Run(2, (3,)), Run(2, (4,)), Run(1, (5,))]),
        ([(1, 2), (1, 2)], [Run(None, (1, 2))]),
    ],
)
def test_lines_part_where_they_part_and_where_one_ends(lines: list[Keys], expected: list[Run]) -> None:
    assert list(runs(lines)) == expected


@given(forest=forests(), data=st.data())
def test_every_key_stands_in_one_run_below_its_manager(forest: Managers, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.sampled_from(sorted(forest)), min_size=1, max_size=4))
    lines = [(*reversed(line(key, forest)), key) for key in ends]
    found = list(runs(lines))
    assert sorted(chain.from_iterable(run.keys for run in found)) == sorted(set(chain.from_iterable(lines)))
    for run in found:
        assert [forest[key] for key in run.keys] == [run.under, *run.keys[:-1]]


def test_long_runs_have_two_ends() -> None:
    keys = tuple(range(100))
    assert ends_of(Run(None, keys)) == (keys[:MOST_UPPER], keys[-MOST_LOWER:])
    assert ends_of(Run(None, keys[:10])) == ((), keys[:10])


@pytest.mark.parametrize(
    ("lines", "shared"),
    [([], 0), ([(1, 2)], 2), ([(1, 2), (1, 3)], 1), ([(1, 2), (1, 2, 3)], 2), ([(1,), (2,)], 0), ([(), (1,)], 0)],
)
def test_what_all_lines_share_is_counted_from_the_top(lines: list[Keys], shared: int) -> None:
    assert shared_by_all(lines) == shared


def test_a_loop_of_a_broken_database_ends() -> None:
    assert [run.keys for run in runs([(1, 2, 3, 1)])] == [(1,), (2, 3)]
