"""Real releases of organograms, half a year apart: the second replaces the first, and the plan is what has changed."""

import csv
import io
import json
import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Max

from roles.models import Position
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Edit, Options
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.state import read_state
from tests.spreadsheet.files import notes_of

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]

RELEASES = "organograms/releases"
# Rows, positions, deepest level, and the codes that are asked about.
EXPECTED: dict[str, tuple[int, int, int, list[str]]] = {
    "decc_Mar-13": (122, 104, 3, ["gone:93"]),
    "decc_Sep-13": (132, 111, 4, []),
    "hmt_Mar-12": (101, 95, 5, ["collision:19614", "collision:11198", "managers:10952"]),
    "hmt_Mar-13": (113, 90, 4, []),
    "hmt_Sep-12": (95, 89, 4, []),
    "hmt_Sep-13": (90, 88, 4, []),
}
Rows = dict[str, list[dict[str, str]]]


def load(file: Path, *arguments: str) -> dict[str, Any]:
    """Import a file; returns the object that is printed."""
    out = io.StringIO()
    call_command("import_positions", str(file), "--json", *arguments, stdout=out)
    plan: dict[str, Any] = json.loads(out.getvalue())
    return plan


def plainly(file: Path) -> Rows:
    """The rows of each post that is there, by a second way of reading the file."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["position_id"] != "0" and row["status"] != "eliminated":
                rows[row["position_id"]].append(row)
    return rows


def disagreeing(rows: Rows) -> list[str]:
    """The codes whose rows differ in more than who holds the post."""
    about = ("reports_to", "title", "unit", "organisation", "grade")
    return [code for code, found in rows.items() if len({tuple(row[name] for name in about) for row in found}) > 1]


def namesakes(rows: Rows) -> set[str]:
    """The names that stand on several posts, of rows that disagree the first alone."""
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for code, found in rows.items():
        for row in found[:1] if code in disagreeing(rows) else found:
            if row["status"] == "filled" and row["holder"] != "N/D":
                posts[row["holder"]].add(code)
    return {name for name, codes in posts.items() if len(codes) > 1}


def depth(managers: dict[str, str]) -> int:
    """How many levels there are below the head, walked up by hand."""
    deepest = 0
    for code in managers:
        at, level = code, 0
        while managers[at] != "XX":
            at, level = managers[at], level + 1
        deepest = max(deepest, level)
    return deepest


@pytest.mark.parametrize("name", EXPECTED)
def test_a_release_is_taken_as_a_plain_reading_has_it(real_data_dir: Path, name: str) -> None:
    file = real_data_dir / RELEASES / f"{name}.csv"
    rows = plainly(file)
    with file.open(encoding="utf-8", newline="") as lines:
        everything = list(csv.DictReader(lines))
    managers = {code: found[0]["reports_to"].replace("xx", "XX") for code, found in rows.items()}
    lost = [code for code, manager in managers.items() if manager not in {"XX", *rows}]
    plan = load(file, "--answer", "first", "--answer", "unplaced")
    asked = [each["key"] for each in plan["questions"]]
    assert (len(everything), len(plan["created"]), plan["problems"]) == (*EXPECTED[name][:2], [])
    assert asked == EXPECTED[name][3]
    assert [key.partition(":")[2] for key in asked] == disagreeing(rows) + lost
    assert plan["unplaced"] == lost
    nobody = sum(row["position_id"] == "0" for row in everything)
    counts = [nobody, len(namesakes(rows))]
    assert [int(note.split()[0]) for note in notes_of(plan)] == [count for count in counts if count]
    assert all(name in notes_of(plan)[-1] for name in namesakes(rows))
    placed = dict(Position.objects.in_chart().values_list("code", "reports_to__code"))
    expected = {code: manager for code, manager in managers.items() if code not in lost}
    assert {code: manager or "XX" for code, manager in placed.items()} == expected
    assert Position.objects.heads().count() == 1
    deepest = Position.objects.in_chart().aggregate(deepest=Max("level"))["deepest"]
    assert deepest == depth(expected) == EXPECTED[name][2]


def test_without_an_answer_a_release_is_refused_with_each_code_that_is_asked(real_data_dir: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        load(real_data_dir / RELEASES / "hmt_Mar-12.csv")
    assert ended.value.code == 1
    assert not Position.objects.exists()


def of_codes(edits: dict[str, Edit], name: str) -> dict[str, tuple[Any, Any]]:
    """What was and would be under a column, of each position in which it differs."""
    return {
        code: (edit.before[name], edit.after[name]) for code, edit in edits.items() if edit.known and name in edit.after
    }


def expected_of(truth: dict[str, Any], kind: str) -> dict[str, tuple[Any, Any]]:
    """The same as the truth has it."""
    return {each["id"]: (each["old"], each["new"]) for each in truth[kind]}


def test_the_second_release_changes_what_the_truth_says(real_data_dir: Path) -> None:
    truth = json.loads((real_data_dir / RELEASES / "changes/hmt_Mar-12_Sep-12.json").read_text(encoding="utf-8"))
    load(real_data_dir / RELEASES / "hmt_Mar-12.csv", "--answer", "first")
    state = read_state()
    file = real_data_dir / RELEASES / "hmt_Sep-12.csv"
    answers = Answers(for_all=(Answer.FIRST,))
    plan = import_sheets(read_file(file.name, file.read_bytes()), Options(replaces=True, answers=answers))
    outcome = Outcome(state, plan)
    edits = {edit.code: edit for edit in plan.edits}
    assert (plan.problems, sorted(plan.created), sorted(plan.ended)) == ((), truth["created"], truth["closed"])
    counts = (len(truth[kind]) for kind in ("created", "closed", "moved", "retitled", "unit_changed", "regraded"))
    assert list(counts) == [14, 20, 10, 15, 17, 1]
    moved = {
        code: (outcome.code(str(edit.known.manager)), outcome.code(str(edit.manager)))
        for code, edit in edits.items()
        if edit.known and edit.moves
    }
    assert moved == expected_of(truth, "moved")
    assert of_codes(edits, "title") == expected_of(truth, "retitled")
    assert of_codes(edits, "grade") == expected_of(truth, "regraded")
    units = {
        code: tuple(outcome.departments[unit] for unit in pair) for code, pair in of_codes(edits, "department").items()
    }
    assert units == expected_of(truth, "unit_changed")
    common = [code for code in plainly(file) if code in state.positions]
    assert len(common) == truth["common"]
    words = {"Vacant": [], "N/D": ["Name not published"]}
    held = {}
    for code in common:
        before = [outcome.name(person) for person, _held in outcome.holders_now(code)]
        if before != (after := outcome.names(code)):
            held[code] = before, after
    expected = {
        code: tuple([*chain.from_iterable(words.get(name, [name]) for name in names)] for names in pair)
        for code, pair in expected_of(truth, "holder_changed").items()
    }
    # Of the two rows of this code the answer takes the first, the truth both.
    expected["19614"] = expected["19614"][0][:1], expected["19614"][1]
    assert held == expected
    assert len(held) == 8
    assert sorted(code for code, (_before, after) in held.items() if not after) == truth["became_vacant"]
    assert [code for code, (before, _after) in held.items() if not before] == truth["was_filled"]
    told = {
        each["id"]
        for kind in ("moved", "retitled", "unit_changed", "regraded", "holder_changed")
        for each in truth[kind]
    }
    old, new = plainly(file.with_name("hmt_Mar-12.csv")), plainly(file)
    # The truth does not look at how much of a full time somebody works.
    shares = {code for code in common if float(old[code][0]["fte"]) != float(new[code][0]["fte"])}
    assert plan.unchanged == len(common) - len(told | shares) == truth["unchanged"] - len(shares - told)


def test_the_home_office_is_taken_with_what_it_eliminated_left_out(real_data_dir: Path) -> None:
    file = real_data_dir / "organograms/senior-junior/home_office-2012-09-30-senior.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    is_gone: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        is_gone[row["Post Unique Reference"]].append(row["Name"].strip("'") == "Eliminated")
    there = [code for code, gone in is_gone.items() if not all(gone)]
    lost = [
        row["Post Unique Reference"]
        for row in rows
        if row["Reports to Senior Post"].upper() not in {*there, "XX"} and row["Name"].strip("'") != "Eliminated"
    ]
    both = [code for code in there if any(is_gone[code])]
    assert (len(rows), len(there), len(lost), len(both)) == (201, 145, 4, 11)
    plan = load(file, "--answer", "unplaced")
    assert (sorted(plan["created"]), plan["unplaced"], plan["problems"]) == (sorted(there), lost, [])
    (note,) = notes_of(plan)
    assert set(re.findall(r"\((\w+) “", note)) == set(both)
    assert Position.objects.in_chart().count() == len(there) - len(lost)
    assert not Position.objects.filter(title__startswith="'").exists()
