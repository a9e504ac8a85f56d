"""The map in a real browser: drawn, moved by mouse and by keyboard, coloured, found again by its address, printed."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from roles import tree
from roles.models import Account, Chart, Department, Position
from tests.conftest import FindViolations, SignIn
from tests.trees import appoint, plant, plant_by_hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COMPANY = """
A Alpha: Ama Boateng
  B Beta: Bo Larsen
    D Delta
    E Epsilon: Eve Adams
    F Phi
  C Gamma: Cai Jones
    G Chi
"""
# The colour of the canvas at a point, in its own pixels, and all its colours, once what was asked for is drawn.
DRAWN = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
PIXEL = (
    "async ([x, y]) => {"
    + DRAWN
    + """
  const canvas = document.querySelector(".map canvas");
  const at = [x ?? canvas.width / 2, y ?? canvas.height / 2].map(Math.round);
  return [...canvas.getContext("2d").getImageData(...at, 1, 1).data].slice(0, 3);
}"""
)
PIXELS = (
    "async () => {"
    + DRAWN
    + """
  const canvas = document.querySelector(".map canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].join();
}"""
)
COLOURS = (
    "async () => {"
    + DRAWN
    + """
  const canvas = document.querySelector(".map canvas");
  const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  return [...new Set(pixels)].map((each) => [0, 8, 16].map((by) => (each >>> by) & 255));
}"""
)
COUNT_ADDRESSES = """() => {
  const { replaceState } = history;
  window.written = 0;
  history.replaceState = (...values) => { window.written += 1; replaceState.apply(history, values); };
}"""
PRESS_AT_ONCE = """(keys) => {
  const canvas = document.querySelector(".map canvas");
  for (const key of keys) canvas.dispatchEvent(new KeyboardEvent("keydown", { key }));
}"""
LARGE = "A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(80))
MIDDLE = (None, None)
RED, GREEN = "#b01020", "#10a040"


@pytest.fixture
def planted() -> dict[str, Position]:
    """A company of two departments, by code."""
    found = plant(COMPANY, department=Department.objects.create(code="R", name="Red", colour=RED))
    green = Department.objects.create(code="G", name="Green", colour=GREEN)
    with tree.writing():
        changed = list(Position.objects.filter(code__in=["C", "G"]))
        for position in changed:
            position.department = green
        tree.apply(tree.Changes(changed=changed))
    return found


def open_map(page: Page, address: str = "/map/", size: tuple[int, int] = (1280, 800)) -> None:
    """Open a map and wait until it is drawn."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.wait_for_selector("[data-map-wait]", state="hidden")
    page.wait_for_load_state("networkidle")


def pixel(page: Page, at: Sequence[int | None] = MIDDLE) -> str:
    """The colour that the canvas has at a point."""
    return "#{:02x}{:02x}{:02x}".format(*page.evaluate(PIXEL, list(at)))


def colours(page: Page) -> set[str]:
    """All colours that the canvas has."""
    return {"#{:02x}{:02x}{:02x}".format(*each) for each in page.evaluate(COLOURS)}


def told(page: Page, text: str) -> None:
    """Wait until a position is read out."""
    expect(page.locator("[data-map-told]")).to_contain_text(text)


def press(page: Page, *keys: str) -> None:
    """Press keys on the map."""
    page.locator(".map canvas").focus()
    for key in keys:
        page.keyboard.press(key)


