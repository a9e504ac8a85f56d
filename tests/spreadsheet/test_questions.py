"""What HR can decide: each question with its answers, and what every answer makes of the file."""

import random
from dataclasses import replace

import pytest

from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.state import KnownPosition, State
from roles.spreadsheet.summing_up import summarise
from roles.text import code_key
from tests.spreadsheet.files import planned, standing

FIRST, SHARE, NEAR, UNPLACED, SKIP = Answer.FIRST, Answer.SHARE, Answer.NEAR, Answer.UNPLACED, Answer.SKIP
CHART = """
    A Head: Ann
      B Deputy: Bob
        C Clerk: Cy
      D Driver
"""
COLLISION = "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Team,Bob\nB,A,Crew,Bea\nC,B,Clerk,Cy\n"
TWO_MANAGERS = "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Team,Bob\nC,A,Clerk,Cy\nC,B,Clerk,Di\nD,C,Driver,\n"
UNKNOWN = "code,reports_to,title\nA,,Head\nB,4711,Deputy\nC,B,Clerk\n"
NEARLY = "code,reports_to,title\n007,,Head\nB,7,Deputy\n"


def decided(
    text: str,
    *answers: Answer,
    own: dict[str, Answer] | None = None,
    state: State | None = None,
    replaces: bool = False,
) -> Plan:
    """The plan of a file with answers for all, and for single questions or codes."""
    return planned(
        text, state, Options(replaces=replaces, answers=Answers(of_codes=tuple((own or {}).items()), for_all=answers))
    )


def asked(plan: Plan) -> list[tuple[str, list[Answer], str, Answer | None]]:
    """The questions: key, answers, proposal, and what was answered."""
    return [(question.key, list(question.answers), question.proposal, answer) for question, answer in plan.asked]


def tree(plan: Plan) -> dict[str, str | None]:
    """The managers of what is created or moved and placed."""
    assert plan.problems == ()
    return {edit.code: edit.manager for edit in plan.edits if edit.order is not None}


def holders(plan: Plan) -> list[tuple[str, str]]:
    """Who comes to hold what."""
    return [(new.position, plan.people[new.person or ""].fact("name")) for new in plan.appointments.new]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COLLISION, [("collision:B", [FIRST, SHARE, SKIP], "", None)]),
        (TWO_MANAGERS, [("managers:C", [FIRST, SHARE, UNPLACED, SKIP], "", None)]),
        (UNKNOWN, [("unknown:B", [UNPLACED, SKIP], "", None)]),
        (NEARLY, [("unknown:B", [NEAR, UNPLACED, SKIP], "007", None)]),
        (
            "code,reports_to,title,status\nA,,Head,\nB,A,Gone,eliminated\nC,B,Left,\n",
            [("gone:C", [UNPLACED, SKIP], "", None)],
        ),
        (
            "code,reports_to,title,unit,grade\nA,,Head,,\nB,A,T,One,1\nB,XX,T,Two,2\nC,A,T,,\nC,A,T,,\n",
            [("collision:B", [FIRST, SHARE, SKIP], "", None), ("collision:C", [FIRST, SHARE, SKIP], "", None)],
        ),
        ("code,reports_to,title\nA,,Head\nB,A,Deputy\n", []),
    ],
)
def test_what_hr_can_decide_is_asked_in_the_order_of_the_file(text: str, expected: list[object]) -> None:
    plan = planned(text)
    assert asked(plan) == expected
    assert bool(plan.problems) == bool(expected)
    assert {question.problem for question, _answer in plan.asked} <= set(plan.problems)


def test_an_answer_that_is_none_of_the_question_is_no_answer() -> None:
    plan = decided(UNKNOWN, NEAR, FIRST)
    assert asked(plan) == [("unknown:B", [UNPLACED, SKIP], "", None)]
    assert plan.problems


def test_an_answer_to_a_question_or_a_code_counts_before_that_for_all() -> None:
    assert asked(decided(COLLISION, FIRST, own={"collision:B": SKIP}))[0][3] == SKIP
    assert asked(decided(COLLISION, FIRST, own={"B": SHARE}))[0][3] == SHARE


def test_of_a_collision_the_first_row_stands_alone() -> None:
    plan = decided(COLLISION, FIRST)
    assert tree(plan) == {"A": None, "B": "a", "C": "b"}
    assert holders(plan) == [("a", "Ann"), ("b", "Bob"), ("c", "Cy")]
    assert {edit.code: edit.after["title"] for edit in plan.edits} == {"A": "Head", "B": "Team", "C": "Clerk"}


def test_problems_of_a_row_that_is_left_out_do_not_count() -> None:
    text = "code,reports_to,title,holder,fte\nA,,Head,Ann,1\nB,A,Team,Bob,1\nb,A,Crew,Bea,none\n"
    assert len(planned(text).problems) == 3
    assert decided(text, FIRST).problems == ()


