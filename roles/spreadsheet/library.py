"""Write the library of roles: what each is for, what it answers for, the skills it asks for, and where it leads."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from roles.models import NextStep, Proficiency, Responsibility, Role, RoleSkill, Skill
from roles.spreadsheet.grids import Grid
from roles.spreadsheet.lists import join_names

OWN = (
    "slug", "title", "abbreviation", "also_called", "purpose", "management_level", "scope", "focus", "planning_horizon",
)  # fmt: skip
LIBRARY = {
    "roles": (*OWN, "works_with", "also_works_with", "outside_bodies"),
    "responsibilities": ("role", "responsibility"),
    "skills": ("role", "skill", "proficiency", "description"),
    "next_steps": ("role", "next_role", "advice"),
}
Row = tuple[str, ...]


def library_grids() -> tuple[Grid, Grid, Grid, Grid]:
    """The sheets of roles, responsibilities, skills and next steps; a fixed number of statements."""
    rows = (
        roles(),
        Responsibility.objects.order_by("role_id", "order", "pk").values_list("role__slug", "text"),
        chain(skills(), skills_of_roles()),
        NextStep.objects.order_by("role_id", "pk").values_list("role__slug", "next_role__slug", "advice"),
    )
    first, second, third, fourth = map(Grid, LIBRARY, LIBRARY.values(), rows)
    return first, second, third, fourth


def roles() -> Iterator[Row]:
    """Every role with its facts; those it works with and outside bodies with semicolons between them."""
    works_with = _joined(Role.works_with.through.objects.values_list("from_role", "to_role__slug"))
    bodies = _joined(Role.outside_bodies.through.objects.values_list("role", "outsidebody__name"))
    for key, also, *own in Role.objects.order_by("pk").values_list("pk", "also_works_with", *OWN):
        yield (*own, works_with.get(key, ""), also, bodies.get(key, ""))


def _joined(pairs: "QuerySet[Any, Any]") -> dict[int, str]:
    """The names that each role is tied to, in one cell."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in pairs.order_by("pk"):
        names[key].append(name)
    return {key: join_names(found) for key, found in names.items()}


def skills() -> Iterator[Row]:
    """Every skill and what it is, whether a role asks for it or not."""
    for name, description in Skill.objects.order_by("pk").values_list("name", "description"):
        yield "", name, "", description


def skills_of_roles() -> Iterator[Row]:
    """What each role asks for, and how well."""
    asked = RoleSkill.objects.order_by("role_id", "order", "pk")
    for role, skill, proficiency in asked.values_list("role__slug", "skill__name", "proficiency"):
        yield role, skill, Proficiency(proficiency).name.lower(), ""
