"""The organisation as it stands, read once in a fixed number of queries, for the plan to compare with."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import starmap
from typing import Any

from django.utils import timezone

from roles.models import Appointment, Chart, Department, Link, Person, Position, Role
from roles.spreadsheet.catalogue.state import CatalogueState, read_catalogue_state
from roles.spreadsheet.columns import FIELDS
from roles.spreadsheet.formats.kinds import OF_CATALOGUE
from roles.text import clean_line


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment; the person by the key of their number, None when the name is not published."""

    key: int
    person: str | None
    kind: str
    share: Decimal
    start: datetime.date | None
    end: datetime.date | None


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """A position; values by the names of our columns, role by slug, department by code, the manager by key."""

    key: int
    code: str
    manager: str | None = None
    is_placed: bool = True
    is_ended: bool = False
    order: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    held: tuple[Held, ...] = ()

    @property
    def is_in_chart(self) -> bool:
        """False once it has ended, and as long as it is not placed."""
        return self.is_placed and not self.is_ended


@dataclass(frozen=True, slots=True)
class Known:
    """A person we know."""

    key: int
    number: str
    name: str
    email: str = ""
    phone: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role, by what a file may call it."""

    slug: str
    title: str
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link between two positions, each by its key."""

    key: int
    origin: str
    target: str
    kind: str


@dataclass(frozen=True)
class State:
    """All that a plan depends on; positions by the key of their code, in tree order, people by that of their number."""

    today: datetime.date
    allows_several_heads: bool = False
    positions: dict[str, KnownPosition] = field(default_factory=dict)
    people: dict[str, Known] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    roles: tuple[KnownRole, ...] = ()
    links: tuple[Linked, ...] = ()
    catalogue: CatalogueState = field(default_factory=CatalogueState)


LINK_COLUMNS = ("pk", "from_position__code_key", "to_position__code_key", "kind")


def read_state(kinds: Collection[str] = ()) -> State:
    """Read the organisation; inside `roles.tree.writing` nothing changes it until the plan is applied.

    The catalogue of roles is read only where the files have sheets of such kinds.
    """
    return State(
        today=timezone.localdate(),
        allows_several_heads=Chart.current().allows_several_heads,
        positions=_read_positions(),
        people=_read_people(),
        departments=dict(Department.objects.order_by("pk").values_list("code", "name")),
        roles=tuple(starmap(KnownRole, Role.objects.order_by("pk").values_list("slug", "title", "abbreviation"))),
        links=tuple(starmap(Linked, Link.objects.order_by("pk").values_list(*LINK_COLUMNS))),
        catalogue=CatalogueState() if OF_CATALOGUE.isdisjoint(kinds) else read_catalogue_state(),
    )


def _read_people() -> dict[str, Known]:
    """Everybody, by the key of their number."""
    rows = Person.objects.order_by("pk").values_list("number_key", "pk", "number", "name", "email", "phone", "location")
    return {key: Known(pk, number, name, *contact) for key, pk, number, name, *contact in rows}


def _read_positions() -> dict[str, KnownPosition]:
    """Every position with its appointments, past ones too."""
    held = _read_appointments()
    lookups = {"role": "role__slug", "department": "department__code"}
    columns = ("pk", "code", "code_key", "reports_to_id", "is_placed", "ended_on", "peer_order")
    rows = list(
        Position.objects.in_tree_order().values_list(
            *columns, *(lookups.get(name, attribute) for name, attribute in FIELDS.items())
        )
    )
    keys = {row[0]: row[2] for row in rows}
    positions: dict[str, KnownPosition] = {}
    for pk, code, key, manager, is_placed, ended_on, order, *values in rows:
        said = dict(zip(FIELDS, values, strict=True))
        for name in lookups:
            said[name] = said[name] or ""
        positions[key] = KnownPosition(
            pk, code, keys.get(manager), is_placed, ended_on is not None, order, said, tuple(held.get(pk, ()))
        )
    return positions


def _read_appointments() -> dict[int, list[Held]]:
    """The appointments of each position, by its primary key."""
    held: defaultdict[int, list[Held]] = defaultdict(list)
    columns = ("position", "pk", "person__number_key", "kind", "share", "start", "end")
    for position, *appointment in Appointment.objects.order_by("pk").values_list(*columns):
        held[position].append(Held(*appointment))
    return held


def same(one: Any, other: Any) -> bool:
    """Equal but for blanks and the way accents are composed, which no file keeps."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or clean_line(one) == clean_line(other)
    return bool(one == other)
