"""Who reports to whom, by numbers alone: what cutting and estimating a book need of its chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from roles.chart.seats import Placed
from roles.chart.tree import grow

NOBODY = -1  # stands for the manager of several heads, who has no box


@dataclass(frozen=True)
class Chart:
    """Seats by the numbers of their places: whom each reports to, who reports there, and all in the order of reading.

    What hangs on no head is left out, as in every drawing.
    """

    managers: list[int]
    reports: dict[int, list[int]]
    order: list[int]

    @property
    def heads(self) -> list[int]:
        """Who reports to nobody."""
        return self.reports.get(NOBODY, [])

    @cached_property
    def ranks(self) -> dict[int, int]:
        """Where each stands in the order of reading; the manager of all heads before everybody."""
        return {number: rank for rank, number in enumerate([NOBODY, *self.order])}

    def line_above(self, number: int) -> Iterator[int]:
        """The managers above, the nearest first."""
        while (number := self.managers[number]) != NOBODY:
            yield number


def chart_of(seats: Sequence[Placed]) -> Chart:
    """Go through the seats from the heads down; assistants stand before their peers."""
    tree = grow(seats)
    managers = [NOBODY] * len(seats)
    reports = {NOBODY: tree.heads} if tree.heads else {}
    order: list[int] = []
    waiting = tree.heads[::-1]
    while waiting:
        number = waiting.pop()
        order.append(number)
        if number not in tree.reports:
            continue
        below = reports[number] = sorted(tree.reports[number], key=lambda report: not seats[report].is_assistant)
        for report in below:
            managers[report] = number
        waiting += reversed(below)
    return Chart(managers, reports, order)
