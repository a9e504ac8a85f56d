"""Workbooks as HR has them: what each kind of cell says, which sheets are read, and what is said of the others."""

import datetime
from typing import Any

import pytest

from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.recognising import Sheet, read_file
from tests.spreadsheet.books import HEADINGS, SHEET, SPACE, book_of, inline, packed, with_parts, with_rows
from tests.spreadsheet.files import standing, told

DAY = datetime.date(2026, 3, 31)


def read(content: bytes, name: str = "positions.xlsx") -> Sheet:
    """The one table of a workbook."""
    (sheet,) = read_file(name, content)
    return sheet


@pytest.mark.parametrize(
    ("heading", "value", "number_format", "text"),
    [
        ("grade", 1, "General", "1"),
        ("grade", 1.0, "0.00", "1"),
        ("grade", 1.5, "General", "1.5"),
        ("grade", -3, "General", "-3"),
        ("grade", 0, "General", "0"),
        ("grade", 0.1 + 0.2, "General", "0.3"),
        ("grade", 999_999_999_999_999, "General", "999999999999999"),
        ("grade", 123, "00000", "00123"),
        ("grade", 123, "[$-407]00000_);[Red]-00000", "00123"),
        ("grade", 123, "[>99]00000;0", "123"),
        ("grade", -123, "00000;-00000", "-123"),
        ("grade", 12, '"EMP-"0000', "EMP-0012"),
        ("grade", 12, r"\E\M\P\-0000", "EMP-0012"),
        ("grade", 7, '"Day "0" of; "\\"', 'Day 7 of; "'),
        ("grade", 12, '[Red]"a_b"000_);[Red]-0', "a_b012"),
        ("grade", -12, '"EMP-"0000', "-12"),
        ("grade", 1.5, '"EMP-"0000', "1.5"),
        ("grade", 12, '"EMP-"0.00', "12"),
        ("grade", 12, '"EMP-"#,##0', "12"),
        ("posts", 3, '0" posts"', "3"),
        ("fte", 1, '"fte "0', "1"),
        ("start", DAY, '"Day "dd.mm.yyyy', "2026-03-31"),
        ("grade", "00123", "General", "00123"),
        ("grade", "1.0", "@", "1.0"),
        ("grade", "=1+1", "@", "=1+1"),
        ("grade", "'t Hooft", "General", "'t Hooft"),
        ("grade", "'=1", "General", "'=1"),
        ("grade", " two words ", "General", "two words"),
        ("notes", "two\nlines", "General", "two\nlines"),
        ("grade", "_x0041_", "General", "_x0041_"),
        ("grade", "_x005F_x000D_", "General", "_x000D_"),
        ("start", DAY, "yyyy-mm-dd", "2026-03-31"),
        ("start", DAY, "dd.mm.yy", "2026-03-31"),
        ("end", datetime.datetime(2026, 3, 31), "d mmm yyyy", "2026-03-31"),
        ("start", "2026-03-31", "@", "2026-03-31"),
        ("assistant", True, "General", "TRUE"),
        ("assistant", False, "General", "FALSE"),
        ("grade", None, "General", ""),
    ],
)
def test_a_cell_says_what_is_shown(heading: str, value: Any, number_format: str, text: str) -> None:
    book = book_of(["code", "title", heading], ["A", "Head", None])
    cell = book.worksheets[0]["C2"]
    cell.value, cell.number_format = value, number_format
    if isinstance(value, str):
        cell.data_type = "s"
    sheet = read(packed(book))
    assert sheet.problems == ()
    assert sheet.rows[0].cells[heading] == text


