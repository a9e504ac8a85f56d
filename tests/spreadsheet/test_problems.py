"""What is said of a file and a row."""

import pytest

from roles.spreadsheet.problems import Problem, shown_name
from tests.spreadsheet.files import refused


def test_sheets_and_headings_do_not_turn_a_problem_around() -> None:
    problem = Problem("a.xlsx", 3, "pay\u202egrade", "Wrong.", "B3", "Staff\u2066")
    assert str(problem) == r"a.xlsx, Staff\u2066, B3 (pay\u202egrade): Wrong."


@pytest.mark.parametrize(
    ("column", "text", "quoted"),
    [("code", "a\u202eb", "“a\\u202eb” is not a code"), ("posts", "\u20662", "“\\u20662” is not a number of posts")],
)
def test_a_wrong_cell_does_not_turn_its_problem_around(column: str, text: str, quoted: str) -> None:
    cells = {"code": "B", "title": "T", "posts": "1"} | {column: text}
    assert any(quoted in message for message in refused(f"{','.join(cells)}\n{','.join(cells.values())}\n"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("folder/Größe 1.csv", "folder/Größe 1.csv"),
        ("x" * 300 + "/out.csv", "x" * 300 + "/out.csv"),
        ("folder/" + "x" * 400, "folder/" + "x" * 99 + "…"),
        ("a\nb\u202ec\x00.csv", r"a\nb\u202ec\x00.csv"),
        ("not\udce9text.csv", r"not\udce9text.csv"),
    ],
)
def test_path_of_a_file_is_shown_on_one_line_and_its_folders_whole(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert str(Problem(name, 3, "fte", "Wrong.")) == f"{shown}, row 3, fte: Wrong."
