"""Make up a company and a row of edits of it, the same each time, in plain numbers that every contender understands."""

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

# How many report to a manager: six on average.
SPANS = (1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 18)
HEADS_SPAN = 7
DEEPEST = 8
SEED = 20_261_127
# The door takes no deeper chart; thousands of random moves would make one.
MOST_LEVELS = 64
INSERT, MOVE, DELETE = "insert", "move", "delete"
KINDS = (INSERT, MOVE, DELETE)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: a position, and the manager it goes to; `moving` and `lines` say how many rows it has to write."""

    kind: str
    key: int
    manager: int
    moving: int
    lines: int


@dataclass(slots=True)
class Company:
    """Who reports to whom, 0 for the head's manager; keys begin at 1."""

    managers: dict[int, int]
    reports: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the direct reports of each."""
        self.reports = {key: [] for key in self.managers}
        for key, manager in self.managers.items():
            if manager:
                self.reports[manager].append(key)

    def line(self, key: int) -> list[int]:
        """The managers above, nearest first."""
        line = []
        while key := self.managers[key]:
            line.append(key)
        return line

    def counts(self) -> dict[int, int]:
        """How many are below each."""
        counts = dict.fromkeys(self.managers, 0)
        for key in reversed(list(self.preorder())):
            if manager := self.managers[key]:
                counts[manager] += counts[key] + 1
        return counts

    def preorder(self, top: int = 1) -> Iterator[int]:
        """A position and everybody below, in tree order."""
        waiting = [top]
        while waiting:
            key = waiting.pop()
            yield key
            waiting.extend(reversed(self.reports[key]))

    def apply(self, edit: Edit) -> None:
        """Do an edit."""
        if edit.kind != INSERT:
            self.reports[self.managers[edit.key]].remove(edit.key)
        if edit.kind == DELETE:
            del self.managers[edit.key], self.reports[edit.key]
            return
        self.managers[edit.key] = edit.manager
        self.reports.setdefault(edit.key, [])
        self.reports[edit.manager].append(edit.key)


def company(size: int) -> Company:
    """A company of that size, eight levels below its head where it is large; who is higher up gets reports sooner."""
    chance = random.Random(SEED)  # noqa: S311
    managers, levels = {1: 0}, {1: 0}
    waiting = [(0.0, 1)]
    while len(managers) < size:
        _turn, manager = heapq.heappop(waiting)
        span = HEADS_SPAN if manager == 1 else chance.choice(SPANS)
        for _ in range(min(span, size - len(managers))):
            key = len(managers) + 1
            managers[key], levels[key] = manager, levels[manager] + 1
            if levels[key] < DEEPEST:
                heapq.heappush(waiting, (levels[key] + chance.random() * 3.5, key))
    return Company(managers)


class Editor:
    """Think up edits of a company, and do them to it on the way."""

    def __init__(self, edited: Company, branches: tuple[int, int]) -> None:
        """Move branches of so many positions, from and to."""
        self.company, self.branches = edited, branches
        self.chance = random.Random(SEED + 1)  # noqa: S311
        self.keys = list(edited.managers)
        counts = edited.counts()
        self.movable = [key for key, count in counts.items() if branches[0] <= count + 1 <= branches[1] and key > 1]

    def edit(self, kind: str) -> Edit:
        """Think up an edit of that kind and do it."""
        found = {INSERT: self._insert, MOVE: self._move, DELETE: self._delete}[kind]()
        self.company.apply(found)
        return found

    def _insert(self) -> Edit:
        key, manager = max(self.keys[-1], len(self.keys)) + 1, self._anybody()
        while len(self.company.line(manager)) + 2 > MOST_LEVELS:
            manager = self._anybody()
        self.keys.append(key)
        if self.branches[0] == 1:
            self.movable.append(key)
        return Edit(INSERT, key, manager, 1, len(self.company.line(manager)) + 1)

    def _move(self) -> Edit:
        while True:
            key, manager = self.chance.choice(self.movable), self._anybody()
            if key not in self.company.managers:
                continue
            above = [manager, *self.company.line(manager)]
            branch = list(self.company.preorder(key))
            if key in above or manager == self.company.managers[key] or len(branch) > self.branches[1]:
                continue
            reach = max(len(self.company.line(each)) for each in branch) - len(self.company.line(key))
            if len(above) + reach < MOST_LEVELS:
                return Edit(MOVE, key, manager, len(branch), len(self.company.line(key)) + len(above))

    def _delete(self) -> Edit:
        while True:
            key = self._anybody()
            if not self.company.reports[key] and key != 1:
                return Edit(DELETE, key, 0, 1, len(self.company.line(key)))

    def _anybody(self) -> int:
        while True:
            key = self.chance.choice(self.keys)
            if key in self.company.managers:
                return key
