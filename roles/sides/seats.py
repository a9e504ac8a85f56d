"""What the positions of a role say of it, read once for every state of the chart where there are many of them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from django.db.models import Value

from roles import numbering
from roles.below import CACHE, FEW
from roles.keeping import keep, mark_of, recall, release_of
from roles.models import Department, Position, Role
from roles.sides import places
from roles.sides.places import NO_PLACES, NOBODY, Places, branch_of, places_of
from roles.state import State

COLUMNS = (
    "role_id",
    "pk",
    "tree_id",
    "lft",
    "rght",
    "level",
    "reports_count",
    "department_id",
    "department__name",
    "is_filled",
    "reports_to_id",
    "reports_to__code",
    "reports_to__title",
    "reports_to__role_id",
    "reports_to__role__title",
)
# As many as are named, and one that is named instead of "one other".
MOST_KEPT = 4
RELEASE = release_of(__file__, places.__file__, numbering.__file__)


class Row(NamedTuple):
    """A position of a role, and whom it reports to."""

    role: int
    key: int
    tree: int
    left: int
    right: int
    level: int
    reports: int
    department_key: int | None
    department: str | None
    is_filled: bool
    manager: int | None
    manager_code: str | None
    manager_title: str | None
    manager_role_key: int | None
    manager_role: str | None


@dataclass(frozen=True)
class Reporting:
    """What the managers of some positions are called, the code of the only one, and how many positions these are.

    Where they are called by their role, its key says which.
    """

    title: str
    code: str
    count: int
    role: int | None = None


@dataclass(frozen=True)
class Seats:
    """The positions of a role: their places, how many are vacant, and between which numbers they differ.

    Of departments and of managers by their roles there are the first few and how many they are.
    """

    places: Places = NO_PLACES
    vacant: int = 0
    levels: tuple[int, int] | None = None
    reports: tuple[int, int] | None = None
    departments: tuple[str, ...] = ()
    department_keys: tuple[int, ...] = ()
    department_count: int = 0
    managers: tuple[Reporting, ...] = ()
    manager_count: int = 0

    def __len__(self) -> int:
        return len(self.places)


def seats_of_roles(roles: Iterable[int], state: State) -> dict[int, Seats]:
    """Return what the positions of these roles say, in one statement, or none where it is known of all.

    Call it in the snapshot in which the state was read.
    """
    keys = list(roles)
    mark = mark_of(RELEASE, state)
    known = {key: found[1] for key in keys if (found := recall(CACHE, name_of(key))) and found[0] == mark}
    fresh = read_seats([key for key in keys if key not in known], state.day)
    keep(CACHE, {name_of(key): (mark, seats) for key, seats in fresh.items() if len(seats) > FEW})
    return as_called_now(known) | fresh


def as_called_now(known: Mapping[int, Seats]) -> dict[int, Seats]:
    """Give departments and roles the names that they have: these may change without the chart."""
    departments = {key for seats in known.values() for key in seats.department_keys}
    roles = {each.role for seats in known.values() for each in seats.managers if each.role}
    if not departments and not roles:
        return dict(known)
    of_departments = Department.objects.filter(pk__in=departments).values_list(Value("department"), "pk", "name")
    of_roles = Role.objects.filter(pk__in=roles).values_list(Value("role"), "pk", "title")
    rows = of_departments.order_by().union(of_roles.order_by(), all=True)
    names = {(kind, key): name for kind, key, name in rows}
    return {key: called(seats, names) for key, seats in known.items()}


def called(seats: Seats, names: Mapping[tuple[str, int], str]) -> Seats:
    """Return the same with these names."""
    managers = (
        replace(each, title=names.get(("role", each.role), each.title)) if each.role else each
        for each in seats.managers
    )
    departments = zip(seats.department_keys, seats.departments, strict=True)
    return replace(
        seats,
        departments=tuple(names.get(("department", key), name) for key, name in departments),
        managers=tuple(managers),
    )


def name_of(role: int) -> str:
    """Return the name under which the positions of a role are kept."""
    return f"seats-{role}"


def read_seats(roles: Sequence[int], day: datetime.date) -> dict[int, Seats]:
    """Read the positions of the chart that have these roles, and which of them are filled on a day."""
    if not roles:
        return {}
    found: dict[int, list[Row]] = {key: [] for key in roles}
    rows = Position.objects.in_chart().filter(role__in=roles).with_is_filled(day).in_tree_order()
    for row in rows.values_list(*COLUMNS):
        found[row[0]].append(Row(*row))
    return {key: seats_of(rows) if rows else Seats() for key, rows in found.items()}


def seats_of(rows: Sequence[Row]) -> Seats:
    """Sum positions up, at least one, in tree order."""
    departments = {row.department_key: row.department for row in rows if row.department_key and row.department}
    managers = managers_of(rows)
    return Seats(
        places=places_of([(row.key, *branch_of(row.tree, row.left, row.right), row.manager or NOBODY) for row in rows]),
        vacant=sum(not row.is_filled for row in rows),
        levels=range_of([row.level for row in rows]),
        reports=range_of([row.reports for row in rows]),
        departments=tuple(islice(departments.values(), MOST_KEPT)),
        department_keys=tuple(islice(departments, MOST_KEPT)),
        department_count=len(departments),
        managers=tuple(managers[:MOST_KEPT]),
        manager_count=len(managers),
    )


def range_of(values: Sequence[int]) -> tuple[int, int]:
    """Return the smallest and the largest."""
    return min(values), max(values)


def managers_of(rows: Iterable[Row]) -> list[Reporting]:
    """Return whom positions report to, managers of one role taken together, those of most positions first."""
    reporting: dict[str, list[Row]] = {}
    for row in rows:
        if row.manager is not None:
            reporting.setdefault(row.manager_role or row.manager_title or "", []).append(row)
    groups = sorted(reporting.items(), key=lambda group: -len(group[1]))
    return [together(title, group) for title, group in groups]


def together(title: str, group: Sequence[Row]) -> Reporting:
    """Name the manager of all these positions: the one there is by its own title, several by their role."""
    first = group[0]
    if len({row.manager for row in group}) > 1:
        return Reporting(title, "", len(group), first.manager_role_key)
    role = None if first.manager_title else first.manager_role_key
    return Reporting(first.manager_title or title, first.manager_code or "", len(group), role)
