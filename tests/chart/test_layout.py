"""Nothing overlaps, managers stand over the middle of their reports, and all stays on the drawing."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.chart import PLAIN, Seat, Style, draw_chart
from roles.chart.layout import lay_out
from roles.chart.lines import connect
from roles.chart.places import Layout
from roles.chart.units import columns_for
from tests.chart.seating import chain, seats

Sized = tuple[list[Seat], list[tuple[int, int]]]
Edges = tuple[int, int, int, int]
PACKED = replace(PLAIN, shape="packed")
RAGGED = replace(PACKED, has_level_rows=False)
GRADES = ("", "G1", "G2", "G10", "Board")
STYLES = {
    "rows": PLAIN,
    "packed": PACKED,
    "rows to the right": replace(PLAIN, direction="right"),
    "packed to the right": replace(PACKED, direction="right"),
    "ragged": RAGGED,
    "ragged to the right": replace(RAGGED, direction="right"),
    "by grade": replace(PLAIN, by_grade=True),
    "by grade to the right": replace(PLAIN, by_grade=True, direction="right"),
}


@st.composite
def organisations(draw: st.DrawFn) -> Sized:
    """Up to some hundred seats of different sizes, one or several heads, and now and then an assistant."""
    count = draw(st.integers(1, 200))
    heads = draw(st.integers(1, 3))
    reach = draw(st.sampled_from((1, 3, 10, 60, 200)))
    random = draw(st.randoms(use_true_random=False))
    managers = [None if number < heads else random.randrange(max(0, number - reach), number) for number in range(count)]
    people = [
        Seat(number, manager, str(number), "", is_assistant=random.random() < 0.1, grade=random.choice(GRADES))
        for number, manager in enumerate(managers)
    ]
    return people, [(random.randrange(20, 300), random.randrange(20, 200)) for _ in people]


def rectangles(layout: Layout, sizes: list[tuple[int, int]]) -> list[Edges]:
    """The edges of every box: left, top, right, bottom."""
    return [(x, y, x + sizes[seat][0], y + sizes[seat][1]) for seat, (x, y) in layout.corners.items()]


def laid_upright(organisation: Sized, style: Style) -> tuple[Layout, list[tuple[int, int]]]:
    """The layout and the sizes, with the axes exchanged if it leads from left to right."""
    people, sizes = organisation
    layout = lay_out(people, sizes, style)
    if layout.direction == "down":
        return layout, sizes
    return layout.transposed, [(height, width) for width, height in sizes]


def overlapping(
    boxes: list[Edges],
) -> list[tuple[Edges, Edges]]:
    """Pairs of boxes that share a point."""
    boxes = sorted(boxes)
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if other[0] < one[2] and other[1] < one[3] and one[1] < other[3]
    ]


in_every_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_no_two_boxes_overlap(style: Style, organisation: Sized) -> None:
    people, sizes = organisation
    assert overlapping(rectangles(lay_out(people, sizes, style), sizes)) == []


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_every_seat_is_drawn_inside_the_drawing(style: Style, organisation: Sized) -> None:
    people, sizes = organisation
    layout = lay_out(people, sizes, style)
    boxes = rectangles(layout, sizes)
    assert len(boxes) == len(people)
    assert all(left >= style.margin and top >= style.margin for left, top, _, _ in boxes)
    assert all(right <= layout.width - style.margin for _, _, right, _ in boxes)
    assert all(bottom <= layout.height - style.margin for _, _, _, bottom in boxes)


def reports_by_manager(people: list[Seat]) -> dict[int, list[int]]:
    """Who reports to whom, without the assistants who are drawn beside the stem."""
    managers = {seat.reports_to for seat in people}
    reports: dict[int, list[int]] = {}
    for seat in people:
        if seat.reports_to is not None and (seat.key in managers or not seat.is_assistant):
            reports.setdefault(seat.reports_to, []).append(seat.key)
    return reports


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_a_manager_stands_over_the_middle_of_the_reports(style: Style, organisation: Sized) -> None:
    layout, sizes = laid_upright(organisation, style)
    for manager, reports in reports_by_manager(organisation[0]).items():
        middle = layout.lefts[manager] + sizes[manager][0] // 2
        left = min(layout.lefts[key] for key in reports)
        right = max(layout.lefts[key] + sizes[key][0] for key in reports)
        assert abs(2 * middle - left - right) <= 1


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_reports_stand_beyond_their_manager(style: Style, organisation: Sized) -> None:
    layout, sizes = laid_upright(organisation, style)
    for manager, below in reports_by_manager(organisation[0]).items():
        assert all(layout.tops[key] >= layout.tops[manager] + sizes[manager][1] for key in below)


@given(organisations())
@settings(deadline=None, max_examples=50)
def test_branches_stand_in_the_order_given(organisation: Sized) -> None:
    people, sizes = organisation
    lefts = lay_out(people, sizes, PLAIN).lefts
    reports = reports_by_manager(people)
    for below in reports.values():
        branches = [lefts[key] for key in below if key in reports]
        assert branches == sorted(branches)


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_lines_end_at_boxes_and_cross_none(style: Style, organisation: Sized) -> None:
    people, sizes = organisation
    layout = lay_out(people, sizes, style)
    boxes = rectangles(layout, sizes)
    for _seat, chains in connect(layout, sizes, style):
        for points in chains:
            for (x1, y1), (x2, y2) in pairwise(points):
                assert x1 == x2 or y1 == y2
                left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
                assert not any(left < r and right > x and top < b and bottom > y for x, y, r, b in boxes)


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_lines_reach_every_report(style: Style, organisation: Sized) -> None:
    people, sizes = organisation
    layout = lay_out(people, sizes, style)
    reached = {point for _seat, chains in connect(layout, sizes, style) for points in chains for point in points}
    for seat in people:
        x, y, (width, height) = layout.lefts[seat.key], layout.tops[seat.key], sizes[seat.key]
        across, down = x + width // 2, y + height // 2
        sides = {(across, y), (across, y + height), (x, down), (x + width, down)}
        assert seat.reports_to is None or sides & reached


@pytest.mark.parametrize("direction", ["down", "right"])
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_packed_branches_are_blocks_within_those_of_their_managers(
    direction: Literal["down", "right"], organisation: Sized
) -> None:
    people, sizes = organisation
    layout = lay_out(people, sizes, replace(PACKED, direction=direction))
    for seat, (x, y, right, bottom) in enumerate(rectangles(layout, sizes)):
        for block in filter(None, (layout.blocks.get(seat), layout.blocks.get(people[seat].reports_to or seat))):
            assert block.left <= x < right <= block.right
            assert block.top <= y < bottom <= block.bottom
    heads = {seat.key for seat in people if seat.reports_to is None}
    for peers in (heads, *reports_by_manager(people).values()):
        assert overlapping([layout.blocks[key][:4] for key in peers if key in layout.blocks]) == []


@in_every_style
@given(organisations())
@settings(deadline=None, max_examples=20)
def test_the_same_seats_give_the_same_drawing(style: Style, organisation: Sized) -> None:
    people, sizes = organisation
    assert lay_out(people, sizes, style) == lay_out(people, sizes, style)


@pytest.mark.parametrize("aspect", [0.7, 1.0, 1.6])
def test_a_packed_chart_is_near_the_wanted_aspect(aspect: float) -> None:
    people = [Seat(number, (number - 1) // 6 if number else None, str(number), "") for number in range(3000)]
    layout = lay_out(people, [(208, 90)] * len(people), replace(PACKED, aspect=aspect))
    assert 0.75 * aspect < layout.width / layout.height < 1.33 * aspect


def test_a_packed_chart_leaves_little_room_empty() -> None:
    people = [Seat(number, (number - 1) // 6 if number else None, str(number), "") for number in range(6**4)]
    layout = lay_out(people, [(208, 90)] * len(people), PACKED)
    assert len(people) * 208 * 90 > 0.35 * layout.width * layout.height


@pytest.mark.parametrize("count", [90, 900])
def test_columns_of_boxes_of_very_different_heights_need_less_room_if_they_are_not_level(count: int) -> None:
    people = [Seat(number, (number - 1) // 9 if number else None, str(number), "") for number in range(count)]
    sizes = [(208, 70 + number % 7 * 60) for number in range(count)]
    level, ragged = (lay_out(people, sizes, style) for style in (PACKED, RAGGED))
    assert ragged.width * ragged.height < 0.95 * level.width * level.height


def test_thousands_of_reports_in_rows_do_not_hang_down_in_one_column() -> None:
    crew = [Seat(number, 0 if number else None, str(number), "") for number in range(10_000)]
    layout = lay_out(crew, [(208, 90)] * len(crew), PLAIN)
    assert layout.height < layout.width
    teams = [Seat(n, (n - 1) % 3000 + 1 if n > 3000 else 0 if n else None, str(n), "") for n in range(12_001)]
    assert lay_out(teams, [(208, 90)] * len(teams), PLAIN).height < 10 * 90


@pytest.mark.parametrize("count", [400, 900])
def test_boxes_of_different_heights_are_packed_closely_in_small_and_large_charts(count: int) -> None:
    people = [Seat(number, (number - 1) // 9 if number else None, str(number), "") for number in range(count)]
    sizes = [(208, 70 + number % 4 * 16) for number in range(count)]
    layout = lay_out(people, sizes, PACKED)
    assert overlapping(rectangles(layout, sizes)) == []
    assert sum(width * height for width, height in sizes) > 0.35 * layout.width * layout.height


@pytest.mark.parametrize("reports_to", [lambda number: 0, lambda number: (number - 1) // 3 if number > 3000 else 0])
def test_thousands_of_reports_are_packed_into_a_field(reports_to: Callable[[int], int]) -> None:
    people = [Seat(number, reports_to(number) if number else None, str(number), "") for number in range(10_000)]
    layout = lay_out(people, [(208, 90)] * len(people), PACKED)
    assert 1.2 < layout.width / layout.height < 2.1


@in_every_style
def test_a_chain_of_five_thousand_is_drawn(style: Style) -> None:
    drawing = draw_chart(chain(5000), style)
    assert len(drawing.boxes) == 5000
    assert 1 in (len({box.x for box in drawing.boxes}), len({box.y for box in drawing.boxes}))


def test_no_seats_give_an_empty_drawing() -> None:
    drawing = draw_chart([])
    assert drawing.boxes == ()
    assert drawing.lines == ()
    assert (drawing.width, drawing.height) == (2 * PLAIN.margin, 2 * PLAIN.margin)


def test_reporting_loops_and_orphans_are_left_out() -> None:
    loop = [Seat(1, None, "a", "A"), Seat(2, 3, "b", "B"), Seat(3, 2, "c", "C"), Seat(4, 99, "d", "D")]
    assert [box.seat.code for box in draw_chart(loop).boxes] == ["a"]


def test_a_single_report_stands_straight_below() -> None:
    drawing = draw_chart(seats("Head\n  Report"))
    head, report = drawing.boxes
    assert head.x == report.x
    middle = head.x + head.width // 2
    assert [line.path for line in drawing.lines] == [f"M{middle} {head.y + head.height}L{middle} {report.y}"]


def test_leaf_reports_are_stacked_beside_one_spine() -> None:
    drawing = draw_chart(seats("Head\n  Branch\n    One\n    Two\n    Three\n  Other\n    Four"))
    one, two, three = (box for box in drawing.boxes if box.seat.title in {"One", "Two", "Three"})
    assert one.x == two.x == three.x
    assert one.y < two.y < three.y


def test_assistants_stand_on_both_sides_of_the_stem() -> None:
    drawing = draw_chart(seats("Head\n  *Left\n  *Right\n  Report"))
    head, left, right, report = drawing.boxes
    assert left.x + left.width < head.x + head.width // 2 < right.x
    assert head.y + head.height < left.y == right.y
    assert right.y + right.height < report.y


def test_stacks_have_at_most_ten_boxes_in_a_column() -> None:
    assert [columns_for(leaves, False, PLAIN) for leaves in (1, 2, 10, 11, 20, 100)] == [1, 1, 1, 2, 2, 10]
    assert [columns_for(leaves, True, PLAIN) for leaves in (1, 4, 5, 8, 30, 100)] == [1, 4, 3, 3, 6, 10]
