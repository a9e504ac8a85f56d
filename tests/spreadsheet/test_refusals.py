"""A table of files and their problems: every one with its row, its column and a way out."""

from dataclasses import replace

import pytest

from roles.spreadsheet.plan import Options
from roles.spreadsheet.state import Known, KnownRole, State
from tests.spreadsheet.files import TODAY, refused, standing

CHAIN = "code,reports_to,title\n" + "".join(f"P{n},{f'P{n - 1}' if n else ''},T\n" for n in range(70))
RING = "code,reports_to,title\nH,,T\n" + "".join(f"P{n},P{(n + 1) % 5000},T\n" for n in range(5000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "code,reports_to,title\n,,Head\n",
            ["row 2, code: The row has no code: every position needs one."],
        ),
        (
            "code,reports_to,title\nA,,\n",
            ["row 2, title: The position has neither a title nor a role: give it one."],
        ),
        (
            "code,reports_to,title\nA,,Head\nB,4711,Deputy\n",
            ["row 3, reports_to: Deputy (B) reports to 4711, which is not in the file and not in the chart."],
        ),
        (
            "code,reports_to,title\n007,,Head\nB,7,Deputy\n",
            [
                "row 3, reports_to: Deputy (B) reports to 7, which is not in the file and not in the chart: "
                "did you mean 007?"
            ],
        ),
        (
            "code,reports_to,title\nBoss,,Head\nB,boss,Deputy\n",
            [
                "row 3, reports_to: Deputy (B) reports to boss, which is not in the file and not in the chart: "
                "did you mean Boss?"
            ],
        ),
        (
            "code,reports_to,title\nABC123,,Head\nB,ABC 123,Deputy\n",
            [
                "row 3, reports_to: Deputy (B) reports to ABC 123, which is not in the file and not in the chart: "
                "did you mean ABC123?"
            ],
        ),
        (
            "code,reports_to,title\nOPS-LOG,,Head\nB,OPS-LGO,Deputy\n",
            [
                "row 3, reports_to: Deputy (B) reports to OPS-LGO, which is not in the file and not in the chart: "
                "did you mean OPS-LOG?"
            ],
        ),
        (
            "code,reports_to,title\nA,,Head\nB,B,Deputy\n",
            ["row 3, reports_to: A position can't report to itself."],
        ),
        (
            "code,reports_to,title\nH,,Head\nA,C,Alpha\nB,A,Beta\nC,B,Gamma\nD,A,Delta\n",
            [
                "row 3, reports_to: This would be a loop: Alpha (A) reports to Gamma (C), who reports to Beta (B), "
                "who reports to Alpha (A)."
            ],
        ),
        (
            "code,reports_to,title\nA,,Head\nB,xx,Second\nC,XX,Third\n",
            [
                "row 3, reports_to: Head (A) is the head already: say whom this position reports to.",
                "row 4, reports_to: Head (A) is the head already: say whom this position reports to.",
            ],
        ),
        (
            CHAIN,
            [
                "row 66, reports_to: T (P64) would stand on level 65: a chart has at most 64, "
                "so let it report further up."
            ],
        ),
        (
            "code,reports_to,title\nA,,Head\na,A,Other\n",
            [
                "row 3, code: It differs from A in row 2 only in letter case: they are the same code.",
                "row 3, reports_to: The same code reports to “nobody” in row 2, here to “A”: "
                "it can have only one manager.",
                "row 3, title: The same code stands in row 2 as “Head”, here as “Other”: give one of them a new code.",
            ],
        ),
        (
            "code,reports_to,title,holder\nA,,Head,Ann\nA,,Chief,Bob\n",
            ["row 3, title: The same code stands in row 2 as “Head”, here as “Chief”: give one of them a new code."],
        ),
        (
            "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Bob\nC,A,Team,Cy\nC,B,Team,Di\n",
            ["row 5, reports_to: The same code reports to “A” in row 4, here to “B”: it can have only one manager."],
        ),
        (
            "code,reports_to,title,grade,holder\nA,,Head,1,Ann\nA,,Head,2,Bob\n",
            ["row 3, grade: The same code stands in row 2, which says something else here."],
        ),
        (
            "code,reports_to,title\nA,,Head\nA,,Head\n",
            ["row 3, code: This code stands in row 2 already."],
        ),
        (
            "code,reports_to,title,holder\nA,,Head,Ann\nA,,Head,Ann\n",
            ["row 2, holder: The same person would hold", "row 3, holder: The same person would hold"],
        ),
        (
            "code,reports_to,title,holder,kind\nA,,Head,Ann,substantive\nA,,Head,Bob,substantive\n",
            ["row 2, holder: Two people would hold this position at a time", "row 3, holder: Two people would hold"],
        ),
        (
            "code,reports_to,title,holder,start,end\nA,,Head,Ann,2026-03-01,2026-02-01\n",
            ["row 2, end: The appointment would end on 2026-02-01, before it starts on 2026-03-01."],
        ),
        (
            "code,reports_to,title,fte\nA,,Head,1\n",
            ["row 1, fte: This column is about a holder: add the column holder or person_number."],
        ),
        (
            "code,reports_to,title,holder,status\nA,,Head,Ann,vacant\n",
            ["row 2, status: The row says vacant and names a holder: keep one of the two."],
        ),
        (
            "code,reports_to,title,holder,status\nA,,Head,Vacant,filled\n",
            ["row 2, status: The row says filled and names a holder"],
        ),
        (
            "code,reports_to,title,holder,email\nA,,Head,Vacant,a@x.example\nB,A,T,,\n",
            [],
        ),
        (
            "code,reports_to,title,holder,phone\nA,,Head,,123\n",
            ["row 2, phone: The row names no holder whose this could be: name one, or empty the cell."],
        ),
        (
            "code,reports_to,title,person_number\nA,,Head,77\n",
            ["row 2, holder: We know nobody with the number 77: name the holder."],
        ),
        (
            "code,reports_to,title,email\nA,,Head,a@x.example\n",
            ["row 2, holder: We know nobody with this address: name the holder."],
        ),
        (
            "code,reports_to,title,holder,person_number\nA,,Head,Ann,1\nB,A,Two,Bob,1\n",
            ["row 3, holder: Of the same person (1), row 2 says Ann: people have one name"],
        ),
        (
            "code,reports_to,title,holder,person_number,email\nA,,Head,Ann,1,a@x.example\nB,A,Two,Bob,2,A@x.example\n",
            ["row 3, email: This address is that of Ann (1): two people can't share one."],
        ),
        (
            "code,reports_to,title,holder,email\nA,,Head,Ann,a@x.example\nB,A,Two,Bob,a@x.example\n",
            ["row 3, holder: Of the same person (P00001), row 2 says Ann"],
        ),
        (
            "code,reports_to,title,holder,person_number\nA,,Head,Ann,1\nB,A,Two,Ann,2\nC,A,Three,Ann,\n",
            ["row 4, holder: Several people have this name (1, 2): give the person's number."],
        ),
        (
            "code,reports_to,title,role\nA,,Head,chef\n",
            ["row 2, role: No role is called “chef”: did you mean chief?"],
        ),
        (
            "code,reports_to,title,role\nA,,,wizard\n",
            ["row 2, role: No role is called “wizard”: leave the cell empty, or make the role first."],
        ),
        (
            "code,reports_to,title,deputy_of,works_with\nA,,Head,A,\nB,A,Two,,C; A\n",
            [
                "row 2, deputy_of: A position can't be linked with itself.",
                "row 3, works_with: “C” is in neither the file nor the chart.",
            ],
        ),
        (
            "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Gone,Eliminated\nC,B,Left,Cy\n",
            ["row 4, reports_to: Gone (B) is eliminated in row 3: name another position."],
        ),
        (
            "code,reports_to,title,posts,fte,holder\nA,,Head,many,1;0,Ann\n",
            ["row 2, posts: “many” is not a number of posts", "row 2, fte: “1;0” is not a share"],
        ),
        (
            "code,reports_to,title\n-1,,Head\n1.5,-1,T\n0,-1,T\nabc,0,T\n",
            [],
        ),
        (
            "code,reports_to,title\n１,,Head\nB,１,T\n",
            [
                "row 2, code: “１” is not a code",
                "row 3, reports_to: T (B) reports to １, which is",
            ],
        ),
    ],
)
def test_a_file_is_refused_with_every_problem(text: str, expected: list[str]) -> None:
    state = standing(roles=(KnownRole("chief", "Chief of All"),))
    found = refused(text, state)
    assert len(found) == len(expected), found
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


