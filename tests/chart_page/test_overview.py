"""A small map stands in the corner of a drawing that is much larger than its frame."""

import pytest
from playwright.sync_api import Page, expect

from tests.chart_page.conftest import COMPANY, OpenChart, box, corner, middle_of
from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LARGE = "A Alpha\n" + "\n".join(
    f"  B{number} Beta\n" + "\n".join(f"    C{number}-{each}\n      D{number}-{each}" for each in range(3))
    for number in range(12)
)
LEVELS = "/chart/?levels=4"
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
READ_COLOURS = """(canvas) => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at + 3] === 255) colours.add(pixels.slice(at, at + 3).join());
    }
    return [...colours];
}"""


def seen(page: Page) -> tuple[float, float]:
    """Where the part that is seen begins on the map, and how wide it is."""
    place = page.locator(".chart-overview .seen").bounding_box()
    assert place is not None
    return place["x"], place["width"]


def test_a_large_drawing_has_a_map_and_a_small_one_has_none(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    overview = page.locator(".chart-overview")
    expect(overview).to_be_visible()
    place = overview.locator("canvas").bounding_box()
    assert place is not None
    assert place["width"] <= 200
    assert place["height"] <= 140
    page.get_by_role("button", name="Fit to the window").click()
    expect(overview).to_be_hidden()
    page = open_chart("/chart/B3/")
    page.wait_for_timeout(100)
    expect(overview).to_have_count(0)


def test_the_map_frames_what_is_seen_and_follows(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    expect(page.locator(".chart-overview")).to_be_visible()
    start, width = seen(page)
    page.locator(".chart-frame").hover()
    page.mouse.wheel(400, 0)
    page.wait_for_function("(x) => document.querySelector('.seen').getBoundingClientRect().x > x", arg=start)
    assert seen(page)[1] == pytest.approx(width)


def test_a_click_and_a_drag_on_the_map_move_the_drawing(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    expect(page.locator(".chart-overview")).to_be_visible()
    place = page.locator(".chart-overview").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    assert page.evaluate("document.querySelector('.chart-frame').scrollLeft") == 0
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + 2)
    page.mouse.up()
    assert middle_of(page, "Alpha")[0] == pytest.approx(0.5, abs=0.03)


def test_the_map_shows_the_line_in_another_colour(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    canvas = page.locator(".chart-overview canvas")
    expect(canvas).to_be_visible()
    assert len(canvas.evaluate(READ_COLOURS)) == 1
    page = open_chart(f"{LEVELS}&at=D3-1")
    expect(canvas).to_be_visible()
    assert len(canvas.evaluate(READ_COLOURS)) == 2


def test_the_map_changes_its_colours_with_the_page(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    canvas = page.locator(".chart-overview canvas")
    expect(canvas).to_be_visible()
    light = canvas.evaluate(READ_COLOURS)
    page.emulate_media(color_scheme="dark")
    page.evaluate(NEXT_FRAME)
    dark = canvas.evaluate(READ_COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    page.evaluate(NEXT_FRAME)
    assert len({*light, *dark, *canvas.evaluate(READ_COLOURS)}) == 3


def test_the_map_is_nothing_for_keyboard_and_screen_reader(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    expect(page.locator(".chart-overview[aria-hidden=true]")).to_be_visible()
    page.locator("svg.chart [tabindex='0']").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".list-closed a")).to_be_focused()


def test_the_map_gives_way_to_what_has_the_focus(open_chart: OpenChart) -> None:
    plant(LARGE)
    page = open_chart(LEVELS)
    overview = page.locator(".chart-overview")
    expect(overview).to_be_visible()
    place = overview.bounding_box()
    assert place is not None
    across = place["x"] - corner(page, "Alpha")[0]
    page.locator(".chart-frame").evaluate("(frame, across) => frame.scrollBy(-across, 0)", across)
    assert corner(page, "Alpha")[0] == pytest.approx(place["x"], abs=1)
    page.locator(box(page, "Alpha")).locator(".seat").focus()
    place = overview.bounding_box()
    assert place is not None
    assert place["x"] + place["width"] < corner(page, "Alpha")[0]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    place = overview.bounding_box()
    assert place is not None
    assert place["x"] > 640


def test_a_phone_shows_no_map(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart(width=320)
    page.wait_for_timeout(100)
    expect(page.locator(".chart-overview")).to_have_count(0)
    expect(page.get_by_role("button", name="Larger")).to_be_hidden()
