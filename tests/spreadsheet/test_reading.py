"""Files as people, spreadsheets and attackers write them, read or refused by name."""

from dataclasses import replace

import pytest

from roles.spreadsheet.csv_files import split_records
from roles.spreadsheet.guarding import guard, unguard
from roles.spreadsheet.limits import COMMAND
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.tables import UnreadableFileError
from tests.spreadsheet.files import sheet, told

PLAIN = "code,reports_to,title\nA,,Über-Chefin\nB,A,Zoë's deputy\n"


def cells(content: bytes) -> list[tuple[int, str, str]]:
    """Row, code and title of each row of a file without problems."""
    read = read_file("positions.csv", content)[0]
    assert read.problems == ()
    return [(row.number, row.cells["code"], row.cells["title"]) for row in read.rows]


def problems(content: bytes) -> list[str]:
    """What is wrong with a file."""
    return [told(problem) for problem in read_file("positions.csv", content)[0].problems]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        "code,reports_to,title\r\nA,,Über-Chefin\rB,A,Zoë's deputy".encode(),
        PLAIN.replace("code,reports_to,title", "Position ID , REPORTS-TO,Job Title").encode(),
    ],
)
def test_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    assert cells(content) == [(2, "A", "Über-Chefin"), (3, "B", "Zoë's deputy")]


def test_encoding_and_separator_are_told() -> None:
    read = read_file("p.csv", PLAIN.replace(",", ";").encode("utf-16"))[0]
    assert (read.encoding, read.separator) == ("utf-16", ";")


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    text = 'code,title\n\nA,"two\nlines"\n,\nB,"three\r\nlines\r\nhere"\n'
    assert [(number, code) for number, code, _title in cells(text.encode())] == [(3, "A"), (5, "B")]


def test_columns_of_the_common_files_are_known_and_the_source_row_is_left_out() -> None:
    head = "position_id,reports_to,title,unit,organisation,grade,holder,person_number,status,fte,source_row"
    read = sheet(f"{head}\n1,,Head,Board,,,,,,,77\n")
    assert read.problems == ()
    assert read.source.headings["department"] == "unit"
    assert "source_row" not in read.rows[0].cells


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("position,job title\nA,Head\n", "position", "job title"),
        ("title,Position\nHead,A\n", "Position", "title"),
        ("position_id,position\nA,Head\n", "position_id", "position"),
        ("Position;Code\nHead;A\n", "Code", "Position"),
    ],
)
def test_position_is_the_code_or_the_title_whichever_has_no_other_column(text: str, code: str, title: str) -> None:
    read = sheet(text)
    assert read.problems == ()
    assert (read.source.headings["code"], read.source.headings["title"]) == (code, title)
    assert [(row.cells["code"], row.cells["title"]) for row in read.rows] == [("A", "Head")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"position,holder\nX,Y\n", "row 1, position: This may be the code or the title: call it code or title"),
        (b"position,role\nX,Y\n", "row 1, position: This may be the code or the title: call it code or title"),
        (b"position,code,title\nX,Y,Z\n", "row 1, title: This column is there twice: title."),
        (b"", "The column code (or position_id) is missing."),
        (b"code,title\n", "row 1: The file has no rows below its headings."),
        (b"code,title\n , \n\n", "row 1: The file has no rows below its headings."),
        (b"title\nX\n", "row 1, code: The column code (or position_id) is missing."),
        (b"code\nX\n", "row 1, title: The column title is missing, and so is role: one of them must be there."),
        (b"code,titel\nX,Y\n", "row 1, titel: This heading is not known: did you mean title?"),
        (
            b"code,title,shoe size\nX,Y,\n",
            "row 1, shoe size: This heading is not known: leave the column out",
        ),
        (b"code,title,Title\nX,Y,\n", "row 1, Title: This column is there twice: title."),
        (b"code,position_id,title\nX,Y,Z\n", "row 1, position_id: This column is there twice: code."),
        (b"code,title,tree_id\nX,Y,1\n", "row 1, tree_id: This column can't be imported: it follows from who reports"),
        (b"code,title,LFT\nX,Y,1\n", "row 1, LFT: This column can't be imported"),
        (b"code,title\nX,Y,Z\n", "row 2: The row has 3 cells, but there are 2 headings."),
        (b"code,title\nX\n", "row 2: The row has 1 cell, but there are 2 headings."),
        (b"code,title,\nX,Y,Z\n", "row 2: There is text in a column without a heading."),
        (b"code,title\nX,a\0b\n", "row 2, title: The cell holds the character NUL"),
        (b"code,title\nX," + b"y" * (COMMAND.characters + 1), "row 2, title: The cell is too long: at most 2000"),
        (b"code,title\nA,b\nX," + b"y" * 10_000_000, "Row 3: a cell is too long"),
        (b'code,title\nA,b\nX,"never closed\n', "Row 3: a quotation mark is opened and not closed"),
        (b'code,title\nX,"a"b\n', "Row 2: a quotation mark is opened and not closed, or has text behind it."),
        ("code,title\nX,Müller\n".encode("latin-1"), "This is not UTF-8: line 2 holds the byte FC."),
        (b"\xef\xbb\xbfcode,title\nX,M\xfcller\n", "This is not UTF-8: line 2 holds the byte FC."),
        (PLAIN.encode("utf-16-le"), "This is no text, or UTF-16 without its mark"),
        (b"\xff\xfe" + PLAIN.encode("utf-16-le")[:-1], "This is not UTF-8"),
        (b"PK\x03\x04rest of a workbook", "This is an Excel workbook, not a CSV file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an Excel workbook of the old kind (.xls)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is neither a CSV file nor an Excel workbook."),
        (b"y" * 1_000_000, "The first row is too long to be a row of headings."),
        (b"<html><body>code,title</body></html>", "This is a web page, not a spreadsheet"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, expected: str) -> None:
    assert any(expected in problem for problem in problems(content)), problems(content)