def test_a_loop_of_five_thousand_is_spelled_out_in_part() -> None:
    (problem,) = refused(RING)
    assert problem.startswith("row 3, reports_to: This would be a loop: T (P0) reports to T (P1), who reports to")
    assert "who reports through 4993 others to T (P0)" in problem
    assert len(problem) < 1_000


def test_a_loop_of_one_too_many_counts_the_other_in_the_singular() -> None:
    (problem,) = refused("code,reports_to,title\nH,,T\n" + "".join(f"P{n},P{(n + 1) % 8},T\n" for n in range(8)))
    assert "who reports to T (P6), who reports through 1 other to T (P0)" in problem, problem


CHART = """
    A Head: Ann
      B Deputy: Bob
        C Clerk: Cy
"""


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("code,reports_to,title\nZ,,Zed\n", Options(), ["row 2, reports_to: Head (A) is the head already"]),
        ("code,title\nZ,Zed\n", Options(), ["row 2, reports_to: Head (A) is the head already"]),
        (
            "code,reports_to,title\nA,C,Head\n",
            Options(),
            ["row 2, reports_to: This would be a loop: Head (A) reports to Clerk (C), who reports to Deputy (B), who"],
        ),
        (
            "code,title\nb,Deputy\n",
            Options(),
            ["row 2, code: In the chart the code is written B: write it"],
        ),
        (
            "code,reports_to,title\nA,,Head\nC,B,Clerk\n",
            Options(replaces=True),
            ["row 3, reports_to: Deputy (B) is missing from the file and would end: name another position."],
        ),
        (
            "code,title,status\nB,Deputy,eliminated\n",
            Options(),
            ["row 2, status: Clerk (C) still reports to this position: give them another manager first."],
        ),
        (
            "code,title,status\nB,Deputy,eliminated\nC,Clerk,filled\n",
            Options(),
            ["row 2, status: Clerk (C) still reports to this position: give them another manager first."],
        ),
        (
            "code,title\nA,Head\nC,Clerk\n",
            Options(replaces=True),
            ["row 3, reports_to: Deputy (B) is missing from the file and would end: name another position."],
        ),
    ],
)
def test_a_file_is_judged_with_the_chart(text: str, options: Options, expected: list[str]) -> None:
    found = refused(text, standing(CHART), options)
    assert len(found) == len(expected), found
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


