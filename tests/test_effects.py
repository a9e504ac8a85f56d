"""What is foretold of a write is what it does: every move and every leave in a small chart, tried and taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from roles import tree
from roles.effects import Effect
from roles.effects.leaving import effect_of_leaving
from roles.effects.moving import effect_of_move
from roles.models import Position
from roles.soundness import check_tree
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO
  COO
    OPS
      LEAD
    LOG
  CFO
"""


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refusals(write: Callable[[], None]) -> list[str]:
    """Why the door refuses a write, which is otherwise done."""
    try:
        with transaction.atomic():
            write()
    except ValidationError as refusal:
        return refusal.messages
    return []


def as_foretold(effect: Effect) -> dict[int, tuple[int | None, int]]:
    """Manager and level of each position afterwards, as the effect says."""
    return {
        step.position.pk: (step.manager_after.pk if step.manager_after else None, step.level_after)
        for step in effect.steps
    }


def standing() -> dict[int, tuple[int | None, int]]:
    """Manager and level of each position, as the database says."""
    return {key: (manager, level) for key, manager, level in Position.objects.values_list("pk", "reports_to", "level")}


@pytest.mark.parametrize("alone", [False, True])
def test_every_move_does_what_was_foretold(alone: bool) -> None:
    keys = [position.pk for position in plant(COMPANY).values()]
    before = standing()
    tried = 0
    for key in keys:
        for manager in keys:
            if before[key][0] == manager and not alone:
                continue
            effect = effect_of_move([key], manager, alone=alone)
            with taken_back():
                told = refusals(partial(tree.move_position, key, manager, with_reports=not alone))
                assert list(effect.refusals) == told
                if not told:
                    tried += 1
                    after = standing()
                    foretold = as_foretold(effect)
                    assert {each: after[each] for each in foretold} == foretold
                    assert {each for each in keys if after[each][0] != before[each][0]} <= foretold.keys()
                    assert check_tree() == []
    assert tried > 10


@pytest.mark.parametrize("together", [1, 2])
def test_every_leave_does_what_was_foretold(together: int) -> None:
    keys = [position.pk for position in plant(COMPANY).values()]
    before = standing()
    tried = 0
    for going in combinations(keys, together):
        for heir in (None, *keys):
            effect = effect_of_leaving(going, heir)
            if effect.refusals or not effect.steps:
                continue
            with taken_back():
                for key in tree.deepest_first(going):
                    tree.delete_position(key, heir_id=heir or Position.objects.get(pk=key).reports_to_id)
                tried += 1
                after = standing()
                foretold = as_foretold(effect)
                assert {each: after[each] for each in foretold} == foretold
                assert {each for each in after if after[each][0] != before[each][0]} == foretold.keys()
                assert check_tree() == []
    assert tried > 5


def test_every_leave_that_is_foretold_to_be_refused_is_refused() -> None:
    keys = [position.pk for position in plant(COMPANY).values()]
    tried = 0
    for key in keys:
        for heir in keys:
            effect = effect_of_leaving([key], heir)
            if effect.refusals:
                with taken_back():
                    tried += 1
                    assert refusals(partial(tree.delete_position, key, heir_id=heir)) != []
    assert tried > 5
