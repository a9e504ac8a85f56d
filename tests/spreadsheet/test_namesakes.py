"""Whoever is one person by the name alone is named in a note."""

from roles.spreadsheet.plan import Options
from tests.spreadsheet.files import planned, standing

FILE = """
    code,reports_to,title,holder,person_number
    A,,Head,Ann,
    B,A,Deputy,Bob,
    C,A,Clerk,Ann,
    D,A,Driver,Bob,
    E,A,Guard,Cy,7
    F,A,Cook,Cy,7
    G,A,Porter,Di,
"""


def test_those_who_are_one_person_by_their_name_alone_are_named_once() -> None:
    (note,) = planned(FILE).notes
    assert note.startswith(
        "2 people whose names stand on several positions are taken to be one person each: Ann (A, C), Bob (B, D). If "
    )
    assert note.endswith("--same-name new on the command line.")


def test_nothing_is_said_where_each_row_is_a_person_of_its_own_or_a_job_is_shared() -> None:
    assert planned(FILE, options=Options(same_name_is_new=True)).notes == ()
    assert planned("code,reports_to,title,holder\nA,,Head,Ann\nA,,Head,Bob\n").notes == ()


def test_nothing_is_said_of_those_who_hold_it_all_already() -> None:
    text = "code,reports_to,title,holder\nA,,Head,Ann\nB,A,Deputy,Ann\n"
    assert planned(text, standing("A Head: Ann\n  B Deputy: Ann")).notes == ()
    (note,) = planned(text, standing("A Head: Ann\n  B Deputy")).notes
    assert note.startswith("1 person whose name stands on several positions is taken to be one person: Ann (A, B). If")
