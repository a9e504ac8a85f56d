"""Turn flat seats into trees by whom they report to, and walk them without recursion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart.seats import Placed, Seat
from roles.chart.told import Told


@dataclass(frozen=True, slots=True)
class Tree:
    """Who reports to whom; a seat is the number of its place in the input, and keeps that order among its peers."""

    heads: list[int]
    reports: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Row(Told):
    """One seat of the nested list, whether a list opens below it, and how many lists end after it."""

    seat: Seat
    opens: bool
    closes: range


def grow(seats: Sequence[Placed]) -> Tree:
    """Group seats by their manager; what hangs on no head is never reached: orphans, loops."""
    place = {seat.key: number for number, seat in enumerate(seats)}
    managers = [seat.reports_to for seat in seats]
    reports: dict[int, list[int]] = {}
    for number, manager in enumerate(map(place.get, managers)):  # type: ignore[arg-type]  # None is no key
        if manager is None:
            continue
        if manager in reports:
            reports[manager].append(number)
        else:
            reports[manager] = [number]
    return Tree([number for number, manager in enumerate(managers) if manager is None], reports)


def nest(seats: Sequence[Seat]) -> Iterator[Row]:
    """Yield each seat before its reports, with what a template needs to open and close nested lists."""
    tree = grow(seats)
    # Each seat with the lists that end after it: the last report ends its manager's, and those that end there.
    waiting = [(head, 0) for head in reversed(tree.heads)]
    while waiting:
        number, ends = waiting.pop()
        reports = tree.reports.get(number, [])
        yield Row(seats[number], bool(reports), range(0 if reports else ends))
        last = len(reports) - 1
        waiting += [(report, ends + 1 if place == last else 0) for place, report in reversed(list(enumerate(reports)))]
