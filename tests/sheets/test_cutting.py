"""A chart cut into sheets: what stays together, and how much trying that takes."""

from collections.abc import Callable, Sequence

import pytest

from roles.chart import Seat
from roles.chart.lettering import HOLDER, PADDING, SMALL, TITLE
from roles.sheets.chart import NOBODY, chart_of
from roles.sheets.cutting import Cut, Cutting
from roles.sheets.estimate import estimate_sheets
from roles.sheets.fitting import Fit, Sizes
from roles.sheets.furniture import Room
from roles.sheets.plan import plan_book
from roles.sheets.setup import Setup
from tests.chart.seating import chain, seats
from tests.sheets.companies import company
from tests.sheets.phrases import content_of

ROOM = Room(0, 0, 785, 440)
BOX = (208, 97)
# A box with a title, a name and a department, each on one line.
USUAL_HEIGHT = 2 * PADDING + TITLE.leading + HOLDER.above + HOLDER.leading + SMALL.above + SMALL.leading


def cut(found: Sequence[Seat], room: Room = ROOM) -> tuple[list[Cut], Fit]:
    """Cut seats whose boxes are all of one size."""
    chart = chart_of(found)
    assistants = {number for number, seat in enumerate(found) if seat.is_assistant}
    fit = Fit(chart, Sizes([BOX] * len(found), assistants), room, 7)
    return Cutting(chart, fit).run(), fit


def team(manager: str, reports: int) -> str:
    """A direct report of the head with reports of the same name, as text."""
    return f"  {manager}\n" + f"    of {manager}\n" * reports


def test_what_fits_is_one_sheet() -> None:
    assert cut(seats("Chief\n" + team("A", 5)))[0] == [Cut(0, list(range(1, 7)))]


def test_the_heaviest_branch_gets_a_sheet_of_its_own() -> None:
    cuts, _ = cut(seats("Chief\n" + team("A", 3) + team("B", 20) + team("C", 4)))
    assert [(one.top, one.parts) for one in cuts] == [(0, 1), (5, 1)]
    assert cuts[0].members == [1, 2, 3, 4, 5, 26, 27, 28, 29, 30]


def test_many_reports_are_dealt_out_in_order_and_about_equally() -> None:
    cuts, _ = cut(seats("Chief\n" + "  Report\n" * 100))
    assert {one.top for one in cuts} == {0}
    assert [one.part for one in cuts] == list(range(1, cuts[0].parts + 1))
    assert [member for one in cuts for member in one.members] == list(range(1, 101))
    counts = [len(one.members) for one in cuts]
    assert max(counts) - min(counts) <= 2


def test_branches_stay_whole_when_they_are_dealt_out() -> None:
    found = seats("Chief\n  Manager\n" + "".join(f"  {line}\n" for line in (team("A", 4) * 12).splitlines()))
    cuts, _ = cut(found)
    dealt = [one for one in cuts if one.top == 1]
    assert len(dealt) > 2
    for one in dealt:
        assert sum(found[member].title == "A" for member in one.members) * 5 == len(one.members)


def test_several_heads_are_nobodys_sheet() -> None:
    cuts, _ = cut(seats("One\n  Report\nTwo\nThree"))
    assert cuts == [Cut(NOBODY, [0, 1, 2, 3])]


def test_assistants_come_before_their_peers() -> None:
    cuts, _ = cut(seats("Chief\n" + "  Report\n" * 60 + "  *Secretary\n"))
    assert cuts[0].members[0] == 61


def test_a_box_that_no_sheet_holds_still_has_one() -> None:
    cuts, _ = cut(seats("Chief\n  Report\n  Report"), Room(0, 0, 60, 60))
    assert [one.members for one in cuts] == [[1], [2]]


@pytest.mark.parametrize("shape", ["company", "chain", "wide"])
def test_trying_takes_as_long_for_each_position_however_many_there_are(shape: str) -> None:
    shapes: dict[str, Callable[[int], Sequence[Seat]]] = {"company": company, "chain": chain, "wide": wide}
    tried = [cut(shapes[shape](count))[1].tried for count in (1000, 2000)]
    assert tried[0] <= 3 * 1000
    assert tried[1] <= 2.4 * tried[0]


def wide(count: int) -> list[Seat]:
    """One manager of everybody."""
    return [Seat(number, 0 if number else None, str(number), "Position") for number in range(count)]


@pytest.mark.parametrize("setup", [Setup(297, 210), Setup(420, 297)])
@pytest.mark.parametrize("count", [500, 2000])
def test_the_estimate_is_near_the_plan(count: int, setup: Setup) -> None:
    content = content_of(company(count))
    sheets = plan_book(content, setup).sheets
    assert estimate_sheets(content.seats, content, setup, USUAL_HEIGHT) == pytest.approx(sheets, rel=0.15)
