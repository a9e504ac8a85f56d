"""Which facts of roles nobody has written down yet, and who can."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from roles.access import accounts_that_may
from roles.cells import FACTS, fact_name
from roles.models import Person, Responsibility, Role, RoleSkill
from roles.phrases import listed, plain
from roles.sides.details import Details

MOST_EDITORS = 3
HAS_RESPONSIBILITIES = Exists(Responsibility.objects.filter(role=OuterRef("pk")))
HAS_SKILLS = Exists(RoleSkill.objects.filter(role=OuterRef("pk")))
TEXTS = ("purpose", *FACTS)
LACKS_FACTS = Q(*((name, "") for name in TEXTS), _connector=Q.OR) | ~HAS_RESPONSIBILITIES | ~HAS_SKILLS


def with_lists(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Annotate roles with whether they have responsibilities and skills."""
    told: QuerySet[Any] = rows.annotate(has_responsibilities=HAS_RESPONSIBILITIES, has_skills=HAS_SKILLS)
    return told


def names_missing(role: Role, *, has_responsibilities: bool, has_skills: bool) -> Iterator[str]:
    """Name what is missing of a role."""
    yield from (fact_name(name) for name in TEXTS if not getattr(role, name))
    if not has_responsibilities:
        yield _("responsibilities")
    if not has_skills:
        yield _("skills")


@dataclass(frozen=True)
class Editors:
    """The first few people who can write down what is missing, and whether any account can at all.

    How an account without a person signs in is for nobody to read.
    """

    people: list[Person]
    are_there: bool


@dataclass(frozen=True)
class Missing:
    """What nobody has written down yet of a role; who can is asked only where a page names them."""

    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.names)

    def __str__(self) -> str:
        return str(listed([plain(name) for name in self.names]))

    @cached_property
    def editors(self) -> Editors:
        """Return who may change roles, those who keep the chart before administrators."""
        accounts = accounts_that_may("roles.change_role").select_related("person")
        linked = accounts.filter(person__isnull=False).order_by("is_superuser", "person__search_key", "pk")
        people = [each.person for each in linked[:MOST_EDITORS]]
        return Editors(people, bool(people) or accounts.exists())


def missing_of(role: Role, details: Details) -> Missing:
    """Return what is missing of a role."""
    has_responsibilities, has_skills = bool(details.responsibilities), bool(details.skills)
    return Missing(tuple(names_missing(role, has_responsibilities=has_responsibilities, has_skills=has_skills)))
