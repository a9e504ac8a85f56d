"""Deal the branches of one manager's reports out to as few sheets as they need, in order and about equally."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate, chain, pairwise
from typing import Protocol

Members = list[int]
USUAL = 0.42  # of a sheet is what boxes with their gaps usually cover when it is full
UNEVEN = 0.6  # a last sheet that holds less than this part of the others is filled up from them
SPARSE = 0.15  # of a sheet is what few boxes cover
ROUNDING = 1e-9


class Fitting(Protocol):
    """What judges whether something fits on a sheet, by layout or by area."""

    def share(self, members: Sequence[int]) -> float: ...
    def fits(self, top: int, members: Sequence[int], cut: Collection[int]) -> bool: ...


class Dealing:
    """The branches of one manager, each of which fits on a sheet by itself, or is a single box."""

    def __init__(self, manager: int, branches: Sequence[Members], fit: Fitting, going: Collection[int]) -> None:
        self.manager, self.branches, self.fit, self.going = manager, branches, fit, going
        self.ends = list(accumulate([fit.share(branch) for branch in branches], initial=0.0))
        self.usual = USUAL

    def groups(self) -> list[Members]:
        """What stands on each sheet: in order, unless single boxes together spare one with hardly anything on it."""
        groups = self.in_order()
        if len(groups) < 2 or self.least(groups) > SPARSE:
            return groups
        last = sorted(self.branches, key=lambda branch: len(branch) == 1)
        first = sorted(self.branches, key=lambda branch: len(branch) > 1)
        others = (Dealing(self.manager, branches, self.fit, self.going).in_order() for branches in (first, last))
        return min(groups, *others, key=lambda dealt: (len(dealt), -self.least(dealt)))

    def least(self, groups: Sequence[Members]) -> float:
        """How much of a sheet is covered where the least is."""
        return min(map(self.fit.share, groups))

    def in_order(self) -> list[Members]:
        """The same with the branches as they come."""
        starts = [0]
        while starts[-1] < len(self.branches):
            starts.append(self.end_of(starts[-1]))
        return [self.flat(start, end) for start, end in pairwise(self.evenly(starts))]

    def flat(self, start: int, end: int) -> Members:
        """Some branches as one list."""
        return list(chain.from_iterable(self.branches[start:end]))

    def fits(self, start: int, end: int) -> bool:
        """Whether some branches fit on one sheet."""
        return self.fit.fits(self.manager, self.flat(start, end), self.going)

    def end_of(self, start: int) -> int:
        """How far a sheet goes: from where it is usually full, on while more fits, or back until it does."""
        ends = self.ends
        end = min(max(bisect_left(ends, ends[start] + self.usual), start + 1), len(self.branches))
        if self.fits(start, end):
            while end < len(self.branches) and self.fits(start, end + 1):
                end += 1
        else:
            end -= 1
            while end > start + 1 and not self.fits(start, end):
                end -= 1
        end = max(end, start + 1)
        self.usual = ends[end] - ends[start]
        return end

    def evenly(self, starts: list[int]) -> list[int]:
        """Where sheets start; if the last one is emptier than others, all are filled anew, or else the last two."""
        ends, count = self.ends, len(starts) - 1
        if count < 2 or ends[-1] - ends[starts[-2]] > UNEVEN * ends[-1] / count:
            return starts
        return self.refilled(0, count) or [*starts[:-3], *(self.refilled(starts[-3], 2) or starts[-3:])]

    def refilled(self, first: int, count: int) -> list[int]:
        """Where so many last sheets start if there is about as much on each; nothing where that does not fit."""
        ends = self.ends
        share = (ends[-1] - ends[first]) / count
        starts = [bisect_left(ends, ends[first] + share * sheet - ROUNDING) for sheet in range(count)]
        starts.append(len(self.branches))
        return starts if all(start < end and self.fits(start, end) for start, end in pairwise(starts)) else []
