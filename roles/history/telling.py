"""Tell in words what an entry of the history says, with the names that are still known."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.history.telling_catalogue import tell_catalogue
from roles.models import (
    Appointment,
    AppointmentKind,
    Department,
    Entry,
    Link,
    LinkKind,
    OutsideBody,
    Person,
    Position,
    Role,
    Skill,
    Subject,
)
from roles.record import Values
from roles.recording_of import CATALOGUE, MODELS, SUBJECTS

# What an entry names by key, and the field that has the name now.
NAMED: dict[str, tuple[type[Model], str]] = {
    "role_id": (Role, "title"),
    "next_role_id": (Role, "title"),
    "from_role_id": (Role, "title"),
    "to_role_id": (Role, "title"),
    "department_id": (Department, "name"),
    "skill_id": (Skill, "name"),
    "outsidebody_id": (OutsideBody, "name"),
    "person_id": (Person, "name"),
}
# Told by a sentence of its own, or of no meaning to a reader.
UNTOLD = frozenset(("reports_to", "reports_to_id", "to_position", "to_position_id", "from_position_id", "position_id"))
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words: what it is about, and what happened to it."""

    code: str
    lines: tuple[str, ...]
    position: int | None = None


@dataclass(slots=True)
class Teller:
    """Knows the present names of all that some entries name by key; a fixed number of statements."""

    names: dict[tuple[type[Model], int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Teller":
        """Look the names up, a statement for each kind."""
        teller = cls()
        said = [values for entry in entries for values in (entry.before, entry.after) if values]
        for model, column in dict.fromkeys(NAMED.values()):
            named = [name for name, (other, _column) in NAMED.items() if other is model]
            keys = {values[name] for values in said for name in named if values.get(name)}
            keys |= {entry.key for entry in entries if entry.subject == SUBJECTS[model]}
            # No row has the key 0, and without any key there would be no statement.
            rows = model._default_manager.filter(pk__in={0, *keys}).values_list("pk", column)
            teller.names.update({(model, key): text for key, text in rows})
        return teller

    def tell(self, entry: Entry) -> Told:
        """Say what an entry says."""
        tells = {
            Subject.POSITION: self._position,
            Subject.APPOINTMENT: self._appointment,
            Subject.LINK: self._link,
            Subject.PERSON: self._person,
        }
        if MODELS[entry.subject] in CATALOGUE:
            return Told(entry.code, tuple(tell_catalogue(entry, self.name, self._fields)), entry.position)
        return Told(entry.code, tuple(tells[Subject(entry.subject)](entry)), entry.position)

    def name(self, field_name: str, key: int | None) -> str:
        """A name that is still known."""
        if key is None:
            return _("none")
        return self.names.get((NAMED[field_name][0], key)) or _("one that was deleted")

    def _position(self, entry: Entry) -> Iterator[str]:
        before, after = entry.before, entry.after
        if before is None:
            yield from _under(_("Created"), after or {})
        elif after is None:
            yield from _under(_("Deleted"), before)
        else:
            if "reports_to_id" in after:
                yield _("Reports to %(after)s instead of %(before)s.") % {
                    "before": before.get("reports_to") or _("nobody"),
                    "after": after.get("reports_to") or _("nobody"),
                }
            yield from self._fields(Position, before, after)

    def _appointment(self, entry: Entry) -> Iterator[str]:
        values = {**(entry.before or {}), **(entry.after or {})}
        who = self.name("person_id", values["person_id"]) if values.get("person_id") else _("a holder without a name")
        if entry.before is None:
            yield _("%(who)s appointed%(how)s.") % {"who": who, "how": _terms(values)}
        elif entry.after is None:
            yield _("Appointment of %(who)s%(how)s deleted.") % {"who": who, "how": _terms(values)}
        else:
            changed = {name: value for name, value in entry.after.items() if entry.before.get(name) != value}
            for line in self._fields(Appointment, entry.before, changed):
                yield _("Appointment of %(who)s: %(line)s") % {"who": who, "line": line}

    def _link(self, entry: Entry) -> Iterator[str]:
        values = {**(entry.before or {}), **(entry.after or {})}
        names = {"kind": _label(LinkKind, values.get("kind")), "code": values.get("to_position", "")}
        if entry.before is None:
            yield _("Link added: %(kind)s, %(code)s.") % names
        elif entry.after is None:
            yield _("Link deleted: %(kind)s, %(code)s.") % names
        else:
            yield from self._fields(Link, entry.before, entry.after)

    def _person(self, entry: Entry) -> Iterator[str]:
        names = {"person": self.name("person_id", entry.key)}
        if entry.before is None:
            yield _("Person added: %(person)s.") % names
        elif entry.after is None:
            yield _("A person was deleted.")
        else:
            fields = ", ".join(_field(Person, name) for name in entry.after.get("fields", ()))
            yield _("%(person)s: %(fields)s changed.") % {**names, "fields": fields}

    def _fields(self, model: type[Model], before: Values, after: Values) -> Iterator[str]:
        """Each field that differs, before and after."""
        for name in after:
            if name == "peer_order":
                if "reports_to_id" not in after:
                    yield _("Stands elsewhere among its peers.")
            elif name not in UNTOLD:
                values = (self._value(name, _chosen(model, name, each.get(name))) for each in (before, after))
                yield f"{capfirst(_field(model, name))}: {' → '.join(values)}"

    def _value(self, name: str, value: Any) -> str:
        """A value in words."""
        if name in NAMED:
            return self.name(name, value)
        if name == "kind":
            return _label(AppointmentKind, value) if value in AppointmentKind else _label(LinkKind, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value in (None, ""):
            return _("empty")
        if name in ("start", "end", "ended_on"):
            return date_format(datetime.date.fromisoformat(value))
        text = str(value)
        return isolated(text if len(text) <= LONGEST else f"{text[:LONGEST]} …")


def isolated(text: str) -> str:
    """A value that keeps its own direction of writing among others."""
    return text if text.isascii() else f"\u2068{text}\u2069"


def tell_all(entries: Iterable[Entry]) -> list[Told]:
    """All entries in words; those of one position that follow each other together."""
    rows = list(entries)
    teller = Teller.of(rows)
    told: list[Told] = []
    for entry in rows:
        one = teller.tell(entry)
        if told and told[-1].position == one.position is not None:
            one = Told(one.code, told.pop().lines + one.lines, one.position)
        told.append(one)
    return told


def _under(done: str, values: Values) -> Iterator[str]:
    """Say what became of a position, what it is called and whom it reports to."""
    title = values.get("title")
    yield f"{done}: {title}" if title else f"{done}."
    if values.get("reports_to"):
        yield _("Reports to %(code)s.") % {"code": values["reports_to"]}


def _terms(values: Values) -> str:
    """From when to when somebody holds a position, as far as it is known."""
    days = (values.get(name) for name in ("start", "end"))
    start, end = (day and date_format(datetime.date.fromisoformat(day)) for day in days)
    if start and end:
        return _(" from %(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _(" from %(start)s") % {"start": start}
    return _(" until %(end)s") % {"end": end} if end else ""


def _chosen(model: type[Model], name: str, value: Any) -> Any:
    """What a choice of the catalogue is called, any other value as it is."""
    choices = model._meta.get_field(name).flatchoices if model in CATALOGUE else ()  # type: ignore[union-attr] # a column
    return str(dict(choices).get(value, value)) if choices else value


def _field(model: type[Model], name: str) -> str:
    """What a field is called."""
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # a column


def _label(choices: Any, value: Any) -> str:
    """What a choice is called."""
    return str(choices(value).label) if value in choices else str(value or "")
