"""Sort positions into what the map colours: the largest of a kind each for itself, the rest together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from roles.colouring import SPANS
from roles.map.reading import Company
from roles.models import ManagementLevel
from roles.ranking import Value, largest

LEVELS = tuple(ManagementLevel.values)
NONE, OTHER = 0, 1  # the first two numbers of every kind; those that follow are the largest, in order
FIRST = 2


@dataclass(frozen=True, slots=True)
class Tally(Generic[Value]):
    """How many positions have each of the largest values, one of the others, of which there are so many, or none."""

    largest: tuple[tuple[Value, int], ...]
    others: int
    kinds_of_others: int
    without: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """What there is to count about a company, for the legends of the map."""

    positions: int
    vacant: int
    spans: tuple[int, ...]
    department: Tally[int]
    level: Tally[str]
    location: Tally[str]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The tallies, and the number of each position's department, level and location among them."""

    tallies: Tallies
    department: bytes
    level: bytes
    location: bytes


def sort_company(company: Company, levels: Mapping[int, str]) -> Sorted:
    """Sort all positions; `levels` says the management level of each role that has one."""
    spots = company.spots
    department, of_department = sort(spot.department for spot in spots)
    level, of_level = sort((levels.get(spot.role or 0) for spot in spots), LEVELS)
    location, of_location = sort(spot.location or None for spot in spots)
    vacant = sum(not spot.is_filled for spot in spots)
    tallies = Tallies(len(spots), vacant, steps_of_span(company.spans), department, level, location)
    return Sorted(tallies, of_department, of_level, of_location)


def sort(values: Iterable[Value | None], order: Sequence[Value] = ()) -> tuple[Tally[Value], bytes]:
    """Count values, and give each its number; the largest come first, or all of them in a given order."""
    values = list(values)
    counts = Counter(value for value in values if value is not None)
    without = len(values) - counts.total()
    ordered = [(value, counts[value]) for value in order] or largest(counts)
    others = len(values) - without - sum(count for _value, count in ordered)
    tally = Tally(tuple(ordered), others, len(counts.keys() - dict(ordered).keys()), without)
    numbers: dict[Value | None, int] = {value: number for number, (value, _count) in enumerate(ordered, FIRST)}
    numbers[None] = NONE
    return tally, bytes([numbers.get(value, OTHER) for value in values])


def steps_of_span(spans: Iterable[int]) -> tuple[int, ...]:
    """How many positions have a span of each step."""
    by_span = Counter(spans)
    ends = (*SPANS[1:], max(by_span, default=0) + 1)
    return tuple(
        sum(count for span, count in by_span.items() if start <= span < end)
        for start, end in zip(SPANS, ends, strict=True)
    )
