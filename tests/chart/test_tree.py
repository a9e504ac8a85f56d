"""Flat seats become trees and nested lists, however deep."""

from roles.chart import Seat, nest
from roles.chart.tree import grow
from tests.chart.seating import chain, seats


def listed(people: list[Seat]) -> str:
    """The nested list as markup without spaces."""
    return "".join(
        f"<li>{row.seat.title}{'<ul>' if row.opens else '</li>'}{'</ul></li>' * len(row.closes)}"
        for row in nest(people)
    )


def test_heads_and_reports_keep_the_order_of_the_input() -> None:
    tree = grow(seats("A\n  B\n    C\n  D\nE"))
    assert tree.heads == [0, 4]
    assert tree.reports == {0: [1, 3], 1: [2]}


def test_the_nested_list_opens_and_closes_as_the_tree_does() -> None:
    assert listed(seats("A\n  B\n    C\n      D\nE")) == (
        "<li>A<ul><li>B<ul><li>C<ul><li>D</li></ul></li></ul></li></ul></li><li>E</li>"
    )
    assert listed(seats("A\n  B\n    C\n  D")) == ("<li>A<ul><li>B<ul><li>C</li></ul></li><li>D</li></ul></li>")


def test_a_chain_of_five_thousand_is_listed() -> None:
    rows = list(nest(chain(5000)))
    assert [row.seat.key for row in rows] == list(range(5000))
    assert len(rows[-1].closes) == 4999
