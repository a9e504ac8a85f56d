"""Numbers and orders that are used up in one place again and again: room is made, and nobody notices."""

import pytest
from django.core.exceptions import ValidationError

from roles import tree
from roles.models import Entry, Position
from roles.soundness import check_tree
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def below(manager: Position, code: str) -> Position:
    """A new position, the last of its peers."""
    return tree.create_position(Position(code=code, title=code, reports_to=manager))


def test_two_neighbours_change_places_three_hundred_times() -> None:
    company = plant("H\n  A\n  B\n  C")
    one, other = company["A"], company["B"]
    for _time in range(300):
        tree.order_position(other.pk, one.pk)
        one, other = other, one
    assert check_tree() == []
    assert outline() == "H\n  A\n  B\n  C"


def test_the_last_becomes_the_first_eighty_times() -> None:
    plant("H\n" + "\n".join(f"  P{number:02}" for number in range(12)))
    for _time in range(80):
        first, *_between, last = Position.objects.filter(level=1).in_tree_order()
        tree.order_position(last.pk, first.pk)
    assert check_tree() == []
    assert outline().split() == ["H", *(f"P{(number + 4) % 12:02}" for number in range(12))]


def test_whoever_comes_last_goes_between_the_same_two_ninety_times() -> None:
    company = plant("H\n" + "\n".join(f"  P{number:02}" for number in range(30)))
    for _round in range(3):
        for number in range(1, 31):
            tree.order_position(company[f"P{number % 30:02}"].pk, company["P00" if number % 30 else "P01"].pk)
    assert check_tree() == []


def test_orders_are_pushed_on_no_further_than_need_be() -> None:
    company = plant("H")
    peers = [below(company["H"], f"P{number}") for number in range(200)]
    before = Entry.objects.count()
    for number in range(100, 160):
        tree.order_position(peers[number].pk, peers[1].pk)
    assert outline().split()[1:4] == ["P0", "P100", "P101"]
    assert Entry.objects.count() - before < 60 * 3


def test_a_chain_is_made_one_below_the_other_as_deep_as_may_be() -> None:
    manager = plant("P0")["P0"]
    for number in range(1, 64):
        manager = below(manager, f"P{number}")
    assert check_tree() == []
    with pytest.raises(ValidationError, match="64 levels"):
        below(manager, "P64")


def test_twenty_levels_of_five_are_made_one_after_the_other() -> None:
    manager = plant("H")["H"]
    for level in range(20):
        made = [below(manager, f"P{level}-{number}") for number in range(5)]
        manager = made[-1]
    assert check_tree() == []
    assert Position.objects.get(code="H").reports_count == 100


def test_hundreds_are_appended_to_one_that_was_appended() -> None:
    manager = below(below(plant("H")["H"], "A"), "B")
    for number in range(300):
        below(manager, f"P{number}")
    assert check_tree() == []


def test_a_manager_who_was_created_after_it_was_assigned_is_the_manager() -> None:
    head = plant("H")["H"]
    manager = Position(code="M", title="M", reports_to=head)
    report = Position(code="R", title="R", reports_to=manager)
    with pytest.raises(ValidationError, match="create it first"):
        tree.create_position(report)
    tree.create_position(manager)
    tree.create_position(report)
    moved = below(head, "X")
    moved.reports_to = Position(code="N", title="N", reports_to=head)
    tree.create_position(moved.reports_to)
    tree.save_position(moved)
    assert outline() == "H\n  M\n    R\n  N\n    X"


def test_whoever_leaves_the_chart_leaves_the_manager_first() -> None:
    position = below(plant("H")["H"], "A")
    position.is_placed = False
    with pytest.raises(ValidationError, match="reports to none"):
        tree.save_position(position)