def test_trailing_empty_cells_do_no_harm() -> None:
    assert cells(b"code,title,,\nX,Y,,\n") == [(2, "X", "Y")]
    assert cells(b"code,title\nX,Y,,,\n") == [(2, "X", "Y")]


def test_every_problem_is_named_not_the_first_alone() -> None:
    assert len(problems(b"code,title,foo,bar\nX\nY,b,c,d,e\n")) == 4


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "a\nb.csv", "x" * 400, "a\u202eb.csv", "a\0b.csv"])
def test_the_name_of_a_file_is_shown_on_one_short_line(name: str) -> None:
    problem = read_file(name, b"")[0].problems[0]
    shown = str(problem).removesuffix(problem.message)
    assert len(shown) <= 120
    assert shown.isprintable()
    assert problem.file == name


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "==1+1",
        "+49 170 1",
        "-5",
        "@x",
        "'t Hooft",
        "''",
        "'=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "plain",
        "",
        "a=b",
    ],
)
def test_a_guard_is_taken_off_exactly(value: str) -> None:
    assert unguard(guard(value)) == value
    assert not guard(value).lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert unguard("'t Hooft") == "'t Hooft"


@pytest.mark.parametrize(
    ("headings", "most"), [("code,title", 300), ("role,responsibility", 32_767), ("role,level,responsibility", 32_767)]
)
def test_of_a_cell_far_too_long_it_is_said_how_many_characters_it_may_hold(headings: str, most: int) -> None:
    content = f"{headings}\n{'x,' * headings.count(',')}{'y' * 200_000}\n".encode()
    (problem,) = read_file("p.csv", content, limits=replace(COMMAND, characters=300))[0].problems
    assert problem.message == f"Row 2: a cell is too long: at most {most} characters can stand in one."


def test_where_there_is_no_other_limit_that_of_the_reader_is_said() -> None:
    with pytest.raises(UnreadableFileError, match="at most 131072 characters"):
        list(split_records(f"left,right\nA,{'y' * 200_000}\n", ","))
