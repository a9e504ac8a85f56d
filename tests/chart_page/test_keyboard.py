"""The drawing by keyboard alone: one tab stop, arrows as it is drawn, branches opened; and what is read out of it."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.chart_page.conftest import COMPANY, WIDE, OpenChart, box, drawn, focused, is_same_page, zoom
from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def enter_drawing(page: Page) -> None:
    """Go on by Tab from what stands before the drawing."""
    page.get_by_role("link", name="Skip to the list").focus()
    page.keyboard.press("Tab")


def walk(page: Page, *keys: str) -> list[str]:
    """Press keys, and return the title that has the focus after each."""
    titles = []
    for key in keys:
        page.keyboard.press(key)
        titles.append(focused(page))
    return titles


def test_the_drawing_is_one_tab_stop(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    enter_drawing(page)
    assert focused(page) == "Chief"
    page.keyboard.press("Tab")
    expect(page.locator(".list-closed a")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Chief"
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Skip to the list")).to_be_focused()


def test_the_tab_stop_is_where_one_is(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?at=MFG")
    enter_drawing(page)
    assert focused(page) == "Manufacturing"
    assert walk(page, "ArrowUp", "ArrowRight") == ["Operations", "Finance"]
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Finance"


def test_arrows_follow_what_is_drawn_from_the_top_down(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    enter_drawing(page)
    assert walk(page, "ArrowUp", "ArrowLeft", "ArrowRight") == ["Chief"] * 3
    assert walk(page, "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft") == [
        "Operations",
        "Finance",
        "Technology",
        "Technology",
        "Finance",
    ]
    assert walk(page, "ArrowDown", "ArrowDown", "ArrowUp") == ["Taxes", "Taxes", "Finance"]
    assert walk(page, "End", "Home") == ["Technology", "Chief"]


def test_arrows_follow_what_is_drawn_from_left_to_right(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?direction=right")
    enter_drawing(page)
    assert walk(page, "ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowLeft") == [
        "Operations",
        "Finance",
        "Technology",
        "Finance",
        "Taxes",
        "Finance",
        "Chief",
    ]


def test_heads_are_peers(open_chart: OpenChart) -> None:
    plant("A First\n  B Below\nC Second")
    page = open_chart()
    enter_drawing(page)
    assert walk(page, "ArrowRight", "ArrowLeft", "End") == ["Second", "First", "Second"]


def test_an_arrow_opens_a_closed_branch_before_it_goes_in(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    enter_drawing(page)
    assert walk(page, "ArrowDown", "ArrowDown", "ArrowDown")[-1] == "Logistics"
    expect(page.locator(box(page, "Logistics")).locator(".seat")).to_have_attribute("aria-expanded", "true")
    assert focused(page) == "Logistics"
    assert walk(page, "ArrowDown", "ArrowUp") == ["Driver", "Logistics"]
    assert is_same_page(page)


def test_space_opens_and_closes_and_enter_shows_the_position(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?at=LOG")
    seat = page.locator(box(page, "Logistics")).locator(".seat")
    enter_drawing(page)
    page.keyboard.press("Space")
    expect(seat).to_have_attribute("aria-expanded", "true")
    expect(seat).to_be_focused()
    page.keyboard.press("Space")
    expect(seat).to_have_attribute("aria-expanded", "false")
    expect(seat).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/LOG/")


def test_the_focus_is_seen_and_in_view(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart(height=500)
    enter_drawing(page)
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
        card, frame = page.locator(".seat:focus .card").bounding_box(), page.locator(".chart-frame").bounding_box()
        assert card is not None
        assert frame is not None
        assert frame["x"] + 20 < card["x"] < frame["x"] + frame["width"] - card["width"] - 20
        assert 0 < card["y"] < 500 - card["height"]
        assert page.locator(".seat:focus .card").evaluate("(card) => getComputedStyle(card).strokeWidth") == "3px"


def test_plus_minus_and_nought_change_the_size(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    enter_drawing(page)
    page.keyboard.press("+")
    assert zoom(page) == pytest.approx(1.25, abs=0.001)
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert zoom(page) == pytest.approx(0.8, abs=0.001)
    page.keyboard.press("0")
    width = page.locator("svg.chart").bounding_box()
    assert width is not None
    assert 1000 < width["width"] <= 1232


def test_keys_with_control_are_the_browsers(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    enter_drawing(page)
    page.evaluate("addEventListener('keydown', (event) => { window.wasTaken = event.defaultPrevented; })")
    page.keyboard.press("Control+ArrowDown")
    assert page.evaluate("window.wasTaken") is False
    assert focused(page) == "Chief"


def test_a_screen_reader_is_told_a_tree(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    tree = page.get_by_role("tree", name="Organisation chart")
    expect(tree).to_have_accessible_description(re.compile("^Arrow keys follow the lines"))
    expect(tree.get_by_role("treeitem")).to_have_count(7)
    item = tree.get_by_role("treeitem", name=re.compile("^Jonas Verhelst, Logistics"))
    for name, value in {"level": "3", "posinset": "1", "setsize": "2", "expanded": "false"}.items():
        expect(item).to_have_attribute(f"aria-{name}", value)
    expect(tree.get_by_role("treeitem", name=re.compile("Taxes"))).not_to_have_attribute(
        "aria-expanded", re.compile("")
    )
    expect(tree.get_by_role("link")).to_have_count(0)


def test_the_browser_itself_takes_every_box_for_a_tree_item(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.locator(box(page, "Logistics")).locator(".opens").click()
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in told if node["role"]["value"].startswith("tree"))
    assert roles == {"tree": 1, "treeitem": 9}


def test_new_boxes_are_part_of_the_tree(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.locator(box(page, "Logistics")).locator(".opens").click()
    item = page.get_by_role("treeitem", name=re.compile("Driver"))
    expect(item).to_have_attribute("aria-level", "4")
    expect(page.locator("svg.chart [tabindex='0']")).to_have_count(1)


def test_without_scripts_every_box_is_a_link(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    other = plain.new_page()
    other.goto(page.url)
    other.locator(".chart-frame").focus()
    other.keyboard.press("Tab")
    other.keyboard.press("Tab")
    other.keyboard.press("Enter")
    other.wait_for_url("**/chart/?closed=CEO")
    assert drawn(other) == "Chief"
    plain.close()


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_who_comes_back_from_a_position_stands_on_its_box(open_chart: OpenChart, is_reloaded: bool) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?at=CFO")
    enter_drawing(page)
    assert walk(page, "ArrowDown") == ["Taxes"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/TAX/")
    page.go_back()
    if is_reloaded:
        page.reload()
    expect(page.locator(box(page, "Taxes")).locator(".seat")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(box(page, "Finance")).locator(".seat")).to_be_focused()


def test_who_comes_back_from_a_position_stands_on_its_row(open_chart: OpenChart) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}" for number in range(60)))
    page = open_chart("/chart/?at=B1#list")
    page.locator(".chart-list").get_by_role("link", name="Title of B55", exact=True).press("Enter")
    page.wait_for_url("**/positions/B55/")
    page.go_back()
    row = page.locator(".chart-list").get_by_role("link", name="Title of B55", exact=True)
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