def test_those_who_share_a_position_hold_it_in_the_words_of_the_first_row() -> None:
    plan = decided(COLLISION, SHARE)
    assert tree(plan) == {"A": None, "B": "a", "C": "b"}
    assert holders(plan) == [("a", "Ann"), ("b", "Bob"), ("b", "Bea"), ("c", "Cy")]
    assert {edit.after["title"] for edit in plan.edits if edit.code == "B"} == {"Team"}


def test_what_is_left_out_is_as_it_was_and_not_ended() -> None:
    plan = decided(COLLISION, SKIP, state=standing(CHART), replaces=True)
    assert (plan.problems, plan.skipped, plan.ended, plan.changed) == ((), ("B",), ("D",), ())
    assert "1 position left out as decided: B." in summarise(plan)


def test_whoever_is_below_a_new_position_that_is_left_out_is_asked_in_turn() -> None:
    plan = decided(COLLISION, own={"B": SKIP})
    assert asked(plan)[1:] == [("unknown:C", [UNPLACED, SKIP], "", None)]
    assert "Clerk (C) reports to B, which is left out as decided." in str(plan.problems[0])
    plan = decided(COLLISION, SKIP)
    assert (plan.problems, plan.created, plan.skipped, list(plan.people)) == ((), ("A",), ("B", "C"), ["p00001"])


def test_a_long_line_is_left_out_step_by_step() -> None:
    text = "code,reports_to,title\nA,,Head\n" + "".join(f"P{n},{f'P{n + 1}'},T\n" for n in range(3000))
    plan = decided(text, SKIP)
    assert (plan.problems, plan.created, len(plan.skipped), len(plan.asked)) == ((), ("A",), 3000, 3000)


@pytest.mark.parametrize(
    ("answer", "managers", "people", "unplaced"),
    [
        (FIRST, {"A": None, "B": "a", "C": "a", "D": "c"}, ["Ann", "Bob", "Cy"], ()),
        (SHARE, {"A": None, "B": "a", "C": "a", "D": "c"}, ["Ann", "Bob", "Cy", "Di"], ()),
        (UNPLACED, {"A": None, "B": "a"}, ["Ann", "Bob", "Cy", "Di"], ("C", "D")),
        (SKIP, {"A": None, "B": "a"}, ["Ann", "Bob"], ()),
    ],
)
def test_two_managers_are_decided(answer: Answer, managers: object, people: list[str], unplaced: object) -> None:
    plan = decided(TWO_MANAGERS, answer)
    assert tree(plan) == managers
    assert sorted(name for _position, name in holders(plan)) == sorted(people)
    assert plan.unplaced == unplaced


def test_a_reference_that_is_nearly_right_is_taken_as_proposed() -> None:
    assert tree(decided(NEARLY, NEAR)) == {"007": None, "B": "007"}


def test_a_proposal_that_is_left_out_in_turn_is_asked_again_without_it() -> None:
    text = "code,reports_to,title\nA,,Head\nB,0100,T\n100,4711,T\n"
    plan = decided(text, NEAR, SKIP)
    assert asked(plan) == [("unknown:B", [UNPLACED, SKIP], "", SKIP), ("unknown:100", [UNPLACED, SKIP], "", SKIP)]
    assert (plan.problems, plan.created, plan.skipped) == ((), ("A",), ("B", "100"))


def test_what_is_not_placed_is_made_without_a_manager_and_those_below_are_asked() -> None:
    plan = decided(UNKNOWN, UNPLACED)
    assert tree(plan) == {"A": None}
    assert (plan.created, plan.unplaced) == (("A", "B", "C"), ("B", "C"))
    assert "2 positions not placed yet: B “Deputy” (reports to 4711), C “Clerk” (reports to B)." in summarise(plan)
    plan = decided(UNKNOWN, own={"B": UNPLACED})
    assert str(plan.problems[0]).endswith("Clerk (C) reports to Deputy (B), which is not placed then.")


def test_of_many_that_are_not_placed_the_first_are_named() -> None:
    text = "code,reports_to,title\nA,,Head\n" + "".join(f"P{n},4711,Clerk\n" for n in range(30))
    (line,) = (line for line in summarise(decided(text, UNPLACED)) if "not placed" in line)
    assert line.startswith("30 positions not placed yet: P0 “Clerk” (reports to 4711), P1 “Clerk”")
    assert line.endswith("P19 “Clerk” (reports to 4711) and 10 others.")


def waiting(*codes: str) -> State:
    """The usual chart, and positions that are not placed yet."""
    state = standing(CHART)
    for number, code in enumerate(codes, 10):
        values = state.positions["d"].values | {"title": f"Old {code}"}
        state.positions[code_key(code)] = KnownPosition(number, code, is_placed=False, values=values)
    return state


