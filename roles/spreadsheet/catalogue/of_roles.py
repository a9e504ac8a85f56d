"""Plan what belongs to roles: of each role that a sheet names, its rows are all that the role has."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from roles.models import NextStep, Proficiency, Responsibility, RoleSkill, Skill
from roles.spreadsheet.catalogue.draft import Draft, Line
from roles.spreadsheet.catalogue.state import Key
from roles.spreadsheet.labels import Roles
from roles.text import search_key


def plan_responsibilities(draft: Draft, lines: Iterable[Line], roles: Roles) -> None:
    """Let each role answer for what its rows say, in their order."""
    for slug, its in _by_role(draft, lines, roles).items():
        keys: list[Key] = []
        for line in its:
            text = _needed(draft, line, "responsibility", is_needed=len(its) > 1)
            if text is None:
                continue
            key = (slug, search_key(text))
            message = _("The role has this responsibility in %(place)s already.")
            if draft.is_first(line, "responsibility", (Responsibility, key), message):
                keys.append(key)
                draft.want(Responsibility, key, {"role_id": slug, "text": text})
        _settle(draft, Responsibility, slug, keys)


def plan_skills(draft: Draft, lines: Iterable[Line], roles: Roles) -> None:
    """Let there be the skills of the rows, and each role ask for those that its rows name."""
    lines = [line for line in lines if _plan_skill(draft, line)]
    for slug, its in _by_role(draft, (line for line in lines if line.said("role")), roles).items():
        keys: list[Key] = []
        for line in its:
            skill = line.said("skill")
            key = (slug, search_key(skill))
            message = _("The role asks for this skill in %(place)s already.")
            if draft.is_first(line, "skill", (RoleSkill, key), message):
                keys.append(key)
                present = draft.present(RoleSkill, key) or {"proficiency": Proficiency.WORKING.value}
                level = line.values.get("proficiency", present["proficiency"])
                draft.want(RoleSkill, key, {"role_id": slug, "skill_id": key[1], "proficiency": level})
        _settle(draft, RoleSkill, slug, keys)


def plan_next_steps(draft: Draft, lines: Iterable[Line], roles: Roles) -> None:
    """Let holders of each role move on to those that its rows name."""
    for slug, its in _by_role(draft, lines, roles).items():
        keys: list[Key] = []
        for line in its:
            name = _needed(draft, line, "next_role", is_needed=len(its) > 1)
            other = _find(draft, line, "next_role", roles) if name else None
            if other == slug:
                draft.problems.add(line.row, "next_role", _("A next step leads to another role."))
            elif other is not None:
                message = _("The role has this next step in %(place)s already.")
                if draft.is_first(line, "next_role", (NextStep, slug, other), message):
                    keys.append((slug, other))
                    said = {name: line.values[name] for name in ("advice",) if name in line.values}
                    draft.want(NextStep, (slug, other), {"role_id": slug, "next_role_id": other, **said})
        _remove_others(draft, NextStep, slug, keys)


def _by_role(draft: Draft, lines: Iterable[Line], roles: Roles) -> dict[str, list[Line]]:
    """The rows of each role; one whose role can't be found is named."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if _needed(draft, line, "role") is not None and (slug := _find(draft, line, "role", roles)) is not None:
            found[slug].append(line)
    return found


def _needed(draft: Draft, line: Line, column: str, *, is_needed: bool = True) -> str | None:
    """What stands in a cell; none after noting that it is empty, unless it may be."""
    said: str | None = line.said(column)
    if said is None and is_needed and not line.row.cells.get(column):
        draft.problems.add(line.row, column, _("The cell is empty: the row needs it."))
    return said


def _find(draft: Draft, line: Line, column: str, roles: Roles) -> str | None:
    """The role that a cell names; none after noting why there is none."""
    slug = roles.find(line.values[column])
    if slug is None:
        draft.problems.add(line.row, column, roles.refuse(line.values[column]))
    return slug


def _plan_skill(draft: Draft, line: Line) -> bool:
    """Let there be the skill of a row; what it is may stand in any of its rows, but only once."""
    name = _needed(draft, line, "skill")
    if name is None:
        return False
    key = (search_key(name),)
    describes = not line.row.cells.get("role")
    present = draft.present(Skill, key)
    values = {"name": name if present is None or describes else present["name"]}
    description = line.values.get("description")
    if description or (describes and description is not None):
        values["description"] = description
        _refuse_two_descriptions(draft, line, key, description)
    draft.want(Skill, key, values)
    return True


def _refuse_two_descriptions(draft: Draft, line: Line, key: Key, description: str) -> None:
    said = draft.wanted[Skill].get(key, {}).get("description")
    if said and description and said != description:
        draft.problems.add(line.row, "description", _("Another row describes this skill in other words."))


def _settle(draft: Draft, model: type[Model], slug: str, keys: list[Key]) -> None:
    """Remove what else the role has, and keep the order of the rows; where it is kept already, the numbers too."""
    _remove_others(draft, model, slug, keys)
    known, kept = draft.state.of(model), set(keys)
    present = [key for key in known if key in kept]
    if sorted(present, key=lambda key: (known[key].values["order"], known[key].key)) == keys:
        return
    for order, key in enumerate(keys, 1):
        draft.want(model, key, {"order": order})


def _remove_others(draft: Draft, model: type[Model], slug: str, keys: Iterable[Key]) -> None:
    """Remove what the role has beside these."""
    kept = set(keys)
    draft.removed[model] |= {key for key in draft.state.of(model) if key[0] == slug and key not in kept}
