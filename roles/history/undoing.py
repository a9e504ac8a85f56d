"""Take back a change, or a whole import: as a new change, refused with the reason where it no longer fits."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from roles import tree
from roles.batches import batches
from roles.history.bringing_back import write_after, write_before, write_rows
from roles.history.judging import Undoing
from roles.history.undo_plan import plan_undo
from roles.models import Appointment, Change, ChangeKind, Link, Person, Position
from roles.record import Record, present_values, restored
from roles.tree import beside


def undo(change: Change) -> Undoing:
    """Take a change back in one transaction; raises ValidationError with the reasons where it no longer fits."""
    try:
        with tree.writing(ChangeKind.UNDONE, change) as record:
            undoing = plan_undo(change)
            if undoing.refusals:
                raise ValidationError(undoing.refusals)
            _write(record, undoing)
    except IntegrityError as error:
        raise ValidationError(
            _("What was taken out by this change is there again in another way: look at the history.")
        ) from error
    undoing.made = record.change
    return undoing


def _write(record: Record, undoing: Undoing) -> None:
    """Write what was there before, judged already: each by itself, the positions also by the end state."""
    write_before(record, undoing)
    _write_people(record, undoing)
    _write_positions(undoing)
    for model in (Appointment, Link):
        write_rows(record, undoing, model)
    write_after(record, undoing)
    beside.write(record, Person, removed=[effect.key for effect in undoing.of(Person) if effect.before is None])
    stay = {effect.key for effect in undoing.of(Position) if effect.before and effect.after}
    linked = {(each.before or each.after or {}).get("to_position_id") for each in undoing.of(Link)}
    touched = {each.position for each in undoing.effects} | linked
    beside.touch({key for key in touched - stay if key is not None})


def _write_positions(undoing: Undoing) -> None:
    """Bring positions back, and what they said and whom they reported to, judged together by the end state."""
    effects = undoing.of(Position)
    there = Position.objects.select_related("role").in_bulk([each.key for each in effects if each.after is not None])
    new, changed = [], []
    for effect in effects:
        if effect.before is not None and effect.after is None:
            # Whoever still has the form open from before must be told.
            version = effect.before.get("version", 0) + 1
            new.append(Position(pk=effect.key, version=version, **restored(Position, effect.before)))
        elif effect.before is not None:
            position = there[effect.key]
            for name, value in restored(Position, effect.before).items():
                setattr(position, name, value)
            changed.append(position)
    for position in (*new, *changed):
        position.clean_fields(exclude=(*tree.UNCHECKED, "role", "department"))
    added = [effect.key for effect in effects if effect.before is None]
    if new or changed or added:
        tree.apply(tree.Changes(new, changed, removed=added))


def _write_people(record: Record, undoing: Undoing) -> None:
    """Give people back what their own fields said."""
    effects = {effect.key: effect for effect in undoing.of(Person) if effect.before and effect.after}
    people = Person.objects.in_bulk(list(effects))
    before = present_values(Person, list(people))
    # Addresses are unique at every moment: two people who swapped theirs give them up first.
    for batch in batches([key for key in people if "email" in (effects[key].before or {})]):
        Person.objects.filter(pk__in=batch).update(email="")
    for key, person in people.items():
        for name, value in restored(Person, effects[key].before or {}).items():
            setattr(person, name, value)
    beside.write(record, Person, changed=list(people.values()), before=before)
