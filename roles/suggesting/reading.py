"""Read by which words positions are found now, and on which levels they stand."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from roles.batches import batches
from roles.models import Appointment, Position
from roles.suggesting.noting import Touched

RANGES = "WITH top(tree, first, last) AS (VALUES {}) SELECT report.id, report.level FROM top CROSS JOIN "
WITHIN = "tree_id = top.tree AND lft > top.first AND lft < top.last"
BELOW = {
    "sqlite": f"{RANGES} roles_position AS report WHERE {WITHIN}",
    # Left to choose, PostgreSQL compares each range with each row of the table.
    "postgresql": f"{RANGES} LATERAL (SELECT id, level FROM roles_position WHERE {WITHIN} OFFSET 0) AS report",  # noqa: S608 - constants
}


@dataclass(frozen=True)
class Now:
    """What some positions say, of whom those outside the chart say nothing, and the levels of these and of others."""

    keys: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)


def read_now(touched: Touched) -> Now:
    """What is true of whoever was touched, in the same number of statements however many they are."""
    keys = {*touched.keys, *held_by(touched.people)}
    levels, texts = read_told(keys)
    return Now(keys, texts, levels_below(touched.tops) | levels)


def among(rows: "QuerySet[Any, Any]", name: str, keys: Collection[int]) -> Iterator[Any]:
    """The rows of those keys, and of some between them where that is faster to ask for."""
    for batch in batches(sorted(keys)):
        first, last = batch[0], batch[-1]
        is_dense = last - first < 2 * len(batch)
        asked = {f"{name}__gte": first, f"{name}__lte": last} if is_dense else {f"{name}__in": batch}
        yield from rows.filter(**asked)


def read_told(keys: set[int]) -> tuple[dict[int, int], dict[int, str]]:
    """The levels of positions, and the words that they say now; those outside the chart are not found."""
    names = names_of(keys)
    levels, texts = {}, {}
    rows = Position.objects.in_chart().order_by().values_list("pk", "level", "search_key", "role__search_key")
    for key, level, own, role in among(rows, "pk", keys):
        if key in keys:
            levels[key], texts[key] = level, " ".join(filter(None, [own, role, *sorted(names.get(key, ()))]))
    return levels, texts


def names_of(keys: Collection[int]) -> dict[int, list[str]]:
    """The folded names of those who hold positions or will: the calendar alone lets somebody begin."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    lasting = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gte=timezone.localdate()), person__isnull=False)
    rows = lasting.order_by().values_list("position_id", "person__name_search_key")
    for key, name in among(rows, "position", keys):
        names[key].append(name)
    return names


def held_by(people: Collection[int]) -> set[int]:
    """The positions that people hold, held or will hold, perhaps among others."""
    return set(among(Appointment.objects.order_by().values_list("position_id", flat=True), "person", people))


def levels_below(keys: Collection[int]) -> dict[int, int]:
    """The level of everybody below these positions; a branch inside another is read with it."""
    found: dict[int, int] = {}
    for batch in batches(ranges_below(keys)):
        sql = BELOW[connection.vendor].format(", ".join(["(%s, %s, %s)"] * len(batch)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [end for each in batch for end in each])
            found.update(cursor.fetchall())
    return found


def ranges_below(keys: Collection[int]) -> list[tuple[int, int, int]]:
    """The tree of each of these branches, and the numbers between which everybody below stands."""
    rows = Position.objects.filter(reports_count__gt=0).order_by().values_list("tree_id", "lft", "rght")
    ranges: list[tuple[int, int, int]] = []
    last = (0, 0)
    for tree, first, end in sorted(among(rows, "pk", keys)):
        if (tree, first) > last:
            last = (tree, end)
            ranges.append((tree, first, end))
    return ranges
