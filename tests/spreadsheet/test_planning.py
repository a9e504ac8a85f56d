"""What a file without problems would do; no test here may ask the database anything."""

import datetime
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from roles.numbering import ORDER_STEP
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.state import Held, Known, KnownPosition, KnownRole, Linked, State
from roles.spreadsheet.summing_up import summarise
from tests.spreadsheet.files import TODAY, planned, sheet, standing

CHART = """
    A Head: Ann
      B Deputy: Bob
        C Clerk: Cy
      D Driver
"""
YESTERDAY = TODAY - datetime.timedelta(days=1)


def lists(plan: Plan) -> dict[str, object]:
    """What the plan does, as far as it does anything."""
    assert plan.problems == ()
    names = ("created", "changed", "moved", "ended", "left_out")
    return {name: list(codes) for name in names if (codes := getattr(plan, name))} | {"unchanged": plan.unchanged}


def appointments(plan: Plan) -> list[tuple[str, str | None, str, datetime.date | None]]:
    """The appointments to be made: position, person, kind, start."""
    return [(each.position, each.person, each.terms.kind, each.terms.start) for each in plan.appointments.new]


def with_held(state: State, key: str, *held: Held) -> State:
    """The organisation with other appointments of one position."""
    return replace(state, positions={**state.positions, key: replace(state.positions[key], held=held)})


# Positions


def test_every_row_of_a_first_file_is_created() -> None:
    plan = planned("code,reports_to,title\nA,XX,Head\nB,A,Deputy\n")
    assert lists(plan) == {"created": ["A", "B"], "unchanged": 0}


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = [f"P{n},{f'P{(n - 1) // 3}' if n else ''},Title {n},Holder {n}" for n in range(60)]
    expected = planned("code,reports_to,title,holder\n" + "\n".join(rows))
    random.Random(7).shuffle(rows)  # noqa: S311 - the same order each time
    plan = planned("code,reports_to,title,holder\n" + "\n".join(rows))
    assert sorted(lists(plan)["created"]) == sorted(lists(expected)["created"])  # type: ignore[call-overload] # lists
    assert {edit.key: edit.manager for edit in plan.edits} == {edit.key: edit.manager for edit in expected.edits}


def test_a_file_that_says_what_is_there_changes_nothing() -> None:
    plan = planned(
        "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Bob\nC,B,Clerk,Cy\nD,A,Driver,\n", standing(CHART)
    )
    assert lists(plan) == {"unchanged": 4}
    assert plan.is_empty


def test_what_changes_and_what_moves_is_told_apart_and_may_be_both() -> None:
    plan = planned("code,reports_to,title\nB,A,Second\nC,A,Senior Clerk\nD,B,Driver\n", standing(CHART))
    assert lists(plan) == {"changed": ["B", "C"], "moved": ["C", "D"], "unchanged": 0}
    assert [(edit.before, edit.after) for edit in plan.edits if edit.code == "B"] == [
        ({"title": "Deputy"}, {"title": "Second"})
    ]


def test_two_managers_may_swap() -> None:
    assert lists(planned("code,reports_to,title\nB,C,Deputy\nC,A,Clerk\n", standing(CHART)))["moved"] == ["B", "C"]


def test_a_new_head_takes_the_place_of_the_old_one() -> None:
    plan = planned("code,reports_to,title\nZ,,Zed\nA,Z,Head\n", standing(CHART))
    assert lists(plan) == {"created": ["Z"], "moved": ["A"], "unchanged": 0}


def test_several_heads_are_taken_where_they_are_allowed() -> None:
    plan = planned("code,reports_to,title\nA,,One\nB,,Two\n", standing(allows_several_heads=True))
    assert lists(plan)["created"] == ["A", "B"]


def test_a_column_that_is_absent_leaves_the_value_and_an_empty_cell_empties_it() -> None:
    state = standing("A Head")
    state.positions["a"].values.update(grade="E1", location="Leeds")
    plan = planned("code,title,grade\nA,Head,\n", state)
    assert [edit.after for edit in plan.edits] == [{"grade": ""}]


