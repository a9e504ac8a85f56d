"""The comparison page for roles, people and up to four columns, and its workbook."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from roles import tree
from roles.models import Person, Position, Proficiency, Responsibility, Role, RoleSkill, Skill
from roles.spreadsheet.escaping import escape, unescape
from tests.conftest import FindViolations
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief: Helena
  COO Operating Chief: Amara
    LOG Manager, Logistics: Jonas
    QUA Manager, Quality
  SHOP Manager, Retail: Ewa
"""
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsvertretung " * 3
FOUR = "/compare/?left=COO&right=LOG&and=role:manager&and=person:N4"


@pytest.fixture(autouse=True)
def company() -> dict[str, Position]:
    """Plant a company; of two roles much is written down, of a third nothing."""
    seats = plant(COMPANY)
    chief = Role.objects.create(slug="chief", title="Chief Officer", management_level="executive", focus="strategic")
    manager = Role.objects.create(slug="manager", title="Operations Manager", management_level="middle")
    Role.objects.create(slug="empty", title="Empty Role")
    for role, texts in ((chief, ("Lead.", "Plan.")), (manager, ("Plan.", "Deliver."))):
        for order, text in enumerate(texts):
            Responsibility.objects.create(role=role, text=text, order=order)
    for name, proficiencies in {"Tact": (4, 2), "Sums": (None, 3)}.items():
        skill = Skill.objects.create(name=name)
        for role, proficiency in zip((chief, manager), proficiencies, strict=True):
            if proficiency:
                RoleSkill.objects.create(role=role, skill=skill, proficiency=Proficiency(proficiency))
    for code, role in (("COO", chief), ("LOG", manager), ("QUA", manager), ("SHOP", manager)):
        position = Position.objects.get(code=code)
        position.role = role
        tree.save_position(position)
    return seats


def test_two_roles_are_compared_by_what_is_written_down_and_by_all_their_positions(reader: Client) -> None:
    page = words(reader.get("/compare/?left=role:chief&right=role:manager"))
    assert "2 of the 3 positions with the role Operations Manager are below the position with the role" in page
    assert "Management level Top-level executive" in page
    assert "Holder 1 position 3 positions, 1 of them vacant" in page
    assert "Span of control" not in page
    assert "Level 1 step below the head 1 to 2 steps below the head" in page
    assert "Only Chief Officer Lead." in page


def test_a_position_and_a_role_leave_open_what_differs_from_position_to_position(reader: Client) -> None:
    page = words(reader.get("/compare/?left=COO&right=role:manager"))
    assert "Span of control 2 direct reports differs from position to position" in page
    assert "Where their lines meet" in page


def test_people_are_compared_by_the_positions_they_hold(reader: Client, company: dict[str, Position]) -> None:
    appoint(company["QUA"], "Amara", kind="acting")
    response = reader.get("/compare/?left=person:N2&right=person:N3")
    page = words(response)
    assert page.startswith(
        "Amara and Jonas Amara is directly above Jonas. Jonas reports to the Operating Chief, Amara."
    )
    assert "Amara Operating Chief Jonas Manager, Logistics also: Manager, Quality Change Amara Change Jonas" in page
    assert links(response)["Swap sides"] == "/compare/?left=person:N3&right=person:N2"


def test_who_holds_nothing_can_not_be_compared_and_the_page_says_so(reader: Client) -> None:
    Person.objects.create(name="Nobody", number="N99")
    page = words(reader.get("/compare/?left=person:N99&right=COO"))
    assert "Nobody holds no position at present, so there is nothing to compare." in page
    assert "Operating Chief is one of them. Which is the other?" in page


def test_four_columns_stand_side_by_side_and_each_can_be_changed_or_taken_out(reader: Client) -> None:
    response = reader.get(FOUR)
    page, found = words(response), links(response)
    assert page.startswith(
        "Operating Chief · Manager, Logistics · Operations Manager and Ewa The lowest position above"
    )
    assert page.count("Everything about") == 6
    assert response.content.count(b'<th scope="col">') == 10
    assert found["Swap the first two"] == "/compare/?left=LOG&right=COO&and=role:manager&and=person:N4"
    assert found["Change Ewa"] == "/compare/?left=COO&right=LOG&and=role:manager&add=another"
    assert found["Change Operating Chief"] == "/compare/?left=&right=LOG&and=role:manager&and=person:N4"
    assert found["Take out Operating Chief"] == "/compare/?left=LOG&right=role:manager&and=person:N4"
    assert "Add another" not in found
    assert "Operations Manager and Ewa" in page
    assert "2 steps less" in page
    assert "3 steps more" in page


