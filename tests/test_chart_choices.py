"""What a employee can choose of the chart, each in the address: opened branches, a place, a line, a path, colours."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.models import Account, Chart, Department, Position, Role
from tests.drawings import SVG, drawing_in, titles
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief
  COO Operations
    LOG Logistics
      DRV Driver
        BOY Mate
    MFG Manufacturing
  CFO Finance
    TAX Taxes
"""


@pytest.fixture
def employee(reader: Client) -> Client:
    """Return a client signed in as somebody who may read a company of eight."""
    plant(COMPANY)
    return reader


def shown(employee: Client, address: str) -> str:
    """The titles of a chart, in the order in which they are read."""
    return " ".join(titles(drawing_in(employee.get(address))))


def classes(employee: Client, address: str, name: str) -> list[str]:
    """The titles of the boxes of a class."""
    boxes = drawing_in(employee.get(address)).iterfind(f".//{SVG}g[@data-key]")
    return [
        " ".join(text.text or "" for text in box.iterfind(f".//{SVG}text[@class='title']"))
        for box in boxes
        if name in (box.get("class") or "").split()
    ]


def pieces(employee: Client, address: str) -> dict[str, Any]:
    """What a script is told."""
    response = employee.get(address)
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def key(code: str) -> str:
    """How a script calls a position."""
    return str(Position.objects.get(code=code).pk)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("levels=2&open=COO", "Chief Operations Logistics Manufacturing Finance"),
        ("levels=2&open=coo,LOG", "Chief Operations Logistics Driver Manufacturing Finance"),
        ("levels=2&open=LOG", "Chief Operations Finance"),
        ("closed=COO", "Chief Operations Finance Taxes"),
        ("closed=CEO", "Chief"),
        ("levels=2&at=DRV", "Chief Operations Logistics Driver Manufacturing Finance"),
        ("levels=2&at=DRV&closed=COO,CFO", "Chief Operations Logistics Driver Manufacturing Finance"),
        ("at=LOG&only=line", "Chief Operations Logistics Driver"),
        ("at=CEO&only=line", "Chief Operations Finance"),
        ("path=DRV,TAX", "Chief Operations Logistics Driver Finance Taxes"),
        ("path=LOG,DRV", "Chief Operations Logistics Driver"),
        ("path=DRV,&levels=1", "Chief Operations Logistics Driver Manufacturing Finance"),
        ("path=DRV,NOPE&levels=1", "Chief Operations Logistics Driver Manufacturing Finance"),
        ("path=NOPE,NADA", "Chief Operations Logistics Manufacturing Finance Taxes"),
        ("at=NOPE&only=line", "Chief Operations Logistics Manufacturing Finance Taxes"),
        ("shape=sheet&levels=2", "Chief Operations Finance"),
        ("open=NOBODY,%00,,&closed=X&direction=up&colour=pink&shape=round&grades=x&only=z",
         "Chief Operations Logistics Manufacturing Finance Taxes"),
    ],
)  # fmt: skip
def test_what_is_shown_follows_from_the_address(employee: Client, query: str, titles: str) -> None:
    assert shown(employee, f"/chart/?{query}") == titles


def test_opening_and_closing_go_there_and_back(employee: Client) -> None:
    page = drawing_in(employee.get("/chart/?levels=2"))
    toggles = [link.get("href") for link in page.iterfind(f".//{SVG}a[@class='opens']")]
    assert toggles == ["/chart/?levels=2&closed=CEO", "/chart/?levels=2&open=COO", "/chart/?levels=2&open=CFO"]
    page = drawing_in(employee.get("/chart/?levels=2&open=COO"))
    toggles = [link.get("href") for link in page.iterfind(f".//{SVG}a[@class='opens']")]
    assert toggles == [
        "/chart/?levels=2&open=COO&closed=CEO",
        "/chart/?levels=2",
        "/chart/?levels=2&open=COO,LOG",
        "/chart/?levels=2&open=COO,CFO",
    ]


def test_closing_a_manager_of_where_one_is_leads_up_to_that_manager(employee: Client) -> None:
    page = drawing_in(employee.get("/chart/?levels=2&at=DRV"))
    toggles = [link.get("href") for link in page.iterfind(f".//{SVG}a[@class='opens']")]
    assert "/chart/?levels=2&at=LOG" in toggles
    assert shown(employee, "/chart/?levels=2&at=LOG") == "Chief Operations Logistics Manufacturing Finance"


def test_the_line_to_the_top_and_the_place_are_marked(employee: Client) -> None:
    assert classes(employee, "/chart/?at=LOG", "on-line") == ["Chief", "Operations", "Logistics"]
    assert classes(employee, "/chart/?at=LOG", "at") == ["Logistics"]
    assert 'class="entry at"' in employee.get("/chart/?at=LOG").content.decode()
    assert classes(employee, "/chart/", "on-line") == []