def test_boxes_have_the_colours_of_their_departments(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=C#whole")
    legend = signed_in_page.locator("[data-legend=department]")
    assert legend.locator("li").all_inner_texts() == ["Red\n5", "Green\n2"]
    assert {RED, GREEN} <= colours(signed_in_page)


def test_the_map_is_walked_by_keyboard_and_read_out(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page)
    press(signed_in_page, "Home")
    told(signed_in_page, "Ama Boateng, Alpha, Red, 2 direct reports, 6 in all, level 0")
    for key, name in (
        ("ArrowDown", "Bo Larsen, Beta, Red, 3 direct reports, level 1"),
        ("ArrowRight", "Cai Jones, Gamma, Green, 1 direct report, level 1"),
        ("ArrowRight", "Cai Jones"),
        ("ArrowLeft", "Bo Larsen"),
        ("ArrowDown", "Vacant, Delta, Red, level 2"),
        ("ArrowDown", "Vacant, Delta"),
        ("ArrowRight", "Eve Adams"),
        ("ArrowUp", "Bo Larsen"),
    ):
        press(signed_in_page, key)
        told(signed_in_page, name)
    signed_in_page.wait_for_url(re.compile("at=B"))
    press(signed_in_page, "Enter")
    signed_in_page.wait_for_url("**/chart/?at=B")
    signed_in_page.go_back()
    signed_in_page.wait_for_selector("[data-map-wait]", state="hidden")
    told(signed_in_page, "Bo Larsen")


def test_plus_minus_and_nought_zoom_and_the_address_keeps_the_place(
    signed_in_page: Page, planted: dict[str, Position]
) -> None:
    open_map(signed_in_page, "/map/?at=C")
    press(signed_in_page, "+", "-", "+")
    signed_in_page.wait_for_url(re.compile(r"#zoom=1\.5"))
    address = signed_in_page.url
    middle = pixel(signed_in_page)
    press(signed_in_page, "0")
    signed_in_page.wait_for_url(re.compile("#whole"))
    open_map(signed_in_page, "/")
    open_map(signed_in_page, address)
    assert pixel(signed_in_page) == middle
    press(signed_in_page, "-")
    signed_in_page.wait_for_url(re.compile(r"#zoom=1\.000&" + address.partition("&")[2]))


def go_far_from(page: Page, code: str) -> None:
    """Open the map at a position, and zoom out until cards can't be read; the position stays in the middle."""
    open_map(page, f"/map/?at={code}")
    told(page, f"Title of {code}")
    press(page, "-", "-", "-")
    page.wait_for_url(re.compile(r"#zoom=0\.2963"))


def test_a_press_from_afar_comes_closer_and_a_press_on_a_card_opens_the_chart(signed_in_page: Page) -> None:
    plant(LARGE)
    go_far_from(signed_in_page, "C7")
    canvas = signed_in_page.locator(".map canvas")
    canvas.click()
    signed_in_page.wait_for_url(re.compile(r"at=C7#zoom=1\.000"))
    canvas.click()
    signed_in_page.wait_for_url("**/chart/?at=C7")


def test_back_leads_to_where_one_was_before_coming_closer(signed_in_page: Page) -> None:
    plant(LARGE)
    go_far_from(signed_in_page, "C7")
    before = signed_in_page.url
    signed_in_page.locator(".map canvas").click()
    signed_in_page.wait_for_url(re.compile(r"#zoom=1\.000"))
    signed_in_page.go_back()
    assert signed_in_page.url == before
    press(signed_in_page, "+")
    signed_in_page.wait_for_url(re.compile(r"#zoom=0\.444"))


def test_dragging_moves_and_the_wheel_zooms_where_the_pointer_is(
    signed_in_page: Page, planted: dict[str, Position]
) -> None:
    open_map(signed_in_page, "/map/?at=C")
    signed_in_page.wait_for_url(re.compile("#zoom"))
    x, y = place_in(signed_in_page.url)
    box = signed_in_page.locator(".map canvas").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    signed_in_page.mouse.move(*middle)
    signed_in_page.mouse.down()
    signed_in_page.mouse.move(middle[0] - 60, middle[1] + 20, steps=4)
    signed_in_page.mouse.up()
    signed_in_page.wait_for_url(re.compile(f"x={x + 60}&y={y - 20}"))
    signed_in_page.mouse.move(*middle)
    signed_in_page.mouse.wheel(0, -200)
    signed_in_page.wait_for_url(re.compile(f"zoom=1\\.4.*x={x + 60}&y={y - 20}"))
    assert "/map/" in signed_in_page.url


def test_two_fingers_zoom_and_one_moves(browser: Browser, live_server: LiveServer, sign_in: SignIn) -> None:
    plant(COMPANY)
    context = browser.new_context(base_url=live_server.url, has_touch=True)
    page = context.new_page()
    sign_in(page, Account.objects.create_user("reader"))
    open_map(page, "/map/?at=C")
    page.wait_for_url(re.compile(r"#zoom=1\.000"))
    x, y = place_in(page.url)
    box = page.locator(".map canvas").bounding_box()
    assert box is not None
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch(page, *([(middle - far, height), (middle + far, height)] for far in (60, 70, 80, 90)))
    page.wait_for_url(re.compile(f"zoom=1\\.500&x={x}&y={y}"))
    touch(page, *([(middle + far, height)] for far in (0, 15, 30)))
    page.wait_for_url(re.compile(f"zoom=1\\.500&x={x - 20}&y={y}"))
    context.close()


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Put so many fingers on the screen, move them from step to step, and lift them."""
    session = page.context.new_cdp_session(page)
    for number, fingers in enumerate(steps):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(fingers)]
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchMove" if number else "touchStart", "touchPoints": points}
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_what_was_dragged_looks_as_if_it_were_drawn_anew(signed_in_page: Page) -> None:
    plant(LARGE, department=Department.objects.create(code="R", name="Red", colour=RED))
    go_far_from(signed_in_page, "C7")
    box = signed_in_page.locator(".map canvas").bounding_box()
    assert box is not None
    for way in ((-70, -40), (110, 60), (-30, 50)):
        signed_in_page.mouse.move(box["x"] + 300, box["y"] + 200)
        signed_in_page.mouse.down()
        signed_in_page.mouse.move(box["x"] + 300 + way[0], box["y"] + 200 + way[1], steps=3)
        signed_in_page.mouse.up()
    dragged = signed_in_page.evaluate(PIXELS)
    picker = signed_in_page.get_by_label("Colour", exact=True)
    picker.select_option("Span of control")
    assert signed_in_page.evaluate(PIXELS) != dragged
    picker.select_option("Department")
    assert signed_in_page.evaluate(PIXELS) == dragged


def place_in(address: str) -> tuple[int, int]:
    """The point of the drawing that an address names."""
    found = re.search(r"x=(-?\d+)&y=(-?\d+)", address)
    assert found is not None
    return int(found[1]), int(found[2])


def test_the_line_to_the_top_is_another_colour(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/#whole")
    plain = colours(signed_in_page)
    open_map(signed_in_page, "/map/?at=E#whole")
    assert colours(signed_in_page) > plain


def test_a_pressed_entry_of_the_legend_fades_all_others(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=B")
    band = bands(signed_in_page)
    assert pixel(signed_in_page, band) == RED
    entry = signed_in_page.get_by_role("button", name="Green 2")
    entry.click()
    assert entry.get_attribute("aria-pressed") == "true"
    assert pixel(signed_in_page, band) not in (RED, GREEN)
    entry.click()
    assert entry.get_attribute("aria-pressed") == "false"
    assert pixel(signed_in_page, band) == RED


def test_pressed_entries_stay_in_the_address(signed_in_page: Page, planted: dict[str, Position]) -> None:
    page = signed_in_page
    open_map(page, "/map/?at=B")
    page.get_by_role("button", name="Green 2").click()
    page.wait_for_url("**only=Green")
    page.get_by_label("Colour", exact=True).select_option("Span of control")
    assert "only" not in page.url
    page.go_back()
    expect(page.get_by_role("button", name="Green 2")).to_have_attribute("aria-pressed", "true")
    address = page.url
    open_map(page, "/")
    open_map(page, address)
    assert page.get_by_role("button", name="Green 2").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("button", name="Red 5").get_attribute("aria-pressed") == "false"
    assert pixel(page, bands(page)) not in (RED, GREEN)


def test_what_is_pressed_keeps_the_whole_in_sight(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=B#whole&only=Green&only=Nobody")
    assert signed_in_page.get_by_role("button", name="Green 2").get_attribute("aria-pressed") == "true"
    press(signed_in_page, "+", "0")
    signed_in_page.wait_for_url("**#whole&only=Green")


def bands(page: Page) -> tuple[int, int]:
    """Where the strip of the card in the middle is."""
    size: list[int] = page.locator(".map canvas").evaluate("(each) => [each.width, each.height]")
    return size[0] // 2 - 100, size[1] // 2


def test_other_colours_have_another_legend_and_stay_in_the_address(
    signed_in_page: Page, planted: dict[str, Position]
) -> None:
    open_map(signed_in_page, "/map/?at=B")
    signed_in_page.get_by_label("Colour", exact=True).select_option("Span of control")
    assert signed_in_page.locator("[data-legend=span]").is_visible()
    assert not signed_in_page.locator("[data-legend=department]").is_visible()
    assert "colour=span" in signed_in_page.url
    assert pixel(signed_in_page, bands(signed_in_page)) == "#c48700"
    open_map(signed_in_page, signed_in_page.url)
    assert pixel(signed_in_page, bands(signed_in_page)) == "#c48700"
    assert signed_in_page.get_by_label("Colour", exact=True).input_value() == "span"


def test_back_leads_to_the_colours_before(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=B")
    picker = signed_in_page.get_by_label("Colour", exact=True)
    picker.select_option("Vacancy")
    picker.select_option("Span of control")
    assert pixel(signed_in_page, bands(signed_in_page)) == "#c48700"
    for colour, band in (("vacancy", "#3274b5"), ("department", RED)):
        signed_in_page.go_back()
        expect(picker).to_have_value(colour)
        expect(signed_in_page.locator(f"[data-legend={colour}]")).to_be_visible()
        assert pixel(signed_in_page, bands(signed_in_page)) == band
    signed_in_page.go_forward()
    expect(picker).to_have_value("vacancy")
    assert "colour=vacancy" in signed_in_page.url
    assert "at=B" in signed_in_page.url


def test_many_steps_write_the_address_once(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=A")
    told(signed_in_page, "Ama Boateng")
    signed_in_page.wait_for_url(re.compile("#zoom"))
    signed_in_page.evaluate(COUNT_ADDRESSES)
    signed_in_page.evaluate(PRESS_AT_ONCE, ["ArrowDown", *["ArrowRight", "ArrowLeft"] * 20, "ArrowRight"])
    told(signed_in_page, "Cai Jones")
    signed_in_page.wait_for_url(re.compile("at=C"))
    assert signed_in_page.evaluate("window.written") <= 3


@pytest.mark.parametrize("way", ["key", "press"])
def test_a_card_that_can_not_be_fetched_is_said_and_tried_again(
    signed_in_page: Page, planted: dict[str, Position], way: str
) -> None:
    signed_in_page.route("**/map/cards/*", lambda route: route.fulfill(body="A proxy's page."))
    open_map(signed_in_page, "/map/?at=B")

    def ask() -> None:
        if way == "key":
            press(signed_in_page, "Enter")
        else:
            signed_in_page.locator(".map canvas").click()

    ask()
    note = signed_in_page.locator("[data-map-note]")
    expect(note).to_have_text("This position could not be opened. Try again, or load the page again.")
    expect(note).to_be_visible()
    signed_in_page.unroute("**/map/cards/*")
    ask()
    signed_in_page.wait_for_url("**/chart/?at=B")


def test_a_chart_that_changed_meanwhile_is_loaded_anew(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=C#whole")
    edition = signed_in_page.locator(".map").get_attribute("data-edition")
    appoint(planted["D"], "Dee Day")
    signed_in_page.get_by_label("Colour", exact=True).select_option("Location")
    expect(signed_in_page.locator(".map")).not_to_have_attribute("data-edition", edition or "")
    signed_in_page.wait_for_selector("[data-map-wait]", state="hidden")
    expect(signed_in_page.get_by_text("7 positions, 2 vacant.")).to_be_visible()
    expect(signed_in_page.get_by_text("The chart has changed: the map shows it as it is now.")).to_be_visible()


def test_a_map_that_is_loaded_anew_shows_what_it_showed(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page)
    appoint(planted["D"], "Dee Day")
    signed_in_page.get_by_label("Colour", exact=True).select_option("Vacancy")
    signed_in_page.get_by_role("button", name="Vacant").click()
    signed_in_page.locator(".map canvas").focus()
    for key in ("Home", "+", "+"):
        signed_in_page.keyboard.press(key)
    expect(signed_in_page.get_by_text("The chart has changed: the map shows it as it is now.")).to_be_visible()
    expect(signed_in_page.get_by_role("button", name="Vacant")).to_have_attribute("aria-pressed", "true")
    assert "at=A" in signed_in_page.url
    assert "#zoom=" in signed_in_page.url


def test_a_card_opens_in_a_tab_of_its_own_with_control(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=B")
    middle = signed_in_page.locator(".map canvas").bounding_box()
    assert middle is not None
    at = (middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    with signed_in_page.context.expect_page() as opened:
        signed_in_page.keyboard.down("Control")
        signed_in_page.mouse.click(*at)
        signed_in_page.keyboard.up("Control")
    opened.value.wait_for_url("**/chart/?at=B**")
    assert "/map/" in signed_in_page.url


def test_a_suggestion_that_was_chosen_is_shown_on_the_map(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page)
    is_taken = signed_in_page.evaluate(
        """(key) => !document.querySelector("#map-find").dispatchEvent(
            new CustomEvent("chosen", { bubbles: true, cancelable: true, detail: { key } }))""",
        str(planted["E"].pk),
    )
    assert is_taken
    told(signed_in_page, "Eve Adams, Epsilon")
    assert signed_in_page.evaluate("document.activeElement.tagName") == "CANVAS"
    signed_in_page.wait_for_url(re.compile(r"at=E#zoom=1\.000"))


SHAPES: dict[str, list[int]] = {
    "one position": [-1],
    "several heads": [-1, -1, 0, 1, -1],
    "many direct reports": [-1, *([0] * 3000)],
    "a long line": list(range(-1, 63)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_unusual_companies_are_drawn_whole(signed_in_page: Page, shape: str) -> None:
    Chart.objects.update_or_create(pk=1, defaults={"allows_several_heads": True})
    plant_by_hand(SHAPES[shape])
    open_map(signed_in_page)
    assert len(colours(signed_in_page)) >= 3
    press(signed_in_page, "Home", "+", "ArrowDown", "ArrowRight", "0")
    assert len(colours(signed_in_page)) >= 3


def test_sharp_screens_get_as_many_pixels_as_they_have(
    browser: Browser, live_server: LiveServer, sign_in: SignIn, planted: dict[str, Position]
) -> None:
    context = browser.new_context(base_url=live_server.url, device_scale_factor=2)
    page = context.new_page()
    sign_in(page, Account.objects.create_user("reader"))
    open_map(page, "/map/?at=C")
    canvas: dict[str, Any] = page.locator(".map canvas").evaluate(
        "(each) => ({ own: each.width, css: each.clientWidth })"
    )
    context.close()
    assert canvas["own"] == 2 * canvas["css"]


def test_a_window_of_another_size_keeps_what_is_in_the_middle(
    signed_in_page: Page, planted: dict[str, Position]
) -> None:
    open_map(signed_in_page, "/map/?at=B")
    signed_in_page.set_viewport_size({"width": 900, "height": 700})
    signed_in_page.wait_for_load_state("networkidle")
    expect(signed_in_page.locator(".map canvas")).to_be_visible()
    assert pixel(signed_in_page, bands(signed_in_page)) == RED


def test_without_scripts_the_page_says_in_words_what_it_would_show(
    browser: Browser, live_server: LiveServer, sign_in: SignIn, planted: dict[str, Position]
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, Account.objects.create_user("reader"))
    page.goto("/map/")
    assert "which your browser does not run" in page.locator("noscript").inner_text()
    assert page.get_by_role("link", name="the chart, level by level").is_visible()
    assert page.locator("[data-legend=department] li").all_inner_texts() == ["Red\n5", "Green\n2"]
    assert not page.locator(".map canvas").is_visible()
    page.get_by_label("Colour", exact=True).select_option("Vacancy")
    page.get_by_role("button", name="Show these colours").click()
    expect(page.locator("[data-legend=vacancy]")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_has_the_legend(signed_in_page: Page, planted: dict[str, Position], scheme: Any) -> None:
    open_map(signed_in_page, "/map/?at=B")
    signed_in_page.emulate_media(color_scheme=scheme)
    signed_in_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    signed_in_page.emulate_media(media="print", color_scheme=scheme)
    assert pixel(signed_in_page, (2, 2)) == "#ffffff"
    assert signed_in_page.locator("[data-legend=department] .map-entry").first.is_visible()
    assert not signed_in_page.get_by_label("Colour", exact=True).is_visible()


@pytest.mark.parametrize("size", [(1280, 800), (320, 640)])
def test_nothing_on_the_map_is_inaccessible_in_forced_colours(
    signed_in_page: Page, axe: FindViolations, planted: dict[str, Position], size: tuple[int, int]
) -> None:
    signed_in_page.emulate_media(forced_colors="active")
    open_map(signed_in_page, "/map/?at=B", size)
    signed_in_page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert axe(signed_in_page) == []
    assert signed_in_page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert len(colours(signed_in_page)) > 2


def rest_on(page: Page, x: float, y: float, steps: int = 1) -> None:
    """Leave the mouse at a point of the canvas, given from its middle; in many steps it crosses what is between."""
    box = page.locator(".map canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y, steps=steps)


@pytest.fixture
def tip(signed_in_page: Page) -> Locator:
    """The name beside a mouse that rests on C7, seen from afar."""
    plant(LARGE)
    go_far_from(signed_in_page, "C7")
    rest_on(signed_in_page, 0, 0)
    name = signed_in_page.locator("[data-map-tip]")
    expect(name).to_be_visible()
    return name


def test_a_mouse_that_rests_on_a_box_from_afar_is_told_its_name(signed_in_page: Page, tip: Locator) -> None:
    expect(tip).to_contain_text("Title of C7")
    signed_in_page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    rest_on(signed_in_page, 3, 3)
    expect(tip).to_be_visible()
    signed_in_page.mouse.wheel(0, 100)
    expect(tip).to_be_hidden()


LOWER_EDGE = 8  # of a box seen from afar: from here the way to the name crosses what is below


def test_the_pointer_may_go_onto_the_name(signed_in_page: Page, tip: Locator) -> None:
    rest_on(signed_in_page, 0, LOWER_EDGE)
    signed_in_page.wait_for_timeout(300)
    expect(tip).to_be_visible()
    rest_on(signed_in_page, 20, LOWER_EDGE + 20, steps=20)
    signed_in_page.wait_for_timeout(300)
    expect(tip).to_contain_text("Title of C7")
    expect(tip).to_be_visible()
    signed_in_page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_the_name_goes_when_the_pointer_goes_elsewhere(signed_in_page: Page, tip: Locator) -> None:
    expect(tip).to_contain_text("Title of C7")
    rest_on(signed_in_page, -40, -60, steps=20)
    assert tip.is_hidden() or "Title of C7" not in tip.inner_text()


def test_a_card_that_can_be_read_needs_no_name_beside_it(signed_in_page: Page, planted: dict[str, Position]) -> None:
    open_map(signed_in_page, "/map/?at=B")
    rest_on(signed_in_page, 0, 0)
    signed_in_page.wait_for_timeout(400)
    expect(signed_in_page.locator("[data-map-tip]")).to_be_hidden()


@pytest.fixture
def two_thousand() -> None:
    """A company of 2,001 positions in 40 departments."""
    plant_by_hand([-1, *([0] * 40), *(1 + number % 40 for number in range(1960))])
    departments = [Department.objects.create(code=f"D{number}", name=f"Department {number}") for number in range(40)]
    with tree.writing():
        changed = list(Position.objects.in_tree_order()[1:])
        for number, position in enumerate(changed):
            position.department = departments[number % 40]
        tree.apply(tree.Changes(changed=changed))


PHONES = [(360, 740, 260), (740, 360, 180)]


@pytest.mark.parametrize("company", ["planted", "two_thousand"])
@pytest.mark.parametrize(("width", "height", "highest"), PHONES)
def test_on_a_phone_the_whole_map_is_in_the_first_view(
    signed_in_page: Page, request: pytest.FixtureRequest, company: str, width: int, height: int, highest: int
) -> None:
    request.getfixturevalue(company)
    open_map(signed_in_page, size=(width, height))
    box = signed_in_page.locator(".map canvas").bounding_box()
    assert box is not None
    assert box["y"] <= highest
    assert box["y"] + box["height"] <= height
    assert box["height"] >= 190
    beside = width - box["x"] - box["width"]
    below = height - box["y"] - box["height"]
    assert max(beside, below) >= 40, "nothing to scroll the page by"
