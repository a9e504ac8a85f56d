"""What is said of a file and a row."""

import pytest

from roles.spreadsheet.problems import Problem, shown_name


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
