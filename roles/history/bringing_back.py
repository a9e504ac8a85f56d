"""Bring rows of the catalogue back to what they were: what is named comes first and goes last."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat

from roles.batches import batches
from roles.history.judging import Undoing
from roles.models import Position, Role
from roles.models.fields import KeyField
from roles.record import Record, restored
from roles.recording_of import NAMED_ROWS, OF_ROLES
from roles.suggesting.keeping import keep
from roles.suggesting.noting import Touched
from roles.tree import beside


def write_before(record: Record, undoing: Undoing) -> None:
    """Before the positions: what belonged to a role goes, what positions name comes back."""
    for model in OF_ROLES:
        beside.write(record, model, removed=_added(undoing, model))
    for model in NAMED_ROWS:
        free_keys(model, [effect.key for effect in undoing.of(model) if effect.after is not None])
        write_rows(record, undoing, model, removes=False)


def write_after(record: Record, undoing: Undoing) -> None:
    """After the positions: what belongs to a role comes back, and what nobody names any longer goes."""
    for model in OF_ROLES:
        write_rows(record, undoing, model, removes=False)
    changed = [effect.key for effect in undoing.of(Role) if effect.before and effect.after]
    for model in reversed(NAMED_ROWS):
        beside.write(record, model, removed=_added(undoing, model))
    keep_positions_of(changed)


def write_rows(record: Record, undoing: Undoing, model: Any, *, removes: bool = True) -> None:
    """Bring rows back, and what they said; take those out that the change added."""
    effects = undoing.of(model)
    back = [effect for effect in effects if effect.before is not None and effect.after is None]
    new: list[Any] = [model(pk=effect.key, **restored(model, effect.before or {})) for effect in back]
    there: dict[int, Any] = model._default_manager.in_bulk([each.key for each in effects if each.before and each.after])
    before = {key: undoing.present[model][key] for key in there}
    for effect in effects:
        if effect.key in there:
            for name, value in restored(model, effect.before or {}).items():
                setattr(there[effect.key], name, value)
    removed = _added(undoing, model) if removes else []
    beside.write(record, model, new, list(there.values()), removed, before)


def _added(undoing: Undoing, model: type[Model]) -> list[int]:
    return [effect.key for effect in undoing.of(model) if effect.before is None]


def free_keys(model: type[Model], keys: Iterable[int]) -> None:
    """Let rows give up the names that only one may have, since two may swap theirs; whoever is written has it anew."""
    keys = list(keys)
    for field in model._meta.concrete_fields:
        if isinstance(field, KeyField) and field.unique:
            own = Concat(Value(" "), Cast("pk", CharField()))
            for batch in batches(keys):
                model._default_manager.filter(pk__in=batch).update(**{field.name: own})


def keep_positions_of(roles: Iterable[int]) -> None:
    """Let positions be found by the words of their roles as they are now."""
    roles = list(roles)
    found: set[int] = set()
    for batch in batches(roles):
        found.update(Position.objects.filter(role__in=batch).values_list("pk", flat=True))
    if found:
        keep(Touched(found))
