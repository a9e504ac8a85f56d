"""A list of employees: whose positions its rows are, and what their codes are."""

import datetime
from dataclasses import replace
from textwrap import dedent

import pytest

from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.state import Known, State
from tests.spreadsheet.files import planned, refused, sheet, standing


def codes(text: str, state: State | None = None, options: Options | None = None) -> list[str]:
    """The codes of the positions that a list would create."""
    plan = planned(text, state, options or Options())
    assert plan.problems == ()
    return list(plan.created)


@pytest.mark.parametrize(
    "headings",
    [
        "Worker ID,Worker,Business Title,Supervisor ID",
        "Employee ID,Full name,Job Title,Manager ID",
        "Staff number,Name,Position,Line manager ID",
        "Personnel number,Employee name,Role,Reports To",
    ],
)
def test_lists_of_usual_systems_are_known_by_their_headings(headings: str) -> None:
    table = sheet(f"{headings}\n1,Ada,Head,\n2,Bob,Clerk,1\n")
    assert (table.kind, table.problems) == ("employees", ())
    assert [row.cells for row in table.rows] == [
        {"person_number": "1", "holder": "Ada", "title": "Head", "reports_to": ""},
        {"person_number": "2", "holder": "Bob", "title": "Clerk", "reports_to": "1"},
    ]


def test_names_in_two_cells_are_one_and_the_surest_of_several_managers_counts() -> None:
    table = sheet("""
        Employee ID,First Name,Last Name,Job Title,Manager Name,Manager ID,Work Email,Hire date
        1,Ada,King,Head,,,ada@x.example,2020-01-31
        2,Bob,,Clerk,Ada King,1,,
        3,,Lee,Clerk,Ada King,,,
        """)
    assert table.problems == ()
    assert [row.cells["holder"] for row in table.rows] == ["Ada King", "Bob", "Lee"]
    assert [row.cells["reports_to"] for row in table.rows] == ["", "1", "Ada King"]
    assert [row.cells["start"] for row in table.rows] == ["2020-01-31", "", ""]
    assert dict(table.columns)["Last Name"] == "holder"
    assert dict(table.columns)["Manager Name"] == "reports_to"


@pytest.mark.parametrize("headings", ["code,title,manager,name", "ID,Job title,Manager ID,Name"])
def test_a_list_with_codes_is_one_of_positions(headings: str) -> None:
    assert sheet(f"{headings}\n1,Head,,Ada\n").kind == "positions"


def test_the_code_is_the_number_else_made_from_the_address_else_from_the_name() -> None:
    text = """
        Employee ID,Name,Job Title,Work email,Manager
        1,Ada King,Head,ada@x.example,
        ,Bob Lee,Clerk,B.Lee@x.example,1
        ,Cem Öz,Clerk,,1
        ,李明,Clerk,,1
        """
    number, email, name, other = codes(text)
    assert (number, email, name) == ("1", "b.lee", "cem-oz")
    assert len(other) == 8
    assert codes(text) == [number, email, name, other]


def test_a_code_that_another_position_has_is_not_taken() -> None:
    state = standing("1 Head : Somebody else")
    assert codes("Employee ID,Name,Job Title,Manager\n1,Ada King,Clerk,1\n2,Cem,Cook,1\n", state) == [
        "ada-king",
        "2",
    ]


def test_a_second_title_of_the_same_person_is_a_second_position_and_the_same_title_is_not() -> None:
    assert codes("Employee ID,Name,Job Title,Manager\n1,Ada,Head,\n2,Bob,Clerk,1\n2,Bob,Cook,1\n2,Bob,Porter,1\n") == [
        *("1", "2", "2-2", "2-3")
    ]
    problems = refused("Employee ID,Name,Job Title,Manager\n1,Ada,Head,\n2,Bob,Clerk,1\n2,Bob,Clerk,1\n")
    assert problems[0] == "row 3, Name: The same person would hold this position twice at a time."


