"""The catalogue as it stands: every row by what names it, read in one statement for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from roles.models import Department, NextStep, OutsideBody, Responsibility, Role, RoleSkill, Skill
from roles.recording_of import CATALOGUE, NAMED_ROWS, RECORDED, DealsWith, WorksWith

Key = tuple[str, ...]
Values = dict[str, Any]
# What tells a row of each kind from all others.
KEYS: dict[type[Model], tuple[str, ...]] = {
    Department: ("code_key",),
    Skill: ("name_key",),
    OutsideBody: ("name_key",),
    Role: ("slug",),
    Responsibility: ("role_id", "text_key"),
    RoleSkill: ("role_id", "skill_id"),
    NextStep: ("role_id", "next_role_id"),
    WorksWith: ("from_role_id", "to_role_id"),
    DealsWith: ("role_id", "outsidebody_id"),
}


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row with what is recorded of it; it names others by their keys, as the files do."""

    key: int
    values: Values


@dataclass(frozen=True)
class CatalogueState:
    """All rows of the catalogue, of each kind by what tells them apart."""

    rows: Mapping[type[Model], Mapping[Key, KnownRow]] = field(default_factory=dict)

    def of(self, model: type[Model]) -> Mapping[Key, KnownRow]:
        """The rows of a kind."""
        return self.rows.get(model, {})


def read_catalogue_state() -> CatalogueState:
    """Read everything; inside `roles.tree.writing` nothing changes it until the plan is applied."""
    rows: dict[type[Model], dict[Key, KnownRow]] = {}
    names: dict[type[Model], dict[int, str]] = {}
    for model in CATALOGUE:
        columns = tuple(dict.fromkeys((*RECORDED[model], *KEYS[model])))
        rows[model] = {}
        for pk, *found in model._default_manager.order_by("pk").values_list("pk", *columns):
            said = {name: _named(model, name, value, names) for name, value in zip(columns, found, strict=True)}
            key = tuple(said[name] for name in KEYS[model])
            rows[model][key] = KnownRow(pk, {name: said[name] for name in RECORDED[model]})
        if model in NAMED_ROWS:
            names[model] = {known.key: key for (key,), known in rows[model].items()}
    return CatalogueState(rows)


def target_of(model: type[Model], name: str) -> type[Model] | None:
    """Whom a field names: another kind of row, or none."""
    return model._meta.get_field(name).related_model


def _named(model: type[Model], name: str, value: Any, names: dict[type[Model], dict[int, str]]) -> Any:
    target = target_of(model, name) if name.endswith("_id") else None
    return names[target][value] if target else value
