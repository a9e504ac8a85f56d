"""Write tables of text as the sheets of a workbook, in which nothing ever is a formula."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape as escape_markup
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from roles.spreadsheet.escaping import escape
from roles.spreadsheet.limits import LONGEST_TEXT

# The types of openpyxl don't know what a sheet has that is only written.
OpenSheet = Any

# A workbook keeps a text as it is in this format, also what is typed into it later: 00123, +49, 1-2.
TEXT, NUMBER, DAY = "@", "General", "yyyy-mm-dd"
FORMATS = {
    **dict.fromkeys(("fte", "posts", "level", "span", "positions", "managers", "vacant", "steps"), NUMBER),
    **dict.fromkeys(("start", "end"), DAY),
}
USUAL_WIDTH = 16
WIDTHS = {
    **dict.fromkeys(("title", "department", "holder", "name", "email", "skill", "manager", "fact", "side"), 28),
    **dict.fromkeys(("from_title", "to_title", "old", "new", "before", "after", "finding", "entry"), 36),
    **dict.fromkeys(("notes", "purpose", "responsibility", "description", "advice", "reason"), 60),
    **dict.fromkeys(("also_called", "explanation", "empty_cell", "question", "answer"), 60),
    **dict.fromkeys(("fte", "posts", "assistant", "grade", "colour"), 10),
}
# Excel counts days from 1900 on, and takes that for a leap year.
DAY_ZERO, FIRST_DAY = datetime.date(1899, 12, 30), datetime.date(1900, 3, 1)
SPOOLED = 8_000_000
END_OF_ROWS = b"</sheetData>"


class UnwritableCellError(ValueError):
    """A text that no cell can hold; the message says where it stands."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet to be written: its title, its headings, and rows of as many texts, which are walked through once.

    Width and format of a column go by its heading, or by its kind where headings are what people wrote.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]
    kinds: Sequence[str] = ()


Part = tuple[Grid, int, IO[bytes]]


def write_workbook(grids: Iterable[Grid], file: IO[bytes]) -> int:
    """Write a sheet for each grid, its headings bold, frozen and with filters; returns the number of rows.

    openpyxl makes the workbook and its headings. The rows are written here, since its cells take eight times as long:
    to a file of their own first, since their number stands before them, and then into the sheet.
    """
    book = Workbook(write_only=True)
    with ExitStack() as stack:
        parts: list[Part] = []
        for grid in grids:
            rows = stack.enter_context(SpooledTemporaryFile(max_size=SPOOLED))
            sheet = book.create_sheet(grid.title)
            parts.append((grid, _write_rows(grid, sheet, rows), rows))
        frame = BytesIO()
        for sheet, (grid, count, _rows) in zip(book.worksheets, parts, strict=True):
            _frame(sheet, grid, count)
        book.save(frame)
        _put_together(frame, parts, file)
    return sum(count for _grid, count, _rows in parts)


def _frame(sheet: OpenSheet, grid: Grid, count: int) -> None:
    """Write the headings, and say how the sheet is shown."""
    sheet.freeze_panes = "A2"
    for letter, _heading_of_it, kind in _columns(grid):
        sheet.column_dimensions[letter].width = WIDTHS.get(kind, USUAL_WIDTH)
        sheet.column_dimensions[letter].number_format = FORMATS.get(kind, TEXT)
    sheet.append([_heading(sheet, heading) for heading in grid.headings])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(grid.headings))}{count + 1}"


def _columns(grid: Grid) -> Iterator[tuple[str, str, str]]:
    """The letter, the heading and the kind of each column."""
    kinds = grid.kinds or grid.headings
    return (
        (get_column_letter(at), heading, kind)
        for at, (heading, kind) in enumerate(zip(grid.headings, kinds, strict=True), 1)
    )


def _heading(sheet: OpenSheet, text: str) -> Any:
    """A cell in bold type; openpyxl takes a text with an equals sign in front for a formula, unless told otherwise."""
    cell = WriteOnlyCell(sheet, value=escape(text))
    cell.data_type, cell.font, cell.number_format = "s", Font(bold=True), TEXT
    return cell


def _write_rows(grid: Grid, sheet: OpenSheet, file: IO[bytes]) -> int:
    """Write the rows below the headings; returns their number."""
    columns = [(letter, heading, kind, _style(sheet, kind)) for letter, heading, kind in _columns(grid)]
    number = 1
    for number, row in enumerate(grid.rows, 2):
        cells = "".join(
            _cell(f"{letter}{number}", style, kind, text, (grid.title, heading))
            for (letter, heading, kind, style), text in zip(columns, row, strict=True)
            if text
        )
        file.write(f'<row r="{number}">{cells}</row>'.encode())
    return number - 1


def _style(sheet: OpenSheet, kind: str) -> str:
    """The number by which a cell names the format of its column."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = FORMATS.get(kind, TEXT)
    return str(cell.style_id)


def _cell(place: str, style: str, kind: str, text: str, above: tuple[str, str]) -> str:
    """A cell in which a text, or the number or the day that it says, stands as it is; above are sheet and heading."""
    if kind in FORMATS and (number := _number(FORMATS[kind], text)):
        return f'<c r="{place}" s="{style}"><v>{number}</v></c>'
    escaped = escape(text)
    if len(escaped) > LONGEST_TEXT:
        sheet, heading = above
        words = {"sheet": sheet, "cell": place, "heading": heading, "count": len(escaped), "most": LONGEST_TEXT}
        raise UnwritableCellError(
            _("%(sheet)s, %(cell)s (%(heading)s) has %(count)d characters, and a cell holds %(most)d: shorten the text")
            % words
        )
    markup = escape_markup(escaped, quote=False)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{markup}</t></is></c>'


def _number(kind: str, text: str) -> str:
    """What a workbook keeps of a number or a day; the empty text for a day that it knows no number of."""
    if kind != DAY:
        return text
    day = datetime.date.fromisoformat(text)
    return str((day - DAY_ZERO).days) if day >= FIRST_DAY else ""


def _put_together(frame: BytesIO, parts: list[Part], file: IO[bytes]) -> None:
    """Copy a workbook, with the rows behind the headings of each sheet."""
    rows_of = {f"xl/worksheets/sheet{at}.xml": rows for at, (_grid, _count, rows) in enumerate(parts, 1)}
    with ZipFile(frame) as framed, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name in framed.namelist():
            if name not in rows_of:
                packed.writestr(name, framed.read(name))
                continue
            before, end, after = framed.read(name).partition(END_OF_ROWS)
            rows_of[name].seek(0)
            with packed.open(name, "w") as sheet:
                sheet.write(before)
                while piece := rows_of[name].read(SPOOLED):
                    sheet.write(piece)
                sheet.write(end + after)
