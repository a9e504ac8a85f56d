"""import_roles as scripts and people call it, with sheets of ours and the Government Digital and Data framework."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from roles import tree
from roles.history.undoing import undo
from roles.models import (
    Change,
    Department,
    NextStep,
    OutsideBody,
    Position,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
)
from roles.record import values_of
from roles.recording_of import CATALOGUE, RECORDED
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.catalogue.columns import ROLE_COLUMNS
from roles.spreadsheet.catalogue.state import read_catalogue_state
from roles.spreadsheet.library import LIBRARY, library_grids
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.remembering import remember
from roles.spreadsheet.state import State, read_state
from roles.suggesting.asking import suggest
from tests.described import describe_manager
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

FILES = {
    "departments.csv": "code,name,colour\nK,Kitchen,#123456\nC,Cellar,\n",
    "roles.csv": "slug;title;abbreviation;purpose;focus;works_with;outside_bodies\n"
    'cook;Cook;CK;"Cooks.\n\nWell.";tactical;waiter;Press; \n'.replace("Press; ", "Press")
    + "waiter;Waiter;;;;;\n",
    "responsibilities.csv": "role,responsibility\ncook,Cuts\ncook,Stirs\n",
    "skills.csv": "role,skill,proficiency,description\n,Tact,,Being kind\nwaiter,Tact,expert,\n",
    "next_steps.csv": "role,next_role,advice\nwaiter,cook,Learn to cook\n",
}


def run(*arguments: str | Path) -> tuple[int, str]:
    """The exit code, and what was printed."""
    out = io.StringIO()
    try:
        call_command("import_roles", *map(str, arguments), stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def run_json(*arguments: str | Path) -> dict[str, Any]:
    """The one object that is printed."""
    plan: dict[str, Any] = json.loads(run(*arguments, "--json")[1])
    return plan


def everything() -> list[object]:
    """All rows of the catalogue."""
    return [(row.pk, values_of(row)) for model in CATALOGUE for row in model._default_manager.order_by("pk")]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in FILES]


def test_sheets_of_roles_are_written_said_and_found_again_as_they_are(files: list[Path]) -> None:
    code, out = run(*files)
    assert (code, out.splitlines()) == (
        0,
        [
            "Departments: 2 added (Kitchen, Cellar).",
            "Skills: 1 added (Tact).",
            "Outside bodies: 1 added (Press).",
            "Roles: 2 added (Cook, Waiter).",
            "Responsibilities: 2 added.",
            "Skills of a role: 1 added.",
            "Next steps: 1 added.",
            "Works closely with: 2 added.",
            "Deals with: 1 added.",
        ],
    )
    cook = Role.objects.get(slug="cook")
    assert (cook.purpose, cook.focus, cook.search_key) == ("Cooks.\n\nWell.", "tactical", "cook ck")
    assert [each.text for each in cook.responsibilities.all()] == ["Cuts", "Stirs"]
    assert list(cook.works_with.all()) == [Role.objects.get(slug="waiter")]
    assert [str(each) for each in RoleSkill.objects.all()] == ["Tact (expert)"]
    assert dict(Department.objects.values_list("code", "colour"))["C"] != "#123456"
    before = everything()
    assert run(*files)[1].splitlines() == ["Nothing of roles, skills and departments changes."]
    assert everything() == before
    assert Change.objects.count() == 1


def test_a_dry_run_and_problems_write_nothing(files: list[Path], tmp_path: Path) -> None:
    assert run(*files, "--dry-run")[1].splitlines()[-1] == "This was a dry run: nothing was written."
    (tmp_path / "bad.csv").write_text("role,responsibility\ncok,Cuts\n")
    code, out = run(*files, tmp_path / "bad.csv")
    assert (code, out.splitlines()[-1]) == (1, "1 problem: nothing was written.")
    assert "A2 (role): No role is called “cok”: did you mean cook?" in out
    assert everything() == []


def test_files_without_roles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "positions.csv").write_text("code,reports_to,title\nA,,Head\n")
    assert "The file has no table of roles" in run(tmp_path / "positions.csv")[1]
    assert "can't be read" in run(tmp_path / "missing.csv")[1]
    assert not Position.objects.exists()


def test_roles_are_read_as_the_options_and_the_decided_headings_say(tmp_path: Path) -> None:
    file = tmp_path / "roles.csv"
    file.write_text("slug|title|purpose|Größe\ncafe|Café|Brews|XL\n", encoding="windows-1252")
    assert "Choose the encoding" in run(file)[1]
    reading = ("--encoding", "windows-1252", "--separator", "|")
    assert "D1 (Größe): This heading is not known" in run(file, *reading)[1]
    remember({fold_heading("Größe"): ""})
    assert run(file, *reading)[0] == 0
    assert dict(Role.objects.values_list("slug", "title")) == {"cafe": "Café"}


def test_json_has_the_notes_of_the_tables_with_their_place(tmp_path: Path) -> None:
    heading = "Role,Role Level,Role Description,Role Level Description,Skill Name,Skill Description,Skill Level\n"
    file = tmp_path / "roles.csv"
    file.write_text(f"{heading}Cook,Chef,,,Tact,,Expert\nClerk,NOT IN USE,,,Tact,,NOT IN USE\n")
    text = "1 level of a role is not in use and left out: Clerk."
    assert {"file": str(file), "sheet": "", "message": text} in run_json(file)["notes"]
    assert text in run(file)[1]


def test_what_the_database_refuses_while_roles_are_written_is_said_in_words(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(kinds: set[str]) -> State:
        state = read_state(kinds)
        Role.objects.create(slug="waiter", title="Somebody else's")
        return state

    monkeypatch.setattr("roles.spreadsheet.applying.read_state", meanwhile)
    with pytest.raises(CommandError, match="Nothing was written, since the database refuses it"):
        run(*files)
    (problem,) = run_json(*files)["problems"]
    assert problem["message"].startswith("Nothing was written, since the database refuses it: ")
    assert everything() == []


@pytest.mark.parametrize("rows", ["a,Gamma\n,Alpha\n", ",Alpha\na,Gamma\n"])
def test_a_title_that_one_role_gives_up_is_taken_by_a_new_one(rows: str, tmp_path: Path) -> None:
    Role.objects.create(slug="a", title="Alpha")
    (tmp_path / "roles.csv").write_text(f"slug,title\n{rows}")
    assert run(tmp_path / "roles.csv") == (0, "Roles: 1 added (Alpha), 1 changed (Alpha).\n")
    assert dict(Role.objects.values_list("slug", "title")) == {"a": "Gamma", "alpha": "Alpha"}


def test_an_import_of_roles_is_taken_back_and_again(files: list[Path]) -> None:
    Role.objects.create(slug="waiter", title="Cook")
    Role.objects.create(slug="cook", title="Waiter")
    before = everything()
    run(*files)
    after = everything()
    assert Role.objects.get(slug="cook").title == "Cook"
    undo(Change.objects.all()[0])
    assert everything() == before
    undo(Change.objects.all()[0])
    assert everything() == after


def test_positions_of_the_same_import_have_the_new_role_and_are_found_by_its_words(files: list[Path]) -> None:
    company = plant("A Head", role=Role.objects.create(slug="cook", title="Old"))
    positions = b"code,reports_to,title,role,department\nB,A,,waiter,Kitchen\n"
    sheets = [sheet for file in files for sheet in read_file(file.name, file.read_bytes())]
    plan = import_sheets([*read_file("positions.csv", positions), *sheets], AS_USUAL)
    assert plan.problems == ()
    new = Position.objects.get(code="B")
    assert (new.role, new.department) == (Role.objects.get(slug="waiter"), Department.objects.get(code="K"))
    assert [each.code for each in suggest("ck", 5)] == ["A"]
    undo(Change.objects.all()[0])
    assert [each.code for each in suggest("old", 5)] == ["A"]
    assert suggest("ck", 5) == []
    assert Position.objects.get() == company["A"]
    assert not Department.objects.exists()


def test_what_is_there_is_read_in_as_many_statements_as_there_are_kinds(
    files: list[Path], django_assert_num_queries: Any
) -> None:
    run(*files)
    with django_assert_num_queries(len(CATALOGUE)):
        state = read_catalogue_state()
    assert state.of(NextStep)["waiter", "cook"].values["advice"] == "Learn to cook"
    assert state.of(OutsideBody)["press",].values == {"name": "Press"}


FRAMEWORK = "skills/uk_ddat"


def levels(file: Path) -> Iterator[tuple[str, str]]:
    """The role and the name of each level in the order of the file, read by itself."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        pairs = [(row["Role"].strip(), row["Role Level"].strip()) for row in csv.DictReader(lines)]
    for pair, _rows in groupby(pairs):
        yield pair


