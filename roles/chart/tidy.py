"""Spread the units of a tree sideways, close together and never overlapping, in linear time.

The algorithm is Atze van der Ploeg's, "Drawing non-layered tidy trees in linear time" (Software: Practice and
Experience, 2014), with d3-flextree's later correction (a branch whose first guess stood too far right is pulled left),
in whole units and without recursion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NOTHING = -1


@dataclass(frozen=True, slots=True)
class Unit:
    """What keeps its shape while a tree is spread: a box with its assistants, or a stack of boxes.

    Distances from its middle line: how much room it needs on both sides, and where its boxes end on the left and right.
    """

    room_left: int
    room_right: int
    left: int
    right: int
    bottom: int


Lows = tuple[
    int, int, "Lows | None"
]  # how far down siblings reach that can be seen from the right: depth, place, the next lower


class Spreading:
    """The working lists of one run; every number is about the unit at that place."""

    def __init__(self, units: Sequence[Unit], reports: Mapping[int, Sequence[int]]) -> None:
        count = len(units)
        self.reports = reports
        self.room_left = [unit.room_left for unit in units]
        self.room_right = [unit.room_right for unit in units]
        self.left = [unit.left for unit in units]
        self.right = [unit.right for unit in units]
        self.bottom = [unit.bottom for unit in units]
        self.middle = [0] * count  # relative to the sum of the moves of all units above
        self.move = [0] * count  # of a whole branch
        self.step, self.change = [0] * count, [0] * count  # extra space, handed to the branches in between
        self.left_thread, self.right_thread = [NOTHING] * count, [NOTHING] * count
        self.left_end, self.right_end = list(range(count)), list(range(count))
        self.left_end_moves, self.right_end_moves = [0] * count, [0] * count

    def place_reports(self, manager: int) -> None:
        """Put the finished branches of a manager beside each other, and the manager over their middle."""
        reports = self.reports[manager]
        lows: Lows | None = None
        for place, report in enumerate(reports):
            lowest = self.bottom[self.right_end[report]]
            if lows:
                self.part(reports, place, lows)
            while lows and lowest >= lows[0]:
                lows = lows[2]
            lows = (lowest, place, lows)
        first, last = reports[0], reports[-1]
        begin = self.middle[first] + self.move[first] - self.left[first]
        end = self.middle[last] + self.move[last] + self.right[last]
        self.middle[manager] = (begin + end) // 2
        self.left_end[manager], self.left_end_moves[manager] = self.left_end[first], self.left_end_moves[first]
        self.right_end[manager], self.right_end_moves[manager] = self.right_end[last], self.right_end_moves[last]

    def part(self, reports: Sequence[int], place: int, lows: Lows) -> None:
        """Move a branch right until it clears those before it, walking down both contours."""
        bottom, middle, move = self.bottom, self.middle, self.move
        room_left, room_right = self.room_left, self.room_right
        before, here = reports[place - 1], reports[place]
        before_moves, here_moves = move[before], move[here]
        is_first = True
        while before != NOTHING and here != NOTHING:
            while bottom[before] > lows[0] and lows[2]:
                lows = lows[2]
            distance = before_moves + middle[before] + room_right[before] - here_moves - middle[here] + room_left[here]
            if distance > 0 or (is_first and distance < 0):
                here_moves += distance
                self.push(reports, place, lows[1], distance)
            is_first = False
            before_bottom, here_bottom = bottom[before], bottom[here]
            if before_bottom <= here_bottom:
                before = self.next_on_right(before)
                before_moves += move[before] if before != NOTHING else 0
            if before_bottom >= here_bottom:
                here = self.next_on_left(here)
                here_moves += move[here] if here != NOTHING else 0
        if here != NOTHING:
            self.thread_left(reports[0], reports[place], here, here_moves)
        elif before != NOTHING:
            self.thread_right(reports[place - 1], reports[place], before, before_moves)

    def next_on_right(self, unit: int) -> int:
        """The next unit down the right contour."""
        reports = self.reports.get(unit)
        return reports[-1] if reports else self.right_thread[unit]

    def next_on_left(self, unit: int) -> int:
        """The next unit down the left contour."""
        reports = self.reports.get(unit)
        return reports[0] if reports else self.left_thread[unit]

    def push(self, reports: Sequence[int], place: int, blocker: int, distance: int) -> None:
        """Move a branch, and remember to share the space out among those between it and the one in its way."""
        report = reports[place]
        self.move[report] += distance
        self.left_end_moves[report] += distance
        self.right_end_moves[report] += distance
        steps = place - blocker
        if steps > 1:
            step = distance // steps
            self.step[reports[blocker + 1]] += step
            self.step[report] -= step
            self.change[report] -= step * (steps - 1)

    def thread_left(self, first: int, branch: int, here: int, here_moves: int) -> None:
        """The branch reaches further down than those before it: their left contour goes on into it."""
        end = self.left_end[first]
        self.left_thread[end] = here
        difference = here_moves - self.move[here] - self.left_end_moves[first]
        self.move[end] += difference
        self.middle[end] -= difference
        self.left_end[first], self.left_end_moves[first] = self.left_end[branch], self.left_end_moves[branch]

    def thread_right(self, previous: int, branch: int, before: int, before_moves: int) -> None:
        """Those before reach further down than the branch: its right contour goes on into them."""
        end = self.right_end[branch]
        self.right_thread[end] = before
        difference = before_moves - self.move[before] - self.right_end_moves[branch]
        self.move[end] += difference
        self.middle[end] -= difference
        self.right_end[branch], self.right_end_moves[branch] = self.right_end[previous], self.right_end_moves[previous]

    def middles(self) -> list[int]:
        """Add up the moves from the top down."""
        total = self.move[:]
        for manager, reports in sorted(self.reports.items()):
            step = extra = 0
            for report in reports:
                step += self.step[report]
                extra += step + self.change[report]
                total[report] += total[manager] + extra
        return [middle + moves for middle, moves in zip(self.middle, total, strict=True)]


def spread(units: Sequence[Unit], reports: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the middle line of each unit; a unit comes before its reports."""
    spreading = Spreading(units, reports)
    for manager in sorted(reports, reverse=True):
        spreading.place_reports(manager)
    return spreading.middles()
