"""Which facts of roles nobody has written down yet, and who can."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from roles.access import accounts_that_may
from roles.cells import FACTS, fact_name
from roles.models import Account, Responsibility, Role, RoleSkill
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
class Editor:
    """Somebody who can write down what is missing."""

    name: str
    email: str


@dataclass(frozen=True)
class Missing:
    """What nobody has written down yet of a role; who can is asked only where a page names them."""

    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.names)

    def __str__(self) -> str:
        return str(listed([plain(name) for name in self.names]))

    @cached_property
    def editors(self) -> list[Editor]:
        """Return the first few who may change roles, those who keep the chart before administrators."""
        accounts = accounts_that_may("roles.change_role").select_related("person")
        return [editor_of(each) for each in accounts.order_by("is_superuser", "username")[:MOST_EDITORS]]


def missing_of(role: Role, details: Details) -> Missing:
    """Return what is missing of a role."""
    has_responsibilities, has_skills = bool(details.responsibilities), bool(details.skills)
    return Missing(tuple(names_missing(role, has_responsibilities=has_responsibilities, has_skills=has_skills)))


def editor_of(account: Account) -> Editor:
    """Name an account by its person, or else as it signs in."""
    person = getattr(account, "person", None)
    name = person.name if person else account.get_full_name() or account.username
    return Editor(name, account.email or (person.email if person else ""))
