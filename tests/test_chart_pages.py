"""The chart as a page, as a list and as a file."""

import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.chart.links import MOST_LINKS
from roles.models import AppointmentKind, Chart, Department, LinkKind, Position
from tests.drawings import SVG, drawing_in, titles
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics: Jonas Verhelst
      DRV Driver
        BOY Driver's Mate
    MFG Operations Manager, Manufacturing
  CFO Chief Financial Officer: Ines Vidal
"""


def test_three_levels_from_every_head_are_drawn(reader: Client) -> None:
    plant(COMPANY + "ADV Advisory Board\n")
    assert titles(drawing_in(reader.get("/chart/"))) == [
        "Chief Executive Officer",
        "Chief Operating Officer",
        "Operations Manager, Logistics",
        "Operations Manager, Manufacturing",
        "Chief Financial Officer",
        "Advisory Board",
    ]


def test_the_chart_of_a_position_begins_there(reader: Client) -> None:
    plant(COMPANY)
    assert titles(drawing_in(reader.get("/chart/COO/?levels=2"))) == [
        "Chief Operating Officer",
        "Operations Manager, Logistics",
        "Operations Manager, Manufacturing",
    ]


def test_the_list_says_what_the_drawing_says(reader: Client) -> None:
    plant(COMPANY)
    page = words(reader.get("/chart/COO/?levels=2"))
    assert "Operations Manager, Logistics Jonas Verhelst 1 direct · 2 in all" in page
    assert "Operations Manager, Manufacturing Vacant" in page


def test_boxes_lead_to_positions_and_branches(reader: Client) -> None:
    plant(COMPANY)
    drawing = drawing_in(reader.get("/chart/?levels=2"))
    assert [link.get("href") for link in drawing.iter(f"{SVG}a")] == [
        "/positions/CEO/",
        "/chart/?levels=2&closed=CEO",
        "/positions/COO/",
        "/chart/?levels=2&open=COO",
        "/positions/CFO/",
    ]
    assert links(reader.get("/chart/COO/"))["Chief Executive Officer"] == "/chart/CEO/"


def test_boxes_are_named_for_those_who_do_not_see_them(reader: Client) -> None:
    plant(COMPANY)
    names = [title.text for title in drawing_in(reader.get("/chart/?levels=2")).iter(f"{SVG}title")]
    assert names == [
        "Helena Brandvold, Chief Executive Officer, 2 direct reports, 6 in all, level 0",
        "Close the branch of Chief Executive Officer",
        "Amara Okafor, Chief Operating Officer, 2 direct reports, 4 in all, level 1",
        "Open the branch of Chief Operating Officer",
        "Ines Vidal, Chief Financial Officer, level 1",
    ]


def test_acting_shared_nameless_and_vacant_are_said(reader: Client) -> None:
    company = plant("A Alpha\n  B Beta\n  C Gamma\n  D Delta\n  E Epsilon")
    appoint(company["B"], "Ama Boateng", kind=AppointmentKind.ACTING)
    appoint(company["C"], "Ines Vidal", kind=AppointmentKind.SHARED)
    appoint(company["C"], "Jonas Berg", kind=AppointmentKind.SHARED)
    write_appointment(position=company["D"])
    page = words(reader.get("/chart/"))
    assert "Beta Ama Boateng (acting) Gamma Ines Vidal Jonas Berg Delta Name not published Epsilon Vacant" in page
    drawn = drawing_in(reader.get("/chart/")).findall(f"{SVG}g[2]/{SVG}g")
    assert [box.get("class") for box in drawn] == ["box vacant", "box", "box", "box", "box vacant"]


def test_a_group_of_posts_says_how_many(reader: Client) -> None:
    plant("A Alpha\n  B Policy Officer", posts=5)
    assert "5 × Policy Officer" in words(reader.get("/chart/"))


def test_a_department_has_its_name_and_colour(reader: Client) -> None:
    plant("A Alpha", department=Department.objects.create(code="OPS", name="Operations", colour="#0072b2"))
    assert "Operations" in words(reader.get("/chart/"))
    assert 'fill="#0072b2"' in reader.get("/chart/").content.decode()


def test_ended_and_not_placed_positions_are_not_drawn(reader: Client) -> None:
    plant("A Alpha\n  B Beta")
    tree.create_position(Position(code="N", title="Not placed", is_placed=False))
    tree.end_position(Position.objects.get(code="B").pk, datetime.date(2026, 1, 1))
    assert titles(drawing_in(reader.get("/chart/"))) == ["Alpha"]
    assert reader.get("/chart/B/").headers["Location"] == "/positions/B/"
    assert reader.get("/chart/B.svg").status_code == 404


@pytest.mark.parametrize("levels", ["0", "65", "-1", "abc", "1.5", "9" * 5000, "１２x"])
def test_wrong_levels_fall_back_to_three_and_the_form_says_so(reader: Client, levels: str) -> None:
    plant(COMPANY)
    response = reader.get("/chart/", {"levels": levels})
    assert "Give a number from 1 to 64: three levels are shown instead." in words(response)
    assert "Driver" not in words(response)


def test_one_level_and_all_levels_are_drawn_when_asked_for(reader: Client) -> None:
    plant(COMPANY)
    assert titles(drawing_in(reader.get("/chart/?levels=1"))) == ["Chief Executive Officer"]
    assert len(titles(drawing_in(reader.get("/chart/?levels=64")))) == 7


def test_the_first_hundred_of_many_reports_are_drawn_and_all_when_asked_for(reader: Client) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}" for number in range(120)))
    assert len(titles(drawing_in(reader.get("/chart/")))) == 101
    assert links(reader.get("/chart/"))["All 120 direct reports"] == "/chart/A/?all=1"
    assert len(titles(drawing_in(reader.get("/chart/A/?all=1")))) == 121


def test_levels_that_do_not_fit_are_left_out_and_the_page_says_so(reader: Client, settings: Settings) -> None:
    plant(COMPANY)
    settings.MOST_BOXES = 4
    response = reader.get("/chart/")
    assert len(titles(drawing_in(reader.get("/chart/")))) == 3
    assert "There are more positions than one page can show: this is what fits, 2 levels of it." in words(response)


def test_of_a_first_level_that_does_not_fit_as_much_as_possible_is_drawn(reader: Client, settings: Settings) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}" for number in range(20)))
    settings.MOST_BOXES = 6
    assert len(titles(drawing_in(reader.get("/chart/")))) == 6


def test_what_is_below_reports_that_are_not_drawn_takes_no_room(reader: Client, settings: Settings) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n      D{number}" for number in range(150)))
    settings.MOST_BOXES = 301
    assert len(titles(drawing_in(reader.get("/chart/?levels=4")))) == 301


def test_the_list_is_printed_too_where_the_drawing_gets_too_small(reader: Client) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(12)))
    assert 'class="chart-as-list printed"' in reader.get("/chart/").content.decode()
    assert 'class="chart-as-list"' in reader.get("/chart/?levels=2").content.decode()


def test_an_empty_chart_says_what_to_do(reader: Client) -> None:
    assert "There are no positions yet." in words(reader.get("/chart/"))
    assert titles(drawing_in(reader.get("/chart.svg"))) == []


def test_unknown_codes_are_not_found_and_other_letter_case_is_corrected(reader: Client) -> None:
    plant(COMPANY)
    assert reader.get("/chart/XYZ/").status_code == 404
    assert reader.get("/chart/a%00b/").status_code == 404
    assert reader.get("/chart/XYZ.svg").status_code == 404
    response = reader.get("/chart/coo/?levels=2")
    assert (response.status_code, response.headers["Location"]) == (302, "/chart/COO/?levels=2")


@pytest.mark.parametrize("address", ["/chart/", "/chart/A/", "/chart.svg", "/chart/A.svg"])
def test_ten_positions_and_two_hundred_take_the_same_number_of_queries(reader: Client, address: str) -> None:
    def grow(first: int, last: int) -> None:
        rows = "".join(f"    C{number}: Person {number}\n" for number in range(first, last))
        plant(f"A{first} Alpha: Somebody {first}\n  B{first} Beta\n{rows}")

    Chart.current()
    Chart.objects.update(allows_several_heads=True)
    grow(0, 8)
    few = count_queries(reader, address.replace("A", "A0"))
    grow(10, 200)
    assert count_queries(reader, address.replace("A", "A10")) == few <= 12


def test_a_chart_with_sixty_four_levels_is_drawn(reader: Client) -> None:
    plant("\n".join(" " * level + f"P{level}" for level in range(64)))
    assert len(titles(drawing_in(reader.get("/chart/?levels=64")))) == 64


def test_readers_who_are_not_signed_in_see_it_only_where_it_is_public(client: Client, settings: Settings) -> None:
    plant(COMPANY)
    assert client.get("/chart/").status_code == 302
    assert client.get("/chart.svg").status_code == 302
    settings.PUBLIC_CHART = True
    assert "Amara Okafor" in words(client.get("/chart/"))
    assert client.get("/chart.svg").status_code == 200


def test_only_reading_is_allowed(reader: Client) -> None:
    assert reader.post("/chart/").status_code == 405


def test_dotted_lines_and_deputies_are_drawn_dashed_and_said(reader: Client) -> None:
    company = plant(COMPANY)
    for kind, start, end in (
        (LinkKind.DEPUTY, "COO", "CEO"),
        (LinkKind.DOTTED_LINE, "LOG", "CFO"),
        (LinkKind.WORKS_WITH, "CFO", "COO"),
        (LinkKind.DEPUTY, "DRV", "LOG"),
    ):
        write_link(kind=kind, from_position=company[start], to_position=company[end])
    page = reader.get("/chart/")
    assert [group.get("class") for group in drawing_in(page).iterfind(f".//{SVG}g[{SVG}title]")] == [
        "link deputy",
        "link dotted_line",
    ]
    names = [title.text for title in drawing_in(page).iter(f"{SVG}title")]
    assert (
        "Amara Okafor, Chief Operating Officer, 2 direct reports, 4 in all, level 1, deputy of Chief Executive Officer"
        in names
    )
    assert "Amara Okafor deputy of Chief Executive Officer" in words(page)
    assert "Jonas Verhelst also reports to Chief Financial Officer" in words(page)
    assert "not drawn" not in words(page)


def test_the_page_says_how_many_relations_are_not_drawn(reader: Client) -> None:
    company = plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}" for number in range(40)))
    for number in range(39):
        start, end = company[f"B{number}"], company[f"B{number + 1}"]
        write_link(kind=LinkKind.DEPUTY, from_position=start, to_position=end)
    page = reader.get("/chart/")
    assert len(list(drawing_in(page).iterfind(f".//{SVG}g[{SVG}title]"))) == MOST_LINKS
    assert "9 dotted lines and deputies are not drawn, for want of room; the list says them." in words(page)