@pytest.mark.real_data
def test_the_framework_is_taken_whole_and_again_without_a_change(real_data_dir: Path, reader: Client) -> None:
    paths = [real_data_dir / FRAMEWORK / name for name in ("roles.csv", "skills.csv")]
    plan = run_json(*paths)
    assert plan["problems"] == []
    found = list(levels(paths[0]))
    used = [(role, level) for role, level in found if level != "NOT IN USE"]
    unused = [role for role, level in found if level == "NOT IN USE"]
    steps = [(one[1], other[1]) for one, other in pairwise(used) if one[0] == other[0]]
    assert (Role.objects.count(), Skill.objects.count(), NextStep.objects.count()) == (201, 188, len(steps))
    assert set(NextStep.objects.values_list("role__title", "next_role__title")) == set(steps)
    assert set(Role.objects.values_list("title", flat=True)) == {level for _role, level in used}
    assert len(unused) == 4
    notes = [note["message"] for note in plan["notes"] if note["file"]]
    assert any(all(name in note for name in unused) for note in notes)
    assert any(note.startswith("13 skills ") for note in notes)
    with paths[0].open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Role Level"] != "NOT IN USE"]
    asked = {(row["Role Level"].strip(), row["Skill Name"].strip(), row["Skill Level"].lower()) for row in rows}
    assert {
        (each.role.title, each.skill.name, each.get_proficiency_display())
        for each in RoleSkill.objects.select_related("role", "skill")
    } == asked
    with paths[1].open(encoding="utf-8-sig", newline="") as lines:
        rows += csv.DictReader(lines)
    described = {row["Skill Name"].strip() for row in rows if row["Skill Description"].strip()}
    assert set(Skill.objects.exclude(description="").values_list("name", flat=True)) == described
    assert run(*paths)[1].splitlines()[-1] == "Nothing of roles, skills and departments changes."
    company = plant("A Analyst\n  B Other", role=Role.objects.get(slug="data-analyst"))
    company["B"].role = Role.objects.get(slug="senior-data-analyst")
    tree.save_position(company["B"])
    for address in ("/roles/data-analyst/", "/roles/senior-data-analyst/", "/compare/?left=A&right=B"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "Managing a data project" in answer.content.decode()


def test_levels_of_one_name_have_that_of_their_role_before_it(tmp_path: Path) -> None:
    heading = "Role,Role Level,Role Description,Role Level Description,Skill Name,Skill Description,Skill Level\n"
    rows = (
        "Cook,Junior,Cooks,Learns,Tact,Being kind,Working\nCook,Chef,Cooks,Leads,Tact,Being kind,Expert\n"
        "Clerk,Junior,Writes,Learns,Tact,Being kind,Awareness\nCook,NOT IN USE,Cooks,,Tact,Being kind,NOT IN USE\n"
    )
    (tmp_path / "roles.csv").write_text(heading + rows)
    code, out = run(tmp_path / "roles.csv")
    assert code == 0
    assert "1 level of a role is not in use and left out: Cook." in out
    assert dict(Role.objects.values_list("slug", "title")) == {
        "cook-junior": "Cook: Junior",
        "chef": "Chef",
        "clerk-junior": "Clerk: Junior",
    }
    assert Role.objects.get(slug="chef").purpose == "Cooks\n\nLeads"
    assert [str(each) for each in NextStep.objects.all()] == ["Cook: Junior → Chef"]
    assert Skill.objects.get().description == "Being kind"
    assert not Responsibility.objects.exists()
    two = rows.replace("Chef,Cooks,Leads,Tact,Being kind,Expert", "Junior,Cooks,Leads,Tact,Being kind,Expert")
    (tmp_path / "roles.csv").write_text(heading + two)
    assert "The role asks for this skill in row 2 already." in run(tmp_path / "roles.csv")[1]


def test_what_is_exported_of_the_sample_changes_nothing_when_it_comes_back(tmp_path: Path) -> None:
    call_command("load_sample", stdout=io.StringIO())
    sheets = [sheet for name, text in exported().items() for sheet in read_file(f"{name}.csv", text.encode())]
    plan = import_sheets(sheets, AS_USUAL)
    assert (plan.problems, plan.is_empty, plan.catalogue.count > 100) == ((), True, True)


def test_all_that_is_recorded_of_a_role_has_a_column_that_is_written_and_read() -> None:
    told = {*RECORDED[Role], "works_with", "outside_bodies"}
    assert told == set(LIBRARY["roles"]) == {column.name for column in ROLE_COLUMNS}


def test_what_is_exported_of_a_role_makes_the_same_one_elsewhere() -> None:
    describe_manager()
    before = exported()
    for model in (Role, Skill, OutsideBody):
        model._default_manager.all().delete()
    sheets = [sheet for name, text in before.items() for sheet in read_file(f"{name}.csv", text.encode())]
    assert import_sheets(sheets, AS_USUAL).problems == ()
    assert exported() == before
    assert Role.objects.get(slug="operations-manager").also_works_with == "other departments"


def exported() -> dict[str, str]:
    """The sheets of all roles as CSV, by their names."""
    sheets = {}
    for grid in library_grids():
        file = io.StringIO()
        csv.writer(file).writerows([grid.headings, *grid.rows])
        sheets[grid.title] = file.getvalue()
    return sheets
