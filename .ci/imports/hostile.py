"""Files that are made to hurt whoever reads them."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = "</sheetData></worksheet>"


def write_all(folder: Path) -> Iterator[Path]:
    """Write each file into a folder, and say where it is."""
    for name, content in contents():
        file = folder / name
        file.write_bytes(content)
        yield file


def contents() -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file."""
    yield "one-long-cell.csv", b"code,title\nA," + b"x" * 10_000_000
    yield "million-rows.csv", b"code,reports_to,title,holder\n" + b"1234567,,Deputy Clerk,Ann Abara\n" * 1_000_000
    yield "too-many-rows.csv", b"code,title\n" + b"".join(b"P%d,T\n" % number for number in range(50_001))
    yield "quotes.csv", b'code,title\nA,"' + b'""' * 4_900_000
    yield "separators.csv", b"code,title\n" + b"," * 9_900_000
    yield "lines.csv", b"code,title\n" + b"\n" * 9_900_000
    yield "binary.csv", bytes(range(256)) * 30_000
    yield "page.xlsx", b"<!doctype html><table>" + b"<tr><td>x</td></tr>" * 300_000
    yield (
        "inline-bomb.xlsx",
        workbook({SHEET: _row("<c t='inlineStr'><is><t>" + "a" * 1_000_000_000 + "</t></is></c>")}),
    )
    yield "row-bomb.xlsx", workbook({SHEET: HEAD + "<row/>" * 20_000_000 + FOOT})
    yield "shared-bomb.xlsx", workbook({"xl/sharedStrings.xml": "<sst>" + "<si/>" * 5_000_000 + "</sst>"})
    yield "parts.xlsx", workbook({f"part{number}": "" for number in range(100_000)})
    yield "entities.xlsx", workbook({SHEET: entities()})
    yield "columns.xlsx", workbook({SHEET: _row("<c><v>1</v></c>" * 1_500_000)})
    yield "far-row.xlsx", workbook({SHEET: HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + FOOT})


def _row(cells: str) -> str:
    return f"{HEAD}<row>{cells}</row>{FOOT}"


def entities() -> str:
    """A document whose entities stand for each other, a billion laughs in all."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY e0 "ha">{lines}]>{_row("<c><v>&e9;</v></c>")}'


def workbook(parts: dict[str, str]) -> bytes:
    """A workbook with some of its parts put in the place of its own."""
    plain, made = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["code", "title"])  # type: ignore[union-attr] # a new workbook has a sheet
    book.save(plain)
    with zipfile.ZipFile(plain) as own, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in own.namelist():
            if name not in parts:
                changed.writestr(name, own.read(name))
        for name, text in parts.items():
            changed.writestr(name, text)
    return made.getvalue()
