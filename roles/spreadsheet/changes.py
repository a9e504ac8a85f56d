"""Write what changed in the chart between two days: created, ended, moved and changed positions, and their holders."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.history.past import PastHolder, PastPosition, chart_on
from roles.models import AppointmentKind, Department, Person, Role
from roles.snapshot import one_snapshot
from roles.spreadsheet.columns import FIELDS
from roles.spreadsheet.grids import Grid
from roles.spreadsheet.parsing import FILLED, UNDISCLOSED, VACANT, YES

HEADINGS = {
    "created": ("code", "title", "department", "location", "grade", "reports_to", "manager"),
    "ended": ("code", "title", "department", "location", "grade", "reports_to", "manager"),
    "moved": ("code", "title", "from", "from_title", "to", "to_title"),
    "changed": ("code", "title", "field", "old", "new"),
    "holders": ("code", "title", "before", "after"),
}
# What is recorded of a position under each name that the import has for it.
KEYS = {"role": "role_id", "department": "department_id"}
COMPARED = {"code": "code", **{name: KEYS.get(name, field) for name, field in FIELDS.items()}}
Row = tuple[str, ...]
Chart = dict[int, PastPosition]


def check_days(first: datetime.date, last: datetime.date) -> None:
    """Refuse two days between which nothing can have changed yet."""
    if last > timezone.localdate():
        raise ValidationError(_("The second day is to come: choose today or an earlier day."))
    if first >= last:
        raise ValidationError(_("The first day must be before the second: each stands for its end."))


@one_snapshot()
def changes_between(first: datetime.date, last: datetime.date) -> list[Grid]:
    """The sheets that tell how the chart at the end of one day differs from that of another; nine statements."""
    charts = [{position.key: position for position in chart_on(day)} for day in (first, last)]
    comparison = Comparison(charts[0], charts[1], Names.read())
    rows = {
        "created": comparison.only_in(charts[1], charts[0]),
        "ended": comparison.only_in(charts[0], charts[1]),
        "moved": comparison.moved(),
        "changed": comparison.changed(),
        "holders": comparison.holders(),
    }
    return [Grid(title, headings, rows[title]) for title, headings in HEADINGS.items()]


@dataclass(frozen=True, slots=True)
class Names:
    """What is named by its key in the record, as far as it is still there."""

    roles: dict[int, str]
    departments: dict[int, str]
    people: dict[int, str]

    @classmethod
    def read(cls) -> "Names":
        """Read them all: a statement for each kind."""
        people = Person.objects.values_list("pk", "name", "number")
        return cls(
            dict(Role.objects.values_list("pk", "title")),
            dict(Department.objects.values_list("pk", "name")),
            {key: f"{name} ({number})" for key, name, number in people.iterator()},
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two charts side by side."""

    before: Chart
    after: Chart
    names: Names

    def only_in(self, chart: Chart, other: Chart) -> Iterator[Row]:
        """Positions that the other chart does not have."""
        for position in chart.values():
            if position.key not in other:
                told = (self.value(name, position) for name in ("department", "location", "grade"))
                yield (*self.named(position), *told, *self.named(chart.get(position.reports_to_id or 0)))

    def in_both(self) -> Iterator[tuple[PastPosition, PastPosition]]:
        """Each position that both charts have, in the order of the later one."""
        return ((self.before[key], position) for key, position in self.after.items() if key in self.before)

    def moved(self) -> Iterator[Row]:
        """Positions that report to another manager."""
        for was, now in self.in_both():
            if was.reports_to_id != now.reports_to_id:
                managers = (self.before.get(was.reports_to_id or 0), self.after.get(now.reports_to_id or 0))
                yield (*self.named(now), *(text for manager in managers for text in self.named(manager)))

    def changed(self) -> Iterator[Row]:
        """Each field that says something else."""
        for was, now in self.in_both():
            for name, field in COMPARED.items():
                if was.values[field] != now.values[field]:
                    yield (*self.named(now), name, self.value(name, was), self.value(name, now))

    def holders(self) -> Iterator[Row]:
        """Positions that somebody else holds, or in another way."""
        for key, position in (self.before | self.after).items():
            was, now = self.before.get(key), self.after.get(key)
            if told_apart(was) != told_apart(now):
                yield (*self.named(position), self.held(was), self.held(now))

    def named(self, position: PastPosition | None) -> Row:
        """A position by its code and its title, or that of its role; nothing for none."""
        if position is None:
            return "", ""
        return position.code, position.title or self.value("role", position)

    def value(self, name: str, position: PastPosition) -> str:
        """What a position says in one field, as a cell of an export would."""
        value: Any = position.values[COMPARED[name]]
        if name in KEYS and value is not None:
            names = self.names.roles if name == "role" else self.names.departments
            return names.get(value) or _("one that was deleted")
        if isinstance(value, bool):
            return YES[0] if value else ""
        return "" if value is None else str(value)

    def held(self, position: PastPosition | None) -> str:
        """Who held a position, or that nobody did; nothing where it was not there."""
        if position is None:
            return ""
        if not position.holders:
            return VACANT if position.values["posts"] == 1 else FILLED
        return "; ".join(sorted(map(self.holder, position.holders)))

    def holder(self, holder: PastHolder) -> str:
        """A person by name and number, with the kind and the share where they are not the usual ones."""
        share = Decimal(holder.share).normalize()
        words = [UNDISCLOSED]
        if holder.person_id is not None:
            words = [self.names.people.get(holder.person_id) or _("a person who was deleted")]
        if holder.kind != AppointmentKind.SUBSTANTIVE:
            words.append(holder.kind)
        if share != 1:
            words.append(f"{share:f}")
        return ", ".join(words)


def told_apart(position: PastPosition | None) -> list[tuple[int, str, Decimal]]:
    """What must be the same where the holders are: nothing where there are none."""
    holders = position.holders if position else ()
    return sorted((holder.person_id or 0, holder.kind, Decimal(holder.share)) for holder in holders)
