"""Write what was found to a file: one table as CSV, with spans and levels beside it as a workbook."""

import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any

from django.db.models import TextChoices

from roles.spreadsheet.grids import Grid, write_workbook
from roles.spreadsheet.guarding import guard
from roles.structure.findings import Finding
from roles.structure.reading import Seat
from roles.structure.reasons import reason
from roles.structure.summing import Structure, layers_of
from roles.structure.telling import named

HEADINGS = ("finding", "code", "title", "department", "level", "reports_to", "manager", "reason")
SPANS = ("code", "title", "department", "level", "span", "positions", "reports_to", "manager")
LEVELS = ("level", "positions", "posts", "managers", "vacant")
Row = tuple[str, ...]


class Form(TextChoices):
    """As what findings are written."""

    XLSX = "xlsx"
    CSV = "csv"


def write(form: Form, findings: Iterable[Finding], structure: Structure, limit: int, file: TextIOWrapper) -> None:
    """Write all of it to a file, a workbook through its buffer."""
    rows = rows_of(findings, structure, limit)
    if form == Form.CSV:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows([guard(cell) for cell in row] for row in rows)
        return
    buffer: Any = file.buffer
    grids = (
        Grid("findings", HEADINGS, rows),
        Grid("spans", SPANS, spans(structure)),
        Grid("levels", LEVELS, levels(structure)),
    )
    write_workbook(grids, buffer)


def rows_of(findings: Iterable[Finding], structure: Structure, limit: int) -> Iterator[Row]:
    """A row for each finding."""
    for finding in findings:
        seat = finding.seat
        why = str(reason(finding, structure, limit, named))
        yield (str(finding.kind.label), *cells_of(seat), *manager_of(seat, structure), why)


def spans(structure: Structure) -> Iterator[Row]:
    """A row for each position that leads somebody."""
    for seat in structure.seats:
        led = structure.led.get(seat.key)
        if led is not None:
            yield (*cells_of(seat), str(led.posts), str(led.positions), *manager_of(seat, structure))


def levels(structure: Structure) -> Iterator[Row]:
    """A row for each level."""
    for each in layers_of(structure):
        yield tuple(map(str, (each.level, each.positions, each.posts, each.managers, each.vacant)))


def cells_of(seat: Seat) -> Row:
    """What a position is."""
    return seat.code, seat.title, seat.department or "", str(seat.level)


def manager_of(seat: Seat, structure: Structure) -> Row:
    """Whom it reports to."""
    manager = structure.manager_of(seat)
    return (manager.code, manager.title) if manager else ("", "")