@pytest.mark.parametrize(
    ("heading", "value", "expected"),
    [
        ("grade", 10**15, "C2 (grade): The cell can't be read: the number has more than 15 digits"),
        ("grade", 1e300, "C2 (grade): The cell can't be read: the number has more than 15 digits"),
        ("grade", DAY, "C2 (grade): The cell holds a date (2026-03-31), not a text"),
        ("grade", True, "C2 (grade): The cell holds TRUE, not a text"),
        ("start", True, "C2 (start): The cell holds TRUE, not a text"),
        ("assistant", DAY, "C2 (assistant): The cell holds a date (2026-03-31), not a text"),
        ("grade", "=1+1", "C2 (grade): The cell can't be read: formula without value"),
        ("grade", "#REF!", "C2 (grade): The cell can't be read: the cell shows the error #REF!"),
        ("start", "#N/A", "C2 (start): The cell can't be read: the cell shows the error #N/A"),
    ],
)
def test_a_cell_that_says_something_else_is_named(heading: str, value: Any, expected: str) -> None:
    book = book_of(["code", "title", heading], ["A", "Head", value])
    (problem,) = read(packed(book)).problems
    assert expected in str(problem)
    assert problem.sheet == "Sheet1"


def test_a_fault_in_a_column_that_is_left_out_does_no_harm() -> None:
    assert read(packed(book_of(["code", "title", "source_row"], ["A", "Head", "#REF!"]))).problems == ()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="str"><f>A1</f><v>Chief</v></c>', "Chief"),
        ("<c><f>A1</f><v>7</v></c>", "7"),
        ('<c t="str"><f>A1</f><v></v></c>', ""),
        ("<c><v>1E+3</v></c>", "1000"),
        ('<c t="inlineStr"><is><r><t>Chief</t></r><r><t xml:space="preserve"> of all</t></r></is></c>', "Chief of all"),
        ('<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="1"><t>トウキョウ</t></rPh></is></c>', "東京"),
        ('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
    ],
)
def test_cells_as_other_programs_write_them(cell: str, text: str) -> None:
    sheet = read(with_rows(f"{HEADINGS}<row>{inline('A')}{cell}</row>"))
    assert sheet.problems == ()
    assert sheet.rows[0].cells["title"] == text


def test_days_are_counted_from_1904_where_the_workbook_does() -> None:
    book = book_of(["code", "title", "start"], ["A", "Head", DAY])
    book.epoch = datetime.datetime(1904, 1, 1)
    assert read(packed(book)).rows[0].cells["start"] == "2026-03-31"


