"""How the places of some positions stand to those of others, counted by the numbers that the tree gives every place."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roles.models import Position
from roles.numbering import LAST

# A place is a number of its own over all trees, the tree's above the position's within it; longer than arrays hold.
OF_A_TREE = LAST + 1
NOBODY = 0

Numbers = Sequence[int]
# A position, where its branch begins and ends, and whom it reports to.
Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Places:
    """Where positions stand, in tree order: their keys, where their branches begin, whom they report to or NOBODY.

    The outermost of their branches, none within another, begin at `starts` and end at `ends`.
    """

    keys: Numbers = ()
    lefts: Numbers = ()
    managers: Numbers = ()
    starts: Numbers = ()
    ends: Numbers = ()

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def trees(self) -> set[int]:
        """Return the first and the last tree that they are in."""
        return {left // OF_A_TREE for left in (*self.lefts[:1], *self.lefts[-1:])}

    @property
    def heads(self) -> int:
        """Return how many report to nobody."""
        return self.managers.count(NOBODY)

    def are_below(self, position: Position) -> bool:
        """True where a position is above all of these."""
        start, end = branch_of(position.tree_id, position.lft, position.rght)
        return bool(self) and start < self.lefts[0] and self.lefts[-1] < end

    def holds(self, left: int) -> bool:
        """True where one of these begins there."""
        at = bisect_left(self.lefts, left)
        return at < len(self.lefts) and self.lefts[at] == left

    def shared_with(self, others: "Places") -> list[int]:
        """Return where those begin that are among the others too."""
        fewer, more = sorted((self, others), key=len)
        return [left for left in fewer.lefts if more.holds(left)]

    def managers_beside(self, others: "Places") -> dict[int, None]:
        """Return whom these report to, in their order; what is among the others does not count."""
        managers = list(self.managers)
        for left in self.shared_with(others):
            managers[bisect_left(self.lefts, left)] = NOBODY
        found = dict.fromkeys(managers)
        found.pop(NOBODY, None)
        return found


NO_PLACES = Places()


def branch_of(tree: int, left: int, right: int) -> tuple[int, int]:
    """Return where a branch begins and ends, over all trees."""
    return tree * OF_A_TREE + left, tree * OF_A_TREE + right


def places_of(places: Sequence[Place]) -> Places:
    """Set places out by column; they come in tree order."""
    if not places:
        return NO_PLACES
    keys, lefts, _rights, managers = zip(*places, strict=True)
    return Places(array("q", keys), lefts, array("q", managers), *zip(*outermost(places), strict=True))


def outermost(places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """Return where the branches begin and end that are not within another."""
    last = 0
    for _key, left, right, _manager in places:
        if left > last:
            last = right
            yield left, right


def place_of(position: Position) -> Places:
    """Return the place of one position; none outside the chart."""
    if not position.is_in_chart:
        return NO_PLACES
    branch = branch_of(position.tree_id, position.lft, position.rght)
    return places_of([(position.pk, *branch, position.reports_to_id or NOBODY)])


@dataclass(frozen=True)
class Below:
    """How many of some positions stand below one of some others."""

    count: int
    total: int

    @property
    def are_all(self) -> bool:
        """True where every one does, and there is one."""
        return self.count == self.total > 0


NONE_BELOW = Below(0, 0)


def below(lower: Places, upper: Places) -> Below:
    """Count which of the first positions stand below one of the others."""
    by_place = len(lower) < len(upper.starts)
    return Below(within_branches(lower.lefts, upper) if by_place else by_branch(lower.lefts, upper), len(lower))


def directly_below(lower: Places, upper: Places) -> int:
    """Count which of the first positions report to one of the others."""
    return sum(map(set(upper.keys).__contains__, lower.managers))


def within_branches(lefts: Numbers, upper: Places) -> int:
    """Count place by place, looking for the branch that each is in."""
    return sum(left < upper.ends[at] for left in lefts if (at := bisect_left(upper.starts, left) - 1) >= 0)


def by_branch(lefts: Numbers, upper: Places) -> int:
    """Count branch by branch, looking for the places that are in it."""
    branches = zip(upper.starts, upper.ends, strict=True)
    return sum(bisect_left(lefts, end) - bisect_right(lefts, start) for start, end in branches)


@dataclass(frozen=True)
class SharedManagers:
    """The first few managers of positions on both sides, how many they are, and whether all report to the only one."""

    first: tuple[int, ...] = ()
    count: int = 0
    are_all: bool = False


def shared_managers(side: Places, other: Places, most: int) -> SharedManagers:
    """Find whom positions of both sides report to; a position is not compared with itself."""
    mine, theirs = side.managers_beside(other), other.managers_beside(NO_PLACES)
    shared = [manager for manager in mine if manager in theirs]
    are_all = len(shared) == len(mine) == len(theirs) == 1 and not side.heads and not other.heads
    return SharedManagers(tuple(shared[:most]), len(shared), are_all)
