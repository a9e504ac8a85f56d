"""Whom a cell under reports_to means: a code, else a person by number, e-mail or name."""

from dataclasses import replace

import pytest

from roles.spreadsheet.plan import Options
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.state import Known, State
from tests.spreadsheet.files import planned, refused, standing

ROWS = """
    code,reports_to,title,holder,person_number,email
    A,,Head,Ann Lee,77,ann@x.example
    B,{},Deputy,Bob,78,
    C,A,Clerk,Cy,79,
    D,A,Driver,Cy,80,
"""
CHART = """
    A Head: Ann
      B Deputy: Bob
        C Clerk: Cy
      D Driver: Bob
"""


def manager_of(code: str, text: str, state: State | None = None) -> str | None:
    """Whom a position would report to."""
    plan = planned(text, state)
    assert plan.problems == ()
    return next(edit.manager for edit in plan.edits if edit.code == code)


@pytest.mark.parametrize("reference", ["A", "77", "ann@x.example", "ANN@x.example", "Ann Lee", "Ann  Lee"])
def test_a_manager_may_be_named_by_what_tells_the_person(reference: str) -> None:
    assert manager_of("B", ROWS.format(reference)) == "a"


@pytest.mark.parametrize("reference", ["ann lee", "AnnLee", "Änn Lee", "ann  lée"])
def test_a_name_that_differs_in_case_blanks_or_accents_is_proposed(reference: str) -> None:
    plan = planned(ROWS.format(reference))
    ((question, _answer),) = plan.asked
    assert (question.answers, question.proposal) == ((Answer.NEAR, Answer.UNPLACED, Answer.SKIP), "A")
    assert plan.problems[0].message.endswith("is not in the file and not in the chart: did you mean A?")
    plan = planned(ROWS.format(reference), None, Options(answers=Answers(for_all=(Answer.NEAR,))))
    assert {edit.code: edit.manager for edit in plan.edits}["B"] == "a"


def test_several_people_of_a_name_are_named_by_their_codes() -> None:
    assert refused(ROWS.format("Cy")) == [
        "row 3, reports_to: Deputy (B) reports to Cy, and more than one position is held by that name: C, D."
    ]
    assert refused("code,reports_to,title\nC,Bob,Clerk\n", standing(CHART)) == [
        "row 2, reports_to: Clerk (C) reports to Bob, and more than one position is held by that name: B, D."
    ]


def test_a_code_counts_before_a_number_and_a_number_before_a_name() -> None:
    text = "code,reports_to,title,holder,person_number\nA,,Head,Ann,B\nB,A,Two,78,C\nC,A,Three,Cy,78\nD,{},T,,\n"
    assert [manager_of("D", text.format(reference)) for reference in ("B", "C", "78")] == ["b", "c", "c"]


def test_nobody_reports_to_themselves_by_name() -> None:
    assert refused(ROWS.format("Bob")) == ["row 3, reports_to: A position can't report to itself."]  # B25


def test_what_the_file_says_of_holders_counts_before_the_chart() -> None:
    text = "code,reports_to,title,holder\nB,A,Deputy,Dan\nD,A,Driver,Cy\nE,{},New,\n"
    assert manager_of("E", text.format("Cy"), standing(CHART)) == "d"
    assert manager_of("E", text.format("Ann"), standing(CHART)) == "a"
    assert "did you mean" not in refused(text.format("Bob"), standing(CHART))[0]
    state = standing(CHART)
    by_email = replace(state, people=state.people | {"n1": Known(1, "N1", "Ann", "ann@x.example")})
    assert manager_of("E", text.format("ann@x.example"), by_email) == "a"


def test_a_manager_named_by_name_whose_position_is_left_out_is_asked_for() -> None:
    text = "code,reports_to,title,holder\nA,,Head,Ann\nC,Bob,Clerk,Cy\nB,4711,Deputy,Bob\n"
    plan = planned(text, None, Options(answers=Answers(of_codes=(("B", Answer.SKIP),))))
    assert [problem.message for problem in plan.problems] == ["Clerk (C) reports to B, which is left out as decided."]


def test_codes_alone_ask_nobody_who_holds_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("roles.spreadsheet.structure.read_references")
    assert planned(ROWS.format("A")).problems == ()
