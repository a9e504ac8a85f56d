"""Say whether the tree's numbers follow from whom each position reports to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from roles.models import Position
from roles.numbering import Numbers, Place

REPORTS_OUTSIDE_CHART = Q(reports_to__is_placed=False) | Q(reports_to__ended_on__isnull=False)
NUMBER_FIELDS = ("tree_id", "level", "lft", "rght", "reports_count")


def read_places() -> Iterator[Place]:
    """Every position as the database has it."""
    columns = ("pk", "reports_to_id", "peer_order", *NUMBER_FIELDS)
    for key, manager, order, tree, level, lft, rght, reports in Position.objects.order_by().values_list(*columns):
        yield Place(key, manager, order, Numbers(tree, level, lft, rght, reports))


def check_tree() -> list[str]:
    """Say everything that is wrong with the tree's numbers, by an oracle that trusts `reports_to` alone."""
    rows = {place.key: place for place in read_places()}
    levels = levels_of({key: place.manager for key, place in rows.items()})
    wrong = _unreachable(rows.keys() - levels.keys(), rows)
    if not wrong:
        wrong = _wrong_numbers(rows, levels) | _wrong_peers(rows.values()) | _wrong_managers()
    # in_bulk asks for as many at a time as the database takes; who was deleted meanwhile is no longer wrong.
    found = Position.objects.in_bulk(list(wrong))
    return sorted(problem % {"code": found[key].code} for key, problem in wrong.items() if key in found)


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


def _unreachable(keys: Iterable[int], rows: Mapping[int, Place]) -> dict[int, str]:
    """Positions below no head; where a manager's row is missing, that alone."""
    lost = dict.fromkeys(
        (key for key in keys if lacks_manager(rows[key], rows)), _("%(code)s reports to a position that is not there.")
    )
    return lost or dict.fromkeys(keys, _("%(code)s is below no head: it reports in a loop."))


def _wrong_numbers(rows: Mapping[int, Place], levels: Mapping[int, int]) -> dict[int, str]:
    """Positions whose level, count or range does not follow from whom they report to."""
    wrong: dict[int, str] = {}
    present = {key: place.numbers for key, place in rows.items() if place.numbers}
    reports = reports_of({key: place.manager for key, place in rows.items()}, levels)
    for key, numbers in present.items():
        manager = rows[key].manager
        if (numbers.level, numbers.reports) != (levels[key], reports[key]):
            wrong[key] = _("%(code)s has a wrong level or number of reports.")
        elif manager and not is_inside(numbers, present[manager]):
            wrong[key] = _("%(code)s has a range that is not inside its manager's.")
    return wrong


def _wrong_managers() -> dict[int, str]:
    """Positions that report to one that ended or is not placed."""
    outside = Position.objects.filter(REPORTS_OUTSIDE_CHART).values_list("pk", flat=True)
    return dict.fromkeys(outside, _("%(code)s reports to a position that is not in the chart."))


def is_inside(inner: Numbers, outer: Numbers) -> bool:
    """True when one range lies within another of the same tree."""
    return inner.tree == outer.tree and outer.lft < inner.lft < inner.rght < outer.rght


def _wrong_peers(places: Iterable[Place]) -> dict[int, str]:
    """Positions whose range overlaps a peer's, or stands in another order; heads that share a tree."""
    wrong: dict[int, str] = {}
    last: dict[tuple[int | None, int | None], int] = {}
    for place in sorted(places, key=lambda place: (place.order, place.key)):
        if place.numbers:
            group = (place.manager, None if place.manager else place.numbers.tree)
            if group in last and (place.manager is None or last[group] >= place.numbers.lft):
                wrong[place.key] = _("%(code)s overlaps a peer, or is not in its order.")
            last[group] = place.numbers.rght
    return wrong
