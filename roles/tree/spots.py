"""Read where positions stand, as the database has it, and write by plain statements: for roles.tree alone."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection

from roles.models.door import require_open_door

SPOT = "id, code, reports_to_id, peer_order, is_placed, ended_on, version, tree_id, level, lft, rght, reports_count"
OF_MANAGER = ", ".join(f"manager.{name}" for name in SPOT.split(", "))

# UNION, not UNION ALL: it ends even in a database where somebody wrote a loop by hand.
LINES = f"""
WITH RECURSIVE line({SPOT}) AS (
    SELECT {SPOT} FROM roles_position WHERE id IN ({{starts}})
    UNION
    SELECT {OF_MANAGER} FROM line JOIN roles_position manager ON manager.id = line.reports_to_id
) SELECT * FROM line"""  # noqa: S608 - constants


class Spot(NamedTuple):
    """Where a position stands, as the database has it."""

    id: int
    code: str
    reports_to_id: int | None
    peer_order: int
    is_placed: bool
    ended_on: Any
    version: int
    tree_id: int
    level: int
    lft: int
    rght: int
    reports_count: int

    @property
    def is_in_chart(self) -> bool:
        """False once it has ended, and as long as it is not placed."""
        return bool(self.is_placed) and self.ended_on is None

    @property
    def size(self) -> int:
        """How many positions its branch has."""
        return self.reports_count + 1


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def execute(sql: str, values: Sequence[Any]) -> None:
    """Write by one statement."""
    require_open_door()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write by one statement that is given several times."""
    require_open_door()
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def marks(values: Collection[Any]) -> str:
    """As many placeholders as there are values."""
    return ", ".join(["%s"] * len(values))


def read_lines(position_ids: Collection[int]) -> dict[int, Spot]:
    """These positions and everybody above them, by primary key, in one statement."""
    rows = fetch(LINES.format(starts=marks(position_ids)), list(position_ids)) if position_ids else []
    return {row[0]: Spot(*row) for row in rows}


def line_above(position_id: int | None, spots: dict[int, Spot]) -> list[Spot]:
    """A position and those above it, nearest first, as far as they were read."""
    line: dict[int, Spot] = {}
    while position_id is not None and position_id in spots and position_id not in line:
        line[position_id] = spots[position_id]
        position_id = spots[position_id].reports_to_id
    return list(line.values())
