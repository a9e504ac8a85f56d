"""export_positions and check_tree as scripts call them."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.trees import plant

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
    }


@pytest.mark.parametrize("code", ["NOBODY", "", "%", "a\nb", "0", "１", "\udcff"])
def test_an_unknown_code_is_refused_in_a_sentence(code: str, tmp_path: Path) -> None:
    plant("CEO")
    with pytest.raises(CommandError, match="No position in the chart has the code"):
        call_command("export_positions", code, output=str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    plant("CEO")
    with pytest.raises(CommandError, match=r"can't be written: Is a directory\."):
        call_command("export_positions", output=str(tmp_path))


@pytest.mark.parametrize(("text", "count"), [("CEO\n  COO", "2 positions"), ("CEO", "1 position")])
def test_a_sound_tree_is_said_to_be_sound(text: str, count: str) -> None:
    plant(text)
    out = io.StringIO()
    call_command("check_tree", stdout=out)
    assert out.getvalue() == f"The tree is sound: {count}.\n"


@pytest.mark.breaks_tree
def test_a_broken_tree_is_told_position_by_position_with_exit_code_1() -> None:
    plant("CEO\n  COO\n    OPS")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roles_position SET level = 7 WHERE code = 'OPS'")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_tree", stdout=out)
    assert end.value.code == 1
    assert out.getvalue() == "OPS has a wrong level or number of reports.\n"
