"""Bring rows of the catalogue back to what they were: what is named comes first and goes last."""

from typing import Any

from django.db.models import Model

from roles.history.judging import Undoing
from roles.models import Role
from roles.record import Record, restored
from roles.recording_of import NAMED_ROWS, OF_ROLES
from roles.suggesting.keeping import keep_positions_of
from roles.tree import beside


def write_before(record: Record, undoing: Undoing) -> None:
    """Before the positions: what belonged to a role goes, what positions name comes back."""
    for model in OF_ROLES:
        beside.write(record, model, removed=_added(undoing, model))
    for model in NAMED_ROWS:
        beside.free_keys(model, [effect.key for effect in undoing.of(model) if effect.after is not None])
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
