"""Where the positions of a role stand, as plain values, and how those of two roles stand to each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roles.models import Position

COLUMNS = (
    "role_id",
    "pk",
    "code",
    "tree_id",
    "lft",
    "rght",
    "level",
    "reports_count",
    "department__name",
    "is_filled",
    "reports_to_id",
    "reports_to__code",
    "reports_to__title",
    "reports_to__role__title",
)


class Seat(NamedTuple):
    """A position as far as its role's other positions go: its place, and whom it reports to; all of one query's row."""

    role: int
    key: int
    code: str
    tree: int
    left: int
    right: int
    level: int
    reports: int
    department: str | None
    is_filled: bool
    manager: int | None
    manager_code: str | None
    manager_title: str | None
    manager_role: str | None

    def is_below(self, other: "Seat") -> bool:
        """True where the other stands in its reporting line."""
        return self.tree == other.tree and other.left < self.left < other.right


def seats_of_roles(roles: Iterable[int]) -> dict[int, tuple[Seat, ...]]:
    """Read the positions of the chart that have these roles, role by role, each in tree order; one statement."""
    keys = list(roles)
    found: dict[int, list[Seat]] = {key: [] for key in keys}
    if keys:
        rows = Position.objects.in_chart().filter(role__in=keys).with_is_filled().in_tree_order()
        for row in rows.values_list(*COLUMNS):
            found[row[0]].append(Seat(*row))
    return {key: tuple(seats) for key, seats in found.items()}


def seat_of(position: Position, manager: Position | None = None) -> Seat:
    """Return the place of a position of the chart that reports to that manager, without holders and department."""
    place = (position.tree_id, position.lft, position.rght, position.level, position.reports_count)
    told = (manager.pk, manager.code, manager.title, manager.shown_title) if manager else (None, None, None, None)
    return Seat(position.role_id or 0, position.pk, position.code, *place, None, True, *told)


@dataclass(frozen=True)
class Below:
    """How many of some positions stand below one of some others, and how many of them directly."""

    count: int
    directly: int
    total: int

    @property
    def are_all(self) -> bool:
        """True where every one does, and there is one."""
        return self.count == self.total > 0


NONE_BELOW = Below(0, 0, 0)


def below(lower: Sequence[Seat], upper: Sequence[Seat]) -> Below:
    """Count which of the first positions stand below one of the others; both in tree order, gone through once."""
    managers = {seat.key for seat in upper}
    found = list(with_nearest(lower, upper))
    return Below(
        count=len(found),
        directly=sum(seat.manager in managers for seat, _above in found),
        total=len(lower),
    )


def with_nearest(lower: Sequence[Seat], upper: Sequence[Seat]) -> Iterator[tuple[Seat, Seat]]:
    """Return those that stand below one of the upper ones, each with the nearest of these."""
    waiting = iter(upper)
    coming = next(waiting, None)
    line: list[Seat] = []
    for seat in lower:
        while coming is not None and (coming.tree, coming.left) < (seat.tree, seat.left):
            leave(line, coming)
            line.append(coming)
            coming = next(waiting, None)
        leave(line, seat)
        if line:
            yield seat, line[-1]


def leave(line: list[Seat], seat: Seat) -> None:
    """Take from a line those that a seat further on is not below."""
    while line and not seat.is_below(line[-1]):
        line.pop()
