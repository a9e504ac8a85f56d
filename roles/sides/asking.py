"""Find what an address names: a position by its code, a role by role:slug, a person by person:number."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from roles.below import with_few_below
from roles.models import Appointment, Person, Position, Role
from roles.prepared import Prepared
from roles.standing import weight
from roles.state import with_state
from roles.text import code_key

ROLE, PERSON = "role:", "person:"
MOST_SIDES = 4


@dataclass(frozen=True)
class Asked:
    """What one value of an address names: a position, perhaps for whom holds it, or a role; perhaps nothing.

    Of a person who holds nothing only the person is known.
    """

    text: str
    position: Position | None = None
    role: Role | None = None
    person: Person | None = None
    others: tuple[Position, ...] = ()

    @property
    def is_found(self) -> bool:
        """True for what can be compared."""
        return self.position is not None or self.role is not None

    @property
    def role_of_it(self) -> Role | None:
        """Return the role that is asked for, or that the position has."""
        return self.role or (self.position.role if self.position else None)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return the position, and what else the person holds; none for a role."""
        return (self.position, *self.others) if self.position else ()

    @property
    def value(self) -> str:
        """Return the value as it is written, or what was written where it names nothing."""
        if self.role:
            return f"{ROLE}{self.role.slug}"
        if self.person:
            return f"{PERSON}{self.person.number}"
        return self.position.code if self.position else self.text

    @property
    def page(self) -> str:
        """Return the page of what was found."""
        found = self.person or self.role or self.position
        return found.get_absolute_url() if found else ""

    @property
    def title(self) -> str:
        """Return what it is called."""
        if self.person:
            return self.person.name
        return str(self.role or (self.position.shown_title if self.position else self.text))


def find_all(texts: Sequence[str]) -> list[Asked]:
    """Find what values name, in their order, in one statement for each kind that is asked for, and one more for people.

    Positions come with role, department and span.
    """
    printable = [text for text in texts if text.isprintable()]
    held = held_by([text.removeprefix(PERSON) for text in printable if text.startswith(PERSON)])
    roles = roles_of([text.removeprefix(ROLE) for text in printable if text.startswith(ROLE)])
    codes = {code_key(text) for text in printable if not text.startswith((ROLE, PERSON))}
    positions = positions_of(codes, [each.position_id for found in held.values() for each in found])
    people = missing_people([text.removeprefix(PERSON) for text in printable if text.startswith(PERSON)], held)
    return [found_in(text, positions, roles, held, people) for text in texts]


def found_in(
    text: str,
    positions: dict[int | str, Position],
    roles: dict[str, Role],
    held: dict[str, list[Appointment]],
    people: dict[str, Person],
) -> Asked:
    """Return what one value names among all that was found."""
    if text.startswith(ROLE):
        return Asked(text, role=role_named(text.removeprefix(ROLE), roles))
    if not text.startswith(PERSON):
        return Asked(text, position=positions.get(code_key(text)))
    number = code_key(text.removeprefix(PERSON))
    if number not in held:
        return Asked(text, person=people.get(number))
    first, *others = (positions[each.position_id] for each in held[number])
    person = held[number][0].person
    return Asked(text, position=spoken_of(first, person), person=person, others=tuple(dict.fromkeys(others)))


def spoken_of(position: Position, person: Person | None) -> Position:
    """Let sentences name a person in the place of a position they hold."""
    named = copy(position)
    named.as_person = person
    return named


def positions_of(keys: Iterable[str], primary_keys: Iterable[int] = ()) -> dict[int | str, Position]:
    """Return positions by primary key and by the key of their code, ready to be compared; ended ones too."""
    codes, wanted = list(dict.fromkeys(keys)), list(dict.fromkeys(primary_keys))
    if not codes and not wanted:
        return {}
    # No position has an empty code, or nought for its key.
    filled = [*codes[:MOST_SIDES], *[""] * (MOST_SIDES - len(codes))]
    rows = OF_CODES(*filled, wanted or [0], timezone.localdate())
    return {key: position for position in rows for key in (position.pk, position.code_key)}


def with_codes(
    first: str, second: str, third: str, fourth: str, keys: Sequence[int], day: datetime.date
) -> "QuerySet[Position]":
    """The positions of these codes and keys, with role, department, span, small branches and the chart's state."""
    asked = Q(code_key__in=(first, second, third, fourth)) | Q(pk__in=keys)
    found = Position.objects.filter(asked).select_related("role", "department").with_span().order_by()
    return with_state(with_few_below(found, day))


OF_CODES = Prepared(with_codes)


def roles_of(slugs: Sequence[str]) -> dict[str, Role]:
    """Return roles by their short names as they are written, and in small letters, the former first."""
    wanted = {slug.lower() for slug in slugs}
    if not wanted:
        return {}
    roles = list(Role.objects.annotate(folded=Lower("slug")).filter(folded__in=wanted).order_by("pk"))
    return {**{role.slug.lower(): role for role in roles}, **{role.slug: role for role in roles}}


def role_named(slug: str, found: Mapping[str, Role]) -> Role | None:
    """Return the role of a short name as it is written, else in any letter case, among those that `roles_of` found."""
    return found.get(slug) or found.get(slug.lower())


def held_by(numbers: Sequence[str]) -> dict[str, list[Appointment]]:
    """Return by the key of a person's number what they hold at present: what they mainly hold first."""
    held: dict[str, list[Appointment]] = {}
    if numbers:
        current = Appointment.objects.current().filter(person__number_key__in={code_key(each) for each in numbers})
        for each in sorted(current.select_related("person", "position"), key=weight):
            if each.person:
                held.setdefault(each.person.number_key, []).append(each)
    return held


def missing_people(numbers: Sequence[str], held: dict[str, list[Appointment]]) -> dict[str, Person]:
    """Return those who hold nothing, by the key of their number."""
    wanted = {code_key(number) for number in numbers} - held.keys()
    return {person.number_key: person for person in Person.objects.filter(number_key__in=wanted)} if wanted else {}
