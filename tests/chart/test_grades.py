"""The same grade stands at the same height, and nobody level with the manager or above."""

from dataclasses import replace
from textwrap import dedent
from typing import Literal

import pytest
from hypothesis import given, settings

from roles.chart import PLAIN, Drawing, Seat, draw_chart
from roles.chart.grades import natural
from tests.chart.seating import picture, seats
from tests.chart.test_layout import Sized, laid_upright, organisations

BY_GRADE = replace(PLAIN, by_grade=True)
directions = pytest.mark.parametrize("direction", ["down", "right"])


def graded(text: str, direction: Literal["down", "right"] = "down") -> Drawing:
    """Draw seats whose titles end in their grade, after a hash."""
    people = [
        replace(seat, title=title, grade=grade)
        for seat in seats(text)
        for title, _, grade in [seat.title.partition("#")]
    ]
    return draw_chart(people, replace(BY_GRADE, direction=direction))


def tops(drawing: Drawing) -> dict[str, int]:
    """How far down each position stands, by its title."""
    return {box.seat.title: box.y for box in drawing.boxes}


@directions
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_a_grade_below_the_managers_stands_at_one_height(
    direction: Literal["down", "right"], organisation: Sized
) -> None:
    people = organisation[0]
    layout, _sizes = laid_upright(organisation, replace(BY_GRADE, direction=direction))
    begins = {band.name: band.begin for band in layout.bands}
    first_in_column = {seat: column[0] for columns in layout.columns.values() for column in columns for seat in column}
    assistants = {seat for beside in layout.assistants.values() for seat in beside}
    heights: dict[str, set[int]] = {}
    for seat in people:
        managers_top = layout.tops[seat.reports_to] if seat.reports_to is not None else -1
        if seat.key not in assistants and managers_top < begins.get(seat.grade, -1):
            heights.setdefault(seat.grade, set()).add(layout.tops[first_in_column.get(seat.key, seat.key)])
    assert all(len(found) == 1 for found in heights.values())


@directions
@given(organisations())
@settings(deadline=None, max_examples=50)
def test_bands_follow_each_other_and_hold_their_positions(
    direction: Literal["down", "right"], organisation: Sized
) -> None:
    layout, sizes = laid_upright(organisation, replace(BY_GRADE, direction=direction))
    ends = [0]
    for band in layout.bands:
        assert ends[-1] < band.begin < band.end
        ends.append(band.end)
    for seat, top in enumerate(layout.tops):
        begins = [band for band in layout.bands if band.begin <= top]
        assert not begins or top + sizes[seat][1] <= begins[-1].end


def test_bands_without_lines_between_them_stand_in_the_order_of_the_mean_level() -> None:
    drawing = graded("Head#Top\n  Five#Low\n  One#Mid\n  Other\n    Two#Low")
    assert [line.label.text for line in drawing.grade_lines] == ["Top", "Mid", "Low"]


def test_a_band_comes_after_those_who_manage_its_positions() -> None:
    drawing = graded("Head#4\n  One#1\n  Two#1\n  Three#2\n    Four#1\n    Five#3\n  Six#3\n    Seven#2\n    Eight#2")
    assert [line.label.text for line in drawing.grade_lines] == ["4", "3", "2", "1"]


def test_grades_of_one_level_stand_in_their_natural_order() -> None:
    drawing = graded("Head#Top\n  One#G10\n  Two#G9")
    assert [line.label.text for line in drawing.grade_lines] == ["Top", "G9", "G10"]
    assert sorted(["b2", "B10", "a", "", "10", "9"], key=natural) == ["", "9", "10", "a", "b2", "B10"]


def test_a_report_of_the_managers_grade_stands_in_a_further_row_of_the_band() -> None:
    drawing = graded("Head#A\n  One#B\n    Two#B\n    Three#C\n  Four#C")
    found = tops(drawing)
    assert found["Head"] < found["One"] < found["Two"] < found["Three"] == found["Four"]
    assert [line.start[1] < found["Two"] for line in drawing.grade_lines] == [True, True, False]


def test_a_higher_grade_than_the_managers_or_none_stands_in_the_managers_band() -> None:
    found = tops(graded("Head#A\n  One#C\n    Two#B\n    Three\n  Four#B\n    Five#C\n      Six#C"))
    assert found["Four"] < found["One"] < found["Two"] == found["Three"]


def test_heads_without_a_grade_stand_before_all_bands() -> None:
    drawing = graded("Head\n  One#A\n  Two\nOther#A")
    found = tops(drawing)
    assert found["Head"] < drawing.grade_lines[0].start[1] < found["One"] == found["Other"]
    assert found["Two"] < drawing.grade_lines[0].start[1]


def test_stacks_hold_one_grade_alone() -> None:
    drawing = graded(
        "Head#A\n  Manager#B\n    One#C\n    Two#C\n    Three#D\n    Four#D\n    Five#D\n  Other#B\n    Six#C"
    )
    drawn = """
                   Head
            Manager      Other
        One              Six
        Two
                 Three
                 Four
                 Five
    """
    assert dedent(picture(drawing, 29, 39)) == dedent(drawn).strip("\n").rstrip()


def test_nobody_without_a_grade_gets_lines() -> None:
    drawing = graded("Head\n  One\n    Two\n  Three")
    assert drawing.grade_lines == ()
    assert tops(drawing)["One"] == tops(drawing)["Three"]


@directions
def test_the_name_of_a_grade_is_shortened_to_its_room(direction: Literal["down", "right"]) -> None:
    name = "Senior professional and technical officers of the higher service"
    drawing = graded(f"Head#{name}\n  One#B\n  Two#B", direction)
    assert drawing.grade_lines[0].label.text.endswith("…")
    assert drawing.grade_lines[1].label.text == "B"
    for line in drawing.grade_lines:
        across = line.start[0] == line.end[0]
        assert across == (direction == "right")
        assert max(line.start[0], line.end[0]) < drawing.width
        assert max(line.start[1], line.end[1]) < drawing.height


def test_no_grades_name_lies_on_a_box() -> None:
    drawing = graded("Head#Board of directors\n  One#B\n  Two#B")
    assert min(box.x for box in drawing.boxes) > BY_GRADE.margin + 80


def test_a_chain_of_five_thousand_of_one_grade_is_drawn() -> None:
    people = [Seat(key, key - 1 if key else None, str(key), "", grade="A") for key in range(5000)]
    found = [box.y for box in draw_chart(people, BY_GRADE).boxes]
    assert found == sorted(set(found))
