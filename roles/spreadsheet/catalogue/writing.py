"""Write the plan of a catalogue: what others name first, each row recorded in the change it belongs to."""

from typing import Any

from django.db.models import Model

from roles.models import Department, Role
from roles.palette import next_colours
from roles.record import Record
from roles.recording_of import CATALOGUE, NAMED_ROWS
from roles.spreadsheet.catalogue.planning import CataloguePlan
from roles.spreadsheet.catalogue.state import Key, Values, target_of
from roles.tree import beside

Names = dict[type[Model], dict[str, int]]


def write_catalogue(record: Record, plan: CataloguePlan) -> list[int]:
    """Write a plan; call it inside `roles.tree.writing`, with the state read there; returns the roles that changed."""
    names: Names = {model: {key: each.key for (key,), each in plan.state.of(model).items()} for model in NAMED_ROWS}
    for model in CATALOGUE:
        if not plan.of(model).is_empty:
            _write(record, model, plan, names)
    return [edit.known.key for edit in plan.of(Role).changed]


def _write(record: Record, model: type[Model], plan: CataloguePlan, names: Names) -> None:
    its = plan.of(model)
    made = {key: model(**_resolved(model, values, names)) for key, values in its.created.items()}
    if model is Department:
        _give_colours(made, plan)
    changed: dict[int, Any] = model._default_manager.in_bulk([edit.known.key for edit in its.changed])
    for edit in its.changed:
        for name, value in _resolved(model, edit.after, names).items():
            setattr(changed[edit.known.key], name, value)
    before = {edit.known.key: _resolved(model, edit.known.values, names) for edit in its.changed}
    beside.free_keys(model, list(changed))
    removed = [known.key for known in its.removed.values()]
    beside.write(record, model, list(made.values()), list(changed.values()), removed, before)
    if model in NAMED_ROWS:
        names[model].update({key: row.pk for (key,), row in made.items()})


def _resolved(model: type[Model], values: Values, names: Names) -> Values:
    """The values as the columns hold them: keys in the place of names."""
    found = {}
    for name, value in values.items():
        target = target_of(model, name) if name.endswith("_id") else None
        found[name] = names[target][value] if target else value
    return found


def _give_colours(made: dict[Key, Any], plan: CataloguePlan) -> None:
    """Give new departments without a colour the next that is free."""
    taken = [values["colour"] for _key, values in plan.values(Department) if "colour" in values]
    free = next_colours(taken)
    for key, department in made.items():
        if "colour" not in plan.of(Department).created[key]:
            department.colour = next(free)