def test_another_one_can_be_added_to_two_or_three(reader: Client) -> None:
    response = reader.get("/compare/?left=COO&right=LOG")
    address = links(response)["Add another"]
    assert address == "/compare/?left=COO&right=LOG&add=another"
    page = reader.get(address)
    assert "What do you want to compare beside them?" in words(page)
    assert page.content.count(b'name="and"') == 2
    assert reader.get("/compare/?left=COO&right=LOG&and=CEO").status_code == 200


def test_more_than_four_are_not_asked_for(reader: Client) -> None:
    assert words(reader.get(f"{FOUR}&and=CEO")) == words(reader.get(FOUR))


def test_the_same_twice_among_several_is_said(reader: Client) -> None:
    page = words(reader.get("/compare/?left=COO&right=LOG&and=coo"))
    assert "Operating Chief is chosen twice. Choose another one to compare it with." in page


@pytest.mark.parametrize(
    "address", ["/compare/?left=COO&right=LOG", FOUR, "/compare/?left=role:chief&right=role:manager"]
)
def test_only_the_differences_leave_out_what_all_have(reader: Client, address: str) -> None:
    page = words(reader.get(f"{address}&only=differences"))
    assert "Show what is the same too" in page
    assert "All Plan." not in page
    assert "Both Plan." not in page


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("left=coo&right=role:MANAGER", "left=COO&right=role:manager"),
        ("left=person:n2&right=LOG&and=&and=qua", "left=person:N2&right=LOG&and=QUA"),
    ],
)
def test_addresses_lead_to_how_they_are_written(reader: Client, address: str, canonical: str) -> None:
    response = reader.get(f"/compare/?{address}")
    assert (response.status_code, response["Location"]) == (302, f"/compare/?{canonical}")


def test_hits_are_positions_roles_and_people(reader: Client) -> None:
    found = links(reader.get("/compare/?left=COO&right=e"))
    assert found["Empty Role"] == "/compare/?left=COO&right=role:empty"
    assert found["Ewa"] == "/compare/?left=COO&right=person:N4"
    assert found["Manager, Retail"] == "/compare/?left=COO&right=SHOP"


def test_nothing_written_down_is_said_and_no_list_is_empty(reader: Client) -> None:
    page = words(reader.get("/compare/?left=CEO&right=role:empty"))
    assert "No position of the chart has the role Empty Role, so the chart can't say." in page
    assert "Responsibilities" not in page
    assert "Where their lines meet" not in page


def test_number_of_statements_is_the_same_for_every_kind_and_number(reader: Client) -> None:
    for address in (FOUR, "/compare/?left=role:chief&right=role:manager", "/compare/?left=person:N2&right=role:empty"):
        assert count_queries(reader, address) <= 12


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x>', "=cmd|' /C calc'!A0", "ישראל\u202eabc"]
)
def test_hostile_texts_stay_texts(reader: Client, hostile: str) -> None:
    Role.objects.filter(slug="manager").update(title=hostile, purpose=hostile, also_works_with=hostile)
    Person.objects.filter(number="N3").update(name=hostile)
    for address in (
        "/compare/?left=role:manager&right=person:N3&and=COO",
        f"/compare/?left={quote(hostile)}&right=COO",
    ):
        content = reader.get(address).content
        assert b"<script>alert" not in content
        assert b"<img src=x" not in content


def test_skills_of_a_side_of_which_none_is_written_down_are_not_said_to_be_not_asked_for(reader: Client) -> None:
    pair = words(reader.get("/compare/?left=COO&right=role:empty"))
    assert "Tact expert not written down not known" in pair
    assert "not asked for" not in pair
    several = words(reader.get("/compare/?left=CEO&right=COO&and=LOG"))
    assert "Sums Chiefnot written down Operating Chiefnot asked for Manager, Logistics" in several
    assert " more" not in several.partition("Sums Chiefnot")[2]
    assert "not known" in words(reader.get("/compare/?left=COO&right=role:empty&only=differences"))
    sheets = book(reader, "/compare.xlsx?left=COO&right=role:empty")
    assert ("Tact", "expert", "not written down", None) in sheets["Skills"]


