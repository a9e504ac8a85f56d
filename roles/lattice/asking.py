"""Read from an address how many moves to look ahead and which goal is meant, and offer the roles to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

from roles.models import Position, Role
from roles.sides.asking import ROLE
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
class Goal:
    """Where somebody wants to come: to a position, or to any of a role."""

    role: Role | None
    position: Position | None = None

    @property
    def title(self) -> str:
        """Return what the goal is called."""
        if self.position is not None:
            return self.position.shown_title
        return self.role.title if self.role else ""

    @property
    def url(self) -> str:
        """Return the page of the goal."""
        goal = self.position or self.role
        return goal.get_absolute_url() if goal else ""


@dataclass(frozen=True)
class Candidates:
    """The roles and positions that words may mean."""

    roles: tuple[Role, ...]
    positions: tuple[Position, ...]

    def __bool__(self) -> bool:
        return bool(self.roles or self.positions)


@dataclass(frozen=True)
class Offer:
    """A role to choose as the goal."""

    slug: str
    title: str


@dataclass(frozen=True)
class Offers:
    """The roles to choose from, those that can be reached apart from the others, and how many have no room."""

    near: tuple[Offer, ...]
    others: tuple[Offer, ...]
    left_out: int


def goal_named(text: str) -> Goal | None:
    """Find the goal that a value of the address names in any case: a position by its code, a role by its short name."""
    if "\0" in text or not text:
        return None
    if not text.startswith(ROLE):
        position = Position.objects.with_code(text).select_related("role").first()
        if position is not None:
            return Goal(position.role, position)
    slug = text.removeprefix(ROLE)
    found = {role.slug: role for role in Role.objects.filter(slug__iexact=slug)}
    role = found.get(slug) or next(iter(found.values()), None)
    return Goal(role) if role else None


def candidates(text: str) -> Candidates:
    """Find the roles and positions that words may mean; positions higher up first."""
    words = words_to_find(text)
    if not words:
        return Candidates((), ())
    roles = Role.objects.all()
    for word in words:
        roles = roles.filter(search_key__contains=word)
    positions = Position.objects.search(text).order_by("level", "tree_id", "lft").with_holders()
    return Candidates(tuple(roles[:MOST_HITS]), tuple(positions[:MOST_HITS]))


def offers(start: Role | None, reached: Mapping[int, int]) -> Offers:
    """Offer the roles that can be reached and all others as goals, by title; of very many the first ones."""
    rows = [row for row in Role.objects.values_list("pk", "slug", "title") if start is None or row[0] != start.pk]
    near = tuple(Offer(slug, title) for key, slug, title in rows if key in reached)
    others = tuple(Offer(slug, title) for key, slug, title in rows if key not in reached)
    room = max(0, MOST_OFFERED - len(near))
    return Offers(near, others[:room], len(others[room:]))
