"""The indexes of a print: who and what stands in it, and what is vacant, in the order of a dictionary."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from roles.chart.text import clean
from roles.models import Position
from roles.seating import names_of_holders, title_of
from roles.sentences import holders_of, is_vacant
from roles.sheets.content import Entry, Index
from roles.text import search_key


def indexes_of(positions: Sequence[Position], *, has_holders: bool) -> list[Index]:
    """By name, by position, and of vacancies; where no holders are told, nothing gives them away."""
    indexes = [Index(_("Index by position"), in_order(by_title(positions, has_holders=has_holders)))]
    if has_holders:
        indexes.insert(0, Index(_("Index by name"), in_order(by_name(positions))))
        indexes.append(Index(_("Vacant positions"), in_order(vacancies(positions))))
    return [index for index in indexes if index.entries]


def by_name(positions: Iterable[Position]) -> Iterator[Entry]:
    """Every holder whose name is published."""
    for position in positions:
        for appointment in holders_of(position):
            if appointment.person:
                name = clean(appointment.person.name)
                yield Entry(name, title_of(position), position.pk, letter_of(name))


def by_title(positions: Iterable[Position], *, has_holders: bool) -> Iterator[Entry]:
    """Every position."""
    for position in positions:
        title, beside = title_of(position), held_by(position) if has_holders else department_of(position)
        yield Entry(title, beside, position.pk, letter_of(title))


def vacancies(positions: Iterable[Position]) -> Iterator[Entry]:
    """Every position that nobody holds."""
    for position in positions:
        if is_vacant(position):
            title = title_of(position)
            yield Entry(title, department_of(position), position.pk, letter_of(title))


def held_by(position: Position) -> str:
    """Who holds a position, as its box says it."""
    return _("Vacant") if is_vacant(position) else ", ".join(names_of_holders(position))


def department_of(position: Position) -> str:
    """What a position belongs to."""
    return clean(position.department.name) if position.department else ""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sorted by what is read, whatever its accents and its case; among the same by what stands beside."""
    return sorted(entries, key=lambda entry: (folded(entry.text), entry.text, folded(entry.beside), entry.key))


def letter_of(text: str) -> str:
    """Under which letter a text is looked for, as it is sorted; none where it begins with none."""
    first = folded(text)[:1]
    return first.title() if first.isalpha() else ""


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """What a text is sorted by."""
    return search_key(text)