def test_blanks_and_the_way_accents_are_composed_change_nothing() -> None:
    state = standing("A Cafe\u0301  Manager")
    assert lists(planned("code,title\nA, Café Manager \n", state)) == {"unchanged": 1}


def test_nothing_is_ended_because_it_is_missing() -> None:
    assert lists(planned("code,reports_to,title\nA,,Head\n", standing(CHART))) == {"unchanged": 1}


def test_replacing_ends_what_is_missing_and_says_so() -> None:
    plan = planned("code,reports_to,title\nA,,Head\nC,A,Clerk\n", standing(CHART), Options(replaces=True))
    assert lists(plan) == {"moved": ["C"], "ended": ["B", "D"], "unchanged": 1}
    assert summarise(plan)[-2:] == ["2 positions ended: B, D.", "1 position left as it is."]


def test_replacing_leaves_alone_what_waits_for_a_place() -> None:
    state = standing("A Head")
    state.positions["w"] = KnownPosition(9, "W", is_placed=False, values={"title": "Waiting"})
    assert lists(planned("code,reports_to,title\nA,,Head\n", state, Options(replaces=True))) == {"unchanged": 1}


def test_an_ended_position_whose_row_is_back_is_placed_again() -> None:
    state = standing("A Head")
    state.positions["e"] = KnownPosition(9, "E", is_ended=True, values={"title": "Old"})
    plan = planned("code,reports_to,title\nE,A,Old\n", state)
    assert lists(plan) == {"moved": ["E"], "unchanged": 0}


def test_an_eliminated_position_ends_and_an_unknown_one_is_left_out() -> None:
    text = "code,reports_to,title,holder\nD,A,Driver,Eliminated\nX,D,Gone,Eliminated\n"
    assert lists(planned(text, standing(CHART))) == {"ended": ["D"], "left_out": ["X"], "unchanged": 0}


def test_an_eliminated_position_that_has_ended_already_is_unchanged() -> None:
    state = standing(CHART)
    state.positions["e"] = KnownPosition(9, "E", is_ended=True, values={"title": "Old"})
    for options in (Options(), Options(replaces=True)):
        plan = planned(
            "code,title,status\nA,Head,filled\nB,Deputy,filled\nC,Clerk,filled\nD,Driver,\nE,Old,eliminated\n",
            state,
            options,
        )
        assert lists(plan) == {"unchanged": 5}


def test_somebody_may_call_a_position_xx() -> None:
    state = standing("XX Head\n  B Deputy")
    assert lists(planned("code,reports_to,title\nB,XX,Deputy\n", state)) == {"unchanged": 1}


def test_several_files_are_judged_together() -> None:
    places = sheet("code,reports_to,title\nB,A,Deputy\n", "one.csv")
    people = sheet("code,reports_to,title,holder\nA,,Head,Ann\n", "two.csv")
    assert lists(make_plan([places, people], standing())) == {"created": ["B", "A"], "unchanged": 0}
    again = sheet("code,reports_to,title\nB,A,Director\n", "three.csv")
    (problem,) = make_plan([places, people, again], standing()).problems
    assert str(problem) == (
        "three.csv, C2 (title): The same code stands in row 2 of one.csv as “Deputy”, here as “Director”: "
        "give one of them a new code."
    )


def test_new_positions_come_after_their_peers_in_the_order_of_the_file() -> None:
    plan = planned("code,reports_to,title\nZ,A,Zed\nY,A,Why\n", standing(CHART))
    assert [(edit.code, edit.order) for edit in plan.edits] == [("Z", 4 + ORDER_STEP), ("Y", 4 + 2 * ORDER_STEP)]


# Roles and departments