def test_the_path_is_marked_and_said(employee: Client) -> None:
    assert classes(employee, "/chart/?path=LOG,TAX", "on-path") == [
        "Chief",
        "Operations",
        "Logistics",
        "Finance",
        "Taxes",
    ]
    assert classes(employee, "/chart/?path=DRV,MFG", "on-path") == [
        "Operations",
        "Logistics",
        "Driver",
        "Manufacturing",
    ]
    page = words(employee.get("/chart/?path=DRV,MFG"))
    assert "The way from Driver to Manufacturing leads through Operations." in page
    assert "Only the two lines are shown." in page


def test_two_lines_that_never_meet_are_shown_and_said(employee: Client) -> None:
    Chart.current()
    Chart.objects.update(allows_several_heads=True)
    plant("ADV Advisers\n  ANA Analyst")
    page = employee.get("/chart/?path=LOG,ANA")
    assert titles(drawing_in(page)) == ["Chief", "Operations", "Logistics", "Advisers", "Analyst"]
    assert "Nobody is above both: each line has a head of its own." in words(page)
    assert classes(employee, "/chart/?path=LOG,ANA", "on-path") == []


def test_what_leads_to_nobody_restricts_nothing(employee: Client) -> None:
    for query in ("path=NOPE,COO", "path=NOPE,NADA", "at=NOPE&only=line"):
        page = words(employee.get(f"/chart/?{query}"))
        assert "There is no position with the code NOPE in the chart." in page
        assert "Show what stands around them" not in page
    assert pieces(employee, "/drawing/?path=NOPE,COO")["address"] == "/chart/?at=COO"


def test_only_the_line_says_how_many_reports_it_shows(reader: Client) -> None:
    plant("TAX Taxes\n" + "\n".join(f"  T{number:03}" for number in range(130)))
    page = reader.get("/chart/?at=TAX&only=line")
    assert "Of Taxes 100 of 130 direct reports are shown." in words(page)
    assert links(page)["All 130 direct reports"] == "/chart/?all=1&at=TAX&only=line"
    assert len(titles(drawing_in(reader.get("/chart/?all=1&at=TAX&only=line")))) == 131


def test_more_reports_than_a_chart_can_hold_are_in_the_list_of_positions(reader: Client, settings: Settings) -> None:
    plant("TAX Taxes\n" + "\n".join(f"  T{number:03}" for number in range(130)))
    settings.MOST_BOXES = 120
    for address in ("/chart/", "/chart/TAX/?all=1", "/chart/?at=TAX&only=line"):
        assert links(reader.get(address))["All 130 direct reports"] == "/positions/?reports_to=TAX"
    assert "119 of 130 shown" in words(reader.get("/chart/TAX/?all=1"))


def test_a_packed_chart_says_that_it_has_no_grade_lines(employee: Client) -> None:
    sentence = "The same grade stands on one line only where levels stand in rows."
    assert sentence in words(employee.get("/chart/?shape=packed&grades=1"))
    assert sentence not in words(employee.get("/chart/?grades=1"))


def test_for_a_sheet_the_shape_with_the_largest_type_is_drawn(reader: Client) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(12)))

    def type_on_paper(address: str) -> float:
        page = drawing_in(reader.get(address))
        return min(277 / int(page.get("width") or 0), 190 / int(page.get("height") or 0))

    best = type_on_paper("/chart/?shape=sheet")
    assert best > type_on_paper("/chart/")
    assert best >= type_on_paper("/chart/?shape=packed")


def test_codes_that_the_chart_does_not_have_are_named(employee: Client) -> None:
    page = words(employee.get("/chart/?at=NOBODY"))
    assert "There is no position with the code NOBODY in the chart." in page
    assert "There is no position with the code <b> in the chart." in words(employee.get("/chart/?path=LOG,<b>"))


def test_a_place_outside_the_branch_leads_to_the_whole_chart(employee: Client) -> None:
    assert employee.get("/chart/COO/?at=TAX&levels=2").headers["Location"] == "/chart/?levels=2&at=TAX"
    assert employee.get("/chart/LOG/?only=line").headers["Location"] == "/chart/?at=LOG&only=line"
    assert employee.get("/chart/LOG/?path=LOG,TAX").headers["Location"] == "/chart/?path=LOG,TAX"
    assert employee.get("/drawing/COO/?at=TAX").headers["Location"] == "/drawing/?at=TAX"
    assert shown(employee, "/chart/COO/?at=DRV&levels=1") == "Operations Logistics Driver Manufacturing"