def test_what_is_not_placed_and_whose_manager_is_still_not_there_stays_so() -> None:
    text = "code,reports_to,title\nE,4711,Old E\nF,E,Old F\n"
    plan = planned(text, waiting("E", "F"))
    assert (plan.problems, plan.asked, plan.is_empty, plan.unchanged) == ((), (), True, 2)
    assert plan.notes == (
        "2 positions stay not placed, since their managers are still not there: E “Old E” (reports to 4711), "
        "F “Old F” (reports to E).",
    )
    changed = planned(text.replace("Old F", "New F"), waiting("E", "F"))
    assert (changed.problems, changed.changed, changed.moved) == ((), ("F",), ())


def test_what_is_not_placed_is_asked_for_where_that_is_answered() -> None:
    text = "code,reports_to,title\nE,AA,Old E\nG,E,New\n"
    assert asked(planned(text, waiting("E"))) == [("unknown:G", [UNPLACED, SKIP], "", None)]
    state = waiting("E")
    plan = decided("code,reports_to,title\nE,a,Old E\n", NEAR, state=state)
    assert (plan.problems, plan.moved, plan.notes) == ((), ("E",), ())
    back = planned("code,reports_to,title\nE,A,Old E\nF,E,Old F\n", waiting("E", "F"))
    assert (back.problems, back.moved, back.notes) == ((), ("E", "F"), ())
    ended = waiting("E")
    ended.positions["e"] = replace(ended.positions["e"], is_ended=True)
    assert asked(planned("code,reports_to,title\nE,4711,Old E\n", ended))


def test_a_known_position_is_taken_off_the_chart_with_those_below_who_are_asked_for() -> None:
    plan = decided("code,reports_to,title\nD,4711,Driver\n", UNPLACED, state=standing(CHART))
    assert (plan.problems, plan.moved, plan.unplaced) == ((), ("D",), ("D",))
    text = "code,reports_to,title\nB,4711,Deputy\n"
    plan = decided(text, own={"B": UNPLACED}, state=standing(CHART))
    assert asked(plan)[1:] == [("unknown:C", [UNPLACED], "", None)]
    assert [problem.message for problem in plan.problems] == [
        "Clerk (C) reports to Deputy (B), which is not placed then."
    ]
    plan = decided(text, UNPLACED, state=standing(CHART))
    assert (plan.problems, plan.moved, plan.unplaced) == ((), ("B", "C"), ("B", "C"))
    state = standing(CHART)
    state.positions["e"] = KnownPosition(9, "E", is_placed=False, values={"title": "Old"})
    plan = decided("code,reports_to,title\nE,4711,Old\n", UNPLACED, state=state)
    assert (plan.moved, plan.changed, plan.unplaced) == ((), (), ("E",))


def test_somebody_whose_manager_ends_is_taken_off_the_chart() -> None:
    text = "code,title,status\nB,Deputy,eliminated\n"
    assert asked(planned(text, standing(CHART))) == [("gone:C", [UNPLACED], "", None)]
    plan = decided(text, SKIP, UNPLACED, state=standing(CHART))
    assert (plan.problems, plan.ended, plan.moved, plan.unplaced) == ((), ("B",), ("C",), ("C",))


def test_a_position_can_not_be_left_as_it_is_where_its_manager_ends() -> None:
    text = "code,reports_to,title,status\nA,,Head,\nB,A,Deputy,eliminated\nC,B,Clerk,\n"
    assert asked(planned(text, standing(CHART))) == [("gone:C", [UNPLACED], "", None)]
    text = "code,reports_to,title\nA,,Head\nC,B,Clerk\n"
    assert asked(planned(text, standing(CHART), Options(replaces=True))) == [("gone:C", [UNPLACED], "", None)]


def test_what_is_left_as_it_is_is_asked_for_again_where_its_manager_is_taken_off() -> None:
    text = "code,reports_to,title\nC,4711,Clerk\nB,4712,Deputy\n"
    plan = decided(text, own={"C": SKIP, "B": UNPLACED}, state=standing(CHART))
    assert ("unknown:C", [UNPLACED], "", None) in asked(plan)
    assert [problem.message for problem in plan.problems] == [
        "Clerk (C) reports to Deputy (B), which is not placed then."
    ]
    plan = decided(text, own={"C": UNPLACED, "B": UNPLACED}, state=standing(CHART))
    assert (plan.problems, plan.unplaced) == ((), ("C", "B"))