ROLES = (KnownRole("chief", "Chief Officer", "CO"), KnownRole("clerk", "Clerk"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("code,title\nA,Chief Officer\n", "chief"),
        ("code,title\nA,CHIEF OFFICER\n", "chief"),
        ("code,title\nA,co\n", "chief"),
        ("code,title\nA,Chief Officer of Ships\n", None),
        ("code,title,role\nA,Boss,chief\n", "chief"),
        ("code,title,role\nA,Boss,Chief officer\n", "chief"),
        ("code,title,role\nA,Chief Officer,clerk\n", "clerk"),
        ("code,title,role\nA,Chief Officer,\n", "chief"),
        ("code,role\nA,CO\n", "chief"),
    ],
)
def test_a_title_or_a_cell_names_the_role(text: str, role: str | None) -> None:
    (edit,) = planned(text, standing(roles=ROLES)).edits
    assert edit.after.get("role") == role


def test_a_title_that_no_longer_names_its_role_loses_it() -> None:
    state = standing("A Clerk", roles=ROLES)
    state.positions["a"].values["role"] = "clerk"
    assert [edit.after for edit in planned("code,title\nA,Archivist\n", state).edits] == [
        {"title": "Archivist", "role": ""}
    ]
    assert planned("code,title\nA,Clerk\n", state).is_empty
    assert planned("code,title,role\nA,Clerk,\n", state).is_empty


def test_a_position_without_its_titles_role_stays_so_where_the_file_could_name_one() -> None:
    state = standing("A Clerk", roles=ROLES)
    assert planned("code,title,role\nA,Clerk,\n", state).is_empty
    assert [edit.after for edit in planned("code,title\nA,Clerk\n", state).edits] == [{"role": "clerk"}]


def test_departments_are_made_once_from_their_names() -> None:
    plan = planned(
        "code,reports_to,title,unit\nA,,T,Research & Development\nB,A,T,research & development\n"
        "C,A,T,Отдел продаж\nD,A,T,営業\nE,A,T,Größe\nF,A,T,Grosse\nG,A,T,HR\nI,A,T,Research + Development\nH,A,T,!!\n",
        standing(departments={"hr": "Law", "people": "People"}),
    )
    assert list(plan.departments.values()) == [
        "Research & Development",
        "Отдел продаж",
        "営業",
        "Größe",
        "Research + Development",
        "!!",
    ]
    assert [code for code in plan.departments if code.startswith(("R", "G", "H"))] == [
        "RESEARCH-DEVELOPMENT",
        "GROSSE",
        "RESEARCH-DEVELOPMENT-2",
    ]
    assert all(re.fullmatch("[A-Z0-9-]{1,50}", code) for code in plan.departments)
    assert planned("code,title,unit\nX,T,営業\n").departments.keys() < plan.departments.keys()


def test_a_department_is_found_again_by_name_and_by_code_where_names_are_the_same() -> None:
    state = standing("A Head", departments={"N": "Sales", "S": "Sales", "L": "Law"})
    state.positions["a"].values["department"] = "L"
    assert planned("code,title,unit\nA,Head,law\n", state).is_empty
    assert [edit.after for edit in planned("code,title,unit\nA,Head,S\n", state).edits] == [{"department": "S"}]
    (problem,) = planned("code,title,unit\nA,Head,Sales\n", state).problems
    state.positions["a"].values["department"] = "S"
    assert planned("code,title,unit\nA,Head,Sales\n", state).is_empty
    assert problem.message == "Several departments are called Sales: write the code, one of N, S."


def test_of_departments_with_one_name_the_one_whose_code_is_that_name_is_found_by_it() -> None:
    state = standing("A Head", departments={"HR": "HR", "H2": "HR", "HR-X": "H3", "H3": "Other"})
    for present, cell, after in (("H2", "HR", "HR"), ("HR", "H2", "H2"), ("HR-X", "H3", "")):
        state.positions["a"].values["department"] = present
        edits = planned(f"code,title,unit\nA,Head,{cell}\n", state).edits
        assert [edit.after["department"] for edit in edits] == ([after] if after else []), cell


