"""Export an organisation or a branch in one of three forms, for whoever has a file to write to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from io import TextIOWrapper
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from roles.snapshot import one_snapshot
from roles.spreadsheet.grids import write_workbook
from roles.spreadsheet.whole import Extent, grids_of
from roles.spreadsheet.writing import rows_of, write_positions, write_positions_sheet

Row = TypeVar("Row")
Told = Callable[[int], None]
# Who waits is told after so many rows of a table, and so many more.
OFTEN = 10_000


class Form(TextChoices):
    """As what an organisation is exported."""

    CSV = "csv", _("CSV: one table of positions and holders")
    XLSX = "xlsx", _("Excel: one table of positions and holders")
    WORKBOOK = "workbook", _("Excel: a sheet each for positions, people, appointments, roles and all else")

    @property
    def ending(self) -> str:
        """How names of such files end."""
        return ".csv" if self == Form.CSV else ".xlsx"


def tell_nobody(_count: int) -> None:
    """Nobody waits."""


@one_snapshot()
def export(form: Form, extent: Extent, file: TextIOWrapper, told: Told = tell_nobody) -> int:
    """Write a file, a workbook through its buffer; returns the number of rows below headings."""
    buffer: Any = file.buffer
    if form == Form.WORKBOOK:
        grids = [replace(grid, rows=watched(grid.rows, told)) for grid in grids_of(extent)]
        return write_workbook(grids, buffer)
    # Where a file can't be written, the statement that is still being read must end before the connection does.
    with closing(rows_of(extent.positions)) as found:
        rows = watched(found, told)
        return write_positions(rows, file) if form == Form.CSV else write_positions_sheet(rows, buffer)


def watched(rows: Iterable[Row], told: Told) -> Iterator[Row]:
    """The rows, while somebody is told how many of them there were."""
    for number, row in enumerate(rows, 1):
        if number % OFTEN == 0:
            told(number)
        yield row
