"""Let the form of a role know what the role said when it was opened, so that nothing is overwritten unseen."""

from collections.abc import Iterable, Iterator
from hashlib import blake2s
from typing import Any

from django.db.models import F, Model, TextField, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.models import NextStep, Responsibility, Role, RoleSkill

# Of each list of a role, what two columns say of its rows.
LISTS: dict[str, tuple[type[Model], str, Any, Any]] = {
    "works_with": (Role.works_with.through, "from_role", F("to_role"), Value("")),
    "outside_bodies": (Role.outside_bodies.through, "role", F("outsidebody"), Value("")),
    "responsibilities": (Responsibility, "role", F("order"), F("text")),
    "role_skills": (RoleSkill, "role", F("skill"), F("order") * 10 + F("proficiency")),
    "next_steps": (NextStep, "role", F("next_role"), F("advice")),
}


def marks_of(role: Role) -> str:
    """Return a short mark of each thing that a stored role says: another value has another mark."""
    return " ".join(f"{name}:{mark(value)}" for name, value in said(role))


def said(role: Role) -> Iterator[tuple[str, Any]]:
    """Return what a role says, field by field and list by list."""
    for field in role._meta.concrete_fields:
        if field.editable and not field.primary_key:
            yield field.name, getattr(role, field.attname)
    rows = sorted(rows_of(role))
    for name in LISTS:
        yield name, [row for row in rows if row[0] == name]


def rows_of(role: Role) -> Iterable[tuple[str, ...]]:
    """Read the rows of all lists of a role in one statement, each with the name of its list."""
    first, *others = (
        model._default_manager.filter(**{key: role.pk})
        .order_by()
        .values_list(Value(name, TextField()), Cast(one, TextField()), Cast(other, TextField()))
        for name, (model, key, one, other) in LISTS.items()
    )
    rows: Iterable[tuple[str, ...]] = first.union(*others, all=True)
    return rows


def mark(value: Any) -> str:
    """Return a few letters that stand for a value."""
    return blake2s(repr(value).encode(errors="replace"), digest_size=6).hexdigest()


def changed_between(seen: str, now: str) -> list[str]:
    """Return the names of what has another mark than it had."""
    before = dict(each.partition(":")[::2] for each in seen.split())
    return [name for name, value in (each.split(":") for each in now.split()) if before.get(name) != value]


def name_of(name: str) -> str:
    """Say what a field or a list of a role is called."""
    lists = {"responsibilities": _("responsibilities"), "role_skills": _("skills"), "next_steps": _("next steps")}
    return lists.get(name) or str(Role._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # fields, not relations


def say_now(label: str, value: Any) -> str:
    """Say what a field holds that somebody else changed."""
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    return _("%(field)s is now: %(value)s.") % {
        "field": capfirst(label),
        "value": str(value) if value not in ("", None) else _("empty"),
    }
