"""Say what the plan of a catalogue does: in sentences with counts and names, and each change, old and new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import Role
from roles.recording_of import CATALOGUE, NAME_FIELDS, SUBJECTS
from roles.spreadsheet.catalogue.planning import CataloguePlan
from roles.spreadsheet.catalogue.state import Key, target_of
from roles.spreadsheet.shortening import shortened

MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One row that changes in words: what kind, which, and what differs, before and after."""

    kind: str
    name: str
    differences: tuple[tuple[str, str, str], ...]


def sentences(plan: CataloguePlan) -> list[str]:
    """What happens to the rows of each kind, with the first names of those that have one."""
    if not plan.count:
        return []
    lines = [line for model in CATALOGUE if (line := _sentence(plan, model))]
    return lines or [_("Nothing of roles, skills and departments changes.")]


def names_by_kind(plan: CataloguePlan) -> dict[str, dict[str, list[str]]]:
    """For a program: what was added, changed and removed of each kind, by what tells the rows apart."""
    return {
        str(SUBJECTS[model].value): {
            "created": [" ".join(key) for key in its.created],
            "changed": [" ".join(edit.key) for edit in its.changed],
            "removed": [" ".join(key) for key in its.removed],
        }
        for model, its in plan.rows.items()
        if not its.is_empty
    }


def _sentence(plan: CataloguePlan, model: type[Model]) -> str:
    its = plan.of(model)
    parts = (
        _part(ngettext("%(count)d added", "%(count)d added", len(its.created)), _names(plan, model, its.created)),
        _part(
            ngettext("%(count)d changed", "%(count)d changed", len(its.changed)),
            _names(plan, model, [edit.key for edit in its.changed]),
        ),
        _part(ngettext("%(count)d removed", "%(count)d removed", len(its.removed)), _names(plan, model, its.removed)),
    )
    said = ", ".join(filter(None, parts))
    return f"{kind_in_words(model)}: {said}." if said else ""


def _part(text: str, names: list[str]) -> str:
    """A count with the first names; nothing for none."""
    if not names:
        return ""
    shown = [name for name in names[:MOST_NAMES] if name]
    others = len(names) - len(shown)
    more = ngettext(" and %(count)d other", " and %(count)d others", others) % {"count": others} if others else ""
    count = text % {"count": len(names)}
    return f"{count} ({', '.join(shown)}{more})" if shown else count


def kind_in_words(model: type[Model]) -> str:
    """What the rows of a kind are called together."""
    is_own = not model._meta.auto_created
    return capfirst(str(model._meta.verbose_name_plural if is_own else SUBJECTS[model].label))


def _names(plan: CataloguePlan, model: type[Model], keys: Iterable[Key]) -> list[str]:
    """What rows are called; nothing for those without a name of their own."""
    field = NAME_FIELDS.get(model)
    return [str((_values(plan, model, key) or {}).get(field, key[0])) if field else "" for key in keys]


def _values(plan: CataloguePlan, model: type[Model], key: Key) -> dict[str, Any] | None:
    """What a row says after the import, else before."""
    known = plan.state.of(model).get(key)
    return plan.of(model).created.get(key) or (known.values if known else None)


def tell_changed(plan: CataloguePlan) -> Iterator[Told]:
    """What changes, row by row."""
    titles = {key[0]: str(values.get("title", key[0])) for key, values in plan.values(Role)}
    for model in CATALOGUE:
        kind = capfirst(str(SUBJECTS[model].label))
        for edit in plan.of(model).changed:
            differences = tuple(_differences(model, edit.before, edit.after))
            yield Told(kind, _told(plan, model, edit.key, titles), differences)


def _told(plan: CataloguePlan, model: type[Model], key: Key, titles: dict[str, str]) -> str:
    """A row by its name, or by the role it belongs to and what it says."""
    if model in NAME_FIELDS:
        return _names(plan, model, [key])[0]
    values = _values(plan, model, key) or {}
    fields = list(values)[:2]
    return ", ".join(_shown(plan, model, name, values[name], titles) for name in fields)


def _shown(plan: CataloguePlan, model: type[Model], name: str, value: Any, titles: dict[str, str]) -> str:
    target = target_of(model, name) if name.endswith("_id") else None
    if target is None:
        return str(value)
    return titles.get(value, value) if target is Role else _names(plan, target, [(value,)])[0]


def _differences(model: type[Model], before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, value in after.items():
        field: Any = model._meta.get_field(name)
        choices = dict(field.flatchoices or ())
        one, other = (shortened(str(choices.get(each, each))) or _("empty") for each in (before[name], value))
        yield capfirst(str(field.verbose_name)), one, other
