"""A chart that is open in a browser, and what it shows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenChart = Callable[..., Page]

COMPANY = """
CEO Chief: Helena Brandvold
  COO Operations: Amara Okafor
    LOG Logistics: Jonas Verhelst
      DRV Driver
        BOY Mate
      CLK Clerk
    MFG Manufacturing
  CFO Finance: Ewa Nowak
    TAX Taxes
  CTO Technology
"""
WIDE = "A Alpha\n" + "\n".join(f"  B{number} Beta\n    C{number}\n    D{number}" for number in range(12))

READ_ZOOM = """() => {
    const svg = document.querySelector("svg.chart");
    return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}"""


@pytest.fixture
def open_chart(signed_in_page: Page) -> OpenChart:
    """Return a function that opens a chart, in a window of some size, and waits for its fonts and scripts."""

    def open_chart(address: str = "/chart/", width: int = 1280, height: int = 800, is_used: bool = True) -> Page:
        signed_in_page.set_viewport_size({"width": width, "height": height})
        signed_in_page.goto(address)
        signed_in_page.wait_for_selector("svg.chart[role=tree]", state="attached")
        signed_in_page.evaluate("document.fonts.ready")
        if is_used:
            signed_in_page.mouse.move(0, 1)
            signed_in_page.mouse.move(0, 2)
            signed_in_page.wait_for_selector("#chart > [role=status]", state="attached")
        signed_in_page.evaluate("window.isSamePage = true")
        return signed_in_page

    return open_chart


def is_same_page(page: Page) -> bool:
    """Whether no other page was loaded since the chart was opened."""
    return bool(page.evaluate("window.isSamePage === true"))


def drawn(page: Page) -> str:
    """The titles of the boxes, as they are read."""
    return " ".join(page.locator("svg.chart .box .title").all_text_contents())


def box(page: Page, title: str) -> str:
    """A selector of the box with a title."""
    return f'svg.chart .box:has(.title:text-is("{title}"))'


def corner(page: Page, title: str) -> tuple[float, float]:
    """Where the box with a title stands on the screen."""
    place = page.locator(box(page, title)).locator(".card").bounding_box()
    assert place is not None
    return place["x"], place["y"]


def middle_of(page: Page, title: str) -> tuple[float, float]:
    """Where the middle of the box with a title is, as parts of the frame's width and height."""
    card, frame = (
        page.locator(box(page, title)).locator(".card").bounding_box(),
        page.locator(".chart-frame").bounding_box(),
    )
    assert card is not None
    assert frame is not None
    across = (card["x"] + card["width"] / 2 - frame["x"]) / frame["width"]
    down = (card["y"] + card["height"] / 2 - frame["y"]) / frame["height"]
    return across, down


def choose_suggested(page: Page, words: str) -> None:
    """Type words that one position fits, and choose it."""
    page.locator("#chart-find").press_sequentially(words)
    expect(page.locator("#chart .suggestions > li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def focused(page: Page) -> str:
    """The title of the box whose seat has the focus."""
    return str(page.evaluate("document.activeElement.querySelector('.title')?.textContent ?? ''"))


def zoom(page: Page) -> float:
    """How large the drawing is on the screen."""
    return float(page.evaluate(READ_ZOOM))
