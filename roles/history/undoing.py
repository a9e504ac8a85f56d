"""Take back a change, or a whole import: as a new change, refused with the reason where it no longer fits."""

from typing import Any

from django.core.exceptions import ValidationError

from roles import tree
from roles.history.undo_plan import Undoing, plan_undo
from roles.models import Appointment, Change, ChangeKind, Link, Person, Position
from roles.record import Record, restored
from roles.tree import beside


def undo(change: Change) -> Undoing:
    """Take a change back in one transaction; raises ValidationError with the reasons where it no longer fits."""
    with tree.writing(ChangeKind.UNDONE, change) as record:
        undoing = plan_undo(change)
        if undoing.refusals:
            raise ValidationError(undoing.refusals)
        _write_people(record, undoing)
        _write_positions(undoing)
        for model in (Appointment, Link):
            _write_rows(record, undoing, model)
        beside.write(record, Person, removed=[effect.key for effect in undoing.of(Person) if effect.before is None])
        stay = {effect.key for effect in undoing.of(Position) if effect.before and effect.after}
        beside.touch({each.position for each in undoing.effects if each.position} - stay)
    return undoing


def _write_positions(undoing: Undoing) -> None:
    """Bring positions back, and what they said and whom they reported to, judged together by the end state."""
    effects = undoing.of(Position)
    there = Position.objects.select_related("role").in_bulk([each.key for each in effects if each.after is not None])
    new, changed = [], []
    for effect in effects:
        if effect.before is not None and effect.after is None:
            new.append(Position(pk=effect.key, **restored(Position, effect.before)))
        elif effect.before is not None:
            position = there[effect.key]
            for name, value in restored(Position, effect.before).items():
                setattr(position, name, value)
            changed.append(position)
    for position in (*new, *changed):
        position.clean_fields(exclude=tree.UNCHECKED)
    added = [effect.key for effect in effects if effect.before is None]
    if new or changed or added:
        tree.apply(tree.Changes(new, changed, removed=added))


def _write_rows(record: Record, undoing: Undoing, model: type[Appointment] | type[Link]) -> None:
    """Bring appointments or links back, and take those out that the change added."""
    effects = undoing.of(model)
    removed = [effect.key for effect in effects if effect.before is None]
    back = [effect for effect in effects if effect.before is not None and effect.after is None]
    new: list[Any] = [model(pk=effect.key, **restored(model, effect.before or {})) for effect in back]
    there: dict[int, Any] = model._default_manager.in_bulk([each.key for each in effects if each.before and each.after])
    for effect in effects:
        if effect.key in there:
            for name, value in restored(model, effect.before or {}).items():
                setattr(there[effect.key], name, value)
    beside.write(record, model, new, list(there.values()), removed)
    for row in [*new, *there.values()]:
        row.full_clean()


def _write_people(record: Record, undoing: Undoing) -> None:
    """Give people back what their own fields said."""
    effects = {effect.key: effect for effect in undoing.of(Person) if effect.before and effect.after}
    people = list(Person.objects.filter(pk__in=effects))
    for person in people:
        for name, value in restored(Person, effects[person.pk].before or {}).items():
            setattr(person, name, value)
        person.full_clean()
    beside.write(record, Person, changed=people)
