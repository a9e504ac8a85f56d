"""Read two positions with all that a comparison tells of them, in a fixed number of statements."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from itertools import takewhile

from django.db.models import Prefetch, prefetch_related_objects

from roles.comparison import Comparison, compare, line_above, placed
from roles.models import MOST_LEVELS, Link, LinkKind, Position, Role, RoleSkill
from roles.reporting_line import Stretch, nearest_filled
from roles.sentences import is_vacant
from roles.surroundings import attach_holders
from roles.text import code_key
from roles.ways import NextSteps

MOST_NAMED = 3
MOST_UPPER, MOST_LOWER = 4, 6


@dataclass(frozen=True)
class Managers:
    """Positions one above the other in the order in which they are named: the first few, and how many they are."""

    first: tuple[Position, ...]
    count: int

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Side:
    """One of two positions, with holders, span and headcount; its line holds the keys above, its manager's first.

    Of a long line `known` has those alone that a comparison tells of; `filled` is the nearest that is, where none of
    those near is.
    """

    position: Position
    line: tuple[int, ...]
    known: Mapping[int, Position]
    filled: Position | None = None

    @property
    def role(self) -> Role | None:
        """Return the role of the position."""
        return self.position.role

    @property
    def manager(self) -> Position | None:
        """Return the position that this one reports to."""
        return self.known[self.line[0]] if self.line else None

    @property
    def head(self) -> Position:
        """Return the position at the top of the line."""
        return self.known[self.line[-1]] if self.line else self.position

    @property
    def near(self) -> list[Position]:
        """Return the line from the manager up, as far as all of it is known."""
        return [self.known[key] for key in takewhile(self.known.__contains__, self.line)]

    @property
    def upwards(self) -> list[Position]:
        """Return what is near and, if need be, the nearest position above it that is filled."""
        return self.near if self.filled is None else [*self.near, self.filled]

    @property
    def further_up(self) -> Managers:
        """Return the positions above the manager."""
        return self.named(self.line[1:])

    def below(self, manager: Position) -> Managers:
        """Return the positions between this one and a position of its line, nearest first."""
        return self.named(self.line[: self.line.index(manager.pk)])

    def down_from(self, manager: Position) -> Managers:
        """Return the positions between a position of its line and this one, the highest first."""
        return self.named(self.line[: self.line.index(manager.pk)][::-1])

    def named(self, keys: tuple[int, ...]) -> Managers:
        """Return as many as a sentence names."""
        return Managers(tuple(self.known[key] for key in keys[: MOST_NAMED + 1]), len(keys))


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

    Where one is above the other, the trunk reaches down to the upper one, the tail from there to the lower one, and
    there are no branches.
    """

    trunk: Stretch
    tail: Stretch
    branches: tuple[Stretch, ...]


Keys = tuple[int, ...]


def meeting(pair: Pair) -> Meeting:
    """Lay both lines together as far as they are one."""
    known = {**pair.left.known, **{side.position.pk: side.position for side in pair.sides}}
    trunk, tail, *branches = (stretch_of(keys, known) for keys in joined(*(downwards(side) for side in pair.sides)))
    return Meeting(trunk, tail, tuple(branches))


def downwards(side: Side) -> Keys:
    """Return the keys of a line from the head down to the position itself."""
    return (*reversed(side.line), side.position.pk)


def joined(left: Keys, right: Keys) -> tuple[Keys, ...]:
    """Part two lines, from the top down, into their trunk, its tail, and the branches if there are any."""
    shorter, longer = sorted((left, right), key=len)
    shared = sum(1 for _same in takewhile(lambda both: both[0] == both[1], zip(shorter, longer, strict=False)))
    if shared == len(shorter):
        return shorter, longer[shared:]
    return longer[:shared], (), left[shared:], right[shared:]


def stretch_of(keys: Keys, known: Mapping[int, Position]) -> Stretch:
    """Return the positions of these keys, or of many both ends."""
    upper, lower = ends(keys)
    between = len(keys) - len(upper) - len(lower)
    return Stretch(tuple(known[key] for key in upper), between, tuple(known[key] for key in lower))


