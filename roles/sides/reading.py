"""Read all sides of a comparison with what it tells of them, in a fixed number of statements."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain

from django.db.models import Q, QuerySet

from roles.below import Below, numbers_below
from roles.comparison import line_above
from roles.models import MOST_LEVELS, Link, Position
from roles.prepared import Prepared
from roles.reporting_line import nearest_filled
from roles.sentences import is_vacant
from roles.sides.addresses import LEAST_SIDES
from roles.sides.asking import Asked
from roles.sides.details import NOTHING_KNOWN, Details, details_of
from roles.sides.places import NO_PLACES, Places, place_of, shared_managers
from roles.sides.runs import Keys, ends_of, runs
from roles.sides.seats import Seats, seats_of_roles
from roles.sides.side import MOST_NAMED, AnySide, RoleSide, Side
from roles.state import State, present_state, state_of
from roles.surroundings import attach_holders
from roles.ways import NextSteps

MOST_DRAWN = 3


@dataclass(frozen=True)
class Lines:
    """Reporting lines: whom everybody in them reports to and their codes, and the positions that were read."""

    managers: Mapping[int, int | None]
    codes: Mapping[int, str]
    known: Mapping[int, Position]

    def above(self, key: int) -> Keys:
        """Return the keys above a position, nearest first.

        Whom it reports to, the lines alone say: somebody may have moved it since it was read itself.
        """
        return tuple(line_above(key, self.managers))


@dataclass(frozen=True)
class Sides:
    """Everything that is compared, in the order of the address, and what lies between them."""

    sides: tuple[AnySide, ...]
    links: tuple[Link, ...]
    next_steps: NextSteps
    lines: Lines
    below: Mapping[int, Below]
    state: State

    @property
    def drawn(self) -> list[Side]:
        """Return the positions whose lines are drawn: of a role the first few; none that is outside the chart."""
        firsts = ([side] if isinstance(side, Side) else side.first for side in self.sides)
        return [side for side in chain.from_iterable(firsts) if side.position.is_in_chart]


def read_sides(asked: Sequence[Asked]) -> Sides:
    """Read what stands around what was asked for, and found."""
    asked, state = told_apart(asked), state_beside(asked)
    seats = seats_of_roles([each.role.pk for each in asked if each.role], state)
    firsts = [key for held in seats.values() for key in held.places.keys[:MOST_DRAWN]]
    positions = [position for each in asked for position in each.positions]
    lines = read_lines(positions, [*firsts, *managers_of_both(asked, seats)])
    attach_holders([*lines.known.values(), *positions])
    details = details_of({role.pk for each in asked if (role := each.role_of_it)})
    return Sides(
        sides=tuple(side_of(each, lines, details, seats) for each in asked),
        links=tuple(links_of(asked)),
        next_steps=NextSteps(),
        lines=lines,
        below=numbers_below([each.position for each in asked if each.position and each.position.is_in_chart], state),
        state=state,
    )


def state_beside(asked: Sequence[Asked]) -> State:
    """Return the state that was read beside the positions, or read it where there are none."""
    position = next((each.position for each in asked if each.position), None)
    return state_of(position) if position else present_state()


def side_of(asked: Asked, lines: Lines, details: Mapping[int, Details], seats: Mapping[int, Seats]) -> AnySide:
    """Return one side; a role's first positions are sides of their own."""
    role = asked.role_of_it
    own = details[role.pk] if role else NOTHING_KNOWN
    if asked.role is None:
        main, *others = (Side(each, lines.above(each.pk), lines.known, own) for each in asked.positions)
        return with_filled(replace(main, others=tuple(others)))
    held = seats[asked.role.pk]
    keys = held.places.keys[:MOST_DRAWN]
    first = (Side(lines.known[key], lines.above(key), lines.known, own) for key in keys)
    return RoleSide(asked.role, own, held, tuple(first))


def managers_of_both(asked: Sequence[Asked], seats: Mapping[int, Seats]) -> tuple[int, ...]:
    """Return the first managers of positions of both sides, where two are compared of which one is a role."""
    if len(asked) > LEAST_SIDES or not seats:
        return ()
    role, other = sorted(asked, key=lambda each: each.role is None)
    return shared_managers(places_of_asked(role, seats), places_of_asked(other, seats), MOST_NAMED + 1).first


def places_of_asked(asked: Asked, seats: Mapping[int, Seats]) -> Places:
    """Return the places of all positions of a role, or of the one."""
    if asked.role:
        return seats[asked.role.pk].places
    return place_of(asked.position) if asked.position else NO_PLACES