def test_a_question_about_a_row_that_is_left_out_stands_in_the_way() -> None:
    state = standing("H Head\n  M Manager\n    X Clerk\n    Y Helper")
    text = "code,title,reports_to\nH,Head,\nY,Helper,H\nX,Clerk,H\nX,Other,H\n"
    plan = decided(text, own={"X": SKIP}, state=state, replaces=True)
    assert asked(plan)[:1] == [("gone:X", [UNPLACED], "", None)]
    assert [problem.message for problem in plan.problems] == [
        "Manager (M) is missing from the file and would end: name another position."
    ]
    plan = decided(text, own={"collision:X": SKIP, "gone:X": UNPLACED}, state=state, replaces=True)
    assert (plan.problems, plan.ended, plan.unplaced) == ((), ("M",), ("X",))


def test_of_rows_that_are_left_out_nothing_else_is_asked() -> None:
    text = "code,reports_to,title\nA,,Head\nB,4711,Team\nB,4711,Crew\n"
    assert [key for key, *_rest in asked(decided(text))] == ["unknown:B", "collision:B"]
    plan = decided(text, own={"unknown:B": SKIP})
    assert asked(plan) == [("unknown:B", [UNPLACED, SKIP], "", SKIP)]
    assert (plan.problems, plan.created, plan.skipped) == ((), ("A",), ("B",))


CODES = "ABCDEFGHI"


def random_file(chance: random.Random) -> str:
    """A file with managers that are there, gone, unknown, nearly right, or named by who holds them."""
    rows = []
    for _row in range(chance.randint(1, 9)):
        code = chance.choice(CODES)
        manager = chance.choice([*CODES, *CODES.lower(), "XX", "4711", "Ann", "Bob", "H4", "n2", ""])
        holder = chance.choice(["", "Ann", "Bob", f"H{chance.randint(1, 5)}", "Eliminated", "N/D"])
        rows.append(f"{code},{manager},Title {chance.randint(1, 2)},{holder}\n")
    return "code,reports_to,title,holder\n" + "".join(rows)


@pytest.mark.parametrize("seed", range(400))
def test_whatever_is_answered_the_chart_stays_a_tree(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    state = standing(CHART if seed % 3 else "", allows_several_heads=True)
    replaces, branch = bool(seed % 2), "B" if seed % 6 == 1 else ""
    own = tuple((code, chance.choice(list(Answer))) for code in CODES)
    answers = Answers(of_codes=own, for_all=tuple(chance.sample(list(Answer), 5)))
    options = Options(replaces=replaces, branch=branch, answers=answers, same_name_is_new=True)
    plan = planned(random_file(chance), state, options)
    assert all(answer is not None for _question, answer in plan.asked)
    if plan.problems:
        return
    outcome = Outcome(state, plan)
    managers = outcome.managers
    assert {manager for manager in managers.values() if manager} <= managers.keys()
    assert len(outcome.in_order()) == len(managers)
    assert not managers.keys() & {code_key(code) for code in (*plan.unplaced, *plan.ended)}
    known = {code for code in plan.skipped if code_key(code) in state.positions}
    assert not set(plan.skipped) & {*plan.created, *plan.changed, *plan.moved, *plan.ended}
    assert all(managers[code_key(code)] == state.positions[code_key(code)].manager for code in known)


@pytest.mark.parametrize(
    ("own", "given"),
    [
        ([("b", NEAR), ("B", SKIP)], SKIP),
        ([("B", SKIP), ("B", UNPLACED)], SKIP),
        ([("B", UNPLACED), ("b", SKIP)], UNPLACED),
        ([("B", NEAR), ("B", FIRST)], UNPLACED),
        ([("UNKNOWN:b", SKIP)], SKIP),
    ],
)
def test_of_the_answers_for_a_code_in_any_letter_case_the_first_that_fits_counts(
    own: list[tuple[str, Answer]], given: Answer
) -> None:
    plan = planned(UNKNOWN, None, Options(answers=Answers(for_all=(UNPLACED,), of_codes=tuple(own))))
    assert (dict(asked_of(plan))["B"], plan.notes) == (given, ())


def asked_of(plan: Plan) -> list[tuple[str, Answer | None]]:
    """The code of each question, with its answer."""
    return [(question.code, answer) for question, answer in plan.asked]


def test_answers_without_a_question_are_named() -> None:
    plan = decided(UNKNOWN, own={"xx": SKIP, "b": UNPLACED, "XX": FIRST, "C": SKIP})
    assert plan.notes == ("No question is asked about XX: its answer was not needed.",)
    assert (plan.unplaced, plan.skipped) == (("B",), ("C",))
    assert decided(NEARLY, own={"X": SKIP, "Y": NEAR}).notes == (
        "No question is asked about X, Y: their answers were not needed.",
    )


def test_loops_stay_problems_that_are_no_question() -> None:
    plan = decided("code,reports_to,title\nH,,T\nA,B,T\nB,A,T\n", *Answer)
    assert (len(plan.problems), plan.asked) == (1, ())
