"""export_positions and check_tree as scripts call them."""

import csv
import errno
import io
import json
import os
import stat
from pathlib import Path
from typing import TextIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from roles.models import Role
from tests.trees import break_tree, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def codes(text: str) -> list[str]:
    """The codes of a file."""
    return [row["code"] for row in csv.DictReader(io.StringIO(text))]


def test_the_whole_organisation_or_a_branch_is_written_to_a_file(tmp_path: Path) -> None:
    plant("CEO Größte: Ann\n  COO\n    OPS\n  CFO")
    file, err = tmp_path / "out.csv", io.StringIO()
    call_command("export_positions", output=str(file), stderr=err)
    assert codes(file.read_text(encoding="utf-8")) == ["CEO", "COO", "OPS", "CFO"]
    assert err.getvalue() == f"4 rows written to {file}.\n"
    call_command("export_positions", "coo", "-o", str(file), stderr=err)
    assert codes(file.read_text(encoding="utf-8")) == ["COO", "OPS"]


def test_a_hyphen_prints_the_file_and_nothing_else() -> None:
    plant("CEO\n  COO")
    out = io.StringIO()
    call_command("export_positions", "-o", "-", stdout=out)
    assert codes(out.getvalue()) == ["CEO", "COO"]


def test_an_export_imports_as_an_empty_plan(tmp_path: Path) -> None:
    plant("CEO Chief: Ann\n  COO +49: 'Bob\n    OPS")
    out = io.StringIO()
    call_command("export_positions", output=str(tmp_path / "out.csv"), stderr=io.StringIO())
    call_command("import_positions", str(tmp_path / "out.csv"), "--json", "--replace", stdout=out)
    assert json.loads(out.getvalue()) == {
        "created": [],
        "changed": [],
        "moved": [],
        "ended": [],
        "unchanged": 3,
        "problems": [],
        "unplaced": [],
        "skipped": [],
        "notes": [],
        "questions": [],
    }


@pytest.mark.parametrize(
    ("name", "form", "sheets"),
    [
        ("out.xlsx", None, ["positions"]),
        ("OUT.XLSX", None, ["positions"]),
        ("out.xlsx", "xlsx", ["positions"]),
        ("out.bin", "workbook", ["positions", "people", "appointments", "links"]),
    ],
)
def test_a_workbook_is_written_to_a_file(name: str, form: str | None, sheets: list[str], tmp_path: Path) -> None:
    plant("CEO Größte: Ann\n  COO\n    OPS\n  CFO")
    (tmp_path / name).write_text("of yesterday")
    call_command("export_positions", "COO", output=str(tmp_path / name), format=form, stderr=io.StringIO())
    book = load_workbook(io.BytesIO((tmp_path / name).read_bytes()))
    assert book.sheetnames == sheets
    assert [cell.value for cell in book["positions"]["A"]] == ["code", "COO", "OPS"]
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_workbook_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    plant("CEO")
    with pytest.raises(CommandError, match="A workbook can't be printed: name a file"):
        call_command("export_positions", output="-", format="workbook")
    assert capsys.readouterr().out == ""


def test_long_work_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roles.spreadsheet.exporting.OFTEN", 2)
    plant("CEO\n  A\n  B\n  C\n  D")
    err = io.StringIO()
    call_command("export_positions", output=str(tmp_path / "out.csv"), stderr=err)
    assert err.getvalue().splitlines()[:2] == ["2 rows …", "4 rows …"]


def test_a_text_that_no_cell_holds_is_named_and_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    file.write_text("of yesterday")
    Role.objects.create(slug="long", title="Long", purpose="x" * 40_000)
    with pytest.raises(CommandError, match=r"written: roles, E2 \(purpose\) has 40000 characters, and a cell holds"):
        call_command("export_positions", output=str(file), format="workbook")
    assert file.read_text() == "of yesterday"


@pytest.mark.parametrize("code", ["NOBODY", "", "%", "a\nb", "0", "１", "\udcff"])
def test_an_unknown_code_is_refused_in_a_sentence(code: str, tmp_path: Path) -> None:
    plant("CEO")
    with pytest.raises(CommandError, match="No position in the chart has the code"):
        call_command("export_positions", code, output=str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    plant("CEO")
    for name, why in (("", "Is a directory"), ("none/out.csv", "No such file or directory"), ("a\0b", "embedded null")):
        with pytest.raises(CommandError, match=f"can't be written: {why}"):
            call_command("export_positions", output=f"{tmp_path}/{name}")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_sentence_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("CEO")
    file = tmp_path / "out.csv"
    file.write_text("of yesterday")

    def run_out_of_space(_positions: object, file: TextIO) -> None:
        file.write("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("roles.spreadsheet.exporting.write_positions", run_out_of_space)
    with pytest.raises(CommandError, match=r"can't be written: No space left on device\."):
        call_command("export_positions", output=str(file))
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert file.read_text() == "of yesterday"


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("CEO")
    file = tmp_path / "out.csv"
    file.write_text("of yesterday")
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(CommandError, match=r"can't be written: Permission denied\."):
        call_command("export_positions", output=str(file))
    assert file.read_text() == "of yesterday"


def test_a_file_is_replaced_at_once_and_keeps_its_rights_and_links(tmp_path: Path) -> None:
    plant("CEO")
    file, link, new = tmp_path / "out.csv", tmp_path / "link.csv", tmp_path / "new.csv"
    file.write_text("of yesterday")
    file.chmod(0o640)
    link.symlink_to(file)
    with file.open() as reader:
        call_command("export_positions", output=str(link), stderr=io.StringIO())
        assert reader.read() == "of yesterday"
    call_command("export_positions", output=str(new), stderr=io.StringIO())
    assert link.is_symlink()
    assert codes(file.read_text()) == codes(new.read_text()) == ["CEO"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    (tmp_path / "plain").touch()
    assert new.stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert len(list(tmp_path.iterdir())) == 4


def test_what_is_no_regular_file_is_written_as_it_is(tmp_path: Path) -> None:
    plant("CEO")
    call_command("export_positions", output="/dev/null", stderr=io.StringIO())
    assert not Path("/dev/null").is_file()
    with pytest.raises(CommandError, match=r"^/dev/full can't be written: No space left on device\.$"):
        call_command("export_positions", output="/dev/full")


@pytest.mark.parametrize(("text", "count"), [("CEO\n  COO", "2 positions"), ("CEO", "1 position")])
def test_a_sound_tree_is_said_to_be_sound(text: str, count: str) -> None:
    plant(text)
    out = io.StringIO()
    call_command("check_tree", stdout=out)
    assert out.getvalue() == f"The tree is sound: {count}.\n"


@pytest.mark.breaks_tree
def test_a_broken_tree_is_told_position_by_position_with_exit_code_1() -> None:
    plant("CEO\n  COO\n    OPS")
    break_tree("UPDATE roles_position SET level = 7 WHERE code = 'OPS'")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_tree", stdout=out)
    assert end.value.code == 1
    assert out.getvalue() == "OPS has a wrong level or number of reports.\n"
