"""Workbooks for tests: made by openpyxl, or with parts of it written by hand."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book_of(*rows: list[Any], title: str = "Sheet1") -> Workbook:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def packed(book: Workbook) -> bytes:
    """A workbook as a file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(parts: Mapping[str, str | bytes], without: Iterable[str] = ()) -> bytes:
    """A workbook with some of its parts put in the place of its own, or left out."""
    made = BytesIO()
    with (
        ZipFile(BytesIO(packed(book_of(["code", "title"], ["A", "Head"])))) as own,
        ZipFile(made, "w", ZIP_DEFLATED) as changed,
    ):
        for name in own.namelist():
            if name not in parts and name not in without:
                changed.writestr(name, own.read(name))
        for name, text in parts.items():
            changed.writestr(name, text)
    return made.getvalue()


def with_rows(xml: str, behind: str = "") -> bytes:
    """A workbook whose rows are written by hand."""
    return with_parts({SHEET: f"<worksheet {SPACE}><sheetData>{xml}</sheetData>{behind}</worksheet>"})


def inline(*texts: str) -> str:
    """Cells with these texts."""
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


HEADINGS = f"<row>{inline('code', 'title')}</row>"
