"""Find the role above a role and the one below it: those of most of its managers, and of most of its direct reports.

Roles of few positions are counted each time, those of many once for every state of the chart, for all processes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from roles.below import CACHE, FEW
from roles.cells import FACTS
from roles.keeping import keep, mark_of, recall, release_of
from roles.models import Role
from roles.state import State

ABOVE, BELOW = 0, 1
COLUMNS = ("id", "slug", "title", *FACTS)
# How many of the managers and of the direct reports of a role's positions have which role; those without come too.
# Of roles that as many have, the one above most positions comes first.
COUNTED = f"""
WITH here AS (
    SELECT id, reports_to_id FROM roles_position WHERE role_id = %s AND is_placed AND ended_on IS NULL
), beside AS (
    SELECT {ABOVE} AS side, manager.role_id, COUNT(*) AS number, SUM(manager.reports_count) AS weight
    FROM here JOIN roles_position manager ON manager.id = here.reports_to_id GROUP BY manager.role_id
    UNION ALL
    SELECT {BELOW}, report.role_id, COUNT(*), SUM(report.reports_count)
    FROM here JOIN roles_position report ON report.reports_to_id = here.id
    WHERE report.is_placed AND report.ended_on IS NULL GROUP BY report.role_id
)
SELECT beside.side, beside.number, {", ".join(f"role.{name}" for name in COLUMNS)}
FROM beside LEFT JOIN roles_role role ON role.id = beside.role_id
ORDER BY beside.number DESC, beside.weight DESC, role.title_key, role.id"""  # noqa: S608 - constants
RELEASE = release_of(__file__)

Row = tuple[int, int, int | None, str, str, str, str, str, str]

Numbers = tuple[int, int, int | None, bool]


@dataclass(frozen=True)
class Neighbour:
    """The role of so many of the positions on one side, of so many that there are; another may have as many."""

    count: int = 0
    total: int = 0
    role: Role | None = None
    is_tied: bool = False


@dataclass(frozen=True)
class Neighbours:
    """The role above and the role below, neither of which is the role itself."""

    above: Neighbour = field(default_factory=Neighbour)
    below: Neighbour = field(default_factory=Neighbour)


def neighbours_of(role: Role, position_count: int, state: State) -> Neighbours:
    """Return what is above and below the positions of a role, in one statement; call it in the state's snapshot."""
    if role.pk is None or not position_count:
        return Neighbours()
    if position_count <= FEW:
        return counted(role)
    name, mark = f"role-{role.pk}", mark_of(RELEASE, state)
    found = recall(CACHE, name)
    if found and found[0] == mark:
        return recalled(found[1:])
    neighbours = counted(role)
    keep(CACHE, {name: (mark, *map(numbers_of, (neighbours.above, neighbours.below)))})
    return neighbours


def counted(role: Role) -> Neighbours:
    """Count, in one statement over the positions of the role and those around them."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [role.pk])
        rows: list[Row] = cursor.fetchall()
    above, below = ([row for row in rows if row[0] == side] for side in (ABOVE, BELOW))
    return Neighbours(most_of(above, role), most_of(below, role))


def most_of(rows: Sequence[Row], role: Role) -> Neighbour:
    """Return the other role that most positions of one side have."""
    total = sum(number for _side, number, *_role in rows)
    others = [row for row in rows if row[2] not in (None, role.pk)]
    if not others:
        return Neighbour(total=total)
    _side, number, *values = others[0]
    is_tied = sum(other[1] == number for other in others) > 1
    return Neighbour(number, total, Role(**dict(zip(COLUMNS, values, strict=True))), is_tied)


def numbers_of(neighbour: Neighbour) -> Numbers:
    """Return what is kept of a neighbour: what a role says may change without the chart."""
    key = neighbour.role.pk if neighbour.role else None
    return neighbour.count, neighbour.total, key, neighbour.is_tied


def recalled(kept: Iterable[Numbers]) -> Neighbours:
    """Return neighbours by the numbers that were kept, as their roles are now; in one statement."""
    sides = list(kept)
    roles = Role.objects.only(*COLUMNS).in_bulk([key for _count, _total, key, _is_tied in sides if key])
    above, below = (Neighbour(count, total, roles.get(key or 0), is_tied) for count, total, key, is_tied in sides)
    return Neighbours(above, below)
