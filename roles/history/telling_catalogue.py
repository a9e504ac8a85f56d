"""Tell in words what an entry says of roles, skills, departments and what belongs to a role."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.models import Entry
from roles.recording_of import MODELS, NAME_FIELDS, RECORDED, SUBJECTS, role_field

Name = Callable[[str, int | None], str]
Fields = Callable[[type[Model], dict[str, Any], dict[str, Any]], Iterator[str]]


def tell_catalogue(entry: Entry, name_of: Name, fields: Fields) -> Iterator[str]:
    """Say what came, went or differs: of a row by its name, of what belongs to a role by the role's."""
    model = MODELS[entry.subject]
    names = {"kind": capfirst(str(SUBJECTS[model].label)), "what": _what(entry, model, name_of)}
    if entry.before is None:
        yield _("%(kind)s added: %(what)s.") % names
    elif entry.after is None:
        yield _("%(kind)s deleted: %(what)s.") % names
    else:
        changed = {name: value for name, value in entry.after.items() if entry.before.get(name) != value}
        for line in fields(model, entry.before, changed):
            yield _("%(kind)s %(what)s: %(line)s") % {**names, "line": line}


def own_name(model: type[Model]) -> str:
    """Under what the name of a row itself is asked for."""
    return f"{model._meta.model_name}_id"


def _what(entry: Entry, model: type[Model], name_of: Name) -> str:
    values = {**(entry.before or {}), **(entry.after or {})}
    if model in NAME_FIELDS:
        return str(values.get(NAME_FIELDS[model]) or name_of(own_name(model), entry.key))
    owner, other, *_rest = RECORDED[model]
    end = name_of(other, values[other]) if other.endswith("_id") else str(values[other])
    return f"{name_of(role_field(model), values[owner])}, {end}"
