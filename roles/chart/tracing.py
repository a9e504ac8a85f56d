"""Trace the lines between positions that are highlighted, so that they can be drawn once more on top of all others."""

from collections.abc import Iterator, Sequence
from typing import Literal

from roles.chart.lines import Chain, Connecting
from roles.chart.places import NOWHERE, Layout, Size
from roles.chart.routes import straightened
from roles.chart.seats import Seat, Style

Kind = Literal["on-line", "on-path"]


def trace(
    seats: Sequence[Seat], layout: Layout, sizes: Sequence[Size], style: Style
) -> Iterator[tuple[int, tuple[Chain, ...], Kind]]:
    """Yield each manager with the lines to reports that are on the same path or line, and which of both."""
    numbers: dict[int | None, int] = {
        seat.key: number for number, seat in enumerate(seats) if seat.is_on_line or seat.is_on_path
    }
    tracing = Tracing(layout, sizes, style) if numbers else None
    found: dict[tuple[int, Kind], list[Chain]] = {}
    for report in numbers.values():
        manager = numbers.get(seats[report].reports_to)
        if tracing and manager is not None and layout.tops[report] != NOWHERE:
            kind = kind_of(seats[manager], seats[report])
            if kind:
                found.setdefault((manager, kind), []).append(tracing.way(manager, report))
    for (manager, kind), chains in found.items():
        yield manager, tuple(chains), kind


def kind_of(manager: Seat, report: Seat) -> Kind | None:
    """Why the line between two is highlighted, if it is."""
    if manager.is_on_path and report.is_on_path:
        return "on-path"
    return "on-line" if manager.is_on_line and report.is_on_line else None


class Tracing(Connecting):
    """Follows single lines through one layout."""

    def way(self, manager: int, report: int) -> Chain:
        """The line from a manager down to one direct report."""
        x, foot = self.top_middle(manager)[0], self.tops[manager] + self.sizes[manager][1]
        if report in self.layout.assistants.get(manager, ()):
            return self.turned(((x, foot), *self.elbow(report, x)))
        gap, shelves = self.style.row_gap // 2, self.shelves_of(manager)
        column = next((column for column in self.layout.columns.get(manager, ()) if report in column), None)
        tail = self.rib(report) if column else (self.top_middle(report),)
        shelf, first = self.tops[column[0] if column else report], min(shelves)
        block = self.layout.blocks.get(manager)
        if block is None or block.trunk is None or shelf == first:
            return self.turned(straightened((x, foot), (x, first - gap), (tail[0][0], first - gap), *tail))
        trunk = (block.trunk, first - gap), (block.trunk, shelf - gap)
        return self.turned(straightened((x, foot), (x, first - gap), *trunk, (tail[0][0], shelf - gap), *tail))
