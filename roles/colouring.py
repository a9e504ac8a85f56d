"""Colour positions by what they have in common, and say what each colour means."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.models import ManagementLevel, Position
from roles.palette import FILLED, NO_COLOUR, PALETTE, RAMP, VACANT
from roles.phrases import written
from roles.sentences import is_vacant

LAST = "\uffff"
# Where each group of spans begins.
SPANS = (0, 1, 4, 8, 13, 21)
MOST_IN_LEGEND = 12


class Group(NamedTuple):
    """Positions of one colour: by what the legend is ordered, what it says, and the colour; empty where it is free."""

    order: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Shade:
    """One line of the legend."""

    text: str
    colour: str
    count: int


class Colouring:
    """The colours of positions that were read with role, department, holders and span."""

    def __init__(self, by: ColourBy, positions: Sequence[Position]) -> None:
        self.by = by
        self.groups = [GROUPS[by](position) for position in positions]
        self.counts = Counter(self.groups)
        self.colours = {group: group.colour for group in self.counts}
        free = (group for group, _count in self.counts.most_common() if not group.colour)
        self.colours |= {group: PALETTE[place % len(PALETTE)] for place, group in enumerate(free)}

    @property
    def said(self) -> list[tuple[str, str]]:
        """The colour and the words of each position; none where the box says it anyway."""
        is_said = self.by in (ColourBy.DEPARTMENT, ColourBy.VACANCY)
        return [(self.colours[group], "" if is_said else group.text) for group in self.groups]

    @property
    def legend(self) -> list[Shade]:
        """What the colours mean, the most frequent where not all can be said, and how many the others are."""
        shown = sorted(group for group, _count in self.counts.most_common(MOST_IN_LEGEND))
        shades = [Shade(group.text, self.colours[group], self.counts[group]) for group in shown]
        others = len(self.counts) - len(shown)
        if not others:
            return shades
        more = ngettext("%(number)s other", "%(number)s others", others) % {"number": written(others)}
        return [*shades, Shade(more, NO_COLOUR, len(self.groups) - sum(shade.count for shade in shades))]


def by_department(position: Position) -> Group:
    """Each department has a colour of its own."""
    department = position.department
    if not department:
        return Group(LAST, _("No department"), NO_COLOUR)
    return Group(department.search_key, clean(department.name), department.colour)


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
    return Group(location, location, "") if location else Group(LAST, _("No location given"), NO_COLOUR)


def by_vacancy(position: Position) -> Group:
    """Somebody holds it or nobody."""
    return Group("0", _("Vacant"), VACANT) if is_vacant(position) else Group("1", _("Filled"), FILLED)


def by_span(position: Position) -> Group:
    """The more direct reports the darker."""
    place = bisect_right(SPANS, position.span) - 1
    return Group(str(place), name_of_spans(place), RAMP[len(SPANS) - 1 - place] if place else NO_COLOUR)


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
