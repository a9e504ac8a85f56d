"""Finding a position: the page of hits, and the suggestions while one types."""

import datetime

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from roles import tree
from roles.models import Department, Role
from tests.conftest import FindViolations
from tests.pages import count_queries, links, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG-1 Operations Manager, Logistics: Zoë Łukasz
    MFG_2 Operations Manager, Manufacturing
  CFO Chief Financial Officer: Amara Singh
"""


def hits(client: Client, query: str, address: str = "/positions/") -> list[str]:
    """Return the codes that a search finds, in its order."""
    found = links(client.get(address, {"q": query})).values()
    return [href.split("/")[2] for href in found if href.startswith("/positions/") and href != "/positions/"]


def suggested(client: Client, query: str) -> list[str]:
    """Return the codes that are suggested, in their order."""
    return [each["code"] for each in client.get("/suggestions/", {"q": query}).json()["suggestions"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("operations", ["LOG-1", "MFG_2"]),
        ("OPERATIONS logis", ["LOG-1"]),
        ("zoe lukasz", ["LOG-1"]),
        ("Łukasz", ["LOG-1"]),
        ("amara", ["COO", "CFO"]),
        ("log-1", ["LOG-1"]),
        ("_", ["MFG_2"]),
        ("%", []),
        ("\\", []),
        ("nobody", []),
    ],
)
def test_a_search_finds_titles_codes_and_holders(reader: Client, query: str, expected: list[str]) -> None:
    plant(COMPANY)
    assert sorted(hits(reader, query)) == sorted(expected)
    assert sorted(suggested(reader, query)) == sorted(expected)


@pytest.mark.parametrize("query", ["", "?q=zo%C3%AB&department=x", "?q=%00&q=%ff"])
def test_the_address_search_leads_to_the_list_of_positions_for_good(reader: Client, query: str) -> None:
    response = reader.get(f"/search/{query}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/positions/{query.replace('%ff', '%EF%BF%BD')}"


def test_a_search_finds_roles_by_their_abbreviation(reader: Client) -> None:
    plant("X Something", role=Role.objects.create(slug="coo", title="Chief Operating Officer", abbreviation="COO"))
    assert hits(reader, "coo") == ["X"]


def test_without_a_query_all_positions_are_listed_in_the_order_of_the_chart(reader: Client) -> None:
    plant(COMPANY)
    assert hits(reader, "") == ["CEO", "COO", "LOG-1", "MFG_2", "CFO"]


def test_hits_are_filtered_by_department(reader: Client) -> None:
    company = plant(COMPANY)
    company["CFO"].department = Department.objects.create(code="fin", name="Finance")
    tree.save_position(company["CFO"])
    found = links(reader.get("/positions/?q=chief&department=fin"))
    assert "Chief Financial Officer" in found
    assert "Chief Executive Officer" not in found
    assert "No position has this department." in words(reader.get("/positions/?department=none"))


def test_what_is_not_found_leads_on(reader: Client) -> None:
    plant(COMPANY)
    response = reader.get("/positions/?q=zzz")
    assert "No position fits “zzz”." in words(response)
    assert links(response)["see all positions"] == "/positions/"
    assert links(response)["Find “zzz” among people"] == "/people/?q=zzz"


def test_ended_positions_are_not_found(reader: Client) -> None:
    company = plant(COMPANY)
    tree.end_position(company["CFO"].pk, datetime.date(2026, 1, 1))
    assert hits(reader, "financial") == []
    assert suggested(reader, "financial") == []


def test_hits_are_paged_and_keep_the_query(reader: Client) -> None:
    plant("A Top\n" + "".join(f"  P{n} Clerk\n" for n in range(70)))
    page = reader.get("/positions/?q=clerk")
    assert "70 positions" in words(page)
    assert links(page)["Next page"] == "?q=clerk&page=2"
    assert len(hits(reader, "clerk")) == 1  # one link text, many positions


@pytest.mark.parametrize("query", ["%00", "%ff%fe", "%ed%a0%80", "a" * 5000, "%0a%0d", "%E2%80%AE", "'--", "[]"])
@pytest.mark.parametrize("address", ["/positions/", "/suggestions/"])
def test_nothing_typed_breaks_a_search(reader: Client, address: str, query: str) -> None:
    plant(COMPANY)
    assert reader.get(f"{address}?q={query}").status_code == 200
    assert reader.get(f"{address}?q=a&department={query}&page={query}").status_code == 200


def test_a_suggestion_says_what_one_needs_to_choose(reader: Client) -> None:
    company = plant(COMPANY, department=Department.objects.create(code="x", name="Executive"))
    answer = reader.get("/suggestions/?q=log-1").json()
    assert answer == {
        "suggestions": [
            {
                "key": str(company["LOG-1"].pk),
                "code": "LOG-1",
                "title": "Operations Manager, Logistics",
                "holder": "Zoë Łukasz",
                "is_vacant": False,
                "department": "Executive",
                "url": "/positions/LOG-1/",
            }
        ],
        "status": "1 suggestion",
    }


def test_at_most_ten_are_suggested_those_higher_up_first(reader: Client) -> None:
    plant("A Clerk\n" + "".join(f"  P{n} Clerk\n" for n in range(20)))
    assert len(suggested(reader, "clerk")) == 10
    assert suggested(reader, "clerk")[0] == "A"
    assert suggested(reader, "") == []


def test_suggestions_are_for_readers_only(client: Client) -> None:
    plant(COMPANY)
    assert client.get("/suggestions/?q=a").status_code == 302


def test_searches_ask_a_fixed_number_of_queries(reader: Client) -> None:
    plant(COMPANY)
    tree.repair()
    addresses = ("/positions/", "/positions/?q=manager", "/suggestions/?q=manager")
    few = [count_queries(reader, address) for address in addresses]
    plant("".join(f"X{n} Manager: Person {n}\n" for n in range(200)))
    tree.repair()
    many = [count_queries(reader, address) for address in addresses]
    assert many == few
    assert max(many) <= 12


# In a browser


@pytest.mark.browser
def test_suggestions_are_chosen_by_keyboard(signed_in_page: Page) -> None:
    plant(COMPANY)
    page = signed_in_page
    page.goto("/roles/")
    field = page.get_by_role("combobox", name="Find a position or a person")
    field.press_sequentially("operations")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    expect(field).to_be_focused()
    field.press("Enter")
    page.wait_for_url("**/positions/MFG_2/")


@pytest.mark.browser
def test_escape_closes_the_suggestions_and_keeps_what_was_typed(signed_in_page: Page) -> None:
    plant(COMPANY)
    page = signed_in_page
    page.goto("/roles/")
    field = page.get_by_role("combobox")
    field.press_sequentially("amara")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("amara")
    expect(field).to_have_attribute("aria-expanded", "false")


@pytest.mark.browser
def test_enter_without_a_choice_leads_to_the_page_of_hits(signed_in_page: Page) -> None:
    plant(COMPANY)
    page = signed_in_page
    page.goto("/roles/")
    page.get_by_role("combobox").press_sequentially("amara")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url("**/positions/?q=amara")
    expect(page.get_by_role("heading", name="Positions")).to_be_visible()


@pytest.mark.browser
def test_a_suggestion_is_chosen_by_mouse_and_fills_the_field_of_a_comparison(signed_in_page: Page) -> None:
    plant(COMPANY)
    page = signed_in_page
    page.goto("/positions/CEO/")
    field = page.get_by_role("combobox", name="Title, person or code")
    field.press_sequentially("zoe")
    page.get_by_role("option", name="Operations Manager, Logistics").click()
    expect(field).to_have_value("LOG-1")


@pytest.mark.browser
def test_open_suggestions_are_accessible(signed_in_page: Page, axe: FindViolations) -> None:
    plant(COMPANY)
    page = signed_in_page
    page.goto("/roles/")
    page.get_by_role("combobox").press_sequentially("operations")
    expect(page.get_by_role("option")).to_have_count(2)
    assert axe(page) == []