def test_files_without_a_position_replace_nothing() -> None:
    people = make_plan([sheet("name,e-mail\nAda,ada@x.example\n")], standing("A Head\n B"), Options(replaces=True))
    roles = make_plan([sheet("slug,title\nceo,Chief\n")], standing("A Head\n B"), Options(replaces=True))
    text = "The files name no position, so all would end: add a file of positions, or replace nothing."
    assert [[problem.message for problem in plan.problems] for plan in (people, roles)] == [[text], [text]]


# Holders


def test_a_holder_without_number_is_numbered_by_us_above_all_numbers_that_look_like_ours() -> None:
    state = State(TODAY, people={"p00041": Known(1, "P00041", "Zed")})
    plan = planned("code,reports_to,title,holder,person_number\nA,,T,Ann,\nB,A,T,Bob,p00050\nC,A,T,Ann,\n", state)
    assert [(someone.number, someone.fact("name")) for someone in plan.people.values()] == [
        ("p00050", "Bob"),
        ("P00051", "Ann"),
    ]
    assert appointments(plan) == [
        ("a", "p00051", "substantive", None),
        ("b", "p00050", "substantive", None),
        ("c", "p00051", "substantive", None),
    ]


def test_each_row_is_a_person_of_its_own_when_asked_for() -> None:
    plan = planned("code,reports_to,title,holder\nA,,T,Ann\nB,A,T,Ann\n", options=Options(same_name_is_new=True))
    assert [person for _position, person, *_ in appointments(plan)] == ["p00001", "p00002"]
    assert planned(
        "code,title,holder\nA,Head,Ann\nB,Deputy,Bob\n", standing(CHART), Options(same_name_is_new=True)
    ).is_empty


def test_a_name_means_the_present_holder_before_others_of_that_name() -> None:
    state = standing("A Head: Ann\n  B Deputy: Bob")
    twin = replace(state, people={**state.people, "n9": Known(9, "N9", "Ann")})
    assert planned("code,title,holder\nA,Head,Ann\n", twin).is_empty


def test_a_row_without_number_means_the_person_of_another_row_with_that_name_or_address() -> None:
    plan = planned(
        "code,reports_to,title,holder,person_number,email\n"
        "A,,T,Ann,,\nB,A,T,Ann,7,\nC,A,T,Bob,8,bob@x.example\nD,A,T,,,BOB@x.example\n"
    )
    assert [person for _position, person, *_ in appointments(plan)] == ["7", "7", "8", "8"]


def test_a_person_keeps_their_number_and_may_change_their_name() -> None:
    plan = planned("code,title,holder,person_number\nB,Deputy,Bob Lee,N2\n", standing(CHART))
    assert lists(plan) == {"changed": ["B"], "unchanged": 0}
    assert [someone.changes for someone in plan.people.values()] == [{"name": "Bob Lee"}]
    assert appointments(plan) == []


def test_a_changed_holder_ends_yesterday_and_the_new_one_begins_today() -> None:
    plan = planned("code,title,holder\nB,Deputy,Eve\n", standing(CHART))
    assert lists(plan) == {"changed": ["B"], "unchanged": 0}
    assert plan.appointments.changed == {2: {"end": YESTERDAY}}
    assert appointments(plan) == [("b", "p00001", "substantive", TODAY)]


def test_a_start_in_the_file_says_when_the_former_holder_left() -> None:
    plan = planned("code,title,holder,start\nB,Deputy,Eve,2026-05-01\n", standing(CHART))
    assert plan.appointments.changed == {2: {"end": datetime.date(2026, 4, 30)}}
    plan = planned("code,title,holder,start\nB,Deputy,Eve,2026-09-01\n", standing(CHART))
    assert plan.appointments.changed == {2: {"end": datetime.date(2026, 8, 31)}}


def test_a_start_on_the_first_day_there_is_leaves_no_day_before() -> None:
    plan = planned("code,title,holder,start,kind\nB,Deputy,Eve,0001-01-01,shared\n", standing(CHART))
    assert plan.appointments.changed == {2: {"end": datetime.date.min}}


