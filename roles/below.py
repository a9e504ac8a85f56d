"""Count what is below positions: people, layers and departments, at a cost that does not grow with the organisation.

Small branches are counted each time, large ones once for every state of the chart, for all processes.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass

from django.conf import settings
from django.db import connection
from django.db.models import CharField, QuerySet
from django.db.models.expressions import RawSQL

from roles.keeping import alone, keep, mark_of, recall, release_of
from roles.models import Position
from roles.state import State

CACHE = "below"
# Counting so many takes less than half a millisecond, a hundred thousand a sixth of a second.
FEW = 300
# Only the current holders of single posts are joined, so that the row of a group of posts stays one; the position
# itself counts among the departments alone.
HEADCOUNT = """COUNT(DISTINCT held.person_id) + COUNT(CASE WHEN held.person_id IS NULL THEN held.id END)
        + SUM(CASE WHEN below.posts > 1 AND below.id <> {top}.id THEN below.posts ELSE 0 END)"""
LAYERS, DEPARTMENTS = "MAX(below.level) - {top}.level", "COUNT(DISTINCT below.department_id)"
IN_BRANCH = "below.tree_id = {top}.tree_id AND below.lft >= {top}.lft AND below.lft < {top}.rght"
HELD = """LEFT JOIN roles_appointment held ON held.position_id = below.id AND below.posts = 1 AND below.id <> {top}.id
    AND (held.start IS NULL OR held.start <= %s) AND (held."end" IS NULL OR held."end" >= %s)"""
COUNTED = f"""
SELECT top.id, {HEADCOUNT}, {LAYERS}, {DEPARTMENTS}
FROM roles_position top JOIN roles_position below ON {IN_BRANCH} {HELD}
WHERE top.id IN (""".format(top="top")  # noqa: S608 - constants
BESIDE = f"""
CASE WHEN {{top}}.reports_count BETWEEN 1 AND {FEW} THEN (
    SELECT ({HEADCOUNT}) || ' ' || ({LAYERS}) || ' ' || ({DEPARTMENTS})
    FROM roles_position below {HELD} WHERE {IN_BRANCH}
) END""".format(top="roles_position")  # noqa: S608 - constants
RELEASE = release_of(__file__)


@dataclass(frozen=True, slots=True)
class Below:
    """Of a position: the people below, each once, a nameless one and a group's posts each as one; layers of reports.

    The departments are those of the position and of everybody below.
    """

    headcount: int = 0
    layers: int = 0
    departments: int = 0


def numbers_below(positions: Iterable[Position], state: State) -> dict[int, Below]:
    """Return the numbers of these positions by their keys; call it in the snapshot in which both were read.

    Nobody is asked about positions without reports and those whose numbers are known, one statement about the others.
    """
    asked = {position.pk: position for position in positions}
    known = {key: found for key, position in asked.items() if (found := read_already(position))}
    large = [key for key, position in asked.items() if position.reports_count > FEW]
    known |= kept(large, state)
    missing = asked.keys() - known.keys()
    if missing.isdisjoint(large):
        return known | counted(missing, state.day)
    with alone(settings.BELOW_LOCK_FILE):
        known |= kept(missing.intersection(large), state)
        fresh = counted(missing - known.keys(), state.day)
        keep(CACHE, {str(key): (mark_of(RELEASE, state), *astuple(fresh[key])) for key in fresh.keys() & set(large)})
    return known | fresh


def with_few_below(rows: "QuerySet[Position]", day: datetime.date) -> "QuerySet[Position]":
    """Count small branches beside the positions at their top, which saves a statement."""
    found: QuerySet[Position] = rows.annotate(few_below=RawSQL(BESIDE, [day, day], output_field=CharField()))  # noqa: S611 - a constant with parameters
    return found


def read_already(position: Position) -> Below | None:
    """The numbers of a position to which nobody reports, or whose branch was counted beside it."""
    if not position.reports_count:
        return Below(departments=int(position.department_id is not None))
    few: str | None = getattr(position, "few_below", None)
    return Below(*map(int, few.split())) if few else None


def kept(keys: Iterable[int], state: State) -> dict[int, Below]:
    """What is known of these positions from somebody who asked before, in the same state."""
    found = ((key, recall(CACHE, str(key))) for key in keys)
    return {key: Below(*values[1:]) for key, values in found if values and values[0] == mark_of(RELEASE, state)}


def counted(keys: Collection[int], day: datetime.date) -> dict[int, Below]:
    """Count, in one statement over these branches alone."""
    if not keys:
        return {}
    sql = f"{COUNTED}{', '.join(['%s'] * len(keys))}) GROUP BY top.id, top.level"
    with connection.cursor() as cursor:
        cursor.execute(sql, [day, day, *keys])
        return {key: Below(int(headcount), layers, departments) for key, headcount, layers, departments in cursor}
