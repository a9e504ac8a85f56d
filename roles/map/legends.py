"""Name what the colours of the map mean, in the reader's language, with how many positions have each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from roles.chart.text import clean
from roles.map.tallying import FIRST, NONE, OTHER, SPANS, Tallies, Tally, Value
from roles.models import Department, ManagementLevel
from roles.palette import PALETTE, next_colours
from roles.phrases import written

# What a map can be coloured by; the first is the usual one.
COLOURS: dict[str, Promise] = {
    "department": gettext_lazy("Department"),
    "level": gettext_lazy("Management level"),
    "location": gettext_lazy("Location"),
    "vacancy": gettext_lazy("Vacant or filled"),
    "span": gettext_lazy("Span of control"),
}
USUAL = next(iter(COLOURS))
# From little to much, as map.css names them.
SHADES = ("step-0", "step-1", "step-2", "step-3", "step-4", "step-5")


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One meaning: the number that positions have for it, its words, and a colour or the name of one in map.css."""

    number: int
    text: str
    count: int
    colour: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours mean when positions are coloured in one way."""

    name: str
    title: str
    entries: tuple[LegendEntry, ...]


def legends_of(tallies: Tallies) -> list[Legend]:
    """Every legend, but entries that no position has; asks once, for the departments."""
    entries: dict[str, Callable[[Tallies], Iterator[LegendEntry]]] = {
        "department": departments,
        "level": levels,
        "location": locations,
        "vacancy": vacancies,
        "span": spans,
    }
    return [
        Legend(name, str(title), tuple(entry for entry in entries[name](tallies) if entry.count))
        for name, title in COLOURS.items()
    ]


def departments(tallies: Tallies) -> Iterator[LegendEntry]:
    """The largest departments in their own colours; of two that have the same, the smaller takes another."""
    tally = tallies.department
    found = Department.objects.in_bulk([key for key, _count in tally.largest])
    taken: list[str] = []
    for number, (key, count) in enumerate(tally.largest, FIRST):
        department = found[key]
        colour = department.colour.lower()
        colour = next(next_colours(taken)) if colour in taken else colour
        taken.append(colour)
        yield LegendEntry(number, clean(department.name), count, colour)
    others = ngettext("%(number)s other department", "%(number)s other departments", tally.kinds_of_others)
    yield from the_rest(tally, others, _("Without a department"))


def levels(tallies: Tallies) -> Iterator[LegendEntry]:
    """The management levels, the highest first."""
    for place, (value, count) in enumerate(tallies.level.largest):
        label = str(ManagementLevel(value).label)
        yield LegendEntry(FIRST + place, label[:1].upper() + label[1:], count, name=SHADES[-1 - place])
    yield from the_rest(tallies.level, "", _("Without a management level"))


def locations(tallies: Tallies) -> Iterator[LegendEntry]:
    """The largest locations."""
    colours = islice(PALETTE, len(tallies.location.largest))
    for number, ((value, count), colour) in enumerate(zip(tallies.location.largest, colours, strict=True), FIRST):
        yield LegendEntry(number, clean(value), count, colour)
    others = ngettext("%(number)s other location", "%(number)s other locations", tallies.location.kinds_of_others)
    yield from the_rest(tallies.location, others, _("Without a location"))


def the_rest(tally: Tally[Value], others: str, without: str) -> Iterator[LegendEntry]:
    """The smaller ones together, and those that have none."""
    yield LegendEntry(OTHER, others % {"number": written(tally.kinds_of_others)}, tally.others, name="other")
    yield LegendEntry(NONE, without, tally.without, name="none")


def vacancies(tallies: Tallies) -> Iterator[LegendEntry]:
    """Vacant or filled."""
    yield LegendEntry(1, pgettext("positions", "Vacant"), tallies.vacant, name="vacant")
    yield LegendEntry(0, pgettext("positions", "Filled"), tallies.positions - tallies.vacant, name="filled")


def spans(tallies: Tallies) -> Iterator[LegendEntry]:
    """Steps of the number of direct reports."""
    ends = (*(start - 1 for start in SPANS[1:]), None)
    for number, (first, last, count) in enumerate(zip(SPANS, ends, tallies.spans, strict=True)):
        yield LegendEntry(number, span_in_words(first, last), count, name=SHADES[number])


def span_in_words(first: int, last: int | None) -> str:
    """A step of spans, such as "4 to 7 direct reports"."""
    if last is None:
        return _("%(first)s direct reports or more") % {"first": written(first)}
    if last == 0:
        return _("No direct reports")
    return _("%(first)s to %(last)s direct reports") % {"first": written(first), "last": written(last)}
