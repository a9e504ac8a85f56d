"""Write an organisation, or a branch of it, as one workbook: a sheet for each kind of thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from roles.models import Appointment, Department, Link, Person, Position
from roles.querysets import PositionQuerySet
from roles.spreadsheet.columns import SHEETS
from roles.spreadsheet.grids import Grid
from roles.spreadsheet.library import library_grids
from roles.spreadsheet.writing import CHUNK, Cells, in_order, not_over, rows_of


@dataclass(frozen=True, slots=True)
class Extent:
    """What of the organisation is written: all of it, or the branch of a position."""

    top: Position | None = None

    @property
    def positions(self) -> PositionQuerySet:
        """The positions of the chart that are in it."""
        found: PositionQuerySet = Position.objects.in_chart()
        return found if self.top is None else Position.objects.branch(self.top.pk)


def grids_of(extent: Extent) -> list[Grid]:
    """All sheets of the whole organisation; of a branch those that tell of its positions, people and links."""
    grids = [
        grid_of("positions", _once(rows_of(extent.positions))),
        grid_of("people", people(extent)),
        grid_of("appointments", rows_of(extent.positions)),
    ]
    if extent.top is not None:
        return [*grids, grid_of("links", links(extent))]
    roles, responsibilities, skills, next_steps = library_grids()
    return [
        *grids,
        roles,
        responsibilities,
        skills,
        grid_of("links", links(extent)),
        Grid("departments", ("code", "name", "colour"), departments()),
        next_steps,
    ]


def grid_of(title: str, rows: Iterable[Cells]) -> Grid:
    """A sheet in the columns that the import knows it by."""
    columns = SHEETS[title]
    return Grid(title, [column.name for column in columns], in_order((column.key for column in columns), rows))


def _once(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The first row of each position: the others tell of more holders."""
    return (next(same) for _code, same in groupby(rows, itemgetter("code")))


def people(extent: Extent) -> Iterator[Cells]:
    """Everybody, or who holds something in a branch."""
    found = Person.objects.order_by("pk")
    if extent.top is not None:
        held = Appointment.objects.filter(not_over(), position__in=_keys(extent))
        found = found.filter(pk__in=held.values("person"))
    columns = ("number", "name", "email", "phone", "location")
    names = ("person_number", "holder", "email", "phone", "person_location")
    for values in found.values_list(*columns).iterator(CHUNK):
        yield dict(zip(names, values, strict=True))


def links(extent: Extent) -> Iterator[Cells]:
    """Links of which both ends are written."""
    found = Link.objects.filter(from_position__in=_keys(extent), to_position__in=_keys(extent)).order_by("pk")
    for values in found.values_list("from_position__code", "to_position__code", "kind").iterator(CHUNK):
        yield dict(zip(("from", "to", "link_kind"), values, strict=True))


def _keys(extent: Extent) -> "QuerySet[Position, Any]":
    """The positions that are written, for a condition of another statement."""
    return extent.positions.in_chart().order_by().values("pk")


def departments() -> Iterator[tuple[str, ...]]:
    """Every department."""
    yield from Department.objects.order_by("pk").values_list("code", "name", "colour").iterator(CHUNK)
