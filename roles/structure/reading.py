"""Read the whole chart as plain values in one statement, managers before their reports."""

from typing import NamedTuple

from roles.collector import collector_paused
from roles.models import Position


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


COLUMNS = (
    "pk", "reports_to_id", "code", "title", "role__title", "role__management_level", "role__scope", "role__focus",
    "department__name", "level", "posts", "is_assistant", "is_filled",
)  # fmt: skip


def read_seats() -> list[Seat]:
    """Every position of the chart, in tree order."""
    rows = Position.objects.in_chart().with_is_filled().in_tree_order().values_list(*COLUMNS)
    with collector_paused():
        return list(map(Seat._make, rows.iterator()))
