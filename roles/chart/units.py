"""Sort a chart in rows into what is spread as one unit: boxes with their assistants, and stacks of leaf reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isqrt

from roles.chart.grades import Grading
from roles.chart.seats import Style
from roles.chart.teams import Seats, Teams

ROW_OF_LEAVES = 4  # up to so many stand in one row under a head that has no other reports
HEADS = -1  # the seat of the first unit, which is empty and carries the heads
STACK = -2  # the seat of a stack


@dataclass(frozen=True, slots=True)
class Stack:
    """Leaf reports in columns of as many rows, filled from the top down, the first one first.

    Each column has a spine at its left; without, there is one row, and a line of its own for each box.
    """

    columns: list[Seats]
    rows: int
    has_spines: bool = True

    def gap_in(self, style: Style) -> int:
        """Between two columns."""
        return style.column_gap if self.has_spines else style.stack_gap


@dataclass(frozen=True, slots=True)
class Units:
    """Every unit after its manager's, those of a manager side by side: whose seat it is, and which units report there.

    By a manager's seat it tells which reports have lines of their own, and which stand in columns.
    """

    seats: Seats = field(default_factory=lambda: [HEADS])
    reports: dict[int, range] = field(default_factory=dict)
    stacks: dict[int, Stack] = field(default_factory=dict)
    alone: dict[int, Seats] = field(default_factory=dict)
    columns: dict[int, list[Seats]] = field(default_factory=dict)

    def add(self, manager: int, boxes: Seats, stacks: Sequence[Stack] = ()) -> None:
        """Append what reports to a unit; stacks stand after the other reports."""
        begin, seat = len(self.seats), self.seats[manager]
        if boxes:
            self.seats.extend(boxes)
            self.alone[seat] = boxes
        for stack in stacks:
            self.stacks[len(self.seats)] = stack
            self.seats.append(STACK)
            if stack.has_spines:
                self.columns.setdefault(seat, []).extend(stack.columns)
            else:
                self.alone[seat] = [*self.alone.get(seat, ()), *[leaf for (leaf,) in stack.columns]]
        self.reports[manager] = range(begin, len(self.seats))


def sort_out(teams: Teams, grading: Grading | None, style: Style) -> Units:
    """Go through the tree level by level; leaf reports of different grades are not stacked together."""
    units, heads = Units(), set(teams.heads)
    if teams.heads:
        units.add(0, teams.heads)
    for unit, seat in enumerate(units.seats):
        if seat not in teams.branches and seat not in teams.leaves:
            continue
        boxes, stacks, lone = teams.branches.get(seat, []), list[Stack](), list[int]()
        if seat in teams.leaves:
            leaves = teams.leaves[seat]
            groups = grading.alike(leaves) if grading else [leaves]
            for group in groups:
                if stack := stack_of(group, len(groups) == 1 and not boxes and seat in heads, style):
                    stacks.append(stack)
                else:
                    lone += group
        units.add(unit, sorted((*boxes, *lone)) if lone else boxes, stacks)
    return units


def stack_of(leaves: Seats, is_whole_drawing: bool, style: Style) -> Stack | None:
    """Stack leaf reports; none where they stand beside each other like all others. To the right they stand singly."""
    if style.direction == "right":
        return Stack([[leaf] for leaf in leaves], 1, has_spines=False)
    columns = columns_for(len(leaves), is_whole_drawing, style)
    rows = -(-len(leaves) // columns)
    if columns == len(leaves):
        return None
    return Stack([leaves[start : start + rows] for start in range(0, len(leaves), rows)], rows)


def columns_for(leaves: int, is_whole_drawing: bool, style: Style) -> int:
    """How many columns a stack of leaf reports takes; as many as there are leaves means that they stand in a row.

    One for every ten keeps a chart of up to about sixty people most readable on paper. Under a head with no other
    reports they fill a field about twice as wide as it is tall, as screens are.
    """
    columns = -(-leaves // style.stack_rows)
    if not is_whole_drawing:
        return columns
    return leaves if leaves <= ROW_OF_LEAVES else max(columns, isqrt(leaves * 9 // 10) + 1)
