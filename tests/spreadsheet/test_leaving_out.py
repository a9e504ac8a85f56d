"""Words and codes that stand for nothing: rows that are left out with a note, words in quotes, contacts of nobody."""

import csv
import io

import pytest

from roles.spreadsheet.guarding import bare, guard
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.state import State
from roles.spreadsheet.summing_up import summarise
from tests.spreadsheet.files import planned, sheet, standing

HEAD = "code,reports_to,title,holder,email\nA,XX,Head,Ann,\n"


def created(plan: Plan) -> tuple[tuple[str, ...], list[str]]:
    """What is created, and the names of new people."""
    assert plan.problems == ()
    return plan.created, [someone.fact("name") for someone in plan.people.values()]


def test_people_who_are_not_in_a_post_are_left_out() -> None:
    rows = "0,A,Not in post,N/D,N/A\n0,4711,Not in post,Zoe,nonsense\n0,A,Long-term secondment,Bob,\n"
    plan = planned(HEAD + rows)
    assert created(plan) == (("A",), ["Ann"])
    assert plan.notes == (
        "3 rows with the code 0 are left out, people who are not in a post: positions.csv, row 3 (“Not in post”), "
        "row 4 (“Not in post”), row 5 (“Long-term secondment”).",
    )
    (note,) = planned(HEAD + "0,A,On leave,Bob,\n" * 30).notes
    assert note.endswith("row 22 (“On leave”) and 10 others.")


@pytest.mark.parametrize(
    ("text", "state", "codes"),
    [
        ("code,reports_to,title\nA,,Head\n0,A,Deputy\nB,0,Clerk\n", standing(), ("A", "0", "B")),
        ("code,reports_to,title\n0,XX,Head\n", standing(), ("0",)),
        ("code,reports_to,title\nB,A,Deputy\n0,A,Clerk\n", standing("A Head\n  0 Old"), ("B",)),
    ],
)
def test_a_position_may_have_the_code_0(text: str, state: State, codes: tuple[str, ...]) -> None:
    plan = planned(text, state)
    assert (plan.problems, plan.notes, plan.created) == ((), (), codes)


@pytest.mark.parametrize("word", ["N/A", "n/d", "-", "0", "XX", "Deleted", "Vacant"])
def test_a_phone_that_is_a_word_for_nothing_stays_what_it_is(word: str) -> None:
    plan = planned(f"code,title,holder,person_number,phone\nA,Head,Ann,7,{word}\n")
    assert (plan.problems, plan.people["7"].facts["phone"]) == ((), word)
    (sheet,) = read_file("people.csv", f"person_number,name,phone\n7,Ann,{word}\n".encode())
    assert make_plan([sheet], standing()).people["7"].facts["phone"] == word


def test_a_phone_for_nothing_says_nothing_of_a_holder_without_a_name_and_in_a_list_of_employees() -> None:
    assert planned("code,title,holder,phone\nA,Head,N/D,N/A\n").problems == ()
    plan = planned("name,title,manager,phone\nAnn,Head,,N/A\n")
    assert [someone.facts["phone"] for someone in plan.people.values()] == [""]


def test_an_eliminated_row_of_a_position_that_another_row_fills_is_left_out() -> None:
    rows = "B,A,Gone,'Eliminated',\nB,A,Deputy,Bob,\nC,A,Clerk,Cy,\nC,4711,Clerk,Eliminated',nonsense\n"
    plan = planned(HEAD + rows)
    assert created(plan) == (("A", "B", "C"), ["Ann", "Bob", "Cy"])
    assert {edit.code: edit.after["title"] for edit in plan.edits}["B"] == "Deputy"
    assert plan.notes == (
        "2 positions are eliminated in one row and not in another, so they stay: positions.csv, row 3 (B “Gone”), "
        "row 6 (C “Clerk”).",
    )


def test_an_eliminated_row_of_a_position_that_another_row_calls_vacant_is_left_out() -> None:
    plan = planned(HEAD + "B,A,Deputy,Eliminated,\nB,A,Deputy,vacant,\n")
    assert created(plan) == (("A", "B"), ["Ann"])
    assert plan.notes == (
        "1 position is eliminated in one row and not in another, so it stays: positions.csv, row 3 (B “Deputy”).",
    )


@pytest.mark.parametrize("word", ["Eliminated", "eliminated", "'Eliminated'", "Eliminated'", "Deleted", "'DELETED'"])
def test_what_is_eliminated_is_gone_even_where_it_reports_to_itself_twice(word: str) -> None:
    plan = planned(f"{HEAD}B,B,Gone,{word},\nB,4711,Other,{word},\n")
    assert created(plan) == (("A",), ["Ann"])
    assert (plan.left_out, plan.asked) == (("B",), ())
    assert "1 eliminated position left out: B “Gone”." in summarise(plan)


@pytest.mark.parametrize("word", ["N/D", "n/d", "'N/D'"])
def test_a_name_that_is_not_disclosed_is_a_holder_without_a_name(word: str) -> None:
    plan = planned(f"{HEAD}B,A,Deputy,{word},N/A\n")
    assert created(plan) == (("A", "B"), ["Ann"])
    assert [(new.position, new.person) for new in plan.appointments.new if new.position == "b"] == [("b", None)]


@pytest.mark.parametrize("word", ["Vacant", "'Vacant'", "VACANT POST", "Vacancy", "vacant position", "Post vacant"])
def test_a_vacant_post_has_no_holder_of_that_name(word: str) -> None:
    plan = planned(f"{HEAD}B,A,Deputy,{word},N/A\n")
    assert created(plan) == (("A", "B"), ["Ann"])
    assert [new.position for new in plan.appointments.new] == ["a"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'Head of Trade'", "Head of Trade"),
        (" 'Head' ", "Head"),
        ("'Head of the Queen's Bench'", "Head of the Queen's Bench"),
        ("'=1+1", "=1+1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("Officers'", "Officers'"),
        ("'", "'"),
        ("''", "'"),
    ],
)
def test_apostrophes_around_a_whole_cell_are_taken_off(cell: str, text: str) -> None:
    assert bare(cell) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "'Head'",
            "'",
            "=1",
            "Head",
            "'=1'",
            "''Head''",
            "x;=1+1",
            "x;'=1",
            "'x;=1'",
            'x;"=1;y',
            "x; '-1",
            "a;b",
            "=1;=2;",
        ),
        "a | -b",
    ],
)
def test_what_an_export_writes_comes_back_as_it_was(text: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerow(["A", guard(text)])
    row = sheet(f"code,title\n{file.getvalue()}").rows[0]
    assert row.cells["title"] == text


def test_apostrophes_inside_a_text_that_an_export_would_have_put_there_are_told() -> None:
    (file,) = read_file("a.csv", b"code,title,notes\nA,Head,\"Tasks:\n'- lead\"\nB,Chief's,a;'b\n")
    assert [row.cells["notes"] for row in file.rows] == ["Tasks:\n- lead", "a;'b"]
    (note,) = file.notes
    assert note.startswith("In 1 row, the first is 2, an apostrophe between a semicolon or a line break and + - = or @")
