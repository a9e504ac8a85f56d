"""Trees and texts that files really hold, each taken or refused as it should be."""

from dataclasses import replace

import pytest

from roles.spreadsheet.holding import Terms, overlap
from roles.spreadsheet.plan import Options
from roles.spreadsheet.state import Held, KnownPosition
from tests.spreadsheet.files import planned, refused, standing

HEAD = "code,reports_to,title\nA,,Head\n"
PERSON = "code,reports_to,title,holder,person_number,email,phone\nA,,Head,Ann,1,ann@x.example,\n"


def chain(levels: int) -> str:
    """A file with so many levels, the lowest first."""
    return "code,reports_to,title\n" + "".join(f"P{n},{f'P{n - 1}' if n else ''},T\n" for n in reversed(range(levels)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # B25
        (f"{HEAD}B,B,Deputy\n", ["row 3, reports_to: A position can't report to itself."]),
        (f"{PERSON}B,Bob,Deputy,Bob,2,,\n", ["row 3, reports_to: A position can't report to itself."]),
        (f"{PERSON}B,2,Deputy,Bob,2,,\n", ["row 3, reports_to: A position can't report to itself."]),
        # B27
        (f"{HEAD}B,,Second\n", ["row 3, reports_to: Head (A) is the head already: say whom this position reports to."]),
        ("code,reports_to,title\nA,B,T\nB,A,T\n", ["row 2, reports_to: This would be a loop: T (A) reports to T (B)"]),
        # B29
        (f"{HEAD}B,X,T\n", ["row 3, reports_to: T (B) reports to X, which is not in the file and not in the chart."]),
        # B32
        (chain(64), []),
        (chain(65), ["row 2, reports_to: T (P64) would stand on level 65: a chart has at most 64"]),
        (chain(5000), ["row 4937, reports_to: T (P64) would stand on level 65: a chart has at most 64"]),
        # B36
        (f"{HEAD}-1,A,T\n0,-1,T\n{10**30},0,T\nabc,{10**30},T\n1.5,abc,T\n", []),
        (f"{HEAD}１,A,T\n", ["row 3, code: “１” is not a code"]),
        (f"{HEAD}B,１,T\n", ["row 3, reports_to: T (B) reports to １, which is not in the file and not in the chart."]),
        # B37
        (f"{PERSON}B,A,Two,Bob,2,ANN@x.example,\n", ["row 3, email: This address is that of Ann (1): two people"]),
        (f"{PERSON}B,A,Two,Ann,1,ann@x.example,\n", []),
        (f"{PERSON}A,,Head,Bob,2,,\n", []),
        # B38
        (f"{HEAD}B,A,\n", ["row 3, title: The position has neither a title nor a role: give it one."]),
        (f"{HEAD}B,A, \u00a0\t \n", ["row 3, title: The position has neither a title nor a role: give it one."]),
        (f"{HEAD}B,A,{'x' * 201}\n", ["row 3, title: "]),
        (f"{HEAD}B,A,{'x' * 200}\n", []),
        # B41
        (f"{HEAD}B,A,Head\u202eof\n", ["row 3, title: "]),
        (f"{PERSON}B,A,Two,\u2066Bob\u2069,2,,\n", ["row 3, holder: ", "row 3, holder: We know nobody"]),
        (f"{HEAD}B,A,Zalgo{chr(0x301) * 150}\nC,A,\U0001f469\u200d\U0001f680 Pilot\nG,A,{'y' * 100}\n", []),
        (f"{HEAD}B,A,مدير المبيعات\nC,A,מנהל\nD,A,部長\n", []),
        # B44
        (f"{PERSON}B,A,Two,Bob,2,,+49 170 1\nC,A,Three,Cy,3,,ext. 5\nD,A,Four,Di,4,,'=1+1\n", []),
        (f'{PERSON}B,A,Two,Bob,2,"bob@x.example\r\nBcc: all@x.example",\n', ["row 3, email: "]),
        (f"{PERSON}B,A,Two,Bob,2,javascript:alert(1),\n", ["row 3, email: "]),
    ],
)
def test_it_is_taken_or_named(text: str, expected: list[str]) -> None:
    found = refused(text)
    assert len(found) == len(expected), found
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


