"""Read the whole chart as plain values in one statement, managers before their reports."""

from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from roles.collector import collector_paused


class Seat(NamedTuple):
    """A position with what its role says of it; facts that nobody wrote down, or of no role, are empty or None."""

    key: int
    reports_to: int | None
    code: str
    own_title: str
    role_title: str | None
    management_level: str | None
    scope: str | None
    focus: str | None
    department: str | None
    level: int
    posts: int
    is_assistant: bool
    is_filled: bool

    @property
    def title(self) -> str:
        """Its own title, else its role's."""
        return self.own_title or self.role_title or ""


# A subquery in a list is read once, not for each position. Its condition is that of `running`, in roles/querysets.py.
SEATS = """
SELECT seat.id, seat.reports_to_id, seat.code, seat.title, role.title, role.management_level, role.scope, role.focus,
    department.name, seat.level, seat.posts, seat.is_assistant,
    seat.posts > 1 OR seat.id IN (
        SELECT position_id FROM roles_appointment
        WHERE ("start" IS NULL OR "start" <= %s) AND ("end" IS NULL OR "end" >= %s)
    )
FROM roles_position seat
LEFT JOIN roles_role role ON role.id = seat.role_id
LEFT JOIN roles_department department ON department.id = seat.department_id
WHERE seat.is_placed AND seat.ended_on IS NULL ORDER BY seat.tree_id, seat.lft"""


def read_seats() -> list[Seat]:
    """Every position of the chart, in tree order; a group of posts is always filled."""
    day = timezone.localdate()
    with collector_paused(), connection.cursor() as cursor:
        cursor.execute(SEATS, (day, day))
        return list(map(Seat._make, cursor.fetchall()))