def held(
    person: str | None, start: datetime.date | None = None, end: datetime.date | None = None, key: int = 2
) -> Held:
    """An appointment as it stands."""
    return Held(key, person, "substantive", Decimal(1), start, end)


def test_an_appointment_that_began_today_is_taken_back_not_ended_before_it_began() -> None:
    plan = planned("code,title,holder\nB,Deputy,Eve\n", with_held(standing(CHART), "b", held("n2", TODAY)))
    assert (plan.appointments.changed, plan.appointments.removed) == ({}, [2])


def test_two_holders_are_not_put_on_the_same_days_of_the_past() -> None:
    began = datetime.date(2026, 5, 20)
    plan = planned(
        "code,title,holder,start\nB,Deputy,Eve,2026-05-01\n", with_held(standing(CHART), "b", held("n2", began))
    )
    assert [problem.message for problem in plan.problems] == [
        "Two people would hold this position at a time (the other from 2026-05-20 to 2026-05-20): "
        "write shared under kind, or other days."
    ]


def test_an_import_that_ended_too_much_is_taken_back_by_the_right_one() -> None:
    ended = with_held(standing(CHART), "b", held("n2", None, YESTERDAY), held("n1", TODAY, key=8))
    plan = planned("code,title,holder,person_number\nB,Deputy,Bob,N2\n", ended)
    assert (plan.appointments.changed, plan.appointments.removed) == ({2: {"end": None}}, [8])
    assert appointments(plan) == []
    ended = with_held(standing(CHART), "b", held("n2", datetime.date(2020, 1, 1), datetime.date(2026, 6, 1)))
    plan = planned("code,title,holder,person_number,start\nB,Deputy,Bob,N2,2020-01-01\n", ended)
    assert plan.appointments.changed == {2: {"end": None}}


def test_somebody_who_comes_back_begins_anew() -> None:
    left = with_held(standing(CHART), "b", held("n2", None, datetime.date(2026, 3, 31)))
    plan = planned("code,title,holder,person_number\nB,Deputy,Bob,N2\n", left)
    assert appointments(plan) == [("b", "n2", "substantive", TODAY)]
    plan = planned("code,title,holder,person_number,start\nB,Deputy,Bob,N2,2026-04-01\n", left)
    assert appointments(plan) == [("b", "n2", "substantive", datetime.date(2026, 4, 1))]


def test_a_successor_who_begins_later_is_left_alone() -> None:
    state = with_held(
        standing(CHART), "b", held("n2", None, datetime.date(2026, 8, 31)), held("n1", datetime.date(2026, 9, 1), key=8)
    )
    plan = planned("code,title,holder\nB,Deputy,Bob\n", state)
    stays = "1 appointment that begins later and that no row names stays: Ann, B, from 1 September 2026."
    assert (plan.is_empty, plan.notes) == (True, (stays,))
    assert planned("code,title,status\nB,Deputy,vacant\n", state).notes == (stays,)
    assert planned("code,title,holder\nB,Deputy,Bob\nB,Deputy,Ann\n", state).notes == ()
    assert planned("code,title,holder,start\nB,Deputy,Ann,2026-09-01\n", state).is_empty
    (problem,) = planned("code,title,holder,end\nB,Deputy,Bob,\n", state).problems
    assert problem.message.startswith("Two people would hold this position at a time")


def test_a_successor_does_not_share_the_position_with_who_holds_it_before() -> None:
    rows = "B,Deputy,Bob,2026-08-31,\nB,Deputy,Ann,,2026-09-01\n"
    plan = planned(f"code,title,holder,end,start\n{rows}", standing(CHART))
    assert plan.problems == ()
    assert plan.appointments.changed == {2: {"end": datetime.date(2026, 8, 31)}}
    assert appointments(plan) == [("b", "n1", "substantive", datetime.date(2026, 9, 1))]
    late = planned(f"code,title,holder,end,start\n{rows.replace('09-01', '08-31')}", standing(CHART))
    assert [(key, kind) for key, _person, kind, _start in appointments(late)] == [("b", "shared")]


