"""Say which values have a colour: the most frequent ones of the whole chart, whatever part of it is shown."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Count

from roles.models import Position
from roles.palette import PALETTE, share_out
from roles.reads import Organisation

MOST_COLOURS = len(PALETTE)
MOST_KEPT = 8
Value = TypeVar("Value", int, str)


def largest(counts: Mapping[Value, int]) -> list[tuple[Value, int]]:
    """As many of the values as there are colours, the most frequent first; of two as frequent, the lower."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_COLOURS]


def colours_of_departments(organisation: Organisation) -> dict[int, str]:
    """The largest departments in their own colours; of two that have the same, the smaller has another."""
    own = organisation.colours
    keys = tuple(own) if are_told_apart(own.values()) else ranked(organisation, "department")
    return dict(zip(keys, share_out([own[key] for key in keys]), strict=True))


def are_told_apart(colours: Collection[str]) -> bool:
    """Whether all can have their own colours, whichever is the largest."""
    return len({colour.lower() for colour in colours}) == len(colours) <= MOST_COLOURS


def colours_of_locations(organisation: Organisation) -> dict[str, str]:
    """The largest locations, which have no colours of their own."""
    names = ranked(organisation, "location")
    return dict(zip(names, share_out([""] * len(names)), strict=True))


def ranked(organisation: Organisation, field: str) -> tuple[Any, ...]:
    """The most frequent values of a field; the whole chart is counted once for each of its states."""
    return counted(field) if organisation.state is None else kept(field, organisation.state)


@lru_cache(maxsize=MOST_KEPT)
def kept(field: str, _state: tuple[Any, ...]) -> tuple[Any, ...]:
    """What was counted in a state of the chart."""
    return counted(field)


def counted(field: str) -> tuple[Any, ...]:
    """Count the positions of each value, in one statement."""
    rows = Position.objects.in_chart().order_by().values_list(field).annotate(count=Count("pk"))
    return tuple(value for value, _count in largest({value: count for value, count in rows if value}))
