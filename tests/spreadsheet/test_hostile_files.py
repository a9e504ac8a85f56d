"""Files that are made to hurt whoever reads them: refused by name, or harmless, in little time and memory."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from roles.spreadsheet.limits import WEB
from roles.spreadsheet.recognising import read_file
from tests.spreadsheet.books import HEADINGS, SHEET, SPACE, book_of, inline, packed, with_parts, with_rows

ROOT = Path(__file__).resolve().parents[2]
# A bound against what never ends; what it takes is measured by make bench-imports.
MOST_SECONDS, MOST_MEGABYTES = 10, 300
PLAIN = packed(book_of(["code", "title"], ["A", "Head"]))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITY_BOMB = f'<!DOCTYPE a [<!ENTITY e0 "ha">{ENTITIES}]><worksheet {SPACE}><sheetData/></worksheet>'
STRINGS = "xl/sharedStrings.xml"
READ = """
import json, resource, sys
import django
django.setup()
from roles.spreadsheet.limits import WEB
from roles.spreadsheet.recognising import read_file
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF)
sheets = read_file(sys.argv[1], content, limits=WEB)
after = resource.getrusage(resource.RUSAGE_SELF)
messages = [problem.message for sheet in sheets for problem in sheet.problems]
seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
# What getrusage says of memory begins with that of whoever started this process.
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps([messages[:9], seconds, int(peak) // 1000]))
"""


def first_problem(name: str, content: bytes, **limits: int) -> str:
    """The first thing that is wrong with a file, nothing where it is read."""
    found = [
        problem.message
        for sheet in read_file(name, content, limits=replace(WEB, **limits))
        for problem in sheet.problems
    ]
    return found[0] if found else ""


def lying(content: bytes) -> bytes:
    """A workbook whose directory says that its sheet is smaller than it is."""
    size = ZipFile(BytesIO(content)).getinfo(SHEET).file_size
    at = content.rindex(SHEET.encode()) - 46 + 24
    assert content[at : at + 4] == size.to_bytes(4, "little")
    return content[:at] + (size // 2).to_bytes(4, "little") + content[at + 4 :]


def zip_of(parts: dict[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    """A zip file."""
    file = BytesIO()
    with ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(packing: int, sheet: bytes = b"") -> bytes:
    """A workbook packed in another way than workbooks are, perhaps with another sheet."""
    with ZipFile(BytesIO(PLAIN)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_of(parts | ({SHEET: sheet} if sheet else {}), packing)


def styled(number_format: str) -> bytes:
    """A workbook with a format for numbers, in the column grade."""
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{number_format}"/></numFmts>'
    styles = f'<styleSheet {SPACE}>{formats}<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    rows = f'<row>{inline("code", "title", "grade")}</row><row>{inline("A", "Head")}<c s="0"><v>7</v></c></row>'
    sheet = f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>"
    return with_parts({"xl/styles.xml": styles, SHEET: sheet})


def with_sheets(count: int, part: str = "rId1") -> bytes:
    """A workbook that names so many sheets."""
    space = f'{SPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = "".join(f'<sheet name="positions" sheetId="{n + 1}" r:id="{part}"/>' for n in range(count))
    return with_parts({"xl/workbook.xml": f"<workbook {space}><sheets>{sheets}</sheets></workbook>"})


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("p.csv", PLAIN, "This is an Excel workbook, not a CSV file", id="B15 workbook named csv"),
        pytest.param(
            "p.xlsx",
            b"code,title\nA,B\n",
            "This is no workbook, though its name ends in .xlsx",
            id="B15 text named xlsx",
        ),
        pytest.param(
            "p.xlsx", b"\n<!DOCTYPE html><table>", "This is a web page, not a spreadsheet", id="B15 HTML named xlsx"
        ),
        pytest.param("p.xls", b"<html><table>", "This is a web page, not a spreadsheet", id="B15 HTML named xls"),
        pytest.param(
            "p.csv", b"%PDF-1.7\n", "This is neither a CSV file nor an Excel workbook", id="B15 PDF named csv"
        ),
        pytest.param(
            "p.xlsx", b"\x89PNG\r\n\x1a\n", "This is neither a CSV file nor an Excel workbook", id="B15 picture"
        ),
        pytest.param("p.xls", OLE, "This is an Excel workbook of the old kind (.xls)", id="B21 xls"),
        pytest.param(
            "p.xlsx", OLE + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "has a password", id="B21 encrypted"
        ),
        pytest.param("p.xlsm", with_parts({"xl/vbaProject.bin": b"x"}), "The workbook holds macros", id="B21 macros"),
        pytest.param("p.xlsb", zip_of({"xl/workbook.bin": b"x"}), "This is a binary workbook (.xlsb)", id="B21 xlsb"),
        pytest.param("p.ods", zip_of({"content.xml": b"x"}), "This is an OpenDocument file", id="B21 ods"),
        pytest.param("p.xlsx", PLAIN[: len(PLAIN) // 2], "The workbook is damaged or cut off", id="B21 truncated"),
        pytest.param("p.xlsx", b"PK\x03\x04 and no more", "The workbook is damaged or cut off", id="B21 no zip"),
        pytest.param("p.zip", zip_of({"p.xlsx": PLAIN}), "This zip file holds no workbook", id="B21 nested zip"),
        pytest.param("p.zip", zip_of({}), "This zip file holds no workbook", id="B21 empty zip"),
        pytest.param("p.xlsx", with_parts({}, without=[SHEET]), "The workbook has no sheet", id="B21 no sheet"),
        pytest.param("p.xlsx", with_parts({SHEET: ENTITY_BOMB}), "The workbook is damaged", id="B21 entities"),
        pytest.param("p.xlsx", with_parts({SHEET: "<a><b></a>"}), "The workbook is damaged", id="B21 broken XML"),
        pytest.param(
            "p.xlsx", with_parts({"xl/styles.xml": "<styles"}), "The workbook is damaged", id="B21 broken styles"
        ),
        pytest.param(
            "p.xlsx",
            lying(with_rows(HEADINGS + f"<row>{inline('A', 'x' * 9999)}</row>")),
            "The workbook is damaged or cut off",
            id="B19 lying directory",
        ),
        pytest.param(
            "p.xlsx", with_rows('<row r="9"/><row r="2"/>'), "The workbook is damaged", id="rows out of order"
        ),
        pytest.param("p.xlsx", with_rows('<row r="9999999"/>'), "The workbook is damaged", id="row below the last"),
        pytest.param("p.xlsx", with_rows('<row r="x"/>'), "The workbook is damaged", id="row without a number"),
        pytest.param(
            "p.xlsx", with_rows('<row><c r="B1"/><c r="A1"/></row>'), "The workbook is damaged", id="cells out of order"
        ),
        pytest.param(
            "p.xlsx", with_rows('<row><c r="ZZZZ1"/></row>'), "The workbook is damaged", id="cell behind the last"
        ),
        pytest.param(
            "p.xlsx", with_rows('<row><c t="s"><v>99</v></c></row>'), "The workbook is damaged", id="no such text"
        ),
        pytest.param(
            "p.xlsx", with_rows('<row><c t="s"><v>-1</v></c></row>'), "The workbook is damaged", id="negative text"
        ),
        pytest.param(
            "p.xlsx", with_rows('<row><c s="99"><v>1</v></c></row>'), "The workbook is damaged", id="no such style"
        ),
        pytest.param("p.xlsx", with_rows("<row><c><v>one</v></c></row>"), "The workbook is damaged", id="no number"),
        pytest.param(
            "p.xlsx",
            with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "There are more than 60 columns",
            id="last cell alone",
        ),
        pytest.param("p.xlsx", repacked(ZIP_BZIP2), "The workbook is damaged", id="B19 packed by bzip2"),
        pytest.param("p.xlsx", repacked(ZIP_LZMA), "The workbook is damaged", id="B19 packed by LZMA"),
        pytest.param("p.xlsx", with_sheets(2), "The workbook is damaged", id="two sheets of one part"),
        pytest.param("p.xlsx", with_sheets(1001, "none"), "The workbook is damaged", id="1,001 sheets"),
        pytest.param(
            "p.xlsx",
            with_rows("<row " + " ".join(f'a{n}=""' for n in range(1001)) + "/>"),
            "The workbook is damaged",
            id="1,001 attributes",
        ),
        pytest.param("p.xlsx", with_rows(f"<!--{'a' * 400_000}-->"), "The workbook is damaged", id="long comment"),
        pytest.param(
            "p.xlsx",
            with_rows(f"<row><c>{'<f/>' * 100_100}</c></row>"),
            "The workbook is damaged",
            id="many formulas in a cell",
        ),
        pytest.param(
            "p.xlsx", with_rows(f"<row>{inline('x' * 2001)}</row>"), "The first row is too long", id="heading"
        ),
        pytest.param("p.xlsx", with_rows(""), "The column code (or position_id) is missing.", id="B01 empty sheet"),
        pytest.param(
            "p.xlsx", with_rows(HEADINGS), "The file has no rows below its headings.", id="B01 headings alone"
        ),
        pytest.param("p.xlsx", b"", "The column code (or position_id) is missing.", id="B01 empty file"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, content: bytes, expected: str) -> None:
    assert expected in first_problem(name, content)
    # Others have been read before.
    assert first_problem("p.xlsx", PLAIN) == ""


def test_a_row_far_below_and_a_giant_dimension_do_no_harm() -> None:
    rows = f'{HEADINGS}<row r="1048576">{inline("A", "Head")}</row>'
    xml = f'<worksheet {SPACE}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    (sheet,) = read_file("p.xlsx", with_parts({SHEET: xml}), limits=WEB)
    assert [(row.number, row.cells["code"]) for row in sheet.rows] == [(1_048_576, "A")]
    assert sheet.problems == ()


@pytest.mark.parametrize(
    ("limit", "most", "expected"),
    [
        ("bytes", 1000, "The file is too large"),
        ("unpacked", 1000, "The workbook is too large"),
        ("parts", 4, "The workbook is packed from more than 4 parts"),
        ("columns", 1, "There are more than 1 columns"),
        ("rows", 0, "There are at most 0 rows here: use manage.py import_positions"),
    ],
)
def test_a_workbook_is_held_to_each_limit(limit: str, most: int, expected: str) -> None:
    assert expected in first_problem("p.xlsx", PLAIN, **{limit: most})


@pytest.mark.parametrize("count", [WEB.characters, WEB.characters + 1])
def test_a_cell_holds_so_many_characters_and_no_more(count: int) -> None:
    content = with_rows(f"<row>{inline('code', 'title', 'notes')}</row><row>{inline('A', 'Head', 'x' * count)}</row>")
    expected = "" if count == WEB.characters else "The cell is too long: at most 2000 characters can stand in one."
    assert first_problem("p.xlsx", content) == expected


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_one_row_more_than_there_may_be_is_refused(name: str) -> None:
    rows = [["code", "title"], ["A", "Head"], ["B", "Clerk"], ["C", "Clerk"]]
    content = packed(book_of(*rows)) if name == "p.xlsx" else "\n\n".join(map(",".join, rows)).encode()
    assert first_problem(name, content, rows=3) == ""
    assert first_problem(name, content, rows=2) == (
        "There are at most 2 rows here: use manage.py import_positions, which takes any number."
    )


@pytest.mark.parametrize(("number_format", "grade"), [("0" * 50, f"{7:050}"), ("0" * 51, "7"), ("[" * 256, "7")])
def test_a_format_of_any_length_does_no_harm(number_format: str, grade: str) -> None:
    (sheet,) = read_file("p.xlsx", styled(number_format), limits=WEB)
    assert (sheet.problems, sheet.rows[0].cells["grade"]) == ((), grade)


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_reading_stops_at_a_thousand_problems(name: str) -> None:
    rows = [["code", "title"], *[["A", "Head", "more"]] * 1100]
    content = packed(book_of(*rows)) if name == "p.xlsx" else "\n".join(map(",".join, rows)).encode()
    (sheet,) = read_file(name, content, limits=WEB)
    assert sheet.rows == ()
    assert len(sheet.problems) == 1002
    assert (sheet.problems[-1].row, sheet.problems[-1].message) == (
        1002,
        "There are more than 1,000 problems up to here: the rows below are not read.",
    )


ERROR = '<c t="e"><v>#REF!</v></c>'
SHARED = '<c t="s"><v>0</v></c>'


def with_bzip2(sheet: bytes) -> bytes:
    """A workbook whose sheet says that it is small, and unpacks to much more in one piece."""
    content = repacked(ZIP_BZIP2, sheet)
    at = content.rindex(SHEET.encode()) - 46 + 24
    return content[:at] + (1000).to_bytes(4, "little") + content[at + 4 :]


def noise(count: int) -> str:
    """Numbers that don't pack well, so that the ratio gives nothing away."""
    draw = random.Random(0)  # noqa: S311 - the same each time
    return "".join(f"<!--{draw.randbytes(60).hex()}-->" for _ in range(count))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was taken")
@pytest.mark.parametrize(
    ("name", "make", "expected"),
    [
        ("separators.csv", lambda: b"code,title\nA,B\n" + b"," * 9_900_000, ""),
        ("headings.csv", lambda: b"," * 9_900_000 + b"x\n", "The first row is too long"),
        ("lines.csv", lambda: b"code,title\n" + b"\n" * 9_900_000, "There are at most 50,000 rows here"),
        ("rows.csv", lambda: b"code,title\n" + b"A,B\n" * 2_400_000, "There are at most 50,000 rows here"),
        ("parts.xlsx", lambda: with_parts({f"part{n}": "" for n in range(100_000)}), "more than 200 parts"),
        ("cell.xlsx", lambda: with_rows(f"<row>{inline('a' * 100_000_000)}</row>"), "unpacked it may have 30 MB"),
        ("ratio.xlsx", lambda: with_rows("<row/>" * 4_000_000), "more than 100 times its size"),
        ("empty-rows.xlsx", lambda: with_rows(noise(15_000) + "<row/>" * 4_000_000), "at most 50,000 rows"),
        ("rows.xlsx", lambda: with_rows(noise(15_000) + "<row><c><v>1</v></c></row>" * 900_000), "at most 50,000 rows"),
        (
            "columns.xlsx",
            lambda: with_rows(f"{noise(15_000)}<row>{'<c><v>1</v></c>' * 1_500_000}</row>"),
            "more than 60 columns",
        ),
        (
            "empty-cells.xlsx",
            lambda: with_rows(f"{noise(15_000)}<row>{'<c/>' * 5_000_000}</row>"),
            "The workbook is damaged",
        ),
        ("others.xlsx", lambda: with_rows(noise(15_000) + "<a/>" * 6_000_000), "The workbook is damaged"),
        (
            "texts.xlsx",
            lambda: with_parts({STRINGS: f"<sst {SPACE}>{noise(15_000)}{'<si/>' * 5_000_000}</sst>"}),
            "The workbook is damaged",
        ),
        ("comment.xlsx", lambda: with_rows(f"{noise(4_000)}<!--{'a' * 25_000_000}-->"), "The workbook is damaged"),
        ("open.xlsx", lambda: with_rows(f"{noise(4_000)}<row a='{'a' * 25_000_000}"), "The workbook is damaged"),
        (
            "long-text.xlsx",
            lambda: with_parts(
                {
                    STRINGS: f"<sst {SPACE}>{noise(4_000)}<si><t>{'a' * 25_000_000}</t></si></sst>",
                    SHEET: f"<a><sheetData>{HEADINGS}<row>{SHARED * 60}</row></sheetData></a>",
                }
            ),
            "The cell is too long",
        ),
        (
            "errors.xlsx",
            lambda: with_rows(f"{noise(4_000)}{HEADINGS}{f'<row>{ERROR * 2}</row>' * 49_000}"),
            "The cell can't be read: the cell shows the error #REF!",
        ),
        ("nul.csv", lambda: b"code,title\n" + b"\0,\0\n" * 49_000, "The cell holds the character NUL"),
        ("bzip2.xlsx", lambda: with_bzip2(b"a" * 900_000_000), "The workbook is damaged"),
        (
            "styles.xlsx",
            lambda: with_parts({"xl/styles.xml": f"<a>{noise(15_000)}{'<b/>' * 6_000_000}</a>"}),
            "The workbook is damaged",
        ),
    ],
)
def test_a_bomb_takes_little_time_and_memory(
    tmp_path: Path, name: str, make: Callable[[], bytes], expected: str
) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    command = [sys.executable, "-c", READ, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 - our own words
    messages, seconds, megabytes = json.loads(done.stdout)
    assert expected in "".join(messages), messages
    assert seconds <= MOST_SECONDS, seconds
    assert megabytes <= MOST_MEGABYTES, megabytes
