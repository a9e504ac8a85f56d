"""Number the positions of a tree: ranges with gaps, so that an edit rewrites little beside what it moves."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

FIRST, LAST = 1, 2**62
# Between two peers there is room for as many as come between them later.
ORDER_STEP = 2**32


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where a position stands in its tree; `reports` counts everybody below."""

    tree: int
    level: int
    lft: int
    rght: int
    reports: int


@dataclass(frozen=True, slots=True)
class Place:
    """A position as far as its numbers depend on it, with those it has, if any."""

    key: int
    manager: int | None
    order: int
    numbers: Numbers | None = None


@dataclass(slots=True)
class Branch:
    """One tree walked once: each position in order, and the running list of openings and closings."""

    levels: dict[int, int] = field(default_factory=dict)
    reports: dict[int, int] = field(default_factory=dict)
    events: list[tuple[int, bool]] = field(default_factory=list)


class UnreachableError(ValueError):
    """Positions that no head is above: they report in a loop, or to somebody who is not there."""

    def __init__(self, keys: set[int]) -> None:
        """Keep their keys for the message."""
        super().__init__(f"{len(keys)} positions are below no head")
        self.keys = keys


def number(places: Iterable[Place]) -> dict[int, Numbers]:
    """The numbers of every position, keeping those that still fit; raises UnreachableError.

    What stays is the longest increasing run of the present numbers, what moved takes free ones between its neighbours,
    and a tree without room there is spread anew: order maintenance as in Bender, Cole, Demaine, Farach-Colton and Zito,
    "Two simplified algorithms for maintaining order in a list" (2002).
    """
    by_key = {place.key: place for place in places}
    below: defaultdict[int | None, list[Place]] = defaultdict(list)
    for place in sorted(by_key.values(), key=lambda place: (place.order, place.key < 0, abs(place.key))):
        below[place.manager].append(place)
    numbered: dict[int, Numbers] = {}
    for head, tree in tree_numbers(below[None]):
        branch = walk(head.key, below)
        ranges = number_events(branch.events, present_numbers(branch.events, by_key, tree))
        for key, (lft, rght) in ranges.items():
            numbered[key] = Numbers(tree, branch.levels[key], lft, rght, branch.reports[key])
    if len(numbered) < len(by_key):
        raise UnreachableError(by_key.keys() - numbered.keys())
    return numbered


def tree_numbers(heads: Sequence[Place]) -> Iterator[tuple[Place, int]]:
    """Each head with the number of its tree: its own if it was a head before, else the next free one."""
    taken: set[int] = set()
    last = max((head.numbers.tree for head in heads if head.numbers), default=0)
    for head in sorted(heads, key=lambda head: head.numbers is None or head.numbers.level > 0):
        keeps = head.numbers is not None and head.numbers.level == 0 and head.numbers.tree not in taken
        tree = head.numbers.tree if keeps and head.numbers else last + 1
        last = max(last, tree)
        taken.add(tree)
        yield head, tree


def walk(head: int, below: dict[int | None, list[Place]]) -> Branch:
    """Walk a tree from its head without recursion, counting levels and reports."""
    branch = Branch(levels={head: 0})
    path: list[int] = []
    waiting: list[tuple[int, bool]] = [(head, True)]
    while waiting:
        key, opens = waiting.pop()
        branch.events.append((key, opens))
        if opens:
            path.append(key)
            branch.reports[key] = 0
            waiting.append((key, False))
            for place in reversed(below.get(key, ())):
                branch.levels[place.key] = branch.levels[key] + 1
                waiting.append((place.key, True))
        else:
            path.pop()
            if path:
                branch.reports[path[-1]] += branch.reports[key] + 1
    return branch


def present_numbers(events: Sequence[tuple[int, bool]], by_key: dict[int, Place], tree: int) -> list[int | None]:
    """The number each opening and closing has now, None for what is new in this tree."""
    present: list[int | None] = []
    for key, opens in events:
        numbers = by_key[key].numbers
        present.append((numbers.lft if opens else numbers.rght) if numbers and numbers.tree == tree else None)
    present[0], present[-1] = FIRST, LAST
    return present


def number_events(events: Sequence[tuple[int, bool]], present: Sequence[int | None]) -> dict[int, tuple[int, int]]:
    """From openings and closings to the range of each position."""
    kept = keep_increasing(present)
    values = fill_gaps(kept) or fill_gaps([FIRST, *[None] * (len(present) - 2), LAST]) or []
    ranges: dict[int, tuple[int, int]] = {}
    for (key, opens), value in zip(events, values, strict=True):
        ranges[key] = (value, 0) if opens else (ranges[key][0], value)
    return ranges


def keep_increasing(present: Sequence[int | None]) -> list[int | None]:
    """Keep the longest strictly increasing run within the bounds, by patience sorting; the rest becomes None."""
    inner = [(index, value) for index, value in enumerate(present) if value is not None and FIRST < value < LAST]
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = [-1] * len(inner)
    for at, (_index, value) in enumerate(inner):
        length = bisect_left(tails, value)
        before[at] = tail_at[length - 1] if length else -1
        tails[length : length + 1] = [value]
        tail_at[length : length + 1] = [at]
    kept: list[int | None] = [None] * len(present)
    kept[0], kept[-1] = FIRST, LAST
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        index, value = inner[at]
        kept[index] = value
        at = before[at]
    return kept


def fill_gaps(kept: Sequence[int | None]) -> list[int] | None:
    """Give every None a number between its neighbours; None when a gap is too small.

    As many as there are already find room behind the new ones: the next one is appended, mostly.
    """
    crowd = sum(value is not None for value in kept[1:-1])
    values: list[int] = []
    for end, value in enumerate(kept):
        if value is None:
            continue
        missing = end - len(values)
        if missing:
            start = values[-1]
            step = (value - start) // (missing + crowd + 1) or (value - start) // (missing + 1)
            if step == 0:
                return None
            values.extend(start + step * count for count in range(1, missing + 1))
        values.append(value)
    return values
