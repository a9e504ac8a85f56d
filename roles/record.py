"""Record each write of the chart in the transaction that makes it: who, when, what, from where to where."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from roles.actor import current_actor
from roles.batches import BATCH, batches
from roles.bulk import insert
from roles.models import Appointment, Change, ChangeKind, Chart, Entry, FormerValues, Link, Person, Position, Subject
from roles.recording_of import RECORDED, SAID_ANYWAY, SUBJECTS
from roles.suggesting.keeping import keep_in_step
from roles.suggesting.noting import Touched

Values = dict[str, Any]
COUNT_VERSION = "UPDATE roles_chart SET version = version + 1, noted = noted + %s WHERE id = 1 RETURNING noted"
DEFAULTS: dict[type[Model], Values] = {}


@dataclass(slots=True)
class Record:
    """The change that is being made, and its entries that are not written yet; `codes` are those of positions."""

    kind: ChangeKind
    undoes: Change | None = None
    change: Change | None = None
    entries: list[Entry] = field(default_factory=list)
    own_values: dict[int, tuple[Values | None, Values]] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    counts_anyway: bool = False
    # Whom suggestions have to know anew.
    touched: Touched = field(default_factory=Touched)

    def add(self, row: Model, before: Values | None, after: Values | None) -> None:
        """Add what differs of a row, in `values_of` it; none before it was there, none after it went."""
        if isinstance(row, Person):
            self._add_person(row, *what_differs(Person, before, after))
        else:
            position, code = self._about(row)
            self.add_values(SUBJECTS[type(row)], row.pk, position, code, *what_differs(type(row), before, after))

    def add_deleted(self, position: Position) -> None:
        """Add a position that goes, with the version that it must not have again when it comes back."""
        before = what_differs(Position, values_of(position), None)[0] or {}
        self.codes[position.pk] = position.code
        before["version"] = position.version
        self.add_values(Subject.POSITION, position.pk, position.pk, position.code, before, None)

    def add_values(
        self, subject: Subject, key: int, position: int | None, code: str, before: Values | None, after: Values | None
    ) -> None:
        """Add an entry, unless nothing differs."""
        if before == after:
            return
        for values in (before, after):
            self._name_positions(values)
        other = {**(before or {}), **(after or {})}.get("to_position_id")
        self._append(
            Entry(subject=subject, key=key, position=position, other=other, code=code, before=before, after=after)
        )

    def _add_person(self, person: Person, before: Values | None, after: Values | None) -> None:
        """Put the names of the fields into the entry, and what stood in them into a table of their own."""
        if before == after:
            return
        names = {"fields": sorted({*(before or {}), *(after or {})})}
        if after is not None:
            self.own_values[len(self.entries)] = (before, after)
        there, still_there = (None if values is None else names for values in (before, after))
        self._append(Entry(subject=Subject.PERSON, key=person.pk, before=there, after=still_there))

    def _append(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.touched.note(entry.subject, entry.key, entry.position, entry.before, entry.after)
        # Those of a hundred thousand positions are not kept until the end.
        if len(self.entries) >= BATCH:
            self.flush()

    def _about(self, row: Model) -> tuple[int | None, str]:
        """The position that a row is about, and its code; none for what belongs to no position."""
        if isinstance(row, Position):
            self.codes[row.pk] = row.code
            return row.pk, row.code
        if not isinstance(row, Appointment | Link):
            return None, ""
        key: int = row.position_id if isinstance(row, Appointment) else row.from_position_id
        return key, self.code_of(key)

    def _name_positions(self, values: Values | None) -> None:
        """Put the codes of positions beside their keys."""
        for name in ("reports_to", "to_position"):
            key = values.get(f"{name}_id") if values else None
            if values is not None and key is not None:
                values[name] = self.code_of(key)

    def code_of(self, key: int) -> str:
        """The code of a position; many are learnt together."""
        self.learn_codes([key])
        return self.codes[key]

    def learn_codes(self, keys: Iterable[int | None]) -> None:
        """Ask for the codes that are not known yet, so many at a time."""
        missing = [key for key in dict.fromkeys(keys) if key is not None and key not in self.codes]
        for batch in batches(missing):
            self.codes.update(dict.fromkeys(batch, ""))
            self.codes.update(Position.objects.filter(pk__in=batch).values_list("pk", "code"))

    def begin(self) -> Change:
        """Write the change itself, unless that was done."""
        if self.change is None:
            now, actor = timezone.now(), current_actor()
            self.change = Change(at=now, account_id=actor, kind=self.kind, undoes=self.undoes)
            self.change.save(force_insert=True)
        return self.change

    def flush(self) -> None:
        """Write the entries there are, and first of all the change that they belong to."""
        if not self.entries:
            return
        change = self.begin()
        entries, self.entries = self.entries, []
        own_values, self.own_values = self.own_values, {}
        keys = insert(
            Entry,
            [
                (change.pk, each.subject, each.key, each.position, each.other, each.code, each.before, each.after)
                for each in entries
            ],
        )
        insert(
            FormerValues,
            [(keys[at], entries[at].key, before, after) for at, (before, after) in own_values.items()],
        )


_record: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recording(kind: ChangeKind, undoes: Change | None = None) -> Iterator[Record]:
    """Make one change of all that is written inside, and give the tree a new version by it; an inner one joins in."""
    outer = _record.get()
    if outer is not None:
        with _taking_part(outer):
            yield outer
        return
    record = Record(kind, undoes)
    token = _record.set(record)
    try:
        yield record
        record.flush()
    finally:
        _record.reset(token)
    if record.change is not None or record.counts_anyway:
        noted = count_version(record.touched.weight)
        keep_in_step(record.touched, record.change.pk if record.change else None, noted)


@contextmanager
def _taking_part(record: Record) -> Iterator[None]:
    """Forget what was recorded inside where it is not written after all."""
    with ExitStack() as otherwise:
        otherwise.callback(setattr, record, "change", record.change)
        otherwise.callback(setattr, record, "entries", [*record.entries])
        otherwise.callback(setattr, record, "own_values", {**record.own_values})
        yield
        otherwise.pop_all()


def count_version(weight: int) -> int:
    """Give the tree a new version, and say how much is noted by now; the row is there but for the first write."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_VERSION, [weight])
        if row := cursor.fetchone():
            return int(row[0])
    Chart.objects.create(pk=1, version=1, noted=weight)
    return weight


