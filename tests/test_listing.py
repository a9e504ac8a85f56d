"""What a list says of a position is what its page says: who holds it, or why nobody is named."""

import datetime

import pytest

from roles import tree
from roles.listing import listed
from roles.models import Department, Position
from roles.sentences import held_now
from tests.trees import appoint, plant, write_appointment

pytestmark = pytest.mark.django_db


def test_rows_say_who_holds_a_position_in_the_words_of_its_page() -> None:
    company = plant("A: Ama\n  B: Ben\n  C\n  D: Di\n  E\n  F\n  G")
    appoint(company["D"], "Ed", kind="shared")
    appoint(company["E"], "Eve", kind="acting")
    write_appointment(position=company["F"])
    group = Position.objects.get(code="G")
    group.posts = 7
    tree.save_position(group)
    positions = list(Position.objects.with_holders().in_tree_order())
    rows = listed(positions)
    assert [(row.tag, "".join(text for text, _url, _is_name in row.held)) for row in rows] == [
        ("", "Ama"), ("", "Ben"), ("vacant", ""), ("", "Ed and Di"), ("", "Eve (acting)"), ("", "name not published"),
        ("", "7 posts"),
    ]  # fmt: skip
    for row, position in zip(rows, positions, strict=True):
        parts = [(part.text, part.url, part.is_name) for part in held_now(position)]
        assert row.is_vacant or list(row.held) == parts


def test_rows_say_where_a_position_is_and_how_many_report() -> None:
    plant("A\n  B\n    C", department=Department.objects.create(code="D", name="Dispatch", colour="#123456"))
    first, *_others, last = listed(Position.objects.with_holders().in_tree_order())
    assert (first.url, first.title, first.colour, first.department) == (
        "/positions/A/",
        "Title of A",
        "#123456",
        "Dispatch",
    )
    assert (first.reports, last.reports) == ("2 reports", "")


def test_what_has_ended_is_called_so_and_not_vacant() -> None:
    company = plant("A\n  B")
    tree.end_position(company["B"].pk, datetime.date(2020, 1, 1))
    (row,) = listed(Position.objects.with_holders().filter(code="B"))
    assert (row.tag, row.is_vacant, row.held) == ("ended", False, ())
