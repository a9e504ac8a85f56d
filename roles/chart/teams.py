"""Part the reports of each manager by how they are drawn: assistants, branches, and leaf reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roles.chart.seats import Placed
from roles.chart.tree import Tree

Seats = list[int]


@dataclass(frozen=True, slots=True)
class Teams:
    """By a manager's number who reports there: branches have reports, leaves have none, nor have assistants."""

    heads: Seats
    order: Seats = field(default_factory=list)  # heads and managers, each before those who report there
    branches: dict[int, Seats] = field(default_factory=dict)
    leaves: dict[int, Seats] = field(default_factory=dict)
    assistants: dict[int, Seats] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Each manager with each direct report, level by level."""
        for manager in self.order:
            for reports in (self.branches, self.leaves, self.assistants):
                yield from ((manager, report) for report in reports.get(manager, ()))


def part(seats: Sequence[Placed], tree: Tree) -> Teams:
    """Go through the tree level by level; an assistant who has reports is drawn as a branch."""
    reports, teams = tree.reports, Teams(tree.heads, tree.heads[:])
    assistants = {number for number, seat in enumerate(seats) if seat.is_assistant}
    for manager in teams.order:
        if manager not in reports:
            continue
        below = reports[manager]
        branches = [report for report in below if report in reports]
        if branches:
            teams.branches[manager] = branches
            teams.order.extend(branches)
            below = [report for report in below if report not in reports]
        if assistants and not assistants.isdisjoint(below):
            teams.assistants[manager] = [report for report in below if report in assistants]
            below = [report for report in below if report not in assistants]
        if below:
            teams.leaves[manager] = below
    return teams


def in_twos(assistants: Seats) -> list[Seats]:
    """Two assistants share a row, one on each side of the stem."""
    return [assistants[start : start + 2] for start in range(0, len(assistants), 2)]
