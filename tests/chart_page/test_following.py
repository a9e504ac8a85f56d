"""Links, forms and suggestions lead from chart to chart without a new page, and the history leads back."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chart_page.conftest import (
    COMPANY,
    WIDE,
    OpenChart,
    box,
    choose_suggested,
    corner,
    drawn,
    is_same_page,
    middle_of,
    zoom,
)
from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THREE_LEVELS = "Chief Operations Logistics Manufacturing Finance Taxes Technology"

FOLLOW = """(address) => {
    const link = document.createElement("a");
    link.href = address;
    document.getElementById("chart").append(link);
    link.click();
    link.remove();
}"""
# As if the network was gone, which a browser would call an error of the page.
BREAK_OFF = "window.fetchBefore = fetch; window.fetch = () => Promise.reject(new TypeError()); true"
# What the page says and where it leads, but for which box is reached by Tab.
READ_CHART = """() => {
    const svg = document.querySelector("svg.chart");
    const regions = ["line", "heading", "tools", "looks", "options", "notes", "legend"];
    const parts = [".lines", ".boxes", ".chart-list", ...regions.map((name) => `[data-region=${name}]`)];
    const written = (part) => document.querySelector(part).innerHTML
        .replace(/ tabindex="[^"]*"/g, "").replace(/>\\s+/g, ">").replace(/\\s+</g, "<").trim();
    const names = ["width", "height", "viewBox", "aria-label", "data-middle", "data-direction"];
    return [...parts.map(written), ...names.map((name) => svg.getAttribute(name)), document.title];
}"""


def opened(page: Page, title: str) -> None:
    """Click on the foot of a box."""
    page.locator(box(page, title)).locator(".opens").click()


def test_a_branch_is_opened_and_closed_in_place(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    assert drawn(page) == THREE_LEVELS
    opened(page, "Logistics")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    assert "open=LOG" in page.url
    assert drawn(page) == "Chief Operations Logistics Driver Clerk Manufacturing Finance Taxes Technology"
    opened(page, "Operations")
    expect(page.locator(box(page, "Logistics"))).to_have_count(0)
    assert drawn(page) == "Chief Operations Finance Taxes Technology"
    assert is_same_page(page)


def test_the_box_acted_on_stays_where_it_was(open_chart: OpenChart) -> None:
    plant(WIDE + "\n      E0\n      E1\n      E2")
    page = open_chart(height=600)
    page.evaluate("scrollTo(0, 200)")
    page.locator(box(page, "Title of D11")).scroll_into_view_if_needed()
    before = corner(page, "Title of D11")
    opened(page, "Title of D11")
    expect(page.locator(box(page, "Title of E2"))).to_be_attached()
    assert corner(page, "Title of D11") == pytest.approx(before, abs=1)


def test_what_says_the_same_is_kept_and_moved(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.evaluate("for (const box of document.querySelectorAll('.box, .chart-list li > div')) box.isKept = true")
    opened(page, "Logistics")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    kept = "[...document.querySelectorAll('{}')].filter(each => !each.isKept).map(each => each.textContent.trim())"
    fresh = " ".join(page.evaluate(kept.format(".box")))
    assert [title for title in ("Logistics", "Driver", "Clerk", "Chief", "Taxes") if title in fresh] == [
        "Logistics",
        "Driver",
        "Clerk",
    ]
    assert len(page.evaluate(kept.format(".chart-list li > div"))) == 3


def test_a_kept_box_leads_where_the_new_chart_says(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    opened(page, "Logistics")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    opened(page, "Finance")
    expect(page.locator(box(page, "Taxes"))).to_have_count(0)
    assert "open=LOG&closed=CFO" in page.url
    row = page.locator(".chart-list li", has_text="Operations").locator("> div .opens").nth(1)
    assert "open=LOG" in str(row.get_attribute("href"))


@pytest.mark.parametrize(
    ("start", "steps"),
    [
        ("", ["?open=LOG", "?open=LOG,DRV", "?open=LOG,DRV&closed=CFO", "?levels=1", "?levels=5"]),
        ("?at=LOG&only=line", ["?at=LOG", "?at=TAX", "?path=TAX,BOY", "?at=BOY&only=line", "?at=BOY"]),
        (
            "?levels=4",
            ["?levels=4&direction=right", "?levels=4&shape=packed", "?levels=4&colour=span", "?levels=4&grades=1"],
        ),
        ("LOG/", ["COO/", "?at=LOG", "LOG/?levels=2"]),
    ],
)
def test_the_drawing_is_the_one_that_a_new_page_draws(open_chart: OpenChart, start: str, steps: list[str]) -> None:
    plant(COMPANY)
    page = open_chart(f"/chart/{start}")
    for step in steps:
        with page.expect_response(lambda response: "/drawing/" in response.url):
            page.evaluate(FOLLOW, f"/chart/{step}")
        expect(page.locator("#chart:not([aria-busy])")).to_be_attached()
        assert is_same_page(page), step
        followed = page.evaluate(READ_CHART)
        other = page.context.new_page()
        other.goto(page.url)
        other.wait_for_selector("svg.chart[role=tree]", state="attached")
        assert followed == other.evaluate(READ_CHART), step
        other.close()


def test_back_and_forward_bring_back_drawing_and_place(open_chart: OpenChart) -> None:
    plant(WIDE + "\n      E0\n      E1\n      E2")
    page = open_chart()
    page.locator(box(page, "Title of D11")).scroll_into_view_if_needed()
    there = corner(page, "Title of D11")
    opened(page, "Title of D11")
    expect(page.locator(box(page, "Title of E2"))).to_be_attached()
    page.locator(".chart-frame").hover()
    page.mouse.wheel(-10_000, 0)
    page.wait_for_function("() => document.querySelector('.chart-frame').scrollLeft === 0")
    page.go_back()
    expect(page.locator(box(page, "Title of E2"))).to_have_count(0)
    assert corner(page, "Title of D11") == pytest.approx(there, abs=2)
    page.go_forward()
    expect(page.locator(box(page, "Title of E2"))).to_be_attached()
    assert is_same_page(page)


def test_a_link_to_a_place_begins_there(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart("/chart/#zoom=0.5&x=100&y=60")
    assert zoom(page) == pytest.approx(0.5, abs=0.001)
    assert page.evaluate("document.querySelector('.chart-frame').scrollLeft") == 0


def test_a_fragment_that_names_no_place_is_ignored(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart("/chart/#zoom=many&x=&y=1")
    assert middle_of(page, "Alpha")[0] == pytest.approx(0.5, abs=0.01)


def test_the_fragment_follows_what_is_looked_at(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.locator(".chart-frame").hover()
    page.mouse.wheel(300, 0)
    page.wait_for_url(re.compile(r"#zoom=1&x=\d+&y=\d+$"))


def test_the_skip_link_keeps_the_drawing(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.get_by_role("link", name="Skip to the list").press("Enter")
    page.go_back()
    assert drawn(page) == THREE_LEVELS
    assert is_same_page(page)


def test_the_form_is_followed_too(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.get_by_text("Levels, colour and shape").click()
    page.get_by_label("Levels", exact=True).fill("2")
    page.get_by_label("Levels", exact=True).press("Enter")
    expect(page.locator("svg.chart .box")).to_have_count(4)
    assert "levels=2" in page.url
    assert is_same_page(page)


def test_the_form_keeps_what_was_opened_in_place_and_follows_the_history(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    opened(page, "Logistics")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    page.get_by_text("Levels, colour and shape").click()
    page.get_by_label("Colour").select_option("level")
    page.get_by_role("button", name="Show it so").click()
    page.wait_for_url("**/chart/?open=LOG&colour=level**")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("open=LOG(?!&colour)"))
    expect(page.get_by_label("Colour")).to_have_value("department")
    assert is_same_page(page)


def test_a_branch_of_its_own_changes_heading_title_and_what_stands_above(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/LOG/")
    page.get_by_role("navigation", name="Up the reporting line").get_by_role("link", name="Operations").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Operations")
    expect(page).to_have_title(re.compile("^Chart of Operations · "))
    expect(page.locator("[data-region=line] [aria-current]")).to_have_text("Operations")
    assert drawn(page) == "Operations Logistics Driver Clerk Manufacturing"
    assert is_same_page(page)


def test_what_has_changed_is_announced(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    opened(page, "Logistics")
    expect(page.locator("#chart > [role=status]")).to_have_text("9 positions shown")


def test_a_found_position_is_shown_in_the_middle(open_chart: OpenChart) -> None:
    plant(WIDE.replace("D6", "D6\n      E0\n      E1\n        F1 Found: Zita"))
    page = open_chart("/chart/?only=line&at=C1")
    choose_suggested(page, "zita")
    expect(page.locator(".box.at")).to_contain_text("Found")
    across, down = middle_of(page, "Found")
    assert across == pytest.approx(0.5, abs=0.2)
    assert 0 < down < 1
    assert "at=F1" in page.url
    assert "only" not in page.url
    expect(page.locator(".box.on-line")).to_have_count(5)
    assert is_same_page(page)


def test_a_found_position_is_readable_however_small_the_drawing_was(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart("/chart/#zoom=0.2&x=0&y=0")
    choose_suggested(page, "D7")
    expect(page.locator(".box.at")).to_contain_text("D7")
    assert page.locator(".box.at .card").evaluate("(card) => card.getBoundingClientRect().width") > 150


def test_words_that_are_sent_lead_to_the_one_position_in_place(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.locator("#chart-find").fill("log")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/chart/?at=LOG**")
    expect(page.locator(".box.at")).to_contain_text("Logistics")
    assert is_same_page(page)


def test_words_that_are_sent_keep_the_looks_of_what_is_shown(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.evaluate(FOLLOW, "/chart/?levels=2&open=COO&direction=right&shape=packed&grades=1&colour=span")
    page.wait_for_url("**&colour=span**")
    page.locator("#chart-find").fill("driver")
    page.locator("#chart-find").press("Enter")
    page.wait_for_url("**/chart/?levels=2&at=DRV&direction=right&shape=packed&grades=1&colour=span**")
    assert is_same_page(page)


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_that_is_sought_changes_nothing(open_chart: OpenChart, words: str) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?levels=2")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#chart-find").fill(words)
    page.locator("#chart-find").press("Enter")
    page.wait_for_timeout(100)
    assert page.url.partition("#")[0].endswith("/chart/?levels=2")
    assert [address for address in asked if "/static/" not in address] == []
    assert is_same_page(page)


def test_the_field_says_who_was_found_and_finds_them_again(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?levels=2")
    choose_suggested(page, "verhelst")
    expect(page.locator(".box.at")).to_contain_text("Logistics")
    expect(page.locator("#chart-find")).to_have_value("Logistics · Jonas Verhelst")
    page.evaluate(FOLLOW, "/chart/?levels=2&at=TAX")
    expect(page.locator(".box.at")).to_contain_text("Taxes")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator(".box.at")).to_contain_text("Logistics")
    assert is_same_page(page)


def test_who_was_found_is_read_out_once(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/?levels=1")
    status = page.locator("#chart > [role=status]")
    page.locator("#chart-find").fill("log")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(status).to_have_text(re.compile(r"level 2\. \d positions shown$"))
    page.locator("svg.chart .opens").last.click()
    expect(status).to_have_text(re.compile(r"^\d positions? shown$"))


def test_a_way_between_codes_that_are_gone_leaves_the_chart_as_it_is(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.evaluate("document.querySelector('#chart .reporting-line, #chart .actions a').href = '/chart/?path=NOPE,NADA'")
    page.locator("#chart .actions a").first.click()
    expect(page.get_by_text("There is no position with the code NADA in the chart.")).to_be_visible()
    assert drawn(page) == THREE_LEVELS
    assert is_same_page(page)


def test_words_that_several_fit_lead_to_their_list(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.locator("#chart-find").fill("r")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/positions/?q=r")


def test_other_links_and_clicks_are_the_browsers(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    with page.context.expect_page() as other:
        page.locator(box(page, "Logistics")).locator(".opens").click(modifiers=["ControlOrMeta"])
    other.value.wait_for_url("**/chart/?open=LOG")
    assert drawn(page) == THREE_LEVELS
    page.locator(box(page, "Taxes")).locator(".seat").click()
    page.wait_for_url("**/positions/TAX/")


def test_what_is_done_before_all_scripts_are_there_is_done_then(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart(is_used=False)
    press = "(link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
    page.locator(box(page, "Logistics")).locator(".opens").evaluate(press)
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    assert is_same_page(page)
    page = open_chart(is_used=False)
    page.locator(".box .seat").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator(box(page, "Taxes")).locator(".seat")).to_be_focused()
    page = open_chart(is_used=False)
    page.locator(box(page, "Taxes")).locator(".seat").evaluate(press)
    page.wait_for_url("**/positions/TAX/")


def test_the_history_leads_on_from_a_page_that_came_back(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart(width=320, height=640)
    rows = page.locator(".chart-list")
    rows.locator(".opens", has_text="2 direct · 3 in all").click()
    expect(rows.get_by_text("Driver")).to_be_visible()
    rows.get_by_role("link", name="Driver", exact=True).click()
    page.wait_for_url("**/positions/DRV/")
    page.go_back()
    expect(rows.get_by_text("Driver")).to_be_visible()
    page.go_back()
    expect(rows.get_by_text("Driver")).to_have_count(0)
    expect(rows.get_by_text("Taxes")).to_be_visible()


def test_what_cannot_be_followed_is_left_to_the_browser(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()

    def ask_to_sign_in(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html><title>Sign in</title>")

    page.route("**/drawing/**", ask_to_sign_in)
    opened(page, "Logistics")
    page.wait_for_url("**/chart/?open=LOG")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    assert not is_same_page(page)


def hold_next_request(page: Page) -> list[Route]:
    """Let the next request for a drawing wait for its answer; it is in the list once it has come."""
    held: list[Route] = []
    page.route("**/drawing/**", lambda route: held.append(route), times=1)
    return held


def test_branches_that_are_opened_faster_than_answered_are_all_opened(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/#list")
    held = hold_next_request(page)
    opened(page, "Logistics")
    opened(page, "Finance")
    page.locator(".chart-list li", has=page.get_by_text("Operations", exact=True)).last.locator("> div .opens").click()
    opened(page, "Finance")
    expect(page.locator("#chart[aria-busy]")).to_be_visible()
    held[0].continue_()
    expect(page.locator(box(page, "Logistics"))).to_have_count(0)
    expect(page.locator("#chart:not([aria-busy])")).to_be_attached()
    assert drawn(page) == "Chief Operations Finance Technology"
    assert page.url.partition("#")[0].endswith("/chart/?open=LOG&closed=CFO,COO")
    for _step in range(3):
        page.go_back()
    expect(page.locator(box(page, "Taxes"))).to_be_attached()
    assert drawn(page) == THREE_LEVELS
    assert is_same_page(page)


def test_a_branch_that_is_gone_when_its_turn_comes_is_left_alone(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    held = hold_next_request(page)
    opened(page, "Operations")
    opened(page, "Logistics")
    opened(page, "Finance")
    held[0].continue_()
    expect(page.locator(box(page, "Taxes"))).to_have_count(0)
    assert drawn(page) == "Chief Operations Finance Technology"
    assert is_same_page(page)


def test_who_is_sought_meanwhile_counts_more_than_branches(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    held = hold_next_request(page)
    opened(page, "Logistics")
    opened(page, "Finance")
    page.locator("#chart-find").fill("mfg")
    page.locator("#chart-find").press("Enter")
    page.wait_for_url("**/chart/?at=MFG**")
    held[0].abort()
    page.wait_for_timeout(100)
    assert drawn(page) == THREE_LEVELS
    assert page.url.partition("#")[0].endswith("/chart/?at=MFG")
    assert is_same_page(page)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_takes_long_is_seen_to_go_on(open_chart: OpenChart, motion: Literal["no-preference", "reduce"]) -> None:
    plant(COMPANY)
    page = open_chart()
    page.emulate_media(reduced_motion=motion)
    held = hold_next_request(page)
    progress = page.locator(".chart-progress")
    expect(progress).to_be_hidden()
    read = "getComputedStyle(document.querySelector('.chart-progress')).visibility"
    assert page.evaluate(f"{{ ({FOLLOW})('/chart/?open=LOG'); {read} }}") == "hidden"
    expect(progress).to_be_visible()
    moves = "(line) => line.getAnimations().some((each) => each.animationName === 'chart-comes')"
    assert progress.evaluate(moves) is (motion == "no-preference")
    held[0].continue_()
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    expect(progress).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
def test_where_no_answer_comes_the_chart_stays_and_says_so(open_chart: OpenChart, width: int) -> None:
    plant(COMPANY)
    page = open_chart("/chart/#list", width=width)
    page.evaluate(BREAK_OFF)
    page.locator(".chart-list .opens").nth(1).press("Enter")
    link = page.locator("#chart").get_by_role("link", name="Try again.")
    expect(link).to_be_in_viewport()
    expect(page.locator("#chart > [role=status]")).to_have_text("The chart could not be loaded. Try again.")
    assert drawn(page) == THREE_LEVELS
    assert is_same_page(page)
    page.evaluate("window.fetch = window.fetchBefore; true")
    page.locator(".chart-list .opens").nth(3).press("Enter")
    expect(page.locator(box(page, "Taxes"))).to_have_count(0)
    expect(link).to_be_hidden()
    assert page.url.partition("#")[0].endswith("/chart/?closed=CFO")


def test_the_browser_may_try_again_what_was_not_answered(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    opened(page, "Finance")
    expect(page.locator(box(page, "Taxes"))).to_have_count(0)
    page.evaluate(BREAK_OFF)
    page.go_back()
    link = page.get_by_role("link", name="Try again.")
    expect(link).to_be_visible()
    assert is_same_page(page)
    link.click()
    expect(page.locator(box(page, "Taxes"))).to_be_visible()
    assert not is_same_page(page)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_refusal_is_shown_by_the_browser(open_chart: OpenChart, status: int) -> None:
    plant(COMPANY)
    page = open_chart()
    page.evaluate("(status) => { window.fetch = async () => new Response('{}', { status }) }", status)
    opened(page, "Logistics")
    page.wait_for_url("**/chart/?open=LOG")
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    assert not is_same_page(page)


def test_the_focus_stays_on_what_was_pressed(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/#list")
    row = page.locator(".chart-list li", has=page.get_by_text("Logistics", exact=True)).last.locator("> div .opens")
    row.press("Enter")
    expect(page.locator(box(page, "Driver"))).to_be_attached()
    expect(row).to_be_focused()
    assert row.get_attribute("title") == "Close the branch of Logistics"


def test_the_list_says_what_is_open_and_what_a_click_does(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart("/chart/#list")
    rows = page.locator(".chart-list")
    shut = rows.get_by_role("link", name="2 direct · 3 in all. Open the branch of Logistics", expanded=False)
    shut.press("Enter")
    turned = rows.get_by_role("link", name="2 direct · 3 in all. Close the branch of Logistics", expanded=True)
    expect(turned).to_be_focused()
    expect(rows.get_by_role("link", name="Open the branch of Driver", expanded=False)).to_be_visible()
    assert "aria-expanded" not in page.request.get("/chart/").text().partition("chart-list")[2]


def test_on_a_phone_branches_open_in_the_list(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart(width=320, height=640)
    row = page.locator(".chart-list li", has=page.get_by_text("Logistics", exact=True)).last.locator("> div")
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    row.locator(".opens").click()
    expect(page.locator(".chart-list").get_by_text("Driver")).to_be_visible()
    assert row.bounding_box() == before
    row.locator(".opens").click()
    expect(page.locator(".chart-list").get_by_text("Driver")).to_have_count(0)
    assert is_same_page(page)


def test_on_a_phone_the_list_begins_at_the_position_one_is_at(open_chart: OpenChart) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}" for number in range(40)))
    page = open_chart("/chart/?at=B37", width=320, height=640)
    expect(page.locator(".chart-list .at")).to_be_in_viewport()
