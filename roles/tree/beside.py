"""Write appointments and links under the tree's lock, each recorded in the change that it belongs to."""

import datetime
from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import CharField, F, Model, Q, Value
from django.db.models.functions import Cast, Concat

from roles.batches import batches
from roles.bulk import insert_all
from roles.models import Appointment, Link, Position
from roles.models.door import open_door
from roles.models.fields import KeyField
from roles.record import Record, Values, present_values, values_of
from roles.recording_of import RECORDED

Row = TypeVar("Row", bound=Model)
# The fields by which rows belong to positions.
ENDS = {Appointment: ("position_id",), Link: ("from_position_id", "to_position_id")}


def write(
    record: Record,
    model: type[Row],
    new: Sequence[Row] = (),
    changed: Sequence[Row] = (),
    removed: Collection[int] = (),
    before: dict[int, Values] | None = None,
) -> None:
    """Delete rows by their keys, write changed ones, insert new ones: of any kind that is recorded but positions.

    Whoever wrote to the changed ones already hands over what was there before.
    """
    with open_door():
        _remove(record, model, removed)
        _change(record, model, changed, before or {})
        _learn_codes(record, new)
        insert_all(new)
        for row in new:
            record.add(row, None, values_of(row))


def _learn_codes(record: Record, rows: Sequence[Model]) -> None:
    """Let the record know the codes of all positions that rows belong to."""
    record.learn_codes(getattr(row, name) for row in rows for name in ENDS.get(type(row), ()))


def _remove(record: Record, model: type[Row], keys: Collection[int]) -> None:
    """Delete rows by their keys."""
    for batch in batches(list(keys)):
        found = model._default_manager.filter(pk__in=batch)
        _learn_codes(record, list(found))
        for row in found:
            record.add(row, values_of(row), None)
        found.delete()


def _change(record: Record, model: type[Row], rows: Sequence[Row], before: dict[int, Values]) -> None:
    """Write rows that are there; folded keys are computed, which `bulk_update` leaves out."""
    names = RECORDED[model]
    keys = [each for each in model._meta.concrete_fields if isinstance(each, KeyField)]
    written = [*(name.removesuffix("_id") for name in names), *(key.name for key in keys)]
    before = before or present_values(model, [row.pk for row in rows])
    _learn_codes(record, rows)
    for batch in batches(rows):
        for row in batch:
            for key in keys:
                key.pre_save(row, add=False)
        model._default_manager.bulk_update(batch, written)
        for row in batch:
            record.add(row, before[row.pk], values_of(row))


def free_keys(model: type[Model], keys: Collection[int]) -> None:
    """Let rows give up the names that only one may have, since two may swap theirs; whoever is written has it anew."""
    own = Concat(Value(" "), Cast("pk", CharField()))
    for field in model._meta.concrete_fields:
        if isinstance(field, KeyField) and field.unique:
            for batch in batches(list(keys)):
                model._default_manager.filter(pk__in=batch).update(**{field.name: own})


def keys_of(model: type[Appointment | Link], position_ids: Collection[int]) -> list[int]:
    """The keys of what belongs to positions."""
    keys: list[int] = []
    for batch in batches(list(position_ids)):
        belongs = Q()
        for name in ENDS[model]:
            belongs |= Q(**{f"{name}__in": batch})
        keys += model._default_manager.filter(belongs).order_by("pk").values_list("pk", flat=True)
    return list(dict.fromkeys(keys))


def other_ends(model: type[Appointment | Link], keys: Sequence[int]) -> set[int]:
    """The positions that rows belong to."""
    ends: set[int] = set()
    for batch in batches(keys):
        for row in model._default_manager.filter(pk__in=batch).values_list(*ENDS[model]):
            ends.update(row)
    return ends


def remove_of(record: Record, model: type[Appointment | Link], position_ids: Sequence[int]) -> None:
    """Delete what belongs to positions that go."""
    keys = keys_of(model, position_ids)
    if keys:
        touch(other_ends(model, keys) - set(position_ids))
        write(record, model, removed=keys)


def end_of(record: Record, position_ids: Sequence[int], day: datetime.date) -> None:
    """End the appointments of positions on a day; those that would begin later never were."""
    running = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=day)).order_by("pk")
    held = [each for batch in batches(position_ids) for each in running.filter(position__in=batch)]
    later = {each.pk for each in held if each.start is not None and each.start > day}
    ending = [each for each in held if each.pk not in later]
    for each in ending:
        each.end = day
    write(record, Appointment, changed=ending, removed=later)


def touch(position_ids: Collection[int]) -> None:
    """Let whoever has these positions open know that something beside their own fields changed."""
    with open_door():
        for batch in batches(list(position_ids)):
            Position.objects.filter(pk__in=batch).update(version=F("version") + 1)
