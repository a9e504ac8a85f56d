"""One side of a comparison: a position, perhaps for the person who holds it, or a role with its positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from roles.models import Person, Position, Role
from roles.sides.details import Details
from roles.sides.places import Places, place_of
from roles.sides.seats import Seats

MOST_NAMED = 3


@dataclass(frozen=True)
class Managers:
    """Positions one above the other in the order in which they are named: the first few, and how many they are."""

    first: tuple[Position, ...]
    count: int

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Side:
    """A position, with holders and span; its line holds the keys above, its manager's first.

    Of a long line `known` has those alone that a comparison tells of; `filled` is the nearest that is, where none of
    those near is. A person is compared by the position they mainly hold; `others` are those they hold beside it.
    """

    position: Position
    line: tuple[int, ...]
    known: Mapping[int, Position]
    details: Details
    filled: Position | None = None
    others: tuple["Side", ...] = ()

    @property
    def person(self) -> Person | None:
        """Return who is compared by the position."""
        return self.position.as_person

    @property
    def value(self) -> str:
        """Return what names this side in an address."""
        return f"person:{self.person.number}" if self.person else self.position.code

    @property
    def title(self) -> str:
        """Return what this side is called."""
        return self.person.name if self.person else self.position.shown_title

    @property
    def url(self) -> str:
        """Return the page of what is compared."""
        return (self.person or self.position).get_absolute_url()

    @property
    def role(self) -> Role | None:
        """Return the role of the position."""
        return self.position.role

    @cached_property
    def places(self) -> Places:
        """Return the place of the position; none outside the chart."""
        return place_of(self.position)

    def has(self, position: Position) -> bool:
        """True for the position itself."""
        return self.position.pk == position.pk

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
class RoleSide:
    """A role: what all its positions say, and the first of them as sides of their own."""

    role: Role
    details: Details
    seats: Seats
    first: tuple[Side, ...]

    @property
    def places(self) -> Places:
        """Return where all its positions stand."""
        return self.seats.places

    def has(self, position: Position) -> bool:
        """True for the positions of the chart that have the role."""
        return position.role_id == self.role.pk and position.is_in_chart

    @property
    def left_out(self) -> int:
        """Return how many of its positions are not among the first."""
        return len(self.seats) - len(self.first)

    @property
    def value(self) -> str:
        """Return what names this side in an address."""
        return f"role:{self.role.slug}"

    @property
    def title(self) -> str:
        """Return what this side is called."""
        return self.role.title

    @property
    def url(self) -> str:
        """Return the page of the role."""
        return self.role.get_absolute_url()


AnySide = Side | RoleSide
