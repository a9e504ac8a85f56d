"""import_positions as scripts and people call it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from roles.models import Chart, Person, Position, Role
from roles.spreadsheet.state import State, read_state
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

GOOD = "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Bob\n"
BAD = "code,reports_to,title,fte\nA,,Head,1\nB,X1,Deputy,none\n"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """The exit code, and what was printed on both streams."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_positions", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def run_json(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """The exit code, and the one object on stdout."""
    code, out, _err = run(*arguments, "--json")
    return code, json.loads(out)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.csv"
    file.write_text(GOOD)
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.csv"
    file.write_text(BAD.replace(",fte", ",fte,status").replace("Head,1", "Head,1,").replace("none", "none,"))
    return file


def test_an_import_says_what_it_created_changed_moved_and_left(good: Path, tmp_path: Path) -> None:
    assert run(good) == (0, "2 positions created: A, B.\n", "")
    again = tmp_path / "again.csv"
    again.write_text("code,reports_to,title\nA,,Chief\nB,A,Deputy\nC,A,Clerk\n")
    assert run(again)[1].splitlines() == [
        "1 position created: C.",
        "1 position changed: A.",
        "1 position left as it is.",
    ]


def test_every_problem_is_printed_with_its_row_and_nothing_is_written(bad: Path) -> None:
    code, out, _err = run(bad)
    assert code == 1
    assert out.splitlines() == [
        f"{bad}:",
        "  D3 (fte): “none” is not a share: write a number with at most two decimals, such as 1 or 0.75.",
        "  B3 (reports_to): Deputy (B) reports to X1, which is not in the file and not in the chart.",
        "2 problems: nothing was written.",
        "You can decide: --answer with unplaced, skip.",
    ]
    assert not Position.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(good: Path, bad: Path) -> None:
    code, out, _err = run(good, "--dry-run")
    assert code == 0
    assert out.splitlines()[0] == "2 positions created: A, B."
    assert out.splitlines()[-1] == "This was a dry run: nothing was written."
    assert run(bad, "--dry-run")[0] == 1
    assert not Position.objects.exists()
    assert not Chart.objects.exclude(version=0).exists()


def test_json_is_one_object_with_these_lists(good: Path) -> None:
    nothing: dict[str, Any] = {name: [] for name in ("changed", "moved", "ended", "unplaced", "skipped", "notes")}
    plan = nothing | {"created": ["A", "B"], "unchanged": 0, "problems": [], "questions": []}
    assert run_json(good, "--dry-run") == (0, plan)
    assert run_json(good) == (0, plan)
    assert run_json(good) == (0, {**plan, "created": [], "unchanged": 2})


def test_json_tells_problems_as_objects(bad: Path) -> None:
    code, plan = run_json(bad)
    assert code == 1
    assert (plan["created"], plan["unchanged"]) == ([], 0)
    assert plan["problems"][1] == {
        "file": str(bad),
        "sheet": "",
        "cell": "B3",
        "row": 3,
        "column": "reports_to",
        "message": "Deputy (B) reports to X1, which is not in the file and not in the chart.",
    }


def test_json_names_a_file_in_full_where_people_read_the_beginning(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}{'long' * 40}.csv" for number in "12"]
    for file in files:
        file.write_text("code,reports_to,title\n,,Head\n")
    missing = tmp_path / "missing.csv"
    _code, plan = run_json(*files, missing)
    assert [problem["file"] for problem in plan["problems"]] == [str(file) for file in (*files, missing)]
    printed = run(*files)[1]
    assert f"{tmp_path}/1longlong" in printed
    assert "long" * 40 not in printed


def test_ended_is_what_replace_takes_out(good: Path) -> None:
    plant("A Head\n  B Deputy: Bob\n  OLD Gone: Cy")
    code, plan = run_json(good, "--replace")
    assert (code, plan["ended"], plan["changed"], plan["unchanged"]) == (0, ["OLD"], ["A"], 1)
    assert outline() == "A\n  B"


def test_the_same_name_may_mean_new_people(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Ann\n")
    assert run(file, "--same-name", "new")[0] == 0
    assert Person.objects.filter(name="Ann").count() == 2
    assert run_json(file, "--same-name", "new")[1]["unchanged"] == 2


def test_what_is_left_out_of_a_table_is_said(tmp_path: Path) -> None:
    junior, senior = tmp_path / "junior.csv", tmp_path / "senior.csv"
    senior.write_text(
        "Post Unique Reference,Name,Job Title,Reports to Senior Post,Actual Pay Floor (£)\n1,Ann,Head,XX,1\n"
    )
    junior.write_text("Reporting Senior Post,Generic Job Title,Number of Posts in FTE\n1,Clerk,4.2\n")
    code, out, _err = run(junior, senior)
    assert code == 0
    assert f"{senior}:\n  Pay is left out: the column Actual Pay Floor (£) is not read.\n" in out
    assert out.count(f"{junior}:\n") == out.count(str(junior)) == 1
    assert "\n  1 number of posts is not whole: it is rounded up, and stands as it is under fte.\n" in out
    assert Position.objects.get(title="Clerk").posts == 5
    notes = run_json(junior, senior, "--answer", "X=skip")[1]["notes"]
    assert [tuple(note.values()) for note in notes] == [
        (str(junior), "", "The code of a group of junior posts is made from its senior post, grade, title and unit."),
        (str(junior), "", "1 number of posts is not whole: it is rounded up, and stands as it is under fte."),
        (str(senior), "", "Pay is left out: the column Actual Pay Floor (£) is not read."),
        ("", "", "No question is asked about X: its answer was not needed."),
    ]
    assert list(notes[0]) == ["file", "sheet", "message"]


def test_people_alone_are_told(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("person_number,name\n7,Ann\n")
    assert run(people) == (0, "1 person without a position added: 7.\n", "")
    people.write_text("person_number,name\n7,Anna\n8,Bob\n")
    assert run_json(people)[1]["people"] == {"created": ["8"], "changed": ["7"]}
    assert "people" not in run_json(people)[1]


def test_several_files_are_one_import(tmp_path: Path) -> None:
    for name, text in (("one", "code,reports_to,title\nB,A,Deputy\n"), ("two", "code,reports_to,title\nA,,Head\n")):
        (tmp_path / f"{name}.csv").write_text(text)
    assert run_json(tmp_path / "one.csv", tmp_path / "two.csv")[1]["created"] == ["B", "A"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("missing.csv", "No such file or directory"), (".", "Is a directory"), ("a\0b.csv", "embedded null byte")],
)
def test_a_file_that_is_not_there_is_a_problem_like_any_other(tmp_path: Path, good: Path, name: str, why: str) -> None:
    missing = f"{tmp_path}/{name}"
    code, out, _err = run(missing, good)
    assert code == 1
    assert out.splitlines()[1] == f"  The file can't be read: {why}."
    code, plan = run_json(missing, good)
    assert (code, plan["problems"][0]["row"], plan["problems"][0]["column"]) == (1, None, "")
    assert not Position.objects.exists()


def test_progress_of_long_work_goes_to_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: Path) -> None:
    monkeypatch.setattr("roles.management.importing.MANY_ROWS", 2)
    _code, out, err = run(good, "--json")
    assert json.loads(out)["created"] == ["A", "B"]
    assert err == "Read 2 rows; planning and writing them.\n"


def test_a_database_that_cannot_be_used_is_one_object_on_stdout_too(good: Path, tmp_path: Path) -> None:
    for folder, why in ((tmp_path, "no such table"), (tmp_path / "nowhere", "unable to open database file")):
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 'new.sqlite3'}"}
        command = [sys.executable, "manage.py", "import_positions", str(good), "--json"]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 1
        assert why in json.loads(done.stdout)["problems"][0]["message"], done.stderr