def values_of(row: Model) -> Values:
    """What is recorded of a row, as JSON can hold it."""
    return {name: plain(getattr(row, name)) for name in RECORDED[type(row)]}


def present_values(model: type[Model], keys: Sequence[Any]) -> dict[Any, Values]:
    """What is recorded of rows, as the database has it, by their keys."""
    names, found = RECORDED[model], {}
    for batch in batches(keys):
        rows = model._default_manager.filter(pk__in=batch).values_list("pk", *names)
        found.update({key: dict(zip(names, map(plain, values), strict=True)) for key, *values in rows})
    return found


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, datetime.date) else value


def restored(model: type[Model], values: Values) -> Values:
    """Values as the fields of a model hold them, those named `..._id` too; what only helps to read is left out."""
    return {
        name: model._meta.get_field(name).to_python(value) if value is not None else None  # type: ignore[union-attr] # a column
        for name, value in values.items()
        if name in RECORDED[model]
    }


def defaults_of(model: type[Model]) -> Values:
    """What the fields of a model hold where nobody said anything; no entry repeats it."""
    if model not in DEFAULTS:
        DEFAULTS[model] = {
            name: plain(model._meta.get_field(name).get_default())  # type: ignore[union-attr] # a column
            for name in RECORDED[model]
        }
    return DEFAULTS[model]


def what_differs(
    model: type[Model], before: Values | None, after: Values | None
) -> tuple[Values | None, Values | None]:
    """Both with the fields in which they differ, or one with what is no default."""
    if before is not None and after is not None:
        names = [name for name in after if before[name] != after[name]]
        if names:
            # Whose it is helps to read it, and is asked for where it is taken back.
            names += [name for name in SAID_ANYWAY.get(model, ()) if name not in names]
        return {name: before[name] for name in names}, {name: after[name] for name in names}
    default = defaults_of(model)
    kept = [
        None if values is None else {name: value for name, value in values.items() if value != default[name]}
        for values in (before, after)
    ]
    return kept[0], kept[1]
