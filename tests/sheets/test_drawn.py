"""A drawing put on a page: the same words and lines in points, in colour or black."""

from dataclasses import replace

import pytest

from roles.chart import Seat, SeatLink, draw_chart
from roles.sheets.drawn import Placing
from roles.sheets.pages import INK, WHITE
from tests.chart.seating import seats

TWO = """
Chief Executive | Ann
  Chief Operating Officer | Bob
"""


def of_two(**changes: object) -> list[Seat]:
    """Two positions, the second with some changes."""
    chief, officer = seats(TWO)
    return [chief, replace(officer, **changes)]  # type: ignore[arg-type]


def test_words_stand_where_the_drawing_has_them_in_points() -> None:
    drawing = draw_chart(of_two())
    marks = Placing((100, 50), scale=0.5).marks(drawing)
    (title, _holder) = marks.blocks[0].words
    box, line = drawing.boxes[0], drawing.boxes[0].label.lines[0]
    assert (title.text, title.size, title.weight) == ("Chief Executive", 14 * 0.75 * 0.5, 600)
    assert title.x == pytest.approx(100 + (box.x + line.x) * 0.375, abs=0.005)
    assert title.y == pytest.approx(50 + (box.y + line.y) * 0.375, abs=0.005)
    assert [block.text for block in marks.blocks] == ["Chief Executive Ann", "Chief Operating Officer Bob"]


def test_the_line_between_two_boxes_touches_both_panels() -> None:
    upper, lower = (marks := Placing((0, 0), 1).marks(draw_chart(of_two()))).panels
    (line,) = marks.strokes
    assert line.points[0][1] == upper.y + upper.height
    assert line.points[-1][1] == lower.y


def test_where_a_branch_goes_on_leads_there_and_nothing_else_does() -> None:
    marks = Placing((0, 0), 1, {1: 12}).marks(draw_chart(of_two(goes_on="continues on page 12")))
    assert [(words.text, words.to) for block in marks.blocks for words in block.words if words.to] == [
        ("continues on page 12", 12)
    ]


def test_nobody_holding_a_position_dashes_its_edge() -> None:
    marks = Placing((0, 0), 1).marks(draw_chart(of_two(is_vacant=True, vacancy="Vacant")))
    assert [panel.is_dashed for panel in marks.panels] == [False, True]


def test_black_prints_no_other_colour() -> None:
    drawing = draw_chart(of_two(colour="#aa3300", is_on_line=True), links=[SeatLink(1, 0, "deputy", "Deputy of")])
    coloured = Placing((0, 0), 1).marks(drawing)
    black = Placing((0, 0), 1, is_black=True).marks(drawing)
    assert "#aa3300" in [panel.fill for panel in coloured.panels]
    assert {panel.fill for panel in black.panels} | {panel.edge for panel in black.panels} == {WHITE, INK}
    assert {stroke.colour for stroke in black.strokes} == {INK}
    assert any(stroke.is_filled for stroke in black.strokes)


def test_details_of_a_box_stand_below_its_department_one_a_line() -> None:
    drawing = draw_chart(of_two(department="Operations", details=("Leeds", "Grade 7")))
    assert [line.text for line in drawing.boxes[1].label.lines][-3:] == ["Operations", "Leeds", "Grade 7"]
