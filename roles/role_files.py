"""Write the departments, skills, outside bodies and roles of a TOML file to an organisation that has none."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models, transaction

from roles.models import Department, NextStep, OutsideBody, Proficiency, Responsibility, Role, RoleSkill, Skill

ROLE_TEXTS = (
    "slug", "title", "abbreviation", "also_called", "purpose",
    "management_level", "scope", "focus", "planning_horizon", "also_works_with",
)  # fmt: skip


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
    for order, text in enumerate(said["responsibilities"], 1):
        _save(Responsibility(role=role, text=text, order=order))
    for order, skill in enumerate(said["skills"], 1):
        proficiency = Proficiency[skill["proficiency"].upper()]
        _save(RoleSkill(role=role, skill=Skill.objects.get(name=skill["name"]), proficiency=proficiency, order=order))
    for step in said["next_steps"]:
        _save(NextStep(role=role, next_role=Role.objects.get(slug=step["role"]), advice=step["advice"].strip()))
    role.works_with.set(Role.objects.filter(slug__in=said["works_with"]) | role.works_with.all())
    role.outside_bodies.set(OutsideBody.objects.filter(name__in=said["outside_bodies"]))