def test_whoever_holds_a_position_keeps_it_under_another_title_and_is_found_by_number_address_or_name() -> None:
    state = standing("H Head : Ada\n  X Clerk : Bob\n  Y Clerk : Cem\n  Z Clerk : Dan\n")
    people = dict(state.people)
    people["n3"] = replace(people["n3"], email="cem@x.example")
    state = replace(state, people=people)
    plan = planned(
        """
        Employee ID,Name,Job Title,Work email,Manager
        N2,Bob,Chief Clerk,,H
        ,Cem,Clerk,cem@x.example,H
        ,Dan,Clerk,,H
        """,
        state,
    )
    assert (plan.problems, plan.created, plan.changed) == ((), (), ("X",))


def test_of_several_positions_the_one_of_that_title_is_meant() -> None:
    state = standing("H Head : Ada\n  X Clerk : Bob\n  Y Cook : Bob\n")
    plan = planned("Employee ID,Name,Job Title,Grade,Manager\nN2,Bob,Cook,7,H\nN2,Bob,Porter,8,H\n", state)
    assert (plan.problems, plan.created) == ((), ())
    assert {edit.code: edit.after for edit in plan.edits} == {
        "Y": {"grade": "7"},
        "X": {"title": "Porter", "grade": "8"},
    }


def test_a_code_of_another_file_is_not_taken() -> None:
    employees = sheet("Employee ID,Name,Job Title,Manager\nC1,Ada King,Clerk,H\n", "employees.csv")
    positions = sheet("code,title,reports_to\nH,Head,\nC1,Cook,H\n")
    assert make_plan([employees, positions], standing()).created == ("H", "C1", "ada-king")


def test_whoever_comes_later_and_whoever_came_back_have_the_position_they_had() -> None:
    state = standing("H Head : Ada\n  X Clerk : Bob\n  N3 Cook : Cem\n")
    later, over = datetime.date(2026, 9, 1), datetime.date(2026, 3, 31)
    positions = dict(state.positions)
    positions["x"] = replace(positions["x"], held=(replace(positions["x"].held[0], start=later),))
    positions["n3"] = replace(positions["n3"], held=(replace(positions["n3"].held[0], end=over),))
    text = "Employee ID,Name,Job Title,Manager\nN2,Bob,Clerk,H\nN3,Cem,Cook,H\n"
    plan = planned(text, replace(state, positions=positions))
    assert (plan.problems, plan.created, plan.changed) == ((), (), ("N3",))


def test_a_row_that_names_nobody_is_refused() -> None:
    assert refused("Name,Job Title,Manager\nAda,Head,\nVacant,Clerk,ada\n") == [
        "row 3, code: The row has no code: every position needs one."
    ]


def test_a_name_of_several_people_is_no_key() -> None:
    people = {"n8": Known(8, "N8", "Bob"), "n9": Known(9, "N9", "Bob")}
    assert refused("Name,Job Title,Manager\nBob,Clerk,\n", State(standing().today, people=people)) == [
        "row 2, Name: Several people have this name (N8, N9): give the person's number."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("options", [Options(), Options(same_name_is_new=True)])
def test_a_list_that_is_imported_twice_changes_nothing(options: Options) -> None:
    text = """
        Name,Job Title,Manager
        Ada King,Head,
        Bob Lee,Clerk,ada-king
        Bob Lee,Cook,ada-king
        李明,Clerk,ada-king
        """

    def load() -> Plan:
        return import_sheets(read_file("list.csv", dedent(text).lstrip().encode()), options)

    assert load().created[:3] == ("ada-king", "bob-lee", "bob-lee-2")
    again = load()
    assert (again.problems, again.is_empty, again.unchanged) == ((), True, 4)


def test_thousands_of_titles_of_one_person_are_numbered_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    folded = []

    def fold(code: str) -> str:
        folded.append(code)
        return code.casefold()

    monkeypatch.setattr("roles.spreadsheet.coding.code_key", fold)
    rows = "".join(f"Jo Ray,Title {number},Boss\n" for number in range(1_000))
    plan = planned(f"name,title,manager\nBoss,Head,\n{rows}")
    assert (plan.problems, len(set(plan.created))) == ((), 1_001)
    assert len(folded) < 10_000
