"""Pages on paper: black on white whatever the screen looks like, no navigation, the drawing within the sheet."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page

from roles.sample import EMPLOYEE, HR_EDITOR
from tests.walk.conftest import ReadAs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is left between the margins of print.css, in CSS pixels.
A4_PORTRAIT, A4_LANDSCAPE = (210 - 2 * 16) * 96 / 25.4, (297 - 2 * 16) * 96 / 25.4
ADDRESSES = {
    "/": A4_PORTRAIT,
    "/chart/?levels=3": A4_LANDSCAPE,
    "/positions/OPS-LOG/": A4_PORTRAIT,
    "/positions/LOG-TL-2/": A4_PORTRAIT,
    "/positions/COO/": A4_PORTRAIT,
    "/roles/operations-manager/": A4_PORTRAIT,
    "/compare/?left=COO&right=OPS-LOG": A4_PORTRAIT,
    "/compare/?left=OPS-LOG&right=QUA-I-3": A4_PORTRAIT,
    "/people/": A4_PORTRAIT,
    "/people/T1008/": A4_PORTRAIT,
}
MOST_SHEETS = dict.fromkeys(ADDRESSES, 3) | {
    "/positions/OPS-LOG/": 2,
    "/positions/LOG-TL-2/": 1,
    "/positions/COO/": 2,
    "/compare/?left=COO&right=OPS-LOG": 2,
    "/compare/?left=OPS-LOG&right=QUA-I-3": 2,
    "/people/T1008/": 1,
}
NAVIGATION = ".skip, .site-nav, .site-search, .account, .sign-in, .site-footer, .actions, .pages, form, button"
READ = """navigation => {
    const seen = [...document.querySelectorAll("body, body *")].filter(each => each.checkVisibility());
    const drawn = seen.filter(each => each.closest("svg"));
    const words = seen.filter(each => !each.closest("svg"));
    const background = each => getComputedStyle(each).backgroundColor;
    return {
        paper: background(document.documentElement),
        navigation: seen.filter(each => each.matches(navigation)).map(each => each.outerHTML.slice(0, 80)),
        grounds: [...new Set(words.map(background))],
        inks: [...new Set(words.map(each => getComputedStyle(each).color))],
        links: [...new Set(words.filter(each => each.matches("a")).map(each => getComputedStyle(each).color))],
        titles: [...new Set(drawn.filter(each => each.matches(".title")).map(each => getComputedStyle(each).fill))],
        widths: seen.filter(each => each.matches("svg.chart")).map(each => each.getBoundingClientRect().width),
        beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
}"""
BLACK, WHITE, CLEAR = "rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"
GREY = re.compile(r"rgb\((\d+), \1, \1\)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_is_black_on_white_without_navigation(read_as: ReadAs, scheme: Literal["light", "dark"]) -> None:
    page = read_as(EMPLOYEE.username)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/people/")
    with page.expect_navigation():
        page.get_by_role("button", name=scheme.capitalize()).click()
    for address, width in ADDRESSES.items():
        page.set_viewport_size({"width": int(width), "height": 900})
        page.emulate_media(media="screen")
        page.goto(address)
        page.emulate_media(media="print")
        printed = page.evaluate(READ, NAVIGATION)
        assert printed["paper"] == WHITE, address
        assert printed["navigation"] == [], address
        assert set(printed["grounds"]) <= {WHITE, CLEAR}, address
        assert set(printed["links"]) <= {BLACK, "rgb(51, 51, 51)"}, address
        assert [ink for ink in printed["inks"] if not GREY.fullmatch(ink)] == [], address
        assert set(printed["titles"]) <= {BLACK}, address
        assert all(drawn <= width for drawn in printed["widths"]), address
        assert printed["beyond"] <= 0, address


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_pages_fill_few_sheets(read_as: ReadAs, paper: str) -> None:
    page = read_as(EMPLOYEE.username)
    sheets = {address: count_sheets(page, address, paper) for address in ADDRESSES}
    assert {address: number for address, number in sheets.items() if not 1 <= number <= MOST_SHEETS[address]} == {}


def count_sheets(page: Page, address: str, paper: str) -> int:
    """Print a page, and return on how many sheets."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=True)))


# What lies beyond the drawing, and the smallest type in it, in points.
LOOK_AT_CHART = """() => {
    const [chart] = document.querySelectorAll("svg.chart"), box = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")];
    const isWithin = each => each.left >= box.left && each.right <= box.right && each.bottom <= box.bottom;
    const scale = box.width / chart.viewBox.baseVal.width;
    return {
        beyond: texts.filter(each => !isWithin(each.getBoundingClientRect())).map(each => each.textContent),
        smallest: Math.min(...texts.map(each => parseFloat(getComputedStyle(each).fontSize) * scale * 0.75)),
    };
}"""


@pytest.mark.parametrize(
    ("address", "on_screen"),
    [("/positions/COO/", "#direct-reports"), ("/compare/?left=OPS-LOG&right=QUA-I-3", "svg.chart")],
)
def test_a_small_chart_is_on_paper_and_can_be_read_there(read_as: ReadAs, address: str, on_screen: str) -> None:
    page = read_as(EMPLOYEE.username)
    page.set_viewport_size({"width": int((210 - 2 * 12) * 96 / 25.4), "height": 900})
    page.goto(address)
    assert page.locator(on_screen).is_visible()
    page.emulate_media(media="print")
    assert page.locator("svg.chart").is_visible()
    seen = page.evaluate(LOOK_AT_CHART)
    assert seen["beyond"] == []
    assert seen["smallest"] >= 7


def test_no_heading_is_printed_without_what_it_heads(read_as: ReadAs) -> None:
    page = read_as(HR_EDITOR.username)
    page.goto("/")
    assert page.get_by_role("heading", name="For editors").is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_role("heading", name="For editors").is_visible()
