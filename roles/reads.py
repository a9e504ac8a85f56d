"""Read the tree as plain values, in one statement each: fast in a large chart, and right beside a writer."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

# The limit ends it even in a database where somebody wrote a loop by hand; UNION would, but compares whole rows.
# CROSS JOIN is an inner join whose order SQLite keeps: from the line to its managers, whatever it guesses about sizes.
LINE = """
WITH RECURSIVE line(id, code, title, reports_to_id) AS (
    SELECT id, code, title, reports_to_id FROM roles_position WHERE id = %s
    UNION ALL
    SELECT manager.id, manager.code, manager.title, manager.reports_to_id
    FROM line CROSS JOIN roles_position manager WHERE manager.id = line.reports_to_id
) SELECT id, code, title, reports_to_id FROM line LIMIT 100000 OFFSET 1"""
# Up the left position's line as far as the first manager whose branch holds the right one as well.
COMMON_MANAGER = """
WITH RECURSIVE line(id, code, title, reports_to_id, is_above_both) AS (
    SELECT id, code, title, reports_to_id, FALSE FROM roles_position WHERE id = %s
    UNION
    SELECT manager.id, manager.code, manager.title, manager.reports_to_id,
        manager.tree_id = other.tree_id AND manager.lft < other.lft AND manager.rght > other.rght
    FROM line CROSS JOIN roles_position manager CROSS JOIN roles_position other
    WHERE manager.id = line.reports_to_id AND other.id = %s AND NOT line.is_above_both
) SELECT id, code, title, reports_to_id FROM line WHERE is_above_both"""
COUNT = "SELECT reports_count FROM roles_position WHERE id = %s"
# Of two bounds that are subqueries PostgreSQL expects a narrow range, which it walks along the index in tree order;
# joined to their row, it expects a ninth of the table, and sorts.
REPORTS = """
SELECT id, code, title, reports_to_id FROM roles_position
WHERE tree_id = (SELECT tree_id FROM roles_position WHERE id = %s)
AND lft > (SELECT lft FROM roles_position WHERE id = %s)
AND lft < (SELECT rght FROM roles_position WHERE id = %s) ORDER BY lft"""
# The plus keeps SQLite from walking the whole table along the index for the order: few positions are so high up.
FIRST_LEVELS = """
SELECT id, code, title, reports_to_id FROM roles_position
WHERE level < %s AND is_placed AND ended_on IS NULL ORDER BY +tree_id, +lft"""

# A version is not enough to tell states apart: whoever brings back an older copy of the database counts it again.
ORGANISATION = """
SELECT chart.name, chart.version, (SELECT "at" FROM roles_change ORDER BY id DESC LIMIT 1),
    department.id, department.colour
FROM (SELECT 1 AS id) one
LEFT JOIN roles_chart chart ON chart.id = one.id
LEFT JOIN roles_department department ON TRUE"""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Its name, empty where nobody gave it one; what marks its state, once it was written; its departments' colours."""

    name: str
    state: tuple[Any, ...] | None
    colours: dict[int, str]


class Brief(NamedTuple):
    """A position in brief; the title is its own, empty where it takes its role's."""

    id: int
    code: str
    title: str
    reports_to_id: int | None


def read_organisation() -> Organisation:
    """The organisation as it is now, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(ORGANISATION)
        rows = cursor.fetchall()
    name, version, written_at, *_department = rows[0]
    state = None if written_at is None else (version, written_at)
    return Organisation(name or "", state, {row[3]: row[4] for row in rows if row[3] is not None})


def read_line(position_id: int) -> list[Brief]:
    """The reporting line of a position, nearest manager first; in a loop each once."""
    # Each step gives one row, and both databases give rows in the order in which they find them.
    line = _read(LINE, (position_id,))
    if line and line[-1].reports_to_id is not None:
        line = list({position.id: position for position in line if position.id != position_id}.values())
    return line


def read_nearest_common_manager(left_id: int, right_id: int) -> Brief | None:
    """The lowest position strictly above both."""
    return next(iter(_read(COMMON_MANAGER, (left_id, right_id))), None)


def read_reports_count(position_id: int) -> int:
    """How many report to a position, direct or not; 0 where there is none of that number."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, (position_id,))
        row = cursor.fetchone()
    return row[0] if row else 0


def read_reports(manager_id: int) -> list[Brief]:
    """Everybody below a position, direct or not, in tree order."""
    return _read(REPORTS, (manager_id, manager_id, manager_id))


def read_first_levels(levels: int) -> list[Brief]:
    """The so many highest levels of the chart, in tree order."""
    return _read(FIRST_LEVELS, (levels,))


def _read(statement: str, parameters: tuple[int, ...]) -> list[Brief]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(map(Brief._make, cursor.fetchall()))