def test_an_address_of_somebody_else_is_refused() -> None:
    state = State(TODAY, people={"1": Known(1, "1", "Ann", "ann@x.example")})
    found = refused("code,reports_to,title,holder,email\nA,,Head,Bob,ANN@x.example\n", state)
    assert found == ["row 2, email: This address belongs to Ann (1): give the person's number too, or another address."]
    found = refused("code,reports_to,title,holder,person_number,email\nA,,Head,Bob,2,ann@x.example\n", state)
    assert found == ["row 2, email: This address is that of Ann (1): two people can't share one."]


def test_two_known_people_of_a_name_are_not_guessed() -> None:
    state = State(TODAY, people={"1": Known(1, "1", "Ann"), "2": Known(2, "2", "Ann")})
    assert refused("code,reports_to,title,holder\nA,,Head,Ann\n", state) == [
        "row 2, holder: Several people have this name (1, 2): give the person's number."
    ]


def looped() -> State:
    """An organisation whose stored chart holds a loop."""
    state = standing("A Head\n  B Deputy\n    C Clerk\n  D Driver")
    state.positions["b"] = replace(state.positions["b"], manager="c")
    return state


@pytest.mark.parametrize("text", ["code,title\n", "code,title\nA,Head\n", "code,reports_to,title\nE,A,New\n"])
def test_a_loop_in_the_stored_chart_is_a_problem_that_says_how_to_find_out_more(text: str) -> None:
    found = refused(text, looped())
    assert found[0] == (
        "The chart itself is broken at Deputy (B), whatever the file says: manage.py check_tree says what is wrong."
    )
    assert found[1:] == (["row 1: The file has no rows below its headings."] if text == "code,title\n" else [])


def test_a_loop_in_the_stored_chart_that_the_file_undoes_is_none() -> None:
    assert refused("code,reports_to,title\nB,A,Deputy\n", looped()) == []


def test_levels_too_deep_in_the_stored_chart_are_a_problem_of_the_chart() -> None:
    state = standing("\n".join("  " * level + f"P{level}" for level in range(66)))
    for text in ("code,title\n", "code,reports_to,title\nE,P0,New\n"):
        assert refused(text, state)[0].startswith("The chart itself is broken at P64")