def ends(keys: Keys) -> tuple[Keys, Keys]:
    """Return both ends of a long row of keys, or nothing and all of a short one."""
    if len(keys) <= MOST_UPPER + MOST_LOWER:
        return (), keys
    return keys[:MOST_UPPER], keys[-MOST_LOWER:]


def positions_of(codes: Iterable[str]) -> dict[str, Position]:
    """Return the positions of these codes by the key of the code, ready to be paired; ended ones too."""
    keys = {code_key(code) for code in codes if code.isprintable()}
    found = Position.objects.filter(code_key__in=keys).select_related("role", "department")
    return {position.code_key: position for position in found.with_span().with_headcount()}


def read_pair(left: Position, right: Position) -> Pair:
    """Read what stands around two positions that `positions_of` returned."""
    left, right = told_apart(left, right)
    both = read_lines(left, right)
    sides = both.side(left), both.side(right)
    attach_holders(both.known.values())
    read_roles([position.role for position in (left, right) if position.role is not None])
    return Pair(
        with_filled(sides[0]),
        with_filled(sides[1]),
        comparison=compare_sides(sides, both.codes) if left.is_in_chart and right.is_in_chart else None,
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


@dataclass(frozen=True)
class Lines:
    """Two reporting lines: whom everybody in them reports to and their codes, and the positions that were read."""

    managers: Mapping[int, int | None]
    codes: Mapping[int, str]
    known: Mapping[int, Position]

    def side(self, position: Position) -> Side:
        """Return one of the two positions with its line.

        Whom they report to, the lines alone say: somebody may have moved them since they were read themselves.
        """
        return Side(position, tuple(line_above(position.pk, self.managers)), self.known)


def read_lines(left: Position, right: Position) -> Lines:
    """Read both lines, a position that stands in both once, in one statement.

    Lines beyond the limit of levels are read as plain values, and in another statement the positions that are told of.
    """
    lines = Position.objects.lines_from([left.pk, right.pk]).order_by()
    if max(left.level, right.level) >= MOST_LEVELS:
        return read_long_lines(left, right, lines.values_list("pk", "reports_to_id", "code"))
    rows = list(lines.select_related("role", "department"))
    known = {each.pk: each for each in (*rows, left, right)}
    return Lines({each.pk: each.reports_to_id for each in rows}, {each.pk: each.code for each in rows}, known)


def read_long_lines(left: Position, right: Position, rows: Iterable[tuple[int, int | None, str]]) -> Lines:
    """Read of two lines what stands at their ends, and beside where they meet."""
    above = list(rows)
    lines = Lines({key: manager for key, manager, _code in above}, {key: code for key, _manager, code in above}, {})
    parts = joined(*(downwards(lines.side(position)) for position in (left, right)))
    wanted = {key for part in parts for end in ends(part) for key in end} - {left.pk, right.pk}
    read = Position.objects.filter(pk__in=wanted).select_related("role", "department").order_by()
    return replace(lines, known={each.pk: each for each in (*read, left, right)})


def with_filled(side: Side) -> Side:
    """Read who is the nearest person above, where a line is long and nobody near is there."""
    near = side.near
    if len(near) == len(side.line) or not all(map(is_vacant, near)):
        return side
    filled = nearest_filled(side.position)
    attach_holders([] if filled is None else [filled])
    return replace(side, filled=filled)


def compare_sides(sides: tuple[Side, Side], codes: Mapping[int, str]) -> Comparison:
    """Compare two positions of the chart by their lines."""
    return compare(*(placed(side.position, tuple(codes[key] for key in side.line)) for side in sides))


def read_roles(roles: list[Role]) -> None:
    """Fetch with these roles all that a comparison tells of them."""
    skills = Prefetch("role_skills", RoleSkill.objects.select_related("skill"))
    prefetch_related_objects(roles, "responsibilities", "works_with", "outside_bodies", skills)