def test_a_second_head_is_taken_where_several_are_allowed() -> None:  # B27
    state = standing(allows_several_heads=True)
    assert planned(f"{HEAD}B,XX,Second\n", state).created == ("A", "B")


def test_a_manager_may_stand_below_and_in_the_chart() -> None:  # B29, B30
    plan = planned("code,reports_to,title\nC,B,Clerk\nB,A,Deputy\n", standing("A Head"))
    assert {edit.code: edit.manager for edit in plan.edits} == {"C": "b", "B": "a"}


def test_levels_count_with_those_of_the_chart() -> None:  # B32
    state = standing("\n".join("  " * level + f"P{level}" for level in range(64)))
    assert refused("code,reports_to,title\nN,P62,New\n", state) == []
    assert refused("code,reports_to,title\nN,P63,New\n", state)[0].startswith("row 2, reports_to: New (N) would stand")


def test_the_code_of_an_ended_position_is_that_position() -> None:  # B36
    state = standing("A Head")
    state.positions["old"] = KnownPosition(9, "OLD", is_ended=True, values={"title": "Old"})
    assert refused("code,reports_to,title\nB,OLD,T\n", state) == [
        "row 2, reports_to: Old (OLD) is not in the chart: it has ended, or is not placed yet."
    ]
    plan = planned("code,reports_to,title\nOLD,A,Old\nB,OLD,T\n", state)
    assert (plan.problems, plan.created, plan.moved) == ((), ("B",), ("OLD",))


def test_names_that_look_alike_are_two_people_and_one_that_is_written_two_ways_is_one() -> None:  # B42
    plan = planned(f"{PERSON}B,A,Two,Anna,,,\nC,A,Three,\u0410nna,,,\nD,A,Four,Zoe\u0301,,,\nE,A,Five,Zo\u00e9,,,\n")
    assert plan.problems == ()
    assert [someone.fact("name") for someone in plan.people.values()] == ["Ann", "Anna", "\u0410nna", "Zoé"]
    state = standing("A Head: Zo\u00e9")
    assert planned("code,title,holder\nA,Head,Zoe\u0301\n", state).is_empty
    held = replace(state, people={"n1": replace(state.people["n1"], name="\u0410nna")})
    assert planned("code,title,holder\nA,Head,Anna\n", held).changed == ("A",)


def test_a_share_of_a_post_and_two_posts_of_a_person_are_taken_as_they_are() -> None:  # B37
    shared = planned(f"{PERSON}A,,Head,Bob,2,,\n")
    assert [(new.position, new.terms.kind) for new in shared.appointments.new] == [("a", "shared"), ("a", "shared")]
    both = planned(f"{PERSON}B,A,Two,Ann,1,ann@x.example,\n")
    assert [(new.position, new.person) for new in both.appointments.new] == [("a", "1"), ("b", "1")]


def test_replacing_a_branch_leaves_the_others_alone() -> None:
    state = standing("A Head\n  B Deputy\n    C Clerk\n  E Other")
    text = "code,reports_to,title\nC,A,Clerk\n"
    assert planned(text, state, Options(replaces=True, branch="B")).ended == ("B",)
    assert planned(text, state, Options(branch="B")).ended == ()


def test_thousands_of_rows_of_one_code_are_judged_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holder is compared with those of the same name, not with everybody."""
    compared = []

    def compare(one: Terms | Held, other: Terms | Held) -> bool:
        compared.append(one)
        return overlap(one, other)

    monkeypatch.setattr("roles.spreadsheet.appointing.overlap", compare)
    plan = planned("code,title,holder\n" + "".join(f"A,T,Name {number}\n" for number in range(3_000)))
    assert (plan.problems, len(plan.appointments.new), len(compared)) == ((), 3_000, 0)
    plan = planned("code,title,holder\n" + "A,T,Name\n" * 3_000)
    assert (len(plan.problems), len(compared)) == (3_000, 3_000)
