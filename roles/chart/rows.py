"""Lay out a chart in rows: each level stands below the one above, and managers over the middle of their reports.

The tidy tree of `tidy` says where each unit stands from left to right.
"""

from collections.abc import Sequence
from operator import add, sub

from roles.chart.grades import Grading, Step
from roles.chart.places import NOWHERE, Band, Layout
from roles.chart.seats import Style
from roles.chart.teams import Seats, Teams, in_twos
from roles.chart.tidy import Extents, spread
from roles.chart.units import HEADS, STACK, Stack, sort_out


def lay_out_rows(teams: Teams, widths: Seats, heights: Seats, style: Style, grading: Grading | None = None) -> Layout:
    """Place boxes of the given widths and heights; each grade in its band if there is a grading."""
    rows = Rows(teams, widths, heights, style, grading)
    bands = rows.say_tops_by_grade(grading) if grading else []
    if not grading:
        rows.say_tops()
    rows.measure()
    return rows.place(bands)


class Rows:
    """The working lists of one run, by the number of a unit or of a seat."""

    def __init__(self, teams: Teams, widths: Seats, heights: Seats, style: Style, grading: Grading | None) -> None:
        self.assistants, self.widths, self.heights, self.style = teams.assistants, widths, heights, style
        self.units = sort_out(teams, grading, style)
        self.tops = [style.margin] * len(self.units.seats)
        self.extents = Extents()
        self.seats_lefts, self.seats_tops = [NOWHERE] * len(widths), [NOWHERE] * len(widths)

    def say_tops(self) -> None:
        """Levels stand in rows, but below a manager with assistants the branch stands lower."""
        seats, reports, tops = self.units.seats, self.units.reports, self.tops
        below = list(reports.get(0, ()))
        while managers := [unit for unit in below if unit in reports]:
            tallest = max([self.heights[seats[unit]] for unit in managers])
            below = []
            for unit in managers:
                seat = seats[unit]
                room = max(tallest, self.depth_of(seat)) if seat in self.assistants else tallest
                span = reports[unit]
                tops[span.start : span.stop] = [tops[unit] + room + self.style.row_gap] * len(span)
                below += span

    def say_tops_by_grade(self, grading: Grading) -> list[Band]:
        """Each grade stands in its band, in rows; a stack may reach down beside further rows."""
        boxes: dict[Step, int] = {}
        reach: dict[Step, int] = {}
        steps = [self.step_of(unit, grading) for unit in range(1, len(self.units.seats))]
        for unit, step in enumerate(steps, start=1):
            height = self.height_of(unit)
            reach[step] = max(reach.get(step, 0), height)
            if unit not in self.units.stacks:
                boxes[step] = max(boxes.get(step, 0), height)
        tops, bands = grading.tops_of(boxes, reach, self.style)
        self.tops[1:] = [tops[step] for step in steps]
        return bands

    def step_of(self, unit: int, grading: Grading) -> Step:
        """In which row of which band a unit stands."""
        stack = self.units.stacks.get(unit)
        return grading.steps[stack.columns[0][0] if stack else self.units.seats[unit]]

    def height_of(self, unit: int) -> int:
        """How tall a unit is, assistants included."""
        stack = self.units.stacks.get(unit)
        return self.height_of_stack(stack) if stack else self.depth_of(self.units.seats[unit])

    def height_of_stack(self, stack: Stack) -> int:
        """How tall the tallest column of a stack is."""
        tallest = max([sum([self.heights[seat] for seat in column]) for column in stack.columns])
        return tallest + (stack.rows - 1) * self.style.stack_gap

    def depth_of(self, seat: int) -> int:
        """How tall a box is with the rows of its assistants."""
        rows = in_twos(self.assistants.get(seat, []))
        return self.heights[seat] + sum(self.style.assistant_gap + self.tallest_of(row) for row in rows)

    def tallest_of(self, seats: Seats) -> int:
        """How tall the tallest of some boxes is."""
        return max([self.heights[seat] for seat in seats])

    def widest_of(self, seats: Seats) -> int:
        """How wide the widest of some boxes is."""
        return max([self.widths[seat] for seat in seats])

    def measure(self) -> None:
        """Say how much room each unit takes."""
        for unit, seat in enumerate(self.units.seats):
            if seat == STACK:
                self.measure_stack(self.units.stacks[unit], self.tops[unit])
            elif seat != HEADS:
                self.measure_box(seat, self.tops[unit])
            else:
                gap = self.style.gap // 2
                self.extents.append(gap, gap, 0, 0, self.tops[unit])

    def measure_box(self, seat: int, top: int) -> None:
        """A box with its assistants; the gap to its neighbours is half on each side."""
        gap, width = self.style.gap // 2, self.widths[seat]
        left, right, depth = width // 2, width - width // 2, self.heights[seat]
        before, after = left, right
        if seat in self.assistants:
            beside = [self.widths[assistant] + self.style.indent for assistant in self.assistants[seat]]
            before, after, depth = max((left, *beside[::2])), max((right, *beside[1::2])), self.depth_of(seat)
        self.extents.append(before + gap, after + gap, left, right, top + depth)

    def measure_stack(self, stack: Stack, top: int) -> None:
        """Columns with room for their spines."""
        gap, columns, style = self.style.gap // 2, stack.columns, self.style
        width = sum([self.widest_of(column) for column in columns]) + (len(columns) - 1) * stack.gap_in(style)
        left, right, indent = width // 2, width - width // 2, style.indent if stack.has_spines else 0
        self.extents.append(left + indent + gap, right + gap, left, right, top + self.height_of_stack(stack))

    def place(self, bands: Sequence[Band]) -> Layout:
        """Spread the units, and say where each box stands."""
        extents, units, style = self.extents, self.units, self.style
        middles = spread(extents, units.reports)
        edge = style.margin - style.gap // 2
        start = min(map(sub, middles, extents.room_left)) - edge
        end = max(map(add, middles, extents.room_right)) + edge
        for unit, seat in enumerate(units.seats):
            if seat == STACK:
                self.place_stack(units.stacks[unit], middles[unit] - start - extents.left[unit], self.tops[unit])
            elif seat != HEADS:
                self.place_box(seat, middles[unit] - start, self.tops[unit])
        height = max(extents.bottom) + style.margin
        places = self.seats_lefts, self.seats_tops
        return Layout(end - start, height, *places, self.assistants, units.alone, units.columns, {}, bands)

    def place_stack(self, stack: Stack, x: int, top: int) -> None:
        """Place the boxes of a stack column by column."""
        lefts, tops, gap = self.seats_lefts, self.seats_tops, self.style.stack_gap
        for column in stack.columns:
            y = top
            for seat in column:
                lefts[seat], tops[seat] = x, y
                y += self.heights[seat] + gap
            x += self.widest_of(column) + stack.gap_in(self.style)

    def place_box(self, seat: int, middle: int, top: int) -> None:
        """Place a box, and its assistants in twos on the left and right of the stem below it."""
        style = self.style
        self.seats_lefts[seat], self.seats_tops[seat] = middle - self.widths[seat] // 2, top
        if seat not in self.assistants:
            return
        y = top + self.heights[seat] + style.assistant_gap
        for row in in_twos(self.assistants[seat]):
            for assistant, is_right in zip(row, (False, True), strict=False):
                before = -style.indent - self.widths[assistant]
                self.seats_lefts[assistant] = middle + (style.indent if is_right else before)
                self.seats_tops[assistant] = y
            y += self.tallest_of(row) + style.assistant_gap
