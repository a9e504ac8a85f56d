"""Two sides of a comparison, and how they stand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from roles.comparison import Comparison, Relation, compare, placed
from roles.models import Link, LinkKind, Position
from roles.sides.asking import Asked
from roles.sides.places import Below, SharedManagers, below, directly_below, shared_managers
from roles.sides.reading import Sides, read_sides
from roles.sides.side import MOST_NAMED, AnySide, RoleSide, Side
from roles.ways import NextSteps


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
        return next((each for each in self.left.known.values() if code and each.code == code), None)

    @property
    def upper_and_lower(self) -> tuple[Side, Side] | None:
        """Return which of the two is above the other, by the solid line or else by a dotted one."""
        left, right = self.sides
        relation = self.comparison.relation if self.comparison else Relation.NEITHER
        dotted_to = {link.to_position_id for link in self.links_between(LinkKind.DOTTED_LINE)}
        if relation == Relation.ABOVE or (relation != Relation.BELOW and dotted_to == {left.position.pk}):
            return left, right
        if relation == Relation.BELOW or dotted_to == {right.position.pk}:
            return right, left
        return None

    @property
    def are_manager_and_report(self) -> bool:
        """True where one reports to the other."""
        return self.comparison is not None and self.comparison.levels_between == 1

    def linked(self, kind: LinkKind) -> list[Link]:
        """Return the links of one kind."""
        return [link for link in self.links if link.kind == kind]

    def links_between(self, kind: LinkKind) -> list[Link]:
        """Return the links of one kind from one of the two to the other."""
        ends = {self.left.position.pk, self.right.position.pk}
        return [link for link in self.linked(kind) if {link.from_position_id, link.to_position_id} == ends]


@dataclass(frozen=True)
class RolePair:
    """Two sides of which at least one is a role: what is true of a role is true of some of its positions, or of all."""

    left: AnySide
    right: AnySide
    links: tuple[Link, ...]
    next_steps: NextSteps
    known: Mapping[int, Position]

    @property
    def sides(self) -> tuple[AnySide, AnySide]:
        """Return both sides, left first."""
        return self.left, self.right

    @property
    def is_same(self) -> bool:
        """True for a position and its role, where no other one has it and nobody holds another beside it."""
        has_others = any(isinstance(side, Side) and side.others for side in self.sides)
        return not has_others and len(self.left.places) == 1 and self.left.places.keys == self.right.places.keys

    @property
    def role_first(self) -> tuple[AnySide, AnySide]:
        """Return both sides, a role before what is none."""
        return self.sides if isinstance(self.left, RoleSide) else (self.right, self.left)

    @property
    def positions(self) -> tuple[Side, Side] | None:
        """Return the two positions where each side has but one."""
        if not len(self.left.places) == len(self.right.places) == 1:
            return None
        left, right = (side.first[0] if isinstance(side, RoleSide) else side for side in self.sides)
        return left, right

    @cached_property
    def shared_managers(self) -> SharedManagers:
        """Find whom positions of both sides report to."""
        side, other = self.role_first
        return shared_managers(side.places, other.places, MOST_NAMED + 1)

    @cached_property
    def left_below(self) -> Below:
        """Count which positions of the left side stand below one of the right."""
        return below(self.left.places, self.right.places)

    @cached_property
    def right_below(self) -> Below:
        """Count which positions of the right side stand below one of the left."""
        return below(self.right.places, self.left.places)

    @cached_property
    def reporting(self) -> tuple[int, Below]:
        """Count how many positions of one side report to one of the other, on the side where all or else more do."""
        left, right = self.left.places, self.right.places
        both = (directly_below(left, right), self.left_below), (directly_below(right, left), self.right_below)
        return max(both, key=lambda each: (each[1].are_all and each[0] == each[1].total, each[0]))

    @property
    def upper_and_lower(self) -> tuple[AnySide, AnySide] | None:
        """Return which of the two is above the other, for all of its positions or some, if never the other way."""
        if self.goes_both_ways or not (self.left_below.count or self.right_below.count):
            return None
        return (self.right, self.left) if self.left_below.count else (self.left, self.right)

    @property
    def goes_both_ways(self) -> bool:
        """True where each side is above the other somewhere."""
        return bool(self.left_below.count and self.right_below.count)

    @property
    def lower(self) -> tuple[AnySide, Below]:
        """Return the side that is below the other, and how many of its positions are."""
        return (self.left, self.left_below) if self.left_below.count else (self.right, self.right_below)

    def links_between(self, kind: LinkKind) -> list[Link]:
        """Return the links of one kind from a position of one side to one of the other."""
        return [link for link in self.links if link.kind == kind and self.is_between(link)]

    def is_between(self, link: Link) -> bool:
        """True for a link from one side to the other."""
        ends = link.from_position, link.to_position
        return any(one.has(ends[0]) and other.has(ends[1]) for one, other in (self.sides, self.sides[::-1]))


AnyPair = Pair | RolePair


def pair_of(sides: Sides, left: AnySide, right: AnySide) -> AnyPair:
    """Set two of the sides against each other."""
    if isinstance(left, RoleSide) or isinstance(right, RoleSide):
        return RolePair(left, right, sides.links, sides.next_steps, sides.lines.known)
    both = left, right
    are_in_chart = all(side.position.is_in_chart for side in both)
    codes = sides.lines.codes
    comparison = compare(*(placed(side.position, tuple(codes[key] for key in side.line)) for side in both))
    links = touching(sides.links, {side.position.pk for side in both})
    return Pair(left, right, comparison if are_in_chart else None, links, sides.next_steps)


def touching(links: Sequence[Link], ends: set[int]) -> tuple[Link, ...]:
    """Return the links from or to one of these positions."""
    return tuple(link for link in links if link.from_position_id in ends or link.to_position_id in ends)


def read_pair(left: Asked, right: Asked) -> AnyPair:
    """Read what stands around two things that were found."""
    sides = read_sides([left, right])
    return pair_of(sides, *sides.sides)
