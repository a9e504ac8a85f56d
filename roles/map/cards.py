"""Put the few positions that are shown large into words, already broken into lines of the cards' width."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from roles.chart.labels import label
from roles.chart.text import clean
from roles.map.placing import STYLE
from roles.models import Position
from roles.seating import Addresses, counts_of, seat_of

MOST_CARDS = 200
LONGEST_KEY = 18  # digits that every database takes as a key
Line = tuple[str, str, int, int, bool]


@dataclass(frozen=True, slots=True)
class Card:
    """What a position's card shows, what is read out for it, and where it leads."""

    key: int
    code: str
    name: str
    link: str
    lines: tuple[Line, ...]


def cards_of(keys: Iterable[int], colour: str, addresses: Addresses) -> list[Card]:
    """The cards of positions in the chart, in two statements; the last line says what the colour means."""
    found = Position.objects.in_chart().filter(pk__in=list(keys)).with_holders().with_span()
    return [card_of(position, colour, addresses) for position in found]


def card_of(position: Position, colour: str, addresses: Addresses) -> Card:
    """Put one position into words."""
    seat = seat_of(position, position.level, position.span, (), addresses)
    holders = (", ".join(seat.holders),) if seat.holders else ()
    text = label(replace(seat, holders=holders, counts=meaning(position, colour)), STYLE)
    lines = tuple((line.kind, line.text, line.x, line.y, line.is_right_to_left) for line in text.lines)
    return Card(position.pk, position.code, seat.name, seat.link, lines)


def meaning(position: Position, colour: str) -> str:
    """What the colour says of a position, where no other line does: else the number of reports."""
    words: dict[str, Callable[[Position], str]] = {"level": level_of, "location": location_of}
    return words.get(colour, counts_of)(position)


def level_of(position: Position) -> str:
    """The management level of its role."""
    if position.role is None or not position.role.management_level:
        return _("Without a management level")
    return position.role.get_management_level_display()


def location_of(position: Position) -> str:
    """Where it is."""
    return clean(position.location) or _("Without a location")


def keys_in(text: str) -> list[int]:
    """The keys that an address asks for: the first two hundred numbers among what stands between commas."""
    words = (word for word in text.split(",") if word.isascii() and word.isdigit() and len(word) <= LONGEST_KEY)
    return list(dict.fromkeys(map(int, words)))[:MOST_CARDS]