def test_a_start_that_was_left_from_the_former_holder_is_named() -> None:
    state = with_held(standing(CHART), "b", held("n2", datetime.date(2020, 11, 2)))
    (problem,) = planned("code,title,holder,start\nB,Deputy,Eve,2020-11-02\n", state).problems
    assert (problem.column, problem.message) == (
        "start",
        "On this day the former holder began: write when the new one begins, or empty the cell for today.",
    )


def test_whoever_shares_with_nobody_does_not_share() -> None:
    rows = "B,Deputy,Bob,2026-12-31,\nB,Deputy,Eve,2026-12-31,\nB,Deputy,Ann,,2027-01-01\n"
    plan = planned(f"code,title,holder,end,start\n{rows}", standing(CHART))
    assert plan.problems == ()
    assert [(person, kind) for _key, person, kind, _start in appointments(plan)] == [
        ("p00001", "shared"),
        ("n1", "substantive"),
    ]
    assert plan.appointments.changed[2]["kind"] == "shared"


def test_two_of_whom_an_import_ended_one_share_the_position_again() -> None:
    state = with_held(standing(CHART), "b", held("n2", end=YESTERDAY), held("n1", TODAY, key=8))
    plan = planned("code,title,holder\nB,Deputy,Bob\nB,Deputy,Ann\n", state)
    assert plan.problems == ()
    assert plan.appointments.changed == {2: {"kind": "shared", "end": None}, 8: {"kind": "shared"}}


def test_one_post_can_not_keep_the_holders_of_several() -> None:
    state = with_held(standing(CHART), "b", held("n2", None), held("n1", None, key=8))
    state.positions["b"].values["posts"] = 2
    (problem,) = planned("code,title,posts\nB,Deputy,1\n", state).problems
    assert problem.message.startswith("Several people hold these posts, and one post can have one")
    assert planned("code,title,posts\nB,Deputy,3\n", state).changed == ("B",)
    assert planned("code,title,posts,holder\nB,Deputy,1,Bob\n", state).problems == ()


def test_an_eliminated_position_that_is_not_placed_ends() -> None:
    state = standing(CHART)
    state.positions["b"] = replace(state.positions["b"], is_placed=False, manager=None)
    state.positions["c"] = replace(state.positions["c"], manager="a")
    plan = planned("code,title,status\nB,Deputy,eliminated\n", state)
    assert (plan.problems, plan.ended, plan.unchanged) == ((), ("B",), 0)


# An address that is new


def mailed(text: str, state: State) -> list[tuple[str, str, str]]:
    """Whom a file without problems names: number, name and address, once it is in."""
    plan = planned(text, state)
    assert plan.problems == ()
    return [(each.number, each.fact("name"), each.fact("email")) for each in plan.people.values()]


def test_an_address_that_is_new_is_that_of_who_holds_the_position_by_that_name() -> None:
    text = "code,title,holder,email\nB,Deputy,Bob,bob@x.example\n"
    assert mailed(text, standing(CHART)) == [("N2", "Bob", "bob@x.example")]
    state = standing(CHART)
    state.people["n2"] = replace(state.people["n2"], email="old@x.example")
    assert mailed(text, state) == [("N2", "Bob", "bob@x.example")]
    twice = f"{text}C,Clerk,Bob,BOB@x.example\n"
    assert mailed(twice, state) == [("N2", "Bob", "bob@x.example")]