def test_the_file_of_a_branch_shows_its_line_as_the_page_does(employee: Client) -> None:
    drawing = drawing_in(employee.get("/chart/LOG.svg?only=line"))
    assert titles(drawing) == ["Chief", "Operations", "Logistics", "Driver"]
    links = [link.get("href") or "" for link in drawing.iterfind(f".//{SVG}a[@class='opens']")]
    assert links
    assert not any("/chart/LOG/" in link for link in links)


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/chart/?at=BOY", "Chief Operations Logistics Driver Mate Finance"),
        ("/chart/COO/?levels=4&at=BOY", "Operations Logistics Driver Mate Manufacturing"),
    ],
)
def test_a_place_is_shown_however_little_fits(employee: Client, settings: Settings, address: str, titles: str) -> None:
    settings.MOST_BOXES = 4
    assert shown(employee, address) == titles
    assert classes(employee, address, "at") == ["Mate"]


def test_a_place_beyond_the_first_hundred_is_shown_too(reader: Client) -> None:
    plant("TAX Taxes\n" + "\n".join(f"  T{number:03}" for number in range(130)))
    page = reader.get("/chart/?at=T125")
    assert "Title of T125" in titles(drawing_in(page))
    assert "Title of T120" not in titles(drawing_in(page))
    assert "Of Taxes 101 of 130 direct reports are shown." in words(page)
    assert links(page)["All 130 direct reports"] == "/chart/TAX/?all=1"


def test_one_is_found_by_code_name_or_title_and_several_are_listed(employee: Client) -> None:
    appoint(Position.objects.get(code="DRV"), "Ama Boateng")
    for words_typed in ("drv", "boateng", "Driver"):
        response = employee.get("/chart/", {"find": words_typed, "levels": "2", "open": "CFO"})
        assert response.headers["Location"] == "/chart/?levels=2&at=DRV"
    assert employee.get("/chart/", {"find": "t"}).headers["Location"] == "/positions/?q=t"
    assert employee.get("/chart/", {"find": "", "levels": "2"}).headers["Location"] == "/chart/?levels=2"
    assert employee.get("/chart/", {"find": "\0"}).status_code == 302


def test_finding_keeps_how_the_chart_looks(employee: Client) -> None:
    page = employee.get("/chart/?levels=2&open=COO&at=CFO&direction=right&colour=span&grades=1").content.decode()
    looks = page[page.index('<div data-region="looks">') :].partition("</div>")[0]
    assert re.findall(r'name="(\w+)" value="(\w+)"', looks) == [
        ("levels", "2"),
        ("direction", "right"),
        ("grades", "1"),
        ("colour", "span"),
    ]
    sought = employee.get("/chart/?find=drv&levels=2&direction=right&colour=span").headers["Location"]
    assert sought == "/chart/?levels=2&at=DRV&direction=right&colour=span"


def test_my_place_leads_to_where_i_am(employee: Client) -> None:
    assert employee.get("/me/place/").headers["Location"] == "/me/"
    person = appoint(Position.objects.get(code="DRV"), "Ama Boateng").person
    assert person is not None
    person.account = Account.objects.get(username="reader")
    person.save()
    assert employee.get("/me/place/").headers["Location"] == "/chart/?at=DRV"


def test_each_colour_has_its_words_and_its_number_in_the_legend(employee: Client) -> None:
    department = Department.objects.create(code="D", name="Dispatch", colour="#123456")
    role = Role.objects.create(slug="r", title="R", management_level="executive")
    Chart.current()
    Chart.objects.update(allows_several_heads=True)
    plant("X Extra: Ama Boateng", department=department, role=role, location="Oslo")
    expected = {
        "department": ["Dispatch 1", "No department 6"],
        "level": ["top-level executive 1", "No management level given 6"],
        "location": ["Oslo 1", "No location given 6"],
        "vacancy": ["Vacant 6", "Filled 1"],
        "span": ["No direct reports 3", "1 to 3 direct reports 4"],
    }
    for colour, shades in expected.items():
        page = words(employee.get(f"/chart/?colour={colour}"))
        assert " ".join(shades) in page, colour
    assert "Extra Ama Boateng Dispatch top-level executive" in words(employee.get("/chart/?colour=level"))
    assert "Operations Vacant 1 to 3 direct reports" in words(employee.get("/chart/?colour=span"))


