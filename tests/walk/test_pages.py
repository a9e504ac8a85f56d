"""Every page of ours: whole, accessible, no wider than the screen, in light and dark and in forced colours."""

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.addresses import names_of_ours
from tests.conftest import FindViolations
from tests.walk.conftest import ReadAs
from tests.walk.pages import NO_PAGES, PLACES, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("header :is(a, summary), button, .actions a, .pages a")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 24)
    .map(each => `too small to press: ${each.textContent.trim()}`)"""
CUT = """() => [...document.querySelectorAll("[placeholder]")].filter(each => {
    const style = getComputedStyle(each), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = each.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    return each.checkVisibility() && pen.measureText(each.placeholder).width > room;
}).map(each => `cut: ${each.placeholder}`)"""
# A separator stands on the line of what it follows.
BEGINNING = """() => [...document.querySelectorAll("main .about > *")].filter(each => {
    if (!each.checkVisibility()) return false;
    const last = box => [...box.getClientRects()].at(-1);
    const words = document.createRange();
    words.selectNodeContents(each);
    return getComputedStyle(each, "::before").content !== "none" || last(each).bottom > last(words).bottom + 8;
}).map(each => `begins a line: ${each.textContent}`)"""
MOVING = """() => [...document.querySelectorAll("*")].filter(each => {
    const style = getComputedStyle(each);
    return parseFloat(style.animationDuration) || parseFloat(style.transitionDuration);
}).map(each => `moves: ${each.outerHTML.slice(0, 80)}`)"""
# What would be gone against the paper: text, the borders of what one fills in or presses, and what is drawn.
UNSEEN = """() => {
    const paper = getComputedStyle(document.body.parentElement).backgroundColor;
    const seen = [...document.querySelectorAll("main *, header *, footer *")].filter(each => each.checkVisibility());
    const text = seen.filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    const gone = text.filter(each => {
        const style = getComputedStyle(each), colour = each.closest("svg") ? style.fill : style.color;
        return colour === style.backgroundColor || (colour === paper && style.backgroundColor === "rgba(0, 0, 0, 0)");
    });
    const cards = seen.filter(each => each.matches("svg .card, svg .line"));
    gone.push(...cards.filter(each => getComputedStyle(each).stroke === paper));
    const fields = seen.filter(each => each.matches(".form-control, .btn:not(.btn-link)"));
    gone.push(...fields.filter(each => getComputedStyle(each).borderBlockEndColor === paper));
    return gone.map(each => `unseen: ${each.outerHTML.slice(0, 80)}`);
}"""


def test_no_page_is_forgotten() -> None:
    assert {place.name for place in PLACES} | NO_PAGES.keys() >= names_of_ours()
    assert NO_PAGES.keys() <= names_of_ours()


def test_pages_are_whole_accessible_and_no_wider_than_the_screen(read_as: ReadAs, axe: FindViolations) -> None:
    found = []
    for place in PLACES:
        page = read_as(place.reader)
        found += [f"{place}: {fault}" for fault in (*missing(page, place), *faults(page, axe))]
    assert found == []


def missing(page: Page, place: Place) -> Iterator[str]:
    """Open a page, and yield what each must have and this one lacks."""
    response = page.goto(place.address)
    if response is None or response.status != place.status:
        yield f"status {response and response.status}"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} headings of the first rank"
    if page.locator("html").get_attribute("lang") != "en":
        yield "no language"
    title, _dot, organisation = page.title().rpartition(" · ")
    if not title or organisation != "Thornmere Furniture":
        yield f"title {page.title()}"


def faults(page: Page, axe: FindViolations) -> Iterator[str]:
    """Yield what is inaccessible or too wide, on a screen and on a telephone, in light and dark."""
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        # Colours that are still on their way from light to dark would be judged as they pass.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from (f"{width} {scheme}: {fault}" for fault in (*axe(page), *looks(page)))
        if page.evaluate(BEYOND) > 0:
            yield f"{width}: {page.evaluate(BEYOND)} pixels too wide"


def looks(page: Page) -> Iterator[str]:
    """Yield what is too small to press, cut, or on the wrong line."""
    for fault in (SMALL, CUT, BEGINNING):
        yield from page.evaluate(fault)


def test_pages_bear_forced_colours_and_keep_still_when_asked(read_as: ReadAs) -> None:
    found = []
    for place in PLACES:
        page = read_as(place.reader)
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
        page.goto(place.address)
        found += [f"{place}: {fault}" for fault in (*page.evaluate(UNSEEN), *page.evaluate(MOVING))]
    assert found == []
