"""Colour positions by what they have in common, and say what each colour means."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.models import ManagementLevel, Position
from roles.palette import FILLED, NO_COLOUR, PALETTE, RAMP, VACANT
from roles.phrases import written
from roles.ranking import colours_of_departments, colours_of_locations
from roles.reads import Organisation
from roles.sentences import is_vacant

LAST = "\uffff"
# Where each group of spans begins.
SPANS = (0, 1, 4, 8, 13, 21)


class Group(NamedTuple):
    """What positions have in common: its place in the legend, its words, its colour or the value that may get one."""

    order: str
    text: str
    colour: str = ""
    value: int | str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """One line of the legend."""

    text: str
    colour: str
    count: int


class Colouring:
    """The colours of positions that were read with role, department, holders and span.

    They are the same on every page of the site; what is printed may be filled up.
    """

    def __init__(self, by: ColourBy, positions: Sequence[Position], organisation: Organisation) -> None:
        self.by = by
        self.groups = [GROUPS[by](position) for position in positions]
        self.counts = Counter(self.groups)
        self.ranked = RANKED[by](organisation) if by in RANKED else {}

    def colour_of(self, group: Group) -> str:
        """Its own, that of its rank in the whole chart, or none."""
        return group.colour or self.ranked.get(group.value, "")

    def fill_up(self) -> None:
        """Where most positions would have no colour, as in a branch, give those free in it to its largest groups.

        Whatever has a colour in the whole company keeps it, and no other group gets that one here.
        """
        coloured = sum(count for group, count in self.counts.items() if self.colour_of(group) not in ("", NO_COLOUR))
        if self.by not in RANKED or 2 * coloured >= len(self.groups):
            return
        taken = {self.ranked[group.value] for group in self.counts if group.value in self.ranked}
        free = (colour for colour in PALETTE if colour not in taken)
        others = [group for group in self.counts if group.value and not self.colour_of(group)]
        others.sort(key=lambda group: (-self.counts[group], group))
        self.ranked = {**self.ranked, **{group.value: colour for group, colour in zip(others, free, strict=False)}}

    @property
    def said(self) -> list[tuple[str, str]]:
        """The colour and the words of each position; none where the box says it anyway."""
        is_said = self.by in (ColourBy.DEPARTMENT, ColourBy.VACANCY)
        return [(self.colour_of(group) or NO_COLOUR, "" if is_said else group.text) for group in self.groups]

    @property
    def legend(self) -> list[Shade]:
        """What the colours mean, and how many others have none."""
        shown = sorted(group for group in self.counts if self.colour_of(group))
        shades = [Shade(group.text, self.colour_of(group), self.counts[group]) for group in shown]
        others = len(self.counts) - len(shown)
        if not others:
            return shades
        more = ngettext("%(number)s other", "%(number)s others", others) % {"number": written(others)}
        return [*shades, Shade(more, NO_COLOUR, len(self.groups) - sum(shade.count for shade in shades))]


def by_department(position: Position) -> Group:
    """The colours go to the largest ones."""
    department = position.department
    if not department:
        return Group(LAST, _("No department"), NO_COLOUR)
    return Group(department.search_key, clean(department.name), value=department.pk)


def by_level(position: Position) -> Group:
    """The higher the darker."""
    if not position.role or not position.role.management_level:
        return Group(LAST, _("No management level given"), NO_COLOUR)
    level = ManagementLevel(position.role.management_level)
    place = list(ManagementLevel).index(level)
    return Group(str(place), str(level.label), RAMP[place])


def by_location(position: Position) -> Group:
    """The colours go to the most frequent ones."""
    location = clean(position.location)
    if not location:
        return Group(LAST, _("No location given"), NO_COLOUR)
    return Group(location, location, value=position.location)


def by_vacancy(position: Position) -> Group:
    """Somebody holds it or nobody."""
    return Group("0", _("Vacant"), VACANT) if is_vacant(position) else Group("1", _("Filled"), FILLED)


def by_span(position: Position) -> Group:
    """The more direct reports the darker."""
    place = bisect_right(SPANS, position.span) - 1
    return Group(str(place), name_of_spans(place), colour_of_spans(place))


def colour_of_spans(place: int) -> str:
    """The colour of a group of spans."""
    return RAMP[len(SPANS) - 1 - place] if place else NO_COLOUR


def name_of_spans(place: int) -> str:
    """What a group of spans is called."""
    if place == 0:
        return _("No direct reports")
    first = written(SPANS[place])
    if place == len(SPANS) - 1:
        return _("%(number)s direct reports or more") % {"number": first}
    return _("%(first)s to %(last)s direct reports") % {"first": first, "last": written(SPANS[place + 1] - 1)}


GROUPS = {
    ColourBy.DEPARTMENT: by_department,
    ColourBy.LEVEL: by_level,
    ColourBy.LOCATION: by_location,
    ColourBy.VACANCY: by_vacancy,
    ColourBy.SPAN: by_span,
}
# Where the colours go to the most frequent values.
RANKED: dict[ColourBy, Callable[[Organisation], Mapping[Any, str]]] = {
    ColourBy.DEPARTMENT: colours_of_departments,
    ColourBy.LOCATION: colours_of_locations,
}