def test_a_leaver_of_the_past_is_the_same_person_the_second_time(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text("code,reports_to,title,holder,end\nA,,Head,Ann,2020-03-31\n")
    assert run(file, "--same-name", "new")[0] == 0
    code, plan = run_json(file, "--same-name", "new")
    assert (code, plan["problems"], plan["changed"], plan["unchanged"]) == (0, [], [], 1)


def test_a_tree_that_somebody_else_is_writing_is_a_problem_not_a_crash(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roles.lock import TreeBusyError

    def refuse(*_arguments: object) -> None:
        raise TreeBusyError("Somebody else is changing the chart right now.")

    monkeypatch.setattr("roles.management.importing.import_sheets", refuse)
    code, plan = run_json(good)
    assert (code, plan["problems"][0]["message"]) == (1, "Somebody else is changing the chart right now.")


def test_a_rule_that_stops_the_writing_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(kinds: set[str]) -> State:
        state = read_state(kinds)
        Role.objects.all().delete()
        return state

    Role.objects.create(slug="cook", title="Cook")
    file = tmp_path / "cook.csv"
    file.write_text("code,reports_to,title,role\nA,,Head,cook\n")
    monkeypatch.setattr("roles.spreadsheet.applying.read_state", meanwhile)
    text = "cook was deleted by somebody else meanwhile: nothing was written. Look at the plan again."
    with pytest.raises(CommandError, match=f"^{text}$"):
        run(file)
    code, plan = run_json(file)
    assert (code, [each["message"] for each in plan["problems"]]) == (1, [text])
    assert (Role.objects.count(), Position.objects.count()) == (1, 0)


def test_a_question_is_refused_until_it_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "asked.csv"
    file.write_text("code,reports_to,title\nA,,Head\nB,4711,Deputy\nC,a,Clerk\n")
    code, plan = run_json(file)
    assert (code, [each["message"] for each in plan["questions"]]) == (
        1,
        [each["message"] for each in plan["problems"]],
    )
    assert plan["questions"][0] == {
        "key": "unknown:B",
        "cause": "unknown",
        "code": "B",
        "file": str(file),
        "sheet": "",
        "row": 3,
        "cell": "B3",
        "message": "Deputy (B) reports to 4711, which is not in the file and not in the chart.",
        "answers": ["unplaced", "skip"],
        "proposal": "",
        "manager": "4711",
        "below": 0,
        "answer": None,
    }
    code, plan = run_json(file, "--answer", "near", "--answer", "C=skip", "--answer", "unplaced")
    assert (code, plan["created"], plan["unplaced"], plan["skipped"]) == (0, ["A", "B"], ["B"], ["C"])
    assert [(each["proposal"], each["answer"]) for each in plan["questions"]] == [("", "unplaced"), ("A", "skip")]
    assert (outline(), Position.objects.get(code="B").is_placed) == ("A", False)
    assert run_json(file, "--answer", "near", "--answer", "unplaced")[1]["created"] == ["C"]
    assert outline() == "A\n  C"


def test_one_manager_who_is_missing_is_one_line_with_all_cells_and_who_would_follow(tmp_path: Path) -> None:
    file, other = tmp_path / "asked.csv", tmp_path / "other.csv"
    rows = [f"C{n},4711,Clerk\n" for n in range(9)]
    file.write_text(
        "code,reports_to,title\nA,,Head\nB,4711,Deputy\n" + "".join(rows) + "D,B,Driver\nE,D,Guard\nF,99,X\n"
    )
    other.write_text("code,reports_to,title\nG,4711,Cook\n")
    code, out, _err = run(file, other)
    assert (code, out.splitlines()) == (
        1,
        [
            f"{file}:",
            "  B3 (reports_to): Deputy (B) reports to 4711, which is not in the file and not in the chart. The same of "
            "10 other positions: C0 (B4), C1 (B5), C2 (B6), C3 (B7), C4 (B8) and 4 others; other.csv, G (B2). Where it "
            "is not placed, 2 positions below are not placed either.",
            "  B15 (reports_to): X (F) reports to 99, which is not in the file and not in the chart.",
            "12 problems: nothing was written.",
            "You can decide: --answer with unplaced, skip.",
        ],
    )
    questions = run_json(file, other)[1]["questions"]
    assert len({each["key"] for each in questions}) == 12
    assert [each["below"] for each in questions] == [2, *[0] * 11]
    decided = run_json(file, other, "--answer", "unplaced", "--dry-run")[1]
    assert set(decided["unplaced"]) == {"B", "D", "E", "F", "G", *(f"C{n}" for n in range(9))}


def test_a_position_goes_off_the_chart_and_comes_back(tmp_path: Path) -> None:
    plant("A Head\n  B Deputy: Bob\n    C Clerk: Cy")
    file = tmp_path / "off.csv"
    file.write_text("code,title,status\nB,Deputy,eliminated\n")
    code, plan = run_json(file, "--answer", "unplaced")
    assert (code, plan["ended"], plan["moved"], plan["unplaced"]) == (0, ["B"], ["C"], ["C"])
    left = Position.objects.get(code="C")
    assert (outline(), left.is_placed, left.reports_to, left.ended_on) == ("A", False, None, None)
    file.write_text("code,reports_to,title\nC,A,Clerk\n")
    assert run_json(file)[1]["moved"] == ["C"]
    assert outline() == "A\n  C"


def test_an_answer_that_is_none_is_refused(good: Path) -> None:
    with pytest.raises(CommandError, match="“B=perhaps” is no answer: write first, share"):
        run_json(good, "--answer", "B=perhaps")


BRANCH = "A Head\n  B Deputy\n    C Clerk\n      D Driver\n  E Other\n    F Far"


def ended_by(file: Path, *arguments: str) -> list[str]:
    """What a file with one row for the branch of B would end."""
    file.write_text("code,reports_to,title\nC,A,Clerk\n")
    plan = run_json(file, "--dry-run", *arguments)[1]
    assert plan["problems"] == []
    return list(plan["ended"])


def test_a_branch_may_be_replaced_with_its_head(tmp_path: Path) -> None:
    plant(BRANCH)
    file = tmp_path / "branch.csv"
    assert ended_by(file) == []
    assert ended_by(file, "--replace", "B") == ended_by(file, "--replace", "b") == ["B", "D"]
    file.write_text("code,reports_to,title\nB,A,Deputy\nG,B,New\n")
    assert run_json(file, "--replace", "B")[1]["ended"] == ["C", "D"]
    assert outline() == "A\n  B\n    G\n  E\n    F"
    code, plan = run_json(file, "--replace", "C")
    assert (code, [(each["file"], each["message"]) for each in plan["problems"]]) == (
        1,
        [("", "The branch of “C” can't be replaced: no position of the chart has that code.")],
    )


def test_only_so_many_positions_end_as_a_script_says(tmp_path: Path) -> None:
    plant(BRANCH)
    file = tmp_path / "few.csv"
    file.write_text("code,reports_to,title\nA,,Head\nB,A,Deputy\nE,A,Other\nF,E,Far\n")
    code, plan = run_json(file, "--replace", "--ends", "3")
    assert (code, plan["ended"], plan["problems"][0]["message"]) == (
        1,
        [],
        "2 positions would end, not 3: look at the list again.",
    )
    assert run_json(file, "--replace", "--ends", "2")[1]["ended"] == ["C", "D"]


def test_files_of_roles_alone_end_nothing_and_leave_no_choice(tmp_path: Path) -> None:
    file = tmp_path / "roles.csv"
    file.write_text("slug,title,purpose\ncook,Cook,Cooks\n")
    code, plan = run_json(file, "--ends", "3")
    assert (code, [each["message"] for each in plan["problems"]]) == (
        1,
        ["0 positions would end, not 3: look at the list again."],
    )
    assert not Role.objects.exists()
    code, out, _err = run(file, "--ends", "0", "--answer", "B=skip")
    assert (code, out.splitlines()) == (
        0,
        ["No question is asked about B: its answer was not needed.", "Roles: 1 added (Cook)."],
    )


@pytest.mark.parametrize(("typed", "code", "left"), [("2", 0, 3), ("3", 1, 5), ("", 1, 5), ("yes", 1, 5), ("²", 1, 5)])
def test_who_sits_at_a_terminal_types_how_many_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, left: int
) -> None:
    plant(BRANCH.replace("  E Other\n    F Far", "  E Other"))
    file = tmp_path / "few.csv"
    file.write_text("code,reports_to,title\nA,,Head\nB,A,Deputy\nE,A,Other\n")
    terminal = io.StringIO(f"{typed}\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    done, _out, err = run(file, "--replace")
    assert (done, Position.objects.in_chart().count()) == (code, left)
    assert err.startswith("2 positions would end: C, D.")
    assert run(file, "--replace", "--dry-run")[2] == ""


@pytest.mark.parametrize("others", [(), ("other file.csv",)])
def test_a_file_behind_replace_is_not_taken_for_a_branch(good: Path, others: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as error:
        run("--replace", good, *others)
    rest = " 'other file.csv'" if others else ""
    assert str(error.value) == (
        f"--replace took the file {good} for the code of a branch. Write: import_positions {good}{rest} --replace"
    )
    assert run(good, "--replace")[0] == 0


def test_a_branch_may_be_called_like_a_file(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("A Head\n  good.csv Sales")
    monkeypatch.chdir(good.parent)
    assert run_json("--replace", "good.csv", "--dry-run", good)[1]["ended"] == ["good.csv"]


@pytest.mark.parametrize("arguments", [(), ("--replace",), ("--replace", "B"), ("--replace", "a\0b")])
def test_an_import_without_files_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="No file is named"):
        run(*arguments)


def test_eliminated_positions_that_were_never_ours_are_listed_for_programs(good: Path, tmp_path: Path) -> None:
    run(good)
    file = tmp_path / "eliminated.csv"
    file.write_text("code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Eliminated\nC,A,Clerk,Eliminated\n")
    code, plan = run_json(file)
    assert (code, plan["ended"], plan["left_out"], plan["unchanged"]) == (0, ["B"], ["C"], 1)
    assert "left_out" not in run_json(good)[1]