# The workbook


def book(reader: Client, address: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet."""
    response = reader.get(address)
    assert response.status_code == 200
    read = load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined] # a file's answer
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in read}


def test_workbook_has_all_that_the_page_shows(reader: Client) -> None:
    sheets = book(reader, "/compare.xlsx?left=COO&right=LOG")
    assert list(sheets) == ["Answers", "Side by side", "Shared and apart", "Skills"]
    assert sheets["Answers"][1][0] == "Is the Operating Chief higher than the Manager, Logistics?"
    assert sheets["Side by side"][0] == ("Fact", "Operating Chief", "Manager, Logistics")
    assert ("Responsibilities", "Plan.", "yes", "yes") in sheets["Shared and apart"]
    assert ("Responsibilities", "Lead.", "yes", None) in sheets["Shared and apart"]
    assert ("Tact", "expert", "working", 2) in sheets["Skills"]
    assert ("Sums", "not asked for", "practitioner", 3) in sheets["Skills"]


def test_workbook_of_four_columns_says_two_by_two(reader: Client) -> None:
    sheets = book(reader, FOUR.replace("/compare/", "/compare.xlsx"))
    assert len(sheets["Side by side"][0]) == 5
    assert sum(str(row[0]).startswith("Is ") for row in sheets["Answers"]) == 6


@pytest.mark.parametrize(
    "title", ["=1+1", '=HYPERLINK("https://example.org")', "level", "start", "fte", "+49", "@x", "_x0041_", "a\x01b"]
)
def test_a_title_as_heading_is_neither_a_formula_nor_says_what_stands_below(reader: Client, title: str) -> None:
    manager = Role.objects.get(slug="manager")
    manager.title = title
    manager.save()
    response = reader.get("/compare.xlsx?left=role:manager&right=COO")
    assert response.status_code == 200
    for sheet in load_workbook(BytesIO(b"".join(response.streaming_content))):  # type: ignore[attr-defined] # a file's
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= ({"s", "n"} if sheet.title == "Skills" else {"s"})
        assert escape(title) in str(sheet["B1"].value) or sheet.title in ("Answers", "Shared and apart")


@pytest.mark.parametrize(("letters", "kept"), [("x", 32_766), ("_x0041", 4_680)])
def test_a_text_that_no_cell_can_hold_is_shortened(reader: Client, letters: str, kept: int) -> None:
    Role.objects.filter(slug="manager").update(purpose="a" + letters * 40_000)
    sheets = book(reader, "/compare.xlsx?left=role:manager&right=COO")
    (purpose,) = (row[1] for row in sheets["Side by side"] if row[0] == "Purpose")
    assert purpose.startswith("a")
    assert purpose.endswith("…")
    assert len(unescape(purpose)) == kept + 1


def test_workbook_of_what_can_not_be_compared_leads_to_the_page_that_says_why(reader: Client) -> None:
    response = reader.get("/compare.xlsx?left=COO&right=nobody")
    assert (response.status_code, response["Location"]) == (302, "/compare/?left=COO&right=nobody")


# In the browser


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize(
    "address", [FOUR, "/compare/?left=role:chief&right=role:manager", "/compare/?left=COO&right=e"]
)
def test_page_is_accessible_and_no_wider_than_the_screen(
    signed_in_page: Page, axe: FindViolations, scheme: str, width: int, address: str
) -> None:
    Role.objects.filter(slug="manager").update(title=LONG.strip(), purpose=LONG * 20)
    signed_in_page.set_viewport_size({"width": width, "height": 800})
    signed_in_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    signed_in_page.goto(address)
    assert axe(signed_in_page) == []
    assert signed_in_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_a_third_one_is_added_by_keyboard_alone(signed_in_page: Page) -> None:
    signed_in_page.goto("/compare/?left=COO&right=LOG")
    signed_in_page.get_by_role("link", name="Add another").focus()
    signed_in_page.keyboard.press("Enter")
    field = signed_in_page.get_by_label("Third (if you like)")
    field.focus()
    signed_in_page.keyboard.type("role:manager")
    signed_in_page.keyboard.press("Enter")
    expect(signed_in_page.locator("h1")).to_contain_text("Operations Manager")
    expect(signed_in_page.get_by_role("heading", name="Two by two")).to_be_visible()