def test_a_script_is_told_what_the_page_shows(employee: Client) -> None:
    told = pieces(employee, "/drawing/?levels=2&open=COO&at=LOG")
    page = drawing_in(employee.get("/chart/?levels=2&open=COO&at=LOG"))
    assert told["address"] == "/chart/?levels=2&open=COO&at=LOG"
    assert [box["key"] for box in told["boxes"]] == [
        box.get("data-key") for box in page.iterfind(f".//{SVG}g[@data-key]")
    ]
    assert [box["print"] for box in told["boxes"]] == [
        box.get("data-print") for box in page.iterfind(f".//{SVG}g[@data-key]")
    ]
    assert (told["at"], told["width"], told["direction"]) == (key("LOG"), int(page.get("width") or 0), "down")
    operations = told["boxes"][1]
    assert operations["manager"] == key("CEO")
    assert operations["svg"].startswith(f'<g class="box vacant on-line" data-key="{key("COO")}"')
    assert operations["row"].startswith('<div class="entry"><a class="seat" href="/positions/COO/">')
    assert operations["row"].endswith("</div>")
    assert operations["opens"] == "/chart/?levels=2&at=COO"
    assert told["status"] == "5 positions shown"


def test_a_mark_changes_with_what_a_box_says_and_not_with_where_it_leads(employee: Client) -> None:
    def marks(address: str) -> dict[str, str]:
        return {box["key"]: box["print"] for box in pieces(employee, address)["boxes"]}

    before, after = marks("/drawing/?levels=2"), marks("/drawing/?levels=2&open=COO")
    assert [key for key in before if before[key] != after[key]] == [key("COO")]
    appoint(Position.objects.get(code="CFO"), "Ama Boateng")
    assert [each for each in before if before[each] != marks("/drawing/?levels=2")[each]] == [key("CFO")]


def test_a_mark_changes_with_the_code_and_with_the_number_of_peers(employee: Client) -> None:
    def marks() -> dict[str, str]:
        return {box["key"]: box["print"] for box in pieces(employee, "/drawing/?levels=2")["boxes"]}

    before, finance = marks(), key("CFO")
    position = Position.objects.get(code="CFO")
    position.code = "FIN"
    tree.save_position(position)
    renamed = marks()
    assert [each for each in before if before[each] != renamed[each]] == [finance]
    tree.create_position(Position(code="CTO", title="Technology", reports_to=position.reports_to))
    assert marks()[finance] != renamed[finance]


def test_more_codes_than_an_address_can_hold_lead_to_charts_of_their_own(employee: Client) -> None:
    codes = ",".join(f"{'X' * 40}{number}" for number in range(40))
    page = drawing_in(employee.get(f"/chart/?levels=2&open={codes}"))
    assert [link.get("href") for link in page.iterfind(f".//{SVG}a[@class='opens']")][1] == "/chart/COO/?levels=2"


def test_opening_many_takes_no_more_queries(employee: Client) -> None:
    few = count_queries(employee, "/drawing/?levels=1&open=CEO&at=COO")
    assert count_queries(employee, "/drawing/?levels=1&open=CEO,COO,CFO,LOG,DRV,TAX&at=BOY") == few <= 10


def test_the_line_and_the_path_are_drawn_on_top(employee: Client) -> None:
    def kinds(address: str) -> set[str]:
        return {path.get("class") or "" for path in drawing_in(employee.get(address)).iterfind(f"{SVG}g[1]/{SVG}path")}

    assert kinds("/chart/") == {"line"}
    assert kinds("/chart/?at=LOG") == {"line", "line on-line"}
    assert kinds("/chart/?path=LOG,TAX") == {"line", "line on-path"}


def test_the_same_grade_stands_at_the_same_height(employee: Client) -> None:
    grades = {"CEO": "A", "COO": "B", "LOG": "D", "DRV": "E", "BOY": "E", "MFG": "C", "CFO": "C", "TAX": "D"}
    with tree.writing():
        changed = list(Position.objects.all())
        for position in changed:
            position.grade = grades[position.code]
        tree.apply(tree.Changes(changed=changed))
    drawing = drawing_in(employee.get("/chart/?grades=1"))
    assert [text.text for text in drawing.iterfind(f".//{SVG}g[@class='grade']/{SVG}text")] == ["A", "B", "C", "D"]
    tops = {
        title: (box.get("transform") or "").partition(" ")[2]
        for title, box in zip(titles(drawing), drawing.iterfind(f".//{SVG}g[@data-key]"), strict=True)
    }
    assert tops["Manufacturing"] == tops["Finance"]
    assert tops["Logistics"] == tops["Taxes"]
    assert len(set(tops.values())) == 4


def test_the_file_explains_its_colours(employee: Client) -> None:
    keys = drawing_in(employee.get("/chart.svg?colour=vacancy")).iterfind(f".//{SVG}g[@class='key']/{SVG}text")
    assert [key.text for key in keys] == ["Vacant"]
    assert not list(drawing_in(employee.get("/chart/?colour=vacancy")).iterfind(f".//{SVG}g[@class='key']"))
