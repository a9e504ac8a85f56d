"""Put the few positions that are shown large into words, already broken into lines of the cards' width."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from roles.chart import Seat
from roles.chart.fonts import UNITS
from roles.chart.labels import label
from roles.chart.lettering import HOLDER, PADDING, TEXT_START, TextLine
from roles.chart.text import clean, measure, shorten
from roles.choice import ColourBy
from roles.colouring import by_level, by_location
from roles.map.placing import BOX_HEIGHT, STYLE
from roles.models import Position
from roles.seating import Addresses, counts_of, name_of, names_of_holders, title_of
from roles.sentences import is_vacant

MOST_CARDS = 200
LONGEST_KEY = 18  # digits that every database takes as a key
# What the colour says of a position where no other line of its card does; else the last line counts the reports.
MEANINGS = {ColourBy.LEVEL: by_level, ColourBy.LOCATION: by_location}
Line = tuple[str, str, int, int, bool]


@dataclass(frozen=True, slots=True)
class Card:
    """What a position's card shows, what is read out for it, and where it leads."""

    key: int
    code: str
    name: str
    link: str
    lines: tuple[Line, ...]


def cards_of(keys: Iterable[int], by: ColourBy, addresses: Addresses) -> list[Card]:
    """The cards of positions in the chart, in two statements; the last line says what the colour means."""
    found = Position.objects.in_chart().filter(pk__in=list(keys)).with_holders().with_span()
    return [card_of(position, by, addresses) for position in found]


def card_of(position: Position, by: ColourBy, addresses: Addresses) -> Card:
    """Put one position into words."""
    counts = counts_of(position)
    seat = Seat(
        key=position.pk,
        reports_to=None,
        code=position.code,
        title=title_of(position),
        holders=(", ".join(names_of_holders(position)),),
        vacancy=_("Vacant"),
        department=clean(position.department.name) if position.department else "",
        counts=MEANINGS[by](position).text if by in MEANINGS else counts,
        is_vacant=is_vacant(position),
    )
    lines = tuple((line.kind, line.text, line.x, line.y, line.is_right_to_left) for line in lines_in_box(seat))
    return Card(position.pk, position.code, name_of(position), addresses.of_position(position.code), lines)


def lines_in_box(seat: Seat) -> tuple[TextLine, ...]:
    """Give the holder a second line where the box has room for it; else a long name is shortened within a word."""
    roomy = label(seat, replace(STYLE, holder_lines=2))
    if roomy.height <= BOX_HEIGHT:
        return roomy.lines
    return label(replace(seat, holders=tuple(map(in_one_line, seat.holders))), STYLE).lines


def in_one_line(name: str) -> str:
    """As much of a name as fits."""
    room, whole = (STYLE.box_width - TEXT_START - PADDING) * UNITS // HOLDER.size, clean(name)
    return whole if measure(whole, HOLDER.weight) <= room else shorten(whole, room, HOLDER.weight)


def keys_in(text: str) -> list[int]:
    """The keys that an address asks for: the first two hundred numbers among what stands between commas."""
    words = (word for word in text.split(",") if word.isascii() and word.isdigit() and len(word) <= LONGEST_KEY)
    return list(dict.fromkeys(map(int, words)))[:MOST_CARDS]
