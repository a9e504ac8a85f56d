"""The small charts on paper: two lines down to both positions, and a position between its line and its reports."""

import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from roles import tree
from roles.models import MOST_LEVELS, Position
from roles.small_charts import MOST_IN_LINE, MOST_REPORTS
from tests.drawings import SVG, drawing_in, titles
from tests.pages import count_queries
from tests.trees import plant, plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive: Helena
  COO Operations Chief: Amara
    OPS Logistics Manager: Jonas
    QUA Quality Manager
  CFO Finance Chief: Katarzyna
"""
MARKS = ("at", "on-path", "vacant")


def marked(drawing: ElementTree.Element) -> dict[str, list[str]]:
    """The titles of the boxes that carry each of the marks."""
    boxes = [box for box in drawing.iter(f"{SVG}g") if "box" in box.get("class", "").split()]
    named = list(zip(boxes, titles(drawing), strict=True))
    return {mark: [title for box, title in named if mark in box.get("class", "").split()] for mark in MARKS}


def texts(drawing: ElementTree.Element, kind: str) -> list[str]:
    """All texts of one kind."""
    return [text.text or "" for text in drawing.iter(f"{SVG}text") if text.get("class") == kind]


def test_two_lines_meet_at_the_common_manager_and_both_ends_are_marked(reader: Client) -> None:
    plant(COMPANY)
    drawing = drawing_in(reader.get("/compare/?left=QUA&right=CFO"))
    assert titles(drawing) == ["Chief Executive", "Operations Chief", "Quality Manager", "Finance Chief"]
    assert marked(drawing) == {
        "at": ["Quality Manager", "Finance Chief"],
        "on-path": ["Chief Executive", "Operations Chief", "Quality Manager", "Finance Chief"],
        "vacant": ["Quality Manager"],
    }
    assert texts(drawing, "detail") == ["Nearest common manager"]


def test_what_is_above_the_common_manager_is_not_on_the_way_between_the_two(reader: Client) -> None:
    plant(COMPANY)
    drawing = drawing_in(reader.get("/compare/?left=OPS&right=QUA"))
    assert titles(drawing) == ["Chief Executive", "Operations Chief", "Logistics Manager", "Quality Manager"]
    assert marked(drawing)["on-path"] == ["Operations Chief", "Logistics Manager", "Quality Manager"]
    *_line, left, right = (box.get("transform", "") for box in drawing.iter(f"{SVG}g") if box.get("transform"))
    assert left.split()[1] == right.split()[1]


def test_one_above_the_other_makes_one_line(reader: Client) -> None:
    plant(COMPANY)
    drawing = drawing_in(reader.get("/compare/?left=OPS&right=COO"))
    assert titles(drawing) == ["Chief Executive", "Operations Chief", "Logistics Manager"]
    assert marked(drawing)["at"] == marked(drawing)["on-path"] == ["Operations Chief", "Logistics Manager"]
    assert texts(drawing, "detail") == ["Nearest common manager"]


def test_lines_under_different_heads_stand_side_by_side(reader: Client) -> None:
    plant("CEO\n  A\nBOARD\n  B")
    drawing = drawing_in(reader.get("/compare/?left=A&right=B"))
    assert titles(drawing) == ["Title of CEO", "Title of A", "Title of BOARD", "Title of B"]
    assert marked(drawing)["on-path"] == []


def test_a_position_that_has_no_place_has_no_chart(reader: Client) -> None:
    plant(COMPANY)
    with tree.writing():
        position = Position.objects.get(code="QUA")
        position.ended_on, position.reports_to = datetime.date(2026, 1, 31), None
        tree.apply(tree.Changes(changed=[position]))
    assert b'class="chart"' not in reader.get("/positions/QUA/").content
    assert b'class="chart"' not in reader.get("/compare/?left=QUA&right=CFO").content


def test_a_position_stands_between_its_line_and_its_direct_reports(reader: Client) -> None:
    plant(COMPANY)
    drawing = drawing_in(reader.get("/positions/COO/"))
    assert titles(drawing) == ["Chief Executive", "Operations Chief", "Logistics Manager", "Quality Manager"]
    assert marked(drawing)["at"] == ["Operations Chief"]
    assert texts(drawing_in(reader.get("/positions/CEO/")), "counts") == ["2 reports"]


@pytest.mark.parametrize(("span", "drawn"), [(MOST_REPORTS, MOST_REPORTS), (MOST_REPORTS + 1, 0), (150, 0)])
def test_direct_reports_are_drawn_on_paper_or_counted_and_listed(reader: Client, span: int, drawn: int) -> None:
    plant("CEO\n" + "\n".join(f"  R{number}" for number in range(span)))
    response = reader.get("/positions/CEO/")
    drawing = drawing_in(response)
    assert len(titles(drawing)) == drawn + 1
    assert texts(drawing, "counts") == ([] if drawn else [f"{span} direct reports"])
    assert (b'class="no-print" aria-labelledby="direct-reports"' in response.content) is bool(drawn)


@pytest.mark.breaks_tree
def test_long_lines_are_shortened_in_as_many_statements_as_the_page_asks_anyway(reader: Client) -> None:
    plant_by_hand(range(-1, 999))
    for address in ("/positions/P999/", "/compare/?left=P999&right=P0"):
        drawing = drawing_in(reader.get(address))
        assert len(titles(drawing)) == MOST_IN_LINE + 1
        assert any("others between" in text for text in texts(drawing, "counts"))
        assert count_queries(reader, address) <= 12
    assert MOST_LEVELS < 999
