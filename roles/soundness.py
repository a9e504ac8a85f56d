"""Say whether the tree is one, and its numbers follow from whom each position reports to."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from roles.models import Chart, Position
from roles.numbering import FIRST, LAST, Numbers, Place

BATCH = 1000

REPORTS_OUTSIDE_CHART = Q(reports_to__is_placed=False) | Q(reports_to__ended_on__isnull=False)
NUMBER_FIELDS = ("tree_id", "level", "lft", "rght", "reports_count")


def read_places() -> Iterator[Place]:
    """Every position as the database has it."""
    columns = ("pk", "reports_to_id", "peer_order", *NUMBER_FIELDS)
    for key, manager, order, tree, level, lft, rght, reports in Position.objects.order_by().values_list(*columns):
        yield Place(key, manager, order, Numbers(tree, level, lft, rght, reports))


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one position, by its code; `kind` is a word for programs."""

    kind: str
    code: str
    message: str

    def __str__(self) -> str:
        return self.message


class Kind(StrEnum):
    """What can be wrong; the first four can't be mended without knowing what was meant."""

    ORPHAN = "orphan"
    LOOP = "loop"
    OUTSIDE = "manager outside the chart"
    HEAD = "second head"
    COUNTS = "level or count"
    RANGE = "range"
    ORDER = "order"


MESSAGES: dict[Kind, Promise] = {
    Kind.ORPHAN: gettext_lazy("%(code)s reports to a position that is not there."),
    Kind.LOOP: gettext_lazy("%(code)s is below no head: it reports in a loop."),
    Kind.OUTSIDE: gettext_lazy("%(code)s reports to a position that is not in the chart."),
    Kind.HEAD: gettext_lazy("%(code)s is one head too many: let it report to somebody, or allow several heads."),
    Kind.COUNTS: gettext_lazy("%(code)s has a wrong level or number of reports."),
    Kind.RANGE: gettext_lazy("%(code)s has a range that is not inside its manager's."),
    Kind.ORDER: gettext_lazy("%(code)s overlaps a peer, or is not in its order."),
}
# In the order of the numbers: who is in whose range can be told in one walk.
WALK = """
SELECT id, reports_to_id, peer_order, tree_id, level, lft, rght, reports_count, is_placed AND ended_on IS NULL
FROM roles_position ORDER BY tree_id, lft"""


def check_tree() -> list[Finding]:
    """Say everything that is wrong with the tree, by an oracle that trusts `reports_to` alone."""
    with connection.cursor() as cursor:
        cursor.execute(WALK)
        is_right = is_sound(iter(partial(cursor.fetchmany, BATCH), []))
    return [] if is_right and not _wrong_heads() else find_faults()


def is_sound(batches: Iterable[Sequence[tuple[Any, ...]]]) -> bool:
    """Walk the rows in the order of their numbers, and see whether all follow from whom each reports to.

    Each must begin inside the range of its manager, who is the last that is still open; so each is below a head.
    """
    # Of each that is open: key, end of the range, reports seen, reports counted, last report's order, is in the chart.
    line: list[list[Any]] = [[None, 0, 0, 0, (-1, -1), True]]
    tree: int | None = None
    begun = 0
    for key, manager, order, own_tree, level, lft, rght, count, in_chart in chain.from_iterable(batches):
        if own_tree != tree:
            if not close(line, 1) or manager is not None:
                return False
            line[0][1], line[0][4], tree, begun = LAST + 1, (-1, -1), own_tree, 0
        while line[-1][1] < lft:
            if len(line) == 1 or not close(line, len(line) - 1):
                return False
        above = line[-1]
        if manager is None and len(line) == 1 and above[4] != (-1, -1):
            return False
        fits = manager == above[0] and level == len(line) - 1 and begun < lft < rght < above[1]
        if not (fits and above[4] < (order, key) and above[5] and (in_chart or manager is None)):
            return False
        begun, above[4] = lft, (order, key)
        above[2] += count + 1
        line.append([key, rght, 0, count, (-1, -1), bool(in_chart)])
    return close(line, 1)


def close(line: list[list[Any]], depth: int) -> bool:
    """End the ranges that are open below a depth; false where one has other reports than it counts."""
    closed = line[depth:]
    del line[depth:]
    return all(seen == counted for _key, _end, seen, counted, _order, _in_chart in closed)


def find_faults() -> list[Finding]:
    """Name every position that is wrong, and how; slower than to see that none is."""
    rows = {place.key: place for place in read_places()}
    levels = levels_of({key: place.manager for key, place in rows.items()})
    reachable = {key: rows[key] for key in levels}
    wrong = _wrong_numbers(reachable, levels) | _wrong_peers(reachable.values()) | _wrong_managers()
    wrong |= _wrong_heads()
    wrong |= _unreachable(rows.keys() - levels.keys(), rows)
    # in_bulk asks for as many at a time as the database takes; who was deleted meanwhile is no longer wrong.
    found = Position.objects.in_bulk(list(wrong))
    findings = (
        Finding(kind.value, found[key].code, str(MESSAGES[kind]) % {"code": found[key].code})
        for key, kind in wrong.items()
        if key in found
    )
    return sorted(findings, key=lambda finding: finding.message)


