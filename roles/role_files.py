"""Write the departments, skills, outside bodies and roles of a TOML file to an organisation that has none."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from roles.models import Department, NextStep, OutsideBody, Proficiency, Responsibility, Role, RoleSkill, Skill

ROLE_TEXTS = (
    "slug", "title", "abbreviation", "also_called", "purpose",
    "management_level", "scope", "focus", "planning_horizon", "also_works_with",
)  # fmt: skip
Found = TypeVar("Found", Role, Skill, OutsideBody)


class UnknownNameError(ValueError):
    """A role names a role, skill or outside body that the file does not have."""


@transaction.atomic
def load_roles(path: Path) -> dict[str, Any]:
    """Write the file to the database, all or nothing; returns what the file says."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    for department in said["department"]:
        _save(Department(code=department["code"], name=department["name"], colour=department["colour"]))
    for skill in said["skill"]:
        _save(Skill(**skill))
    for body in said["outside_body"]:
        _save(OutsideBody(**body))
    for role in said["role"]:
        _save(Role(**{name: role[name].strip() for name in ROLE_TEXTS}))
    # A role may name one further down the file, so they are related once all are there.
    for role in said["role"]:
        _relate(role)
    return said


def _save(instance: models.Model) -> None:
    """Check a row as a form would, and write it."""
    instance.full_clean()
    instance.save()


def _relate(said: dict[str, Any]) -> None:
    """Give a role its responsibilities, skills, next steps, and those it works with."""
    role = Role.objects.get(slug=said["slug"])
    skills = _find(Skill, "name", role, "skills", [skill["name"] for skill in said["skills"]])
    next_roles = _find(Role, "slug", role, "next_steps", [step["role"] for step in said["next_steps"]])
    for order, text in enumerate(said["responsibilities"], 1):
        _save(Responsibility(role=role, text=text, order=order))
    for order, (skill, its) in enumerate(zip(skills, said["skills"], strict=True), 1):
        _save(RoleSkill(role=role, skill=skill, proficiency=Proficiency[its["proficiency"].upper()], order=order))
    for next_role, step in zip(next_roles, said["next_steps"], strict=True):
        _save(NextStep(role=role, next_role=next_role, advice=step["advice"].strip()))
    # Of two roles that work with each other, one may name the other.
    role.works_with.add(*_find(Role, "slug", role, "works_with", said["works_with"]))
    role.outside_bodies.set(_find(OutsideBody, "name", role, "outside_bodies", said["outside_bodies"]))


def _find(model: type[Found], attribute: str, role: Role, said_under: str, names: Sequence[str]) -> list[Found]:
    """The rows of these names, in their order; raises UnknownNameError."""
    rows = {getattr(row, attribute): row for row in model._default_manager.filter(**{f"{attribute}__in": names})}
    if missing := [name for name in names if name not in rows]:
        raise UnknownNameError(
            _("The role %(role)s names what the file does not have under %(where)s: %(names)s.")
            % {"role": role.slug, "where": said_under, "names": ", ".join(missing)}
        )
    return [rows[name] for name in names]
