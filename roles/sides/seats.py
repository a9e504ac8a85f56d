"""What the positions of a role say of it, read once for every state of the chart where there are many of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from roles.below import CACHE, FEW
from roles.keeping import keep, mark_of, recall, release_of
from roles.models import Position
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
    "department__name",
    "is_filled",
    "reports_to_id",
    "reports_to__code",
    "reports_to__title",
    "reports_to__role__title",
)
# As many as are named, and one that is named instead of "one other".
MOST_KEPT = 4
RELEASE = release_of(__file__)


class Row(NamedTuple):
    """A position of a role, and whom it reports to."""

    role: int
    key: int
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


@dataclass(frozen=True)
class Reporting:
    """What the managers of some positions are called, the code of the only one, and how many positions these are."""

    title: str
    code: str
    count: int


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
    fresh = read_seats([key for key in keys if key not in known])
    keep(CACHE, {name_of(key): (mark, seats) for key, seats in fresh.items() if len(seats) > FEW})
    return known | fresh


def name_of(role: int) -> str:
    """Return the name under which the positions of a role are kept."""
    return f"seats-{role}"


def read_seats(roles: Sequence[int]) -> dict[int, Seats]:
    """Read the positions of the chart that have these roles."""
    if not roles:
        return {}
    found: dict[int, list[Row]] = {key: [] for key in roles}
    rows = Position.objects.in_chart().filter(role__in=roles).with_is_filled().in_tree_order()
    for row in rows.values_list(*COLUMNS):
        found[row[0]].append(Row(*row))
    return {key: seats_of(rows) if rows else Seats() for key, rows in found.items()}


def seats_of(rows: Sequence[Row]) -> Seats:
    """Sum positions up, at least one, in tree order."""
    departments = dict.fromkeys(row.department for row in rows if row.department)
    managers = managers_of(rows)
    return Seats(
        places=places_of([(row.key, *branch_of(row.tree, row.left, row.right), row.manager or NOBODY) for row in rows]),
        vacant=sum(not row.is_filled for row in rows),
        levels=range_of([row.level for row in rows]),
        reports=range_of([row.reports for row in rows]),
        departments=tuple(islice(departments, MOST_KEPT)),
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
    if len({row.manager for row in group}) > 1:
        return Reporting(title, "", len(group))
    return Reporting(group[0].manager_title or title, group[0].manager_code or "", len(group))
