"""Spread the units of a tree sideways, close together and never overlapping, in linear time.

The algorithm is Atze van der Ploeg's, "Drawing non-layered tidy trees in linear time" (Software: Practice and
Experience, 2014), with d3-flextree's later correction (a branch whose first guess stood too far right is pulled left),
in whole units and without recursion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import add

NOTHING = -1
Numbers = list[int]


@dataclass(frozen=True, slots=True)
class Extents:
    """What each unit needs on both sides of its middle line, where its boxes end on the left and right, and below.

    A unit keeps its shape while a tree is spread: a box with its assistants, or a stack of boxes.
    """

    room_left: Numbers = field(default_factory=list)
    room_right: Numbers = field(default_factory=list)
    left: Numbers = field(default_factory=list)
    right: Numbers = field(default_factory=list)
    bottom: Numbers = field(default_factory=list)

    def append(self, room_left: int, room_right: int, left: int, right: int, bottom: int) -> None:
        """Add the next unit."""
        self.room_left.append(room_left)
        self.room_right.append(room_right)
        self.left.append(left)
        self.right.append(right)
        self.bottom.append(bottom)


# How far down siblings reach that can be seen from the right: depth, place, the next lower.
Lows = tuple[int, int, "Lows | None"]


class Spreading:
    """The working lists of one run; every number is about the unit at that place."""

    def __init__(self, extents: Extents, reports: Mapping[int, range]) -> None:
        count = len(extents.bottom)
        self.extents = extents
        self.reports = reports
        self.middle = [0] * count  # relative to the sum of the moves of all units above
        self.move = [0] * count  # of a whole branch
        self.step, self.change = [0] * count, [0] * count  # extra space, handed to the branches in between
        # The next unit down a contour: the outermost report, or where a thread leads that has none.
        self.next_left, self.next_right = [NOTHING] * count, [NOTHING] * count
        for manager, below in reports.items():
            self.next_left[manager], self.next_right[manager] = below.start, below.stop - 1
        self.left_end, self.right_end = list(range(count)), list(range(count))
        self.left_end_moves, self.right_end_moves = [0] * count, [0] * count

    def place_reports(self, manager: int, reports: range) -> None:
        """Put the finished branches of a manager beside each other, and the manager over their middle."""
        first, last = reports.start, reports.stop - 1
        if first != last:
            self.place_beside(reports)
        middle, move, extents = self.middle, self.move, self.extents
        begin = middle[first] + move[first] - extents.left[first]
        end = middle[last] + move[last] + extents.right[last]
        middle[manager] = (begin + end) // 2
        self.left_end[manager], self.left_end_moves[manager] = self.left_end[first], self.left_end_moves[first]
        self.right_end[manager], self.right_end_moves[manager] = self.right_end[last], self.right_end_moves[last]

    def place_beside(self, reports: range) -> None:
        """Part each branch from those before it."""
        bottom, right_end = self.extents.bottom, self.right_end
        lows: Lows | None = None
        for report in reports:
            lowest = bottom[right_end[report]]
            if lows:
                self.part(reports.start, report, lows)
            while lows and lowest >= lows[0]:
                lows = lows[2]
            lows = (lowest, report, lows)

    def part(self, first: int, report: int, lows: Lows) -> None:
        """Move a branch right until it clears those before it, walking down both contours."""
        bottom, middle, move = self.extents.bottom, self.middle, self.move
        room_left, room_right = self.extents.room_left, self.extents.room_right
        next_left, next_right = self.next_left, self.next_right
        before, here = report - 1, report
        before_moves, here_moves = move[before], move[here]
        is_first = True
        while before != NOTHING and here != NOTHING:
            before_bottom, here_bottom = bottom[before], bottom[here]
            while before_bottom > lows[0] and lows[2]:
                lows = lows[2]
            distance = before_moves + middle[before] + room_right[before] - here_moves - middle[here] + room_left[here]
            if distance > 0 or (is_first and distance < 0):
                here_moves += distance
                self.push(report, lows[1], distance)
            is_first = False
            if before_bottom <= here_bottom:
                before = next_right[before]
                before_moves += move[before] if before != NOTHING else 0
            if before_bottom >= here_bottom:
                here = next_left[here]
                here_moves += move[here] if here != NOTHING else 0
        if here != NOTHING:
            self.thread_left(first, report, here, here_moves)
        elif before != NOTHING:
            self.thread_right(report - 1, report, before, before_moves)

    def push(self, report: int, blocker: int, distance: int) -> None:
        """Move a branch, and remember to share the space out among those between it and the one in its way."""
        self.move[report] += distance
        self.left_end_moves[report] += distance
        self.right_end_moves[report] += distance
        steps = report - blocker
        if steps > 1:
            step = distance // steps
            self.step[blocker + 1] += step
            self.step[report] -= step
            self.change[report] -= step * (steps - 1)

    def thread_left(self, first: int, branch: int, here: int, here_moves: int) -> None:
        """The branch reaches further down than those before it: their left contour goes on into it."""
        end = self.left_end[first]
        self.next_left[end] = here
        difference = here_moves - self.move[here] - self.left_end_moves[first]
        self.move[end] += difference
        self.middle[end] -= difference
        self.left_end[first], self.left_end_moves[first] = self.left_end[branch], self.left_end_moves[branch]

    def thread_right(self, previous: int, branch: int, before: int, before_moves: int) -> None:
        """Those before reach further down than the branch: its right contour goes on into them."""
        end = self.right_end[branch]
        self.next_right[end] = before
        difference = before_moves - self.move[before] - self.right_end_moves[branch]
        self.move[end] += difference
        self.middle[end] -= difference
        self.right_end[branch], self.right_end_moves[branch] = self.right_end[previous], self.right_end_moves[previous]

    def middles(self) -> Numbers:
        """Add up the moves from the top down."""
        total, steps, changes = self.move[:], self.step, self.change
        for manager, reports in self.reports.items():
            step, extra, moved = 0, 0, total[manager]
            for report in reports:
                step += steps[report]
                extra += step + changes[report]
                total[report] += moved + extra
        return list(map(add, self.middle, total))


def spread(extents: Extents, reports: Mapping[int, range]) -> Numbers:
    """Return the middle line of each unit; reports are given by their managers, these in order, and come after them."""
    spreading = Spreading(extents, reports)
    for manager, below in reversed(list(reports.items())):
        spreading.place_reports(manager, below)
    return spreading.middles()