def told_apart(asked: Sequence[Asked]) -> list[Asked]:
    """Let what shares its title carry its code or number in it, so that every sentence tells which one it means."""
    titles = Counter(each.title for each in {each.value: each for each in asked}.values())
    return [with_code(each) if titles[each.title] > 1 else each for each in asked]


def with_code(asked: Asked) -> Asked:
    """Add the code or the number to a title; a role is told by its kind."""
    if asked.position is None:
        return asked
    position = copy(asked.position)
    if asked.person is None:
        position.title = f"{position.shown_title} ({position.code})"
        return replace(asked, position=position)
    person = copy(asked.person)
    person.name = f"{person.name} ({person.number})"
    position.as_person = person
    return replace(asked, position=position, person=person)


def links_of(asked: Sequence[Asked]) -> list[Link]:
    """Read the links from and to all that is compared, with both ends; of roles those of all their positions."""
    named = {each.position.pk: each.position for each in asked if each.position}
    roles = [each.role.pk for each in asked if each.role]
    links = LINKS(list(named)) if not roles else LINKS_OF_ROLES(list(named) or [0], roles)  # no position has that key
    for link in links:  # whose ends are to be called as everywhere else
        link.from_position = named.get(link.from_position_id, link.from_position)
        link.to_position = named.get(link.to_position_id, link.to_position)
    return links


def links_of_roles(positions: Sequence[int], roles: Sequence[int]) -> "QuerySet[Link]":
    """Return the links from and to these positions, and all positions of these roles."""
    ends = ("from_position", "to_position")
    first, second = (Q(**{f"{end}__in": positions}) | Q(**{f"{end}__role__in": roles}) for end in ends)
    return Link.objects.filter(first | second).select_related("from_position__role", "to_position__role")


# Lines


def unnamed(position: Position) -> Position:
    """Return a position under its own title, as it stands in the lines of others too."""
    if position.as_person is None:
        return position
    plain = copy(position)
    plain.as_person = None
    return plain


def lines_up(keys: Sequence[int]) -> "QuerySet[Position]":
    """The lines of positions, each position once."""
    return Position.objects.lines_from(keys).order_by().select_related("role", "department")


def touching(keys: Sequence[int]) -> "QuerySet[Link]":
    """The links of positions, with both ends."""
    return Link.objects.touching(*keys)


LINES, LINKS, LINKS_OF_ROLES = Prepared(lines_up), Prepared(touching), Prepared(links_of_roles)


def read_lines(asked: Sequence[Position], keys: Collection[int]) -> Lines:
    """Read the lines of positions that were read and of others by their keys, each position once, in one statement.

    Lines beyond the limit of levels are read as plain values, and in another statement the positions that are told of.
    """
    starts = list(dict.fromkeys([*(each.pk for each in asked), *keys]))
    if not starts:
        return Lines({}, {}, {})
    if max((each.level for each in asked), default=0) >= MOST_LEVELS:
        lines = Position.objects.lines_from(starts).order_by()
        return read_long_lines(asked, starts, lines.values_list("pk", "reports_to_id", "code"))
    rows = LINES(starts)
    known = {each.pk: each for each in (*rows, *map(unnamed, asked))}
    return Lines({each.pk: each.reports_to_id for each in rows}, {each.pk: each.code for each in rows}, known)


def read_long_lines(
    asked: Sequence[Position], starts: Sequence[int], rows: Iterable[tuple[int, int | None, str]]
) -> Lines:
    """Read of long lines what stands at their ends, and beside where they meet."""
    above = list(rows)
    managers = {key: manager for key, manager, _code in above}
    parts = runs(downwards(key, managers) for key in starts)
    wanted = {key for run in parts for end in ends_of(run) for key in end} - {each.pk for each in asked}
    read = Position.objects.filter(pk__in=wanted).select_related("role", "department").order_by()
    codes = {key: code for key, _manager, code in above}
    return Lines(managers, codes, {each.pk: each for each in (*read, *map(unnamed, asked))})


def downwards(key: int, managers: Mapping[int, int | None]) -> Keys:
    """Return the keys of a line from the head down to the position itself."""
    return (*reversed(line_above(key, managers)), key)


def with_filled(side: Side) -> Side:
    """Read who is the nearest person above, where a line is long and nobody near is there."""
    near = side.near
    if len(near) == len(side.line) or not all(map(is_vacant, near)):
        return side
    filled = nearest_filled(side.position)
    attach_holders([] if filled is None else [filled])
    return replace(side, filled=filled)
