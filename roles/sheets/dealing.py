"""Deal the branches of one manager's reports out to as few sheets as they need, in order and about equally."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate, chain, pairwise
from typing import Protocol

Members = list[int]
USUAL = 0.42  # of a sheet is what boxes with their gaps usually cover when it is full
UNEVEN = 0.6  # a last sheet that holds less than this part of the others is filled up from them


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
        """What stands on each sheet."""
        starts = [0]
        while starts[-1] < len(self.branches):
            starts.append(self.end_of(starts[-1]))
        even = self.evenly(starts)
        return [self.flat(start, end) for start, end in pairwise(even or starts)]

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
        """The same number of sheets with about as much on each, where the last one is emptier and that fits."""
        ends, count = self.ends, len(starts) - 1
        if count < 2 or ends[-1] - ends[starts[-2]] > UNEVEN * ends[-1] / count:
            return []
        even = [bisect_left(ends, ends[-1] * sheet / count) for sheet in range(count)]
        even.append(len(self.branches))
        if all(start < end and self.fits(start, end) for start, end in pairwise(even)):
            return even
        return []
