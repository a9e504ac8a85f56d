"""Read two positions with all that a comparison tells of them, in a fixed number of statements."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import Prefetch, prefetch_related_objects

from roles.comparison import Comparison, compare, line_above, placed
from roles.models import Link, LinkKind, Position, Role, RoleSkill
from roles.surroundings import attach_holders
from roles.text import code_key
from roles.ways import NextSteps


@dataclass(frozen=True)
class Side:
    """One of two positions, with holders, span and headcount; its line begins with its manager."""

    position: Position
    line: tuple[Position, ...]

    @property
    def role(self) -> Role | None:
        """Return the role of the position."""
        return self.position.role

    @property
    def manager(self) -> Position | None:
        """Return the position that this one reports to."""
        return self.line[0] if self.line else None

    @property
    def head(self) -> Position:
        """Return the position at the top of the line."""
        return self.line[-1] if self.line else self.position

    def below(self, manager: Position) -> tuple[Position, ...]:
        """Return the positions between this one and a position of its line, nearest first."""
        return tuple(takewhile(lambda each: each != manager, self.line))


@dataclass(frozen=True)
class Pair:
    """Two positions to compare; without a comparison where one of them is not in the chart."""

    left: Side
    right: Side
    comparison: Comparison | None
    links: tuple[Link, ...]
    next_steps: NextSteps

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return both sides, left first."""
        return self.left, self.right

    @property
    def is_same(self) -> bool:
        """True for a position and itself."""
        return self.left.position.pk == self.right.position.pk

    @property
    def common_manager(self) -> Position | None:
        """Return the lowest position above both."""
        code = self.comparison.nearest_common_manager if self.comparison else None
        return next((each for each in self.left.line if each.code == code), None)

    def linked(self, kind: LinkKind) -> list[Link]:
        """Return the links of one kind."""
        return [link for link in self.links if link.kind == kind]

    def links_between(self, kind: LinkKind) -> list[Link]:
        """Return the links of one kind from one of the two to the other."""
        ends = {self.left.position.pk, self.right.position.pk}
        return [link for link in self.linked(kind) if {link.from_position_id, link.to_position_id} == ends]


@dataclass(frozen=True)
class Meeting:
    """Both lines from the top down: the trunk that they share, and below it a branch to each of the two.

    Where one is above the other, the trunk reaches down to the lower one and there are no branches.
    """

    trunk: tuple[Position, ...]
    branches: tuple[tuple[Position, ...], ...]


def meeting(pair: Pair) -> Meeting:
    """Lay both lines together as far as they are one."""
    downwards = [(*reversed(side.line), side.position) for side in pair.sides]
    shorter, longer = sorted(downwards, key=len)
    shared = 0
    while shared < len(shorter) and shorter[shared] == longer[shared]:
        shared += 1
    if shared == len(shorter):
        return Meeting(longer, ())
    return Meeting(longer[:shared], tuple(line[shared:] for line in downwards))


def positions_of(codes: Iterable[str]) -> dict[str, Position]:
    """Return the positions of these codes by the key of the code, ready to be paired; ended ones too."""
    keys = {code_key(code) for code in codes if code.isprintable()}
    found = Position.objects.filter(code_key__in=keys).select_related("role", "department")
    return {position.code_key: position for position in found.with_span().with_headcount()}


def read_pair(left: Position, right: Position) -> Pair:
    """Read what stands around two positions that `positions_of` returned."""
    sides = read_sides(*told_apart(left, right))
    attach_holders(each for side in sides for each in (side.position, *side.line))
    read_roles([position.role for position in (left, right) if position.role is not None])
    return Pair(
        *sides,
        comparison=compare_sides(*sides) if left.is_in_chart and right.is_in_chart else None,
        links=tuple(Link.objects.touching(left.pk, right.pk)),
        next_steps=NextSteps(),
    )


def told_apart(left: Position, right: Position) -> tuple[Position, Position]:
    """Let two positions of the same title carry their codes in it, so that every sentence tells which one it means."""
    if left.pk == right.pk or left.shown_title != right.shown_title:
        return left, right
    pair = copy(left), copy(right)
    for position in pair:
        position.title = f"{position.shown_title} ({position.code})"
    return pair


def read_sides(left: Position, right: Position) -> tuple[Side, Side]:
    """Read the reporting lines of both, a position that stands in both once."""
    lines = Position.objects.lines_from([left.pk, right.pk]).select_related("role", "department")
    # Whom they report to, the lines alone say: somebody may have moved them since they were read themselves.
    managers = {each.pk: each.reports_to_id for each in lines}
    positions = {each.pk: each for each in (*lines, left, right)}
    above_left, above_right = (line_above(each.pk, managers) for each in (left, right))
    return Side(left, tuple(positions[pk] for pk in above_left)), Side(
        right, tuple(positions[pk] for pk in above_right)
    )


def compare_sides(left: Side, right: Side) -> Comparison:
    """Compare two positions of the chart by their lines."""
    return compare(*(placed(side.position, tuple(each.code for each in side.line)) for side in (left, right)))


def read_roles(roles: list[Role]) -> None:
    """Fetch with these roles all that a comparison tells of them."""
    skills = Prefetch("role_skills", RoleSkill.objects.select_related("skill"))
    prefetch_related_objects(roles, "responsibilities", "works_with", "outside_bodies", skills)
