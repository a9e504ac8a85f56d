"""Lay several reporting lines together, and part them into runs in which nobody parts from the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_UPPER, MOST_LOWER = 4, 6

Keys = tuple[int, ...]


@dataclass(frozen=True)
class Run:
    """Keys one above the other, from the top down, and the key of the run they hang below, none for a head."""

    under: int | None
    keys: Keys


def runs(lines: Iterable[Keys]) -> Iterator[Run]:
    """Part lines, each from its head down, where they part from each other and where one ends; upper runs first.

    Heads and branches come in the order of the lines.
    """
    ends, below = ends_and_branches(lines)
    waiting: list[tuple[int | None, int]] = [(None, key) for key in reversed(below.get(None, ()))]
    # In a loop of a broken database a branch leads back to where it came from.
    seen: set[int] = set()
    while waiting:
        under, key = waiting.pop()
        if key in seen:
            continue
        keys = [key]
        seen.add(key)
        while keys[-1] not in ends and len(below[keys[-1]]) == 1 and below[keys[-1]][0] not in seen:
            keys.append(below[keys[-1]][0])
            seen.add(keys[-1])
        yield Run(under, tuple(keys))
        waiting += [(keys[-1], branch) for branch in reversed(below.get(keys[-1], ()))]


def ends_and_branches(lines: Iterable[Keys]) -> tuple[set[int], dict[int | None, Sequence[int]]]:
    """Return where lines end, and which keys of theirs stand right below each key; below none stand the heads."""
    ends: set[int] = set()
    below: dict[int | None, dict[int, None]] = {}
    for line in lines:
        above: int | None = None
        for key in line:
            below.setdefault(above, {})[key] = None
            above = key
        ends.add(line[-1])
    return ends, {key: tuple(branches) for key, branches in below.items()}


def ends_of(run: Run) -> tuple[Keys, Keys]:
    """Return both ends of a long run, or nothing and all of a short one."""
    if len(run.keys) <= MOST_UPPER + MOST_LOWER:
        return (), run.keys
    return run.keys[:MOST_UPPER], run.keys[-MOST_LOWER:]


def shared_by_all(lines: Sequence[Keys]) -> int:
    """Return how many keys from the top all lines have."""
    shared = 0
    for keys in zip(*lines, strict=False):
        if len(set(keys)) > 1:
            break
        shared += 1
    return shared
