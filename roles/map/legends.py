"""Name what the colours of the map mean, in the reader's language, with how many positions have each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.colouring import colour_of_spans, name_of_spans
from roles.map.tallying import FIRST, NONE, OTHER, Tallies, Tally
from roles.models import Department, ManagementLevel
from roles.palette import FILLED, NO_COLOUR, RAMP, VACANT, share_out
from roles.phrases import written
from roles.ranking import Value


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One meaning: the number that positions have for it, its words, and its colour."""

    number: int
    text: str
    count: int
    colour: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours mean when positions are coloured in one way."""

    by: ColourBy
    entries: tuple[LegendEntry, ...]


def legends_of(tallies: Tallies) -> list[Legend]:
    """Every legend, but entries that no position has; asks once, for the departments."""
    entries: dict[ColourBy, Callable[[Tallies], Iterator[LegendEntry]]] = {
        ColourBy.DEPARTMENT: departments,
        ColourBy.LEVEL: levels,
        ColourBy.LOCATION: locations,
        ColourBy.VACANCY: vacancies,
        ColourBy.SPAN: spans,
    }
    return [Legend(by, tuple(entry for entry in entries[by](tallies) if entry.count)) for by in ColourBy]


def departments(tallies: Tallies) -> Iterator[LegendEntry]:
    """The largest departments."""
    tally = tallies.department
    found = Department.objects.in_bulk([key for key, _count in tally.largest])
    ranked = [found[key] for key, _count in tally.largest]
    colours = share_out([department.colour for department in ranked])
    yield from the_largest(tally, [clean(department.name) for department in ranked], colours)
    others = ngettext("%(number)s other department", "%(number)s other departments", tally.kinds_of_others)
    yield from the_rest(tally, others, _("No department"))


def levels(tallies: Tallies) -> Iterator[LegendEntry]:
    """The management levels, the highest first."""
    for place, (value, count) in enumerate(tallies.level.largest):
        yield LegendEntry(FIRST + place, str(ManagementLevel(value).label), count, RAMP[place])
    yield from the_rest(tallies.level, "", _("No management level given"))


def locations(tallies: Tallies) -> Iterator[LegendEntry]:
    """The largest locations."""
    tally = tallies.location
    names = [value for value, _count in tally.largest]
    yield from the_largest(tally, map(clean, names), share_out([""] * len(names)))
    others = ngettext("%(number)s other location", "%(number)s other locations", tally.kinds_of_others)
    yield from the_rest(tally, others, _("No location given"))


def the_largest(tally: Tally[Value], texts: Iterable[str], colours: Iterable[str]) -> Iterator[LegendEntry]:
    """Those that have a colour, the largest first."""
    counts = (count for _value, count in tally.largest)
    for number, (text, count, colour) in enumerate(zip(texts, counts, colours, strict=True), FIRST):
        yield LegendEntry(number, text, count, colour)


def the_rest(tally: Tally[Value], others: str, without: str) -> Iterator[LegendEntry]:
    """The smaller ones together, and those that have none."""
    yield LegendEntry(OTHER, others % {"number": written(tally.kinds_of_others)}, tally.others, NO_COLOUR)
    yield LegendEntry(NONE, without, tally.without, NO_COLOUR)


def vacancies(tallies: Tallies) -> Iterator[LegendEntry]:
    """Somebody holds it or nobody."""
    yield LegendEntry(1, _("Vacant"), tallies.vacant, VACANT)
    yield LegendEntry(0, _("Filled"), tallies.positions - tallies.vacant, FILLED)


def spans(tallies: Tallies) -> Iterator[LegendEntry]:
    """Steps of the number of direct reports, the more the darker."""
    for number, count in enumerate(tallies.spans):
        yield LegendEntry(number, name_of_spans(number), count, colour_of_spans(number))
