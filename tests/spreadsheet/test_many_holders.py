"""Thousands of holders of one position: who continues is found without comparing each with all."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from roles.spreadsheet.state import Held, Known, KnownPosition, State
from roles.text import clean_line
from tests.spreadsheet.files import NOTHING, TODAY, planned

MANY = 1_000
# Finding one person in a table takes a comparison or two.
FEW = 6 * MANY


class Counted(str):
    """The key of a person, which counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


@pytest.fixture(autouse=True)
def _nothing_is_counted() -> None:
    Counted.compared = 0


def day(number: int) -> datetime.date:
    """A day of the past, each number another one."""
    return TODAY - datetime.timedelta(days=MANY + number)


def shared(*, start: bool = False, end: datetime.date | None = None, nameless: bool = False) -> State:
    """A position that many people hold."""
    keys = [f"p{number:05}" for number in range(MANY)]
    people = {key: Known(at, key.upper(), f"Person {key}") for at, key in enumerate(keys)}
    held = tuple(
        Held(at, None if nameless else Counted(key), "shared", Decimal(1), day(at) if start else None, end)
        for at, key in enumerate(keys)
    )
    position = KnownPosition(1, "A", values={"title": "Guard", **NOTHING}, held=held)
    return replace(State(TODAY), positions={"a": position}, people=people)


def test_other_shares_of_those_who_share_a_position_are_found_in_one_pass() -> None:
    rows = "".join(f"A,Guard,P{number:05},0.5\n" for number in reversed(range(MANY)))
    plan = planned(f"code,title,person_number,fte\n{rows}", shared())
    assert (plan.problems, plan.appointments.new, len(plan.appointments.changed)) == ((), [], MANY)
    assert Counted.compared < FEW


def test_those_whom_an_import_ended_come_back_in_one_pass() -> None:
    rows = "".join(f"A,Guard,P{number:05}\n" for number in range(MANY))
    plan = planned(f"code,title,person_number\n{rows}", shared(end=TODAY - datetime.timedelta(days=1)))
    assert (plan.problems, len(plan.appointments.changed)) == ((), MANY)
    assert Counted.compared < FEW


def test_holders_are_found_by_name_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = []

    def clean(text: str) -> str:
        cleaned.append(text)
        return clean_line(text)

    for module in ("people", "names", "state"):
        monkeypatch.setattr(f"roles.spreadsheet.{module}.clean_line", clean)
    rows = "".join(f"A,Guard,Person p{number:05}\n" for number in reversed(range(MANY)))
    plan = planned(f"code,title,holder\n{rows}", shared())
    assert (plan.problems, plan.is_empty) == ((), True)
    assert len(cleaned) < FEW


@pytest.mark.parametrize("order", [range(MANY), reversed(range(MANY))])
def test_nameless_holders_are_told_apart_by_their_start_in_any_order(order: range) -> None:
    rows = "".join(f"A,Guard,undisclosed,{day(number)},shared\n" for number in order)
    plan = planned(f"code,title,holder,start,kind\n{rows}", shared(start=True, nameless=True))
    assert (plan.problems, plan.is_empty) == ((), True)


def test_a_nameless_holder_with_another_start_continues_the_last_one_left() -> None:
    rows = "".join(f"A,Guard,undisclosed,{day(number)},shared\n" for number in (0, 2_000, 1))
    state = shared(start=True, nameless=True)
    position = replace(state.positions["a"], held=state.positions["a"].held[:3])
    plan = planned(f"code,title,holder,start,kind\n{rows}", replace(state, positions={"a": position}))
    assert (plan.problems, plan.appointments.new) == ((), [])
    assert plan.appointments.changed == {2: {"start": day(2_000)}}


def test_when_all_holders_leave_their_last_day_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def last_day(*_of: object) -> datetime.date:
        asked.append(True)
        return TODAY - datetime.timedelta(days=1)

    monkeypatch.setattr("roles.spreadsheet.appointing._last_day", last_day)
    plan = planned("code,title,holder\nA,Guard,vacant\n", shared())
    assert (plan.problems, len(plan.appointments.changed), len(asked)) == ((), MANY, 1)