def test_elements_may_have_a_prefix_and_texts_may_be_shared() -> None:
    rows = '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>'
    rows += '<x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="urn:x"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    texts = f"<sst {SPACE}><si><t>code</t></si><si><t>title</t></si><si><r><t>Head </t></r><r><t>A</t></r></si></sst>"
    made = read(with_parts({"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts}))
    assert made.problems == ()
    assert made.rows[0].cells == {"code": "A", "title": "Head A"}


def test_rows_have_the_numbers_that_the_spreadsheet_shows_and_headings_may_stand_lower() -> None:
    sheet = read(packed(book_of([], [], ["code", "title", None], [], ["A", "Head"], [" "], ["B", None, "x"])))
    assert [(row.number, row.cells["code"]) for row in sheet.rows] == [(5, "A"), (7, "B")]
    assert [told(problem) for problem in sheet.problems] == [
        "Sheet1, row 7: The row has 3 cells, but there are 2 headings."
    ]


def test_a_heading_is_named_with_its_place() -> None:
    sheet = read(packed(book_of([], ["code", "title", "shoe size"], ["A", "Head"])))
    assert [problem.cell or problem.row for problem in sheet.problems] == ["C2"]


def test_sheets_with_our_names_are_read_and_the_others_named() -> None:
    book = book_of(["code", "title"], ["A", "Head"], title="POSITIONS")
    book.create_sheet("Next Steps").append(["from", "to"])
    book.create_sheet("people").append(["person_number", "name"])
    book["people"].append(["N1", "Ann"])
    book.create_sheet("Budget").append([1])
    positions, people = read_file("all.xlsx", packed(book))
    assert (positions.source.sheet, people.source.sheet) == ("POSITIONS", "people")
    assert positions.notes == ("The sheet “Budget” is not read.",)
    assert people.rows[0].cells == {"person_number": "N1", "holder": "Ann"}


def test_apostrophes_of_a_csv_file_saved_as_a_workbook_are_kept_and_told() -> None:
    rows = (["code", "title", "phone"], ["A", "Head", "'+49 170 1"], ["B", "'Boss'", "+49 170 1"])
    sheet = read(packed(book_of(*rows)))
    assert [row.cells["phone"] for row in sheet.rows] == ["'+49 170 1", "+49 170 1"]
    (note,) = sheet.notes
    assert note.startswith("In 1 row, the first is 2, an apostrophe before + - = or @ is taken as part of the text")


def test_an_empty_sheet_of_links_says_that_there_are_none() -> None:
    book = book_of(["code", "title"], ["A", "Head"], title="positions")
    book.create_sheet("links").append(["from", "to", "kind"])
    book.create_sheet("people").append(["person_number", "name"])
    book.create_sheet("appointments")
    assert [sheet.kind for sheet in read_file("book.xlsx", packed(book))] == ["positions", "links"]


def test_hidden_columns_are_read_and_named() -> None:
    book = book_of(["code", "title", "grade", "notes", None], ["A", "Head", "7", "Leads", None])
    for letter in "CDE":
        book.worksheets[0].column_dimensions[letter].hidden = True
    sheet = read(packed(book))
    assert sheet.rows[0].cells["grade"] == "7"
    assert sheet.notes == ("The columns C (grade), D (notes) are hidden, and read all the same.",)
    book.worksheets[0].column_dimensions["D"].hidden = False
    assert read(packed(book)).notes == ("The column C (grade) is hidden, and read all the same.",)


@pytest.mark.parametrize(
    ("columns", "notes"),
    [
        ('<col min="2" max="16384" hidden="1"/>' * 2, ("The column B (title) is hidden, and read all the same.",)),
        ('<col min="3" max="9" hidden="true"/>', ()),
        ('<col min="1" max="-5" hidden="1"/><col min="1" max="2" hidden="0"/>', ()),
        ('<col min="0" max="1" hidden="1"/>', ("The column A (code) is hidden, and read all the same.",)),
    ],
)
def test_hidden_columns_are_said_however_they_are_told(columns: str, notes: tuple[str, ...]) -> None:
    rows = f"{HEADINGS}<row>{inline('A', 'Head')}</row>"
    content = with_parts({SHEET: f"<worksheet {SPACE}><cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>"})
    assert (read(content).notes, len(read(content).rows)) == (notes, 1)


def test_only_the_sheet_in_front_is_read_and_that_is_said() -> None:
    book = book_of(["foo"], ["bar"], title="Old")
    front = book.create_sheet("New")
    for row in (["code", "title"], ["A", "Head"], ["B", "Clerk"], ["C", "Clerk"]):
        front.append(row)
    front.row_dimensions[3].hidden = True
    front.merge_cells("A3:A4")
    book.active = 1
    book["Old"].sheet_state = "hidden"
    sheet = read(packed(book))
    assert sheet.source.sheet == "New"
    assert [row.cells["code"] for row in sheet.rows] == ["A", "B", ""]
    assert sheet.notes == (
        "The sheet “Old” is not read.",
        "1 hidden row is read like the others.",
        "There are merged cells: their text counts for the first cell alone, the others are empty.",
    )


def test_a_problem_of_a_heading_below_the_first_row_names_its_cell() -> None:
    content = packed(book_of([], [], ["code", "reports_to", "title", "kind"], ["A", "XX", "Head", "acting"]))
    (problem,) = make_plan(read_file("p.xlsx", content), standing()).problems
    assert (problem.cell, problem.row) == ("D3", 3)
    assert problem.message == "This column is about a holder: add the column holder or person_number."
