"""Say at which height each position stands when the same grade is to stand at the same height.

Each grade has a band; a band comes after those whose positions manage its own, equal ones in the order of the mean
level of their positions, then by name. A position stands in the first row of its grade's band if that lies beyond its
manager's. One whose grade is the manager's, or a higher one, or who has none, stands in the manager's band, in the row
after the manager's: nobody is level with the manager or above. Heads without a grade stand before all bands.
Assistants stand beside the stem, whatever their grade.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from roles.chart.places import Band
from roles.chart.seats import Style
from roles.chart.teams import Seats, Teams

BEFORE_ALL = -1


class Step(NamedTuple):
    """The number of a band, and of a row in it."""

    band: int
    row: int


@dataclass(frozen=True, slots=True)
class Grading:
    """The names of the bands, and by a seat's number its grade and where it stands."""

    names: list[str]
    grades: Sequence[str]
    steps: list[Step]

    def alike(self, leaves: Seats) -> list[Seats]:
        """Group leaf reports of one manager that have the same grade and stand in the same row."""
        groups: dict[tuple[Step, str], Seats] = {}
        for leaf in leaves:
            groups.setdefault((self.steps[leaf], self.grades[leaf]), []).append(leaf)
        return list(groups.values())

    def tops_of(
        self, boxes: Mapping[Step, int], reach: Mapping[Step, int], style: Style
    ) -> tuple[dict[Step, int], list[Band]]:
        """Where each row begins, and each band, by how tall the boxes of a row are and how far all in it reaches."""
        tops: dict[Step, int] = {}
        bands: list[Band] = []
        last, top, end = Step(BEFORE_ALL, 0), style.margin, style.margin
        for step in sorted(reach):
            if step.band != last.band:
                begin, room = (end + style.band_gap, style.row_gap) if tops else (style.margin, style.band_gap)
                bands.append(Band(self.names[step.band], begin, begin))
                top = begin + room
            elif tops:
                top += boxes[last] + style.row_gap
            tops[step], last, end = top, step, max(end, top + reach[step])
            if bands:
                bands[-1] = bands[-1]._replace(end=end)
        return tops, bands


def grade(teams: Teams, grades: Sequence[str]) -> Grading:
    """Put every seat into its band, managers before their reports."""
    names = in_order(teams, grades)
    bands = {name: number for number, name in enumerate(names)}
    steps = [Step(BEFORE_ALL, 0)] * len(grades)
    for head in teams.heads:
        steps[head] = Step(bands.get(grades[head], BEFORE_ALL), 0)
    for manager, report in teams.pairs():
        above, band = steps[manager], bands.get(grades[report], BEFORE_ALL)
        steps[report] = Step(band, 0) if band > above.band else Step(above.band, above.row + 1)
    return Grading(names, grades, steps)


def in_order(teams: Teams, grades: Sequence[str]) -> list[str]:
    """The grades that there are: next is always one that the fewest lines say stands below another that waits.

    Of equal ones the one nearest to the heads, then by name. This is the greedy order of Eades, Lin and Smyth, "A fast
    and effective heuristic for the feedback arc set problem" (Information Processing Letters, 1993), from one end.
    """
    levels = [0] * len(grades)
    found: dict[str, list[int]] = {}
    for report in reached(teams, levels):
        if grades[report]:
            found.setdefault(grades[report], []).append(levels[report])
    below = lines_down(teams, grades)
    lines_above = Counter(dict.fromkeys(found, 0))
    for reports in below.values():
        lines_above.update(reports)
    mean = {name: (sum(found[name]) / len(found[name]), natural(name)) for name in found}
    waiting = [(lines_above[name], mean[name], name) for name in found]
    heapify(waiting)
    order: dict[str, None] = {}
    while waiting:
        lines, _, name = heappop(waiting)
        if name in order or lines != lines_above[name]:
            continue
        order[name] = None
        for other, count in below.get(name, {}).items():
            lines_above[other] -= count
            heappush(waiting, (lines_above[other], mean[other], other))
    return list(order)


def lines_down(teams: Teams, grades: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each grade those it manages, and by how many more lines than they manage it."""
    lines = Counter((grades[manager], grades[report]) for manager, report in teams.pairs())
    below: dict[str, dict[str, int]] = {}
    for (manager, report), count in lines.items():
        if manager and report and count > (back := lines[report, manager]):
            below.setdefault(manager, {})[report] = count - back
    return below


def reached(teams: Teams, levels: list[int]) -> Iterator[int]:
    """Go from the heads to every seat that is drawn, and note its level."""
    yield from teams.heads
    for manager, report in teams.pairs():
        levels[report] = levels[manager] + 1
        yield report


def natural(name: str) -> list[tuple[int, str]]:
    """A key by which G2 comes before G10."""
    parts: Iterable[tuple[int, str]] = enumerate(re.split(r"(\d+)", name.casefold()))
    return [(int(part), "") if place % 2 else (0, part) for place, part in parts]
