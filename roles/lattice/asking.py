"""Read from an address how many moves to look ahead and which goal is meant, and offer the roles to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from roles.models import Position, Role
from roles.phrases import Part
from roles.sides.asking import ROLE, role_named, roles_of
from roles.sides.finding import in_each_word
from roles.text import words_to_find

USUAL_MOVES, MOST_MOVES = 3, 4
MOST_HITS, MOST_OFFERED = 20, 500


@dataclass(frozen=True)
class LookAhead:
    """How many moves to look ahead; whether something else was written that can't be had."""

    moves: int
    is_wrong: bool

    @property
    def choices(self) -> range:
        """Return how many moves there are to choose from."""
        return range(1, MOST_MOVES + 1)


def moves_asked(text: str) -> LookAhead:
    """Read how many moves to look ahead, the usual number where none is given or it can't be had."""
    if text in map(str, range(1, MOST_MOVES + 1)):
        return LookAhead(int(text), is_wrong=False)
    return LookAhead(USUAL_MOVES, is_wrong=bool(text))


@dataclass(frozen=True)
class Place:
    """Where somebody begins or wants to come: a position, or any of a role."""

    role: Role | None
    position: Position | None = None

    @property
    def title(self) -> str:
        """Return what it is called."""
        if self.position is not None:
            return self.position.shown_title
        return self.role.title if self.role else ""

    @property
    def url(self) -> str:
        """Return its page."""
        place = self.position or self.role
        return place.get_absolute_url() if place else ""

    @property
    def named(self) -> Part:
        """Name it, as a link to its page."""
        return Part(self.title, self.url, is_name=True)

    def is_same(self, other: "Place") -> bool:
        """Return whether both are one position, or one role."""
        return (self.position or self.role) == (other.position or other.role)


@dataclass(frozen=True)
class Candidates:
    """The roles and positions that words may mean."""

    roles: tuple[Role, ...]
    positions: tuple[Position, ...]

    def __bool__(self) -> bool:
        return bool(self.roles or self.positions)


class Offer(NamedTuple):
    """A role to choose as the goal; the template takes it apart, which is quicker for hundreds of them."""

    slug: str
    title: str


@dataclass(frozen=True)
class Offers:
    """The roles to choose from, those that can be reached apart from the others, and how many have no room."""

    near: tuple[Offer, ...]
    others: tuple[Offer, ...]
    left_out: int


def goal_named(text: str) -> Place | None:
    """Find the goal that a value of the address names in any case: a position by its code, a role by its short name."""
    if "\0" in text or not text:
        return None
    if not text.startswith(ROLE):
        position = Position.objects.with_code(text).select_related("role").first()
        if position is not None:
            return Place(position.role, position)
    slug = text.removeprefix(ROLE)
    role = role_named(slug, roles_of([slug]))
    return Place(role) if role else None


def candidates(text: str) -> Candidates:
    """Find the roles and positions that words may mean; positions higher up first."""
    if not words_to_find(text):
        return Candidates((), ())
    roles = Role.objects.filter(in_each_word(text))
    positions = Position.objects.search(text).order_by("level", "tree_id", "lft").with_holders()
    return Candidates(tuple(roles[:MOST_HITS]), tuple(positions[:MOST_HITS]))


def offers(start: Role | None, reached: Mapping[int, int]) -> Offers:
    """Offer the roles that can be reached and all others as goals, by title; of very many the first ones."""
    rows = [row for row in Role.objects.values_list("pk", "slug", "title") if start is None or row[0] != start.pk]
    near = tuple(Offer(slug, title) for key, slug, title in rows if key in reached)
    others = tuple(Offer(slug, title) for key, slug, title in rows if key not in reached)
    room = max(0, MOST_OFFERED - len(near))
    return Offers(near, others[:room], len(others[room:]))