def note_check(findings: Sequence[Finding]) -> None:
    """Keep what a check found, for whoever asks whether all is well."""
    Chart.objects.filter(pk=Chart.current().pk).update(checked_at=timezone.now(), findings=len(findings))


def reachable_places() -> dict[int, Place]:
    """Every position that a head is above, as the database has it: those below none can't be numbered."""
    rows = {place.key: place for place in read_places()}
    return {key: rows[key] for key in levels_of({key: place.manager for key, place in rows.items()})}


def levels_of(managers: Mapping[int, int | None]) -> dict[int, int]:
    """Count the steps to the top of each position; those that reach none, being in or below a loop, are left out."""
    levels: dict[int, int] = {}
    for key in managers:
        line: list[int] = []
        on_line: set[int] = set()
        above: int | None = key
        while above is not None and above in managers and above not in levels and above not in on_line:
            line.append(above)
            on_line.add(above)
            above = managers[above]
        if above is None or above in levels:
            start = levels[above] + 1 if above is not None else 0
            levels.update((below, start + step) for step, below in enumerate(reversed(line)))
    return levels


def reports_of(managers: Mapping[int, int | None], levels: Mapping[int, int]) -> Counter[int]:
    """Count everybody below each position, the deepest first."""
    reports: Counter[int] = Counter()
    for key in sorted(levels, key=levels.__getitem__, reverse=True):
        manager = managers[key]
        if manager is not None:
            reports[manager] += reports[key] + 1
    return reports


def lacks_manager(place: Place, places: Mapping[int, Place]) -> bool:
    """True for a position whose manager's row is missing."""
    return place.manager is not None and place.manager not in places


def _unreachable(keys: Collection[int], rows: Mapping[int, Place]) -> dict[int, Kind]:
    """Of the positions below no head, those whose manager's row is missing, and those in a loop or below one."""
    below_lost = {key for key in keys if lacks_manager(rows[key], rows)}
    wrong = dict.fromkeys(below_lost, Kind.ORPHAN)
    looping: set[int] = set()
    for key in keys:
        line: dict[int, None] = {}
        at: int | None = key
        while at is not None and at not in below_lost and at not in looping and at not in line:
            line[at] = None
            at = rows[at].manager
        (below_lost if at in below_lost else looping).update(line)
    return wrong | dict.fromkeys(looping, Kind.LOOP)


def _wrong_numbers(rows: Mapping[int, Place], levels: Mapping[int, int]) -> dict[int, Kind]:
    """Positions whose level, count or range does not follow from whom they report to."""
    wrong: dict[int, Kind] = {}
    present = {key: place.numbers for key, place in rows.items() if place.numbers}
    reports = reports_of({key: place.manager for key, place in rows.items()}, levels)
    for key, numbers in present.items():
        manager = rows[key].manager
        if (numbers.level, numbers.reports) != (levels[key], reports[key]):
            wrong[key] = Kind.COUNTS
        elif not FIRST <= numbers.lft < numbers.rght <= LAST or (
            manager is not None and not is_inside(numbers, present[manager])
        ):
            wrong[key] = Kind.RANGE
    return wrong


def _wrong_managers() -> dict[int, Kind]:
    """Positions that report to one that ended or is not placed."""
    outside = Position.objects.filter(REPORTS_OUTSIDE_CHART).values_list("pk", flat=True)
    return dict.fromkeys(outside, Kind.OUTSIDE)


def _wrong_heads() -> dict[int, Kind]:
    """Heads beside the first one, where there may be one alone."""
    if Chart.shown().allows_several_heads:
        return {}
    heads = Position.objects.heads().in_tree_order().values_list("pk", flat=True)
    return dict.fromkeys(heads[1:], Kind.HEAD)


def is_inside(inner: Numbers, outer: Numbers) -> bool:
    """True when one range lies within another of the same tree."""
    return inner.tree == outer.tree and outer.lft < inner.lft < inner.rght < outer.rght


def _wrong_peers(places: Iterable[Place]) -> dict[int, Kind]:
    """Positions whose range overlaps a peer's, or stands in another order; heads that share a tree."""
    wrong: dict[int, Kind] = {}
    last: dict[tuple[int | None, int | None], int] = {}
    for place in sorted(places, key=lambda place: (place.order, place.key)):
        if place.numbers:
            group = (place.manager, None if place.manager else place.numbers.tree)
            if group in last and (place.manager is None or last[group] >= place.numbers.lft):
                wrong[place.key] = Kind.ORDER
            last[group] = place.numbers.rght
    return wrong