def test_an_address_that_is_new_is_that_of_the_one_person_of_that_name_who_has_none() -> None:
    text = "code,title,reports_to,holder,email\nN,New,A,Bob,bob@x.example\n"
    state = standing(CHART)
    assert mailed(text, state) == [("N2", "Bob", "bob@x.example")]
    state.people["n2"] = replace(state.people["n2"], email="old@x.example")
    assert mailed(text, state) == [("P00001", "Bob", "bob@x.example")]
    two = f"{text}B,Deputy,A,Bob,old@x.example\n"
    assert sorted(mailed(two, state)) == [("N2", "Bob", "old@x.example"), ("P00001", "Bob", "bob@x.example")]
    above = "code,title,holder,email\nA,Head,Bob,bob@x.example\nB,Deputy,Bob,bob@x.example\n"
    assert mailed(above, state) == [("N2", "Bob", "bob@x.example")]
    namesakes = "code,title,reports_to,holder,email\nN,New,A,Di,d1@x.example\nM,New,A,Di,d2@x.example\n"
    assert len(mailed(namesakes, state)) == 2


def test_many_of_one_name_whose_addresses_are_new_are_told_apart_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def first(found: Iterable[str], most: int) -> list[str]:
        asked.extend(found)
        return list(found)[:most]

    monkeypatch.setattr("roles.spreadsheet.names.islice", first)
    rows = "".join(f"N{number},Clerk,A,Staff,s{number}@x.example\n" for number in range(1_000))
    plan = planned(f"code,title,reports_to,holder,email\n{rows}", standing(CHART))
    assert (plan.problems, len(plan.people), len(asked)) == ((), 1_000, 0)


@pytest.mark.parametrize(
    ("text", "ends", "begins"),
    [
        ("code,title,holder\nB,Deputy,\n", True, []),
        ("code,title,holder\nB,Deputy,Vacant\n", True, []),
        ("code,title,status\nB,Deputy,vacant\n", True, []),
        ("code,title,status\nB,Deputy,filled\n", False, []),
        ("code,title,grade\nB,Deputy,\n", False, []),
        ("code,title,holder\nB,Deputy,N/D\n", True, [None]),
        ("code,title,holder,status\nB,Deputy,,undisclosed\n", True, [None]),
        ("code,title,holder,status\nB,Deputy,,blank\n", True, [None]),
        ("code,title,holder,status\nB,Deputy,,filled\n", True, [None]),
        ("code,title,status\nD,Driver,filled\n", False, [None]),
        ("code,title,holder,posts,status\nD,Driver,,5,filled\n", False, []),
        ("code,title,holder,posts,status\nD,Driver,,5,undisclosed\n", False, [None]),
        ("code,title,holder,person_number\nD,Driver,Blank,B1\n", False, ["b1"]),
    ],
)
def test_a_row_says_who_holds_a_position(text: str, ends: bool, begins: list[str | None]) -> None:
    plan = planned(text, standing(CHART))
    assert plan.problems == ()
    assert bool(plan.appointments.changed) is ends
    assert [each.person for each in plan.appointments.new] == begins


def test_a_filled_group_of_posts_keeps_the_days_its_row_says() -> None:
    plan = planned("code,title,posts,holder,status,start\nD,Driver,5,,filled,2026-01-01\n", standing(CHART))
    assert appointments(plan) == [("d", None, "substantive", datetime.date(2026, 1, 1))]


@pytest.mark.parametrize("columns", ["holder,status", "status"])
@pytest.mark.parametrize(("fte", "shares"), [("4.5", [Decimal("4.5")]), ("1", [Decimal(1)]), ("", [])])
def test_a_filled_group_of_posts_keeps_the_share_its_row_says(columns: str, fte: str, shares: list[Decimal]) -> None:
    blank = "," * columns.count(",")
    plan = planned(f"code,title,posts,fte,{columns}\nD,Driver,5,{fte},{blank}filled\n", standing(CHART))
    assert [(each.person, each.terms.share) for each in plan.appointments.new] == [(None, share) for share in shares]


def test_the_share_of_a_group_is_kept_where_the_file_has_no_column_for_it_and_emptied_where_it_is_empty() -> None:
    state = with_held(standing(CHART), "d", Held(9, None, "substantive", Decimal("4.5"), None, None))
    state.positions["d"].values["posts"] = 5
    assert planned("code,title,holder,status\nD,Driver,,filled\n", state).is_empty
    assert planned("code,title,holder,status,fte\nD,Driver,,filled,4.5\n", state).is_empty
    plan = planned("code,title,holder,status,fte\nD,Driver,,filled,\n", state)
    assert (lists(plan), list(plan.appointments.changed)) == ({"changed": ["D"], "unchanged": 0}, [9])


