"""Cut a chart into sheets, each of which holds a manager with as much below as fits.

From the bottom up, after Kundu and Misra, "A linear tree partitioning algorithm" (SIAM Journal on Computing, 1977): a
manager keeps all that is left of the reports' branches, if it fits. Else the heaviest branches get sheets of their
own; or the reports are dealt out, in order, to several sheets under the manager: "X, 2 of 5".
"""

from dataclasses import dataclass
from itertools import chain
from math import ceil

from roles.sheets.chart import NOBODY, Chart
from roles.sheets.dealing import USUAL, Dealing, Fitting, Members

EXTRA = 1  # that many sheets more may be needed for a first one with all who report to the head


@dataclass(frozen=True, slots=True)
class Cut:
    """A sheet: who manages it, who stands below, and which of the manager's sheets it is."""

    top: int
    members: Members
    part: int = 1
    parts: int = 1


class Cutting:
    """The working lists of one run."""

    def __init__(self, chart: Chart, fit: Fitting) -> None:
        self.chart, self.fit = chart, fit
        self.kept: dict[int, Members] = {}  # of each manager those below who are on no sheet yet
        self.going: set[int] = set()  # who have sheets of their own
        self.cuts: list[Cut] = []

    def run(self) -> list[Cut]:
        """Cut everything, and return the sheets in the order of reading."""
        chart = self.chart
        root = chart.heads[0] if len(chart.heads) == 1 else NOBODY
        managers = [number for number in chart.order if number in chart.reports]
        for manager in chain(reversed(managers), [NOBODY] if root == NOBODY else []):
            self.settle(manager, is_root=manager == root)
        if root not in self.going and chart.heads:
            self.cuts.append(Cut(root, self.kept.get(root, [])))
        self.cuts.sort(key=lambda cut: (chart.ranks[cut.top], cut.part))
        return self.cuts

    def settle(self, manager: int, *, is_root: bool) -> None:
        """Decide what stays with a manager."""
        reports = self.chart.reports.get(manager, [])
        below = {report: self.branch(report) for report in reports}
        members = list(chain.from_iterable(below.values()))
        if self.fit.fits(manager, members, self.going):
            self.kept[manager] = members
            return
        sheets = ceil(self.fit.share(members) / USUAL)
        branches = self.branches_to_cut(manager, below, sheets + EXTRA if is_root else max(1, sheets - 1))
        if branches:
            self.cut_off(manager, below, branches)
        else:
            self.deal_out(manager, below)

    def branch(self, report: int) -> Members:
        """A report with those below who are on no sheet yet."""
        return [report, *self.kept.get(report, ())]

    def branches_to_cut(self, manager: int, below: dict[int, Members], most: int) -> Members:
        """The heaviest branches, so few of them, without which the rest fits; none if it does not."""
        shares = {report: self.fit.share(part) for report, part in below.items() if len(part) > 1}
        branches = sorted(shares, key=lambda report: -shares[report])
        for count in range(1, min(most, len(branches)) + 1):
            off = set(branches[:count])
            rest = list(chain.from_iterable([report] if report in off else part for report, part in below.items()))
            if self.fit.fits(manager, rest, self.going | off):
                return branches[:count]
        return []

    def cut_off(self, manager: int, below: dict[int, Members], branches: Members) -> None:
        """Give branches sheets of their own, and keep the rest."""
        for report in branches:
            self.own_sheet(report)
        self.kept[manager] = list(chain.from_iterable(self.branch(report) for report in below))

    def own_sheet(self, report: int) -> None:
        """Put what is left of a branch on a sheet of its own."""
        self.cuts.append(Cut(report, self.kept.pop(report)))
        self.going.add(report)

    def deal_out(self, manager: int, below: dict[int, Members]) -> None:
        """Deal the reports out to sheets; a branch that is too large for any sheet beside its manager gets its own."""
        for report, branch in below.items():
            if len(branch) > 1 and not self.fit.fits(manager, branch, self.going):
                self.own_sheet(report)
        dealing = Dealing(manager, [self.branch(report) for report in below], self.fit, self.going)
        groups = dealing.groups()
        for part, members in enumerate(groups, start=1):
            self.cuts.append(Cut(manager, members, part, len(groups)))
        for report in below:
            self.kept.pop(report, None)
        self.kept[manager] = []
        self.going.add(manager)
