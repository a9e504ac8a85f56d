"""Read the reporting line above a position; of one too long for a page, both ends and how many lie between."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone

from roles.models import Position
from roles.prepared import Prepared

MOST_AT_THE_TOP, MOST_NEAREST = 4, 12


@dataclass(frozen=True)
class Stretch:
    """Positions one above the other from the top down; of many the first and the last, and how many lie between."""

    upper: tuple[Position, ...] = ()
    between: int = 0
    lower: tuple[Position, ...] = ()

    def __iter__(self) -> Iterator[Position]:
        return iter((*self.upper, *self.lower))

    def __bool__(self) -> bool:
        return bool(self.upper or self.lower)

    @property
    def last(self) -> Position | None:
        """Return the lowest position."""
        return self.lower[-1] if self.lower else None


@dataclass(frozen=True)
class ReportingLine(Stretch):
    """A position's reporting line; `filled` is the nearest one that is, where none of those in `lower` is."""

    filled: Position | None = None

    @property
    def manager(self) -> Position | None:
        """Return the position reported to."""
        return self.last

    @property
    def upwards(self) -> list[Position]:
        """Return the line from the manager up, and of what lies between the nearest one that is filled."""
        between = [] if self.filled is None else [self.filled]
        return [*reversed(self.lower), *between, *reversed(self.upper)]


def ends_of(position_id: int, day: datetime.date) -> "QuerySet[Position]":
    """The line of a position, of a long one both ends, with spans and who is filled."""
    ends = Position.objects.ends_of_line(position_id, MOST_AT_THE_TOP, MOST_NEAREST)
    return ends.select_related("role", "department").with_span().with_is_filled(day)


ENDS = Prepared(ends_of)


def line_above(position: Position) -> ReportingLine:
    """Read a position's line in one statement, and one more if it is too long and nobody near is there.

    The positions come with their spans and without holders; a head needs no statement.
    """
    if position.reports_to_id is None:
        return ReportingLine()
    return line_of(position, ENDS(position.pk, timezone.localdate()))


def line_of(position: Position, ends: Iterable[Position]) -> ReportingLine:
    """Put together the line of a position from its ends, given from the manager up."""
    line = parted(ends)
    if not line.between or any(each.is_filled for each in line.lower):
        return line
    return ReportingLine(line.upper, line.between, line.lower, nearest_filled(position))


def parted(ends: Iterable[Position]) -> ReportingLine:
    """Part a line, given from the manager up, where levels are missing."""
    rows = list(ends)
    for at, (lower, upper) in enumerate(pairwise(rows), 1):
        missing = lower.level - upper.level - 1
        if missing > 0:
            return ReportingLine(tuple(reversed(rows[at:])), missing, tuple(reversed(rows[:at])))
    return ReportingLine(lower=tuple(reversed(rows)))


def nearest_filled(position: Position) -> Position | None:
    """Read the lowest position above one that somebody holds, or that is a group of posts."""
    line = Position.objects.line_of(position.pk).with_is_filled().filter(is_filled=True)
    return line.select_related("role", "department").first()