def test_several_rows_of_a_code_are_a_job_share() -> None:
    text = "code,reports_to,title,holder,fte\nA,,Head,Ann,0.5\nA,,head,Bob,\n"
    plan = planned(text)
    assert lists(plan) == {"created": ["A"], "unchanged": 0}
    assert [(each.person, each.terms.kind, each.terms.share) for each in plan.appointments.new] == [
        ("p00001", "shared", Decimal("0.5")),
        ("p00002", "shared", Decimal(1)),
    ]


def test_whoever_starts_to_share_a_position_makes_the_other_share_it_too() -> None:
    plan = planned("code,title,holder\nB,Deputy,Bob\nB,Deputy,Eve\n", standing(CHART))
    assert plan.appointments.changed == {2: {"kind": "shared"}}
    assert appointments(plan) == [("b", "p00001", "shared", TODAY)]


def test_rows_that_say_filled_without_a_name_keep_a_holder_each() -> None:
    text = "code,title,status\nB,Deputy,filled\nB,Deputy,filled\n"
    plan = planned(text, standing(CHART))
    assert [person for _position, person, *_ in appointments(plan)] == [None]
    both = with_held(
        standing(CHART), "b", *(Held(n, p, "shared", Decimal(1), None, None) for n, p in ((2, "n2"), (8, None)))
    )
    assert planned(text, both).is_empty
    assert planned("code,title,status\nB,Deputy,filled\n", both).is_empty


def test_holders_of_a_group_of_posts_do_not_share_one() -> None:
    plan = planned("code,reports_to,title,posts,holder\nA,,T,3,Ann\nA,,T,3,Bob\n")
    assert [each.terms.kind for each in plan.appointments.new] == ["substantive", "substantive"]


def test_the_kind_is_kept_where_the_file_has_no_column_for_it() -> None:
    acting = replace(held("n2"), kind="acting")
    state = with_held(standing(CHART), "b", acting)
    assert planned("code,title,holder\nB,Deputy,Bob\n", state).is_empty
    plan = planned("code,title,holder,kind\nB,Deputy,Bob,\n", state)
    assert plan.appointments.changed == {2: {"kind": "substantive"}}


def test_an_end_in_the_past_is_history_and_no_news_the_second_time() -> None:
    text = "code,title,holder,end\nD,Driver,Ann,2020-12-31\n"
    plan = planned(text, standing(CHART))
    assert [(each.person, each.terms.end) for each in plan.appointments.new] == [("n1", datetime.date(2020, 12, 31))]
    assert planned(text, with_held(standing(CHART), "d", held("n1", None, datetime.date(2020, 12, 31), key=9))).is_empty


# Links


def test_links_are_those_the_rows_name_and_works_with_needs_one_of_two_rows() -> None:
    state = standing(CHART, links=(Linked(1, "b", "c", "works_with"), Linked(2, "c", "a", "dotted_line")))
    assert planned("code,title,works_with\nB,Deputy,\nC,Clerk,B\n", state).is_empty
    plan = planned("code,title,dotted_line_to,works_with\nC,Clerk,,D; B\n", state)
    assert (plan.links.new, plan.links.removed) == ([("c", "d", "works_with")], [2])
    assert lists(plan) == {"changed": ["C"], "unchanged": 0}
    assert planned("code,title,works_with\nB,Deputy,\n", state).links.removed == [1]


def test_a_link_to_an_ended_position_sleeps() -> None:
    state = standing("A Head", links=(Linked(1, "a", "e", "deputy"),))
    state.positions["e"] = KnownPosition(9, "E", is_ended=True, values={"title": "Old"})
    assert planned("code,title,deputy_of\nA,Head,\n", state).is_empty
