"""Read the whole chart as plain values, the reports of one manager beside each other, managers before reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from roles.models import Position


class Spot(NamedTuple):
    """A position as the map needs it; it is laid out like a seat of the chart."""

    key: int
    reports_to: int | None
    is_assistant: bool
    is_filled: bool
    department: int | None
    role: int | None
    location: str


@dataclass(frozen=True, slots=True)
class Company:
    """All positions level by level, and of each how many report to it directly."""

    spots: list[Spot]
    spans: list[int]
    heads: int


def read_company() -> Company:
    """Read every position of the chart in one statement."""
    values = ("pk", "reports_to_id", "is_assistant", "is_filled", "department_id", "role_id", "location")
    rows = Position.objects.in_chart().with_is_filled().in_tree_order().values_list(*values)
    return level_by_level(map(Spot._make, rows.iterator()))


def level_by_level(spots: Iterable[Spot]) -> Company:
    """Put positions into the order of their levels; those under no head, which a broken tree may have, are left out."""
    reports: dict[int | None, list[Spot]] = {}
    for spot in spots:
        reports.setdefault(spot.reports_to, []).append(spot)
    ordered = reports.pop(None, [])
    heads = len(ordered)
    spans: list[int] = []
    for spot in ordered:
        below = reports.get(spot.key, [])
        spans.append(len(below))
        ordered += below
    return Company(ordered, spans, heads)


def managers_of(company: Company) -> list[int]:
    """The places of those who have direct reports."""
    return list(compress(range(len(company.spans)), company.spans))
