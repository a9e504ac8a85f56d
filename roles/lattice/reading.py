"""Read the roles around some next steps, and their positions, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Prefetch, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from roles.models import Position, Role, RoleSkill
from roles.ways import SkillGap, missing_between

MOST_POSITIONS = 3


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
    """Roles with the skills that they ask for, and the positions of each, by the key of the role."""

    roles: Mapping[int, Role]
    staffing: Mapping[int, Staffing]

    def staffing_of(self, role: int) -> Staffing:
        """Return the positions of a role."""
        return self.staffing.get(role, NO_POSITIONS)


def skills_of(role: Role | None) -> dict[str, RoleSkill]:
    """Return the skills that a role asks for, by their names; none where nobody knows the role."""
    return {each.skill.name: each for each in role.role_skills.all()} if role else {}


def missing_skills(start: Role | None, goal: Role) -> list[SkillGap]:
    """Return the skills that the goal asks for better than the start does, in the order of the goal."""
    return missing_between(skills_of(start), skills_of(goal))


def read_known(keys: Iterable[int]) -> Known:
    """Read these roles in two statements, and their positions in two more."""
    wanted = set(keys)
    skills = Prefetch("role_skills", RoleSkill.objects.select_related("skill"))
    roles = Role.objects.filter(pk__in=wanted).order_by().prefetch_related(skills)
    return Known({role.pk: role for role in roles}, read_staffing(wanted))


def read_staffing(roles: Collection[int]) -> dict[int, Staffing]:
    """Read the positions of these roles: of each so many, and how many there are."""
    vacancy = Case(When(is_filled=True, then=Value(0)), default=Value(1))
    of_one = [F("role")]
    found = (
        Position.objects.in_chart()
        .filter(role__in=roles)
        .with_is_filled()
        .annotate(
            place=Window(RowNumber(), partition_by=of_one, order_by=["is_filled", "tree_id", "lft"]),
            of_role=Window(Count("pk"), partition_by=of_one),
            vacant_of_role=Window(Sum(vacancy), partition_by=of_one),
        )
        .filter(place__lte=MOST_POSITIONS)
        .order_by("role", "place")
        .with_holders()
    )
    by_role: defaultdict[int, list[Position]] = defaultdict(list)
    for position in found:
        by_role[position.role_id].append(position)
    return {role: staffing_from(rows) for role, rows in by_role.items()}


def staffing_from(rows: list[Position]) -> Staffing:
    """Put together the first positions of a role, each of which knows how many there are."""
    counted = vars(rows[0])
    return Staffing(tuple(rows), counted["of_role"], counted["vacant_of_role"])
