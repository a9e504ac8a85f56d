"""Find what words may mean where a value names nothing: positions, roles and people, each with its address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from roles.models import Person, Position, Role
from roles.sides.addresses import address_of
from roles.sides.asking import PERSON, ROLE
from roles.surroundings import attach_holders
from roles.text import words_to_find

MOST_HITS, MOST_OTHERS = 20, 10
MOST_SEARCHED = 2


@dataclass(frozen=True)
class Hit:
    """Something that may be meant, and the address that chooses it."""

    found: Position | Role | Person
    url: str


@dataclass(frozen=True)
class Hits:
    """What the words in one field may mean."""

    name: str
    text: str
    positions: list[Hit]
    roles: list[Hit]
    people: list[Hit]

    def __bool__(self) -> bool:
        return bool(self.positions or self.roles or self.people)


def hits_of(texts: Mapping[str, str], unknown: list[str]) -> list[Hits]:
    """Find what the words in the first two of the unknown fields may mean: choosing leads to the rest."""
    every = [look_up(name, texts) for name in unknown[:MOST_SEARCHED]]
    attach_holders(hit.found for hits in every for hit in hits.positions if isinstance(hit.found, Position))
    return every


def look_up(name: str, texts: Mapping[str, str]) -> Hits:
    """Find what the words in one field may mean, positions higher up first."""

    def hit(found: Position | Role | Person, value: str) -> Hit:
        return Hit(found, address_of([value if each == name else text for each, text in texts.items()]))

    positions = Position.objects.search(texts[name]).order_by("level", "tree_id", "lft")
    others = look_up_others(texts[name], MOST_OTHERS)
    return Hits(
        name=name,
        text=texts[name],
        positions=[hit(each, each.code) for each in positions.select_related("role", "department")[:MOST_HITS]],
        roles=[hit(each, f"{ROLE}{each.slug}") for each in others.roles],
        people=[hit(each, f"{PERSON}{each.number}") for each in others.people],
    )


@dataclass(frozen=True)
class Others:
    """Roles and people."""

    roles: list[Role]
    people: list[Person]


def look_up_others(text: str, most: int) -> Others:
    """Find the first roles by title and the first people by name in which each word stands; none for no words."""
    if not words_to_find(text):
        return Others([], [])
    roles = Role.objects.filter(in_each_word(text)).order_by("title_key", "pk")
    people = Person.objects.search(text).order_by("search_key", "pk")
    return Others(list(roles[:most]), list(people[:most]))


def in_each_word(text: str) -> Q:
    """The condition that a role has each word of a text in its title, abbreviation or other names; any has no words."""
    return Q(*(("search_key__contains", word) for word in words_to_find(text)))
