"""The cover of a book: calm whatever the organisation is called."""

import pytest

from roles.sheets.book import make_book
from roles.sheets.pages import Block, Page
from roles.sheets.setup import Setup
from tests.chart.seating import seats
from tests.sheets.measured import outside, overlapping
from tests.sheets.phrases import content_of

MINISTRY = "Department for Business, Energy, Industrial Strategy and International Climate Cooperation of the Kingdom"


def cover(setup: Setup, **changes: object) -> Page:
    """The first page of a small book."""
    return make_book(content_of(seats("Chief | Ann"), **changes), setup).pages[0]


def first(page: Page) -> Block:
    """The heading of the cover."""
    (heading,) = (block for block in page.blocks if block.kind == "heading")
    return heading


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [("Thornmere Furniture", 30, 1), ("Thornmere Furniture and Upholstery Works", 30, 2), (MINISTRY, 19, 2)],
)
@pytest.mark.parametrize(
    "setup", [Setup(297, 210), Setup(210, 297, orientation="portrait"), Setup(297, 210, is_black=True)]
)
def test_a_long_name_is_set_smaller_and_not_cut_off(name: str, size: float, lines: int, setup: Setup) -> None:
    page = cover(setup, organisation=name)
    assert (first(page).text, len(first(page).words)) == (name, lines)
    assert {words.size for words in first(page).words} == {size}
    assert list(outside(page, setup.border)) == []
    assert list(overlapping(page)) == []


def test_what_the_chart_is_called_takes_the_place_of_a_name() -> None:
    page = cover(Setup(297, 210), organisation="", heading="Organisation chart")
    assert [(block.text, block.words[0].size) for block in page.blocks][:2] == [
        ("Organisation chart", 30),
        ("Version 7", 10),
    ]


def test_a_large_sheet_has_a_larger_name() -> None:
    (small,), (large,) = (first(cover(setup)).words for setup in (Setup(297, 210), Setup(1189, 841)))
    assert large.size == pytest.approx(2 * small.size, rel=0.01)
