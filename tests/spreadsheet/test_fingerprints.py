"""Two plans have the same mark when they would write the same, and never otherwise."""

from dataclasses import replace

import pytest

from roles.spreadsheet.fingerprints import fingerprint
from roles.spreadsheet.plan import AS_USUAL, Options
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.state import KnownRole, State
from tests.spreadsheet.files import planned, sheet, standing

COMPANY = """
CEO Chief: Ada
  COO Operations: Bo
  CFO Finance
"""
FILE = "code,reports_to,title,holder,works_with\nCEO,,Chief,Ada,\nCOO,CEO,Works,Mia,CFO\nNEW,COO,Planner,Bo,\n"


def mark(text: str = FILE, state: State | None = None, options: Options = AS_USUAL) -> str:
    """The mark of the plan of a file."""
    return fingerprint(planned(text, state or standing(COMPANY), options))


def test_the_same_plan_has_the_same_mark() -> None:
    assert mark() == mark()


def test_what_is_not_written_does_not_matter() -> None:
    one = make_plan([sheet(FILE, "a.csv")], standing(COMPANY))
    other = make_plan([sheet(FILE, "b.csv")], standing(COMPANY + "  NIL Nothing\n"))
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Works", "Work"),
        ("NEW,COO", "NEW,CEO"),
        ("NEW,", "OTHER,"),
        ("Mia", "Max"),
        ("Mia,CFO", "Mia,"),
        ("CEO,,Chief,Ada", "CEO,,Chief,Bo"),
    ],
)
def test_another_file_has_another_mark(before: str, after: str) -> None:
    assert mark(FILE.replace(before, after, 1)) != mark()


def test_another_state_has_another_mark_where_something_else_would_be_written() -> None:
    state = standing(COMPANY)
    assert mark(state=replace(state, roles=(KnownRole("planner", "Planner"),))) != mark()
    assert mark(state=replace(state, today=state.today.replace(day=16))) != mark()
    assert mark(options=Options(replaces=True)) != mark()
