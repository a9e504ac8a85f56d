"""Read the roles around some next steps, and their positions, in a fixed number of statements."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Case, Count, F, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from roles.models import Position, Proficiency, Role, RoleSkill
from roles.prepared import Prepared
from roles.surroundings import attach_holders
from roles.ways import SkillGap, missing_between

MOST_POSITIONS = 3


class Asked(NamedTuple):
    """How well a role asks for a skill, in words too."""

    proficiency: int
    step: str


Skills = Mapping[str, Asked]
NO_SKILLS: Skills = {}


@dataclass(frozen=True)
class Staffing:
    """The positions that have a role: the first few, vacant ones first, how many there are, how many are vacant."""

    first: tuple[Position, ...] = ()
    count: int = 0
    vacant: int = 0

    @property
    def has_more(self) -> bool:
        """True where not all positions are here."""
        return self.count > len(self.first)


NO_POSITIONS = Staffing()


@dataclass(frozen=True)
class Known:
    """Roles, the skills that each asks for by their names, and its positions, all by the key of the role."""

    roles: Mapping[int, Role]
    skills: Mapping[int, Skills]
    staffing: Mapping[int, Staffing]

    def staffing_of(self, role: int) -> Staffing:
        """Return the positions of a role."""
        return self.staffing.get(role, NO_POSITIONS)

    def skills_of(self, role: int | None) -> Skills:
        """Return the skills that a role asks for, in its order; none where nobody knows the role."""
        return self.skills.get(role, NO_SKILLS) if role else NO_SKILLS

    def missing(self, start: int | None, goal: int) -> list[SkillGap]:
        """Return the skills that the goal asks for better than the start does, in the order of the goal."""
        return missing_between(self.skills_of(start), self.skills_of(goal))

    def to_grow(self, start: int, goal: int) -> int | None:
        """Count the skills that the goal asks for better than the start; None where the start's are not known."""
        return len(self.missing(start, goal)) if self.skills_of(start) else None


def read_known(keys: Iterable[int]) -> Known:
    """Read these roles in two statements, and their positions in two more."""
    wanted = sorted(set(keys))
    roles = Role.objects.in_bulk(wanted)
    return Known(roles, read_skills(wanted), read_staffing(wanted))


def read_skills(roles: Sequence[int]) -> dict[int, Skills]:
    """Read the skills that these roles ask for; what a proficiency is called is translated once for all of them."""
    levels = {level.value: Asked(level.value, str(level.label)) for level in Proficiency}
    rows = RoleSkill.objects.filter(role__in=roles).values_list("role", "skill__name", "proficiency")
    by_role: defaultdict[int, dict[str, Asked]] = defaultdict(dict)
    for role, name, proficiency in rows:
        by_role[role][name] = levels[proficiency]
    return dict(by_role)


def read_staffing(roles: Sequence[int]) -> dict[int, Staffing]:
    """Read the positions of these roles: of each so many with their holders, and how many there are."""
    found = STAFFING(roles, timezone.localdate())
    attach_holders(found)
    return {role: staffing_from(list(rows)) for role, rows in groupby(found, attrgetter("role_id"))}


def positions_of(roles: Sequence[int], day: datetime.date) -> "QuerySet[Position]":
    """The first positions of each of these roles, vacant ones first; each knows how many its role has."""
    vacancy = Case(When(is_filled=True, then=Value(0)), default=Value(1))
    of_one = [F("role")]
    found: QuerySet[Position] = (
        Position.objects.in_chart()
        .filter(role__in=roles)
        .with_is_filled(day)
        .annotate(
            place=Window(RowNumber(), partition_by=of_one, order_by=["is_filled", "tree_id", "lft"]),
            of_role=Window(Count("pk"), partition_by=of_one),
            vacant_of_role=Window(Sum(vacancy), partition_by=of_one),
        )
        .filter(place__lte=MOST_POSITIONS)
        .order_by("role", "place")
        .select_related("role", "department")
    )
    return found


STAFFING = Prepared(positions_of)


def staffing_from(rows: list[Position]) -> Staffing:
    """Put together the first positions of a role, each of which knows how many there are."""
    counted = vars(rows[0])
    return Staffing(tuple(rows), counted["of_role"], counted["vacant_of_role"])
