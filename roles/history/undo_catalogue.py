"""Judge what taking a change back would do to roles, skills, departments and what belongs to them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from roles.batches import batches
from roles.history.judging import Undoing, keys_there
from roles.history.recorded import RowChange, named
from roles.recording_of import CATALOGUE, NAMED_ROWS, OF_ROLES, RECORDED, SUBJECTS


def leave_out_gone(undoing: Undoing) -> None:
    """What the change added and somebody deleted since needs no taking back."""
    for model in CATALOGUE:
        there = keys_there(model, [effect.key for effect in undoing.of(model)])
        gone = {id(each) for each in undoing.of(model) if each.before is None and each.key not in there}
        undoing.effects = [effect for effect in undoing.effects if id(effect) not in gone]


def judge_catalogue(undoing: Undoing) -> None:
    """Refuse what would take away what others use, and what needs something that is gone."""
    for model in NAMED_ROWS:
        going = {effect.key: effect for effect in undoing.of(model) if effect.before is None}
        if going:
            undoing.refusals += _used(undoing, model, going)
    for model in OF_ROLES:
        undoing.refusals += _missing(undoing, model)


def _used(undoing: Undoing, model: type[Model], going: dict[int, RowChange]) -> Iterator[str]:
    """Say of each row that would go who else uses it, the first of them."""
    text = _("%(user)s uses %(row)s, which would go: take that away first.")
    told: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many and relation.auto_created):
            continue
        user: Any = relation.related_model
        name = relation.field.attname  # type: ignore[union-attr] # a foreign key to it
        leaving = {each.key for each in undoing.of(user) if each.before is None or name in each.before}
        for key, used in _users(user, name, going):
            if key not in leaving and used not in told:
                told.add(used)
                yield text % {"user": _in_words(user, key), "row": named(going[used])}


def _users(user: Any, name: str, keys: Collection[int]) -> Iterator[tuple[int, int]]:
    """The rows that name one of these, each with the one it names."""
    for batch in batches(list(keys)):
        yield from user._base_manager.filter(**{f"{name}__in": batch}).order_by("pk").values_list("pk", name)


def _in_words(model: Any, key: int) -> str:
    """A row that stands in the way: by its own name, or by those of both whom it brings together."""
    row = model._base_manager.get(pk=key)
    if model not in OF_ROLES:
        return str(row)
    roles = [getattr(row, name.removesuffix("_id")) for name in RECORDED[model][:1]]
    return f"{roles[0]} ({SUBJECTS[model].label})"


def _missing(undoing: Undoing, model: type[Model]) -> Iterator[str]:
    """What rows of a role name that is not there any more."""
    coming = [effect for effect in undoing.of(model) if effect.before is not None]
    text = _("%(row)s can't be as it was: %(why)s.")
    for name in RECORDED[model]:
        target = model._meta.get_field(name).related_model
        if not isinstance(target, type):
            continue
        wanted = {effect.before[name] for effect in coming if effect.before and name in effect.before}
        there = keys_there(target, wanted) | {each.key for each in undoing.of(target) if each.before is not None}
        for effect in coming:
            if effect.before and name in effect.before and effect.before[name] not in there:
                yield text % {"row": named(effect), "why": _("what it names was deleted since")}
