"""Write positions to a file, under the columns that the import reads."""

import csv
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator
from io import TextIOBase
from typing import IO

from django.db.models import F, Q
from django.utils import timezone

from roles.models import Appointment, Department, Link
from roles.querysets import PositionQuerySet
from roles.spreadsheet.columns import COLUMNS, cells_of
from roles.spreadsheet.grids import Grid, write_workbook
from roles.spreadsheet.guarding import guard
from roles.spreadsheet.parsing import LINKS

HEADINGS = [column.name for column in COLUMNS]
SHEET = "positions"
# So many positions are read at a time.
CHUNK = 2_000
Cells = dict[str, str]


def write_positions(rows: Iterable[Cells], file: TextIOBase) -> int:
    """Write rows of positions as CSV; returns their number."""
    writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
    writer.writeheader()
    written = 0
    for cells in rows:
        writer.writerow({name: guard(cell) for name, cell in cells.items()})
        written += 1
    return written


def write_positions_sheet(rows: Iterable[Cells], file: IO[bytes]) -> int:
    """Write rows of positions as a workbook of one sheet; returns their number."""
    return write_workbook([Grid(SHEET, HEADINGS, in_order(HEADINGS, rows))], file)


def in_order(headings: Iterable[str], rows: Iterable[Cells]) -> Iterator[list[str]]:
    """The cells of each row in the order of headings."""
    names = list(headings)
    return ([cells[name] for name in names] for cells in rows)


def rows_of(positions: PositionQuerySet) -> Generator[Cells, None, None]:
    """Positions in tree order, a row for each appointment that is not over: its cells, by the name of the column.

    A database that can't be asked is found out at once.
    """
    return _rows(positions, Counter(Department.objects.values_list("name", flat=True)), _links(), _appointments())


def _rows(
    positions: PositionQuerySet,
    names: Counter[str],
    links: dict[tuple[int, str], list[str]],
    held: dict[int, list[Appointment | None]],
) -> Generator[Cells, None, None]:
    # One statement says who reports to whom: a second one might not know a manager who came meanwhile.
    found = positions.in_chart().in_tree_order().select_related("role", "department")
    for position in found.with_code_of_manager().iterator(CHUNK):
        reference = {
            "reports_to": position.code_of_manager or "",
            "department": _called(position.department, names),
            **{name: "; ".join(links.get((position.pk, kind.value), ())) for name, kind in LINKS.items()},
        }
        for appointment in held.get(position.pk, [None]):
            yield cells_of(position, appointment, reference)


def _called(department: Department | None, names: Counter[str]) -> str:
    """What a department is called in a file: its name, or its code where several have the name."""
    if department is None:
        return ""
    return department.code if names[department.name] > 1 else department.name


def _links() -> dict[tuple[int, str], list[str]]:
    """The codes that each position is linked to, by kind; links to what is not in the chart are left out."""
    links: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    in_chart = Link.objects.filter(to_position__is_placed=True, to_position__ended_on__isnull=True).order_by("pk")
    for origin, kind, code in in_chart.values_list("from_position", "kind", "to_position__code"):
        links[origin, kind].append(code)
    return links


def _appointments() -> dict[int, list[Appointment | None]]:
    """The appointments of each position that are not over, future ones too."""
    held: defaultdict[int, list[Appointment | None]] = defaultdict(list)
    for appointment in (
        Appointment.objects.filter(not_over()).select_related("person").order_by(F("start").asc(nulls_first=True), "pk")
    ):
        held[appointment.position_id].append(appointment)
    return held


def not_over() -> Q:
    """The condition that an appointment holds today or later."""
    return Q(end__isnull=True) | Q(end__gte=timezone.localdate())
