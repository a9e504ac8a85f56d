"""Read what roles answer for, whom they work with and which skills they ask for, of several in one statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from django.db import connection

from roles.addresses import address_of
from roles.models import Proficiency, RoleSkill, Skill


class Kind(IntEnum):
    """What a row of the statement tells of a role; the statement has a part for each."""

    RESPONSIBILITY = 0
    WORKS_WITH = 1
    OUTSIDE_BODY = 2
    SKILL = 3


# The role, what kind of thing it has, its text, and by kind a short name or a description, and a number; then how
# they are ordered.
DETAILS = """
SELECT role_id, 0 AS kind, text, '' AS beside, 0 AS number, "order" AS place, '' AS key, id
FROM roles_responsibility WHERE role_id IN ({keys})
UNION ALL
SELECT pair.from_role_id, 1, other.title, other.slug, other.id, 0, other.title_key, other.id
FROM roles_role_works_with pair JOIN roles_role other ON other.id = pair.to_role_id
WHERE pair.from_role_id IN ({keys})
UNION ALL
SELECT pair.role_id, 2, body.name, '', 0, 0, body.name_key, body.id
FROM roles_role_outside_bodies pair JOIN roles_outsidebody body ON body.id = pair.outsidebody_id
WHERE pair.role_id IN ({keys})
UNION ALL
SELECT asked.role_id, 3, skill.name, skill.description, asked.proficiency, asked."order", '', asked.id
FROM roles_roleskill asked JOIN roles_skill skill ON skill.id = asked.skill_id
WHERE asked.role_id IN ({keys})
ORDER BY kind, place, key, id"""


@dataclass(frozen=True, slots=True)
class Collaborator:
    """A role that another one works closely with."""

    key: int
    title: str
    slug: str

    @property
    def url(self) -> str:
        """Return the page of the role."""
        return address_of("roles:role", self.slug)


@dataclass(slots=True)
class Details:
    """What a role has beside its facts, in its order; the skills by their names."""

    responsibilities: list[str] = field(default_factory=list)
    works_with: list[Collaborator] = field(default_factory=list)
    outside_bodies: list[str] = field(default_factory=list)
    skills: dict[str, RoleSkill] = field(default_factory=dict)

    def add(self, kind: int, text: str, beside: str, number: int) -> None:
        """Take one row of the statement."""
        if kind == Kind.RESPONSIBILITY:
            self.responsibilities.append(text)
        elif kind == Kind.WORKS_WITH:
            self.works_with.append(Collaborator(number, text, beside))
        elif kind == Kind.OUTSIDE_BODY:
            self.outside_bodies.append(text)
        else:
            self.skills[text] = RoleSkill(skill=Skill(name=text, description=beside), proficiency=Proficiency(number))


NOTHING_KNOWN = Details()


def details_of(roles: Collection[int]) -> Mapping[int, Details]:
    """Return the details of these roles by their keys."""
    found = {key: Details() for key in roles}
    if found:
        sql = DETAILS.format(keys=", ".join(["%s"] * len(found)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [*found] * len(Kind))
            for role, kind, text, beside, number, *_order in cursor:
                found[role].add(kind, text, beside, number)
    return found
