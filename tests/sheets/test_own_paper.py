"""Paper of one's own, as narrow and as long as may be asked for: everything is printed, and within its margins."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roles.chart import ColourKey, SeatLink
from roles.printing.asked import Binding
from roles.printing.form import LEAST_SIDE, MOST_SIDE, PrintForm
from roles.sheets.book import make_book
from roles.sheets.content import Content, Entry, Index
from roles.sheets.pages import Page
from roles.sheets.poster import make_poster
from roles.sheets.setup import Setup
from tests.sheets.companies import company
from tests.sheets.measured import outside, overlapping
from tests.sheets.phrases import content_of

SIDES = st.one_of(st.integers(LEAST_SIDE, 120), st.integers(LEAST_SIDE, MOST_SIDE), st.just(MOST_SIDE))
KEYS = tuple(ColourKey("#aa3300", f"Department {number}") for number in range(8))


def content(count: int) -> Content:
    """A small company with all that a print may have."""
    seats = company(count)
    entries = [Entry(seat.title, seat.holders[0], seat.key) for seat in seats]
    return content_of(
        seats, keys=KEYS, links=[SeatLink(0, count - 1, "deputy", "Deputy of", "deputy of another")],
        indexes=[Index("Positions", entries)], footer="Strictly confidential", heading="The company as it is today",
    )  # fmt: skip


def setup_of(width: int, height: int, layout: Binding) -> Setup:
    """The paper as the dialogue gives it."""
    return PrintForm(QueryDict(f"paper=own&width={width}&height={height}&layout={layout.value}")).asked.setup


def leaving(pages: tuple[Page, ...], setup: Setup) -> Iterator[str]:
    """What leaves the margins of any page."""
    return (told for page in pages for told in outside(page, setup.border))


@given(SIDES, SIDES, st.sampled_from([1, 4, 40]))
@example(50, 1200, 40)
@example(50, 1500, 4)
@example(80, 5000, 40)
@example(5000, 50, 40)
@example(5000, 50, 1)
@settings(deadline=None, max_examples=40)
def test_one_sheet(width: int, height: int, count: int) -> None:
    setup = setup_of(width, height, Binding.SHEET)
    printed = make_poster(content(count), setup)
    assert len(printed.pages) == 1
    assert list(leaving(printed.pages, setup)) == []
    assert list(overlapping(printed.pages[0])) == []
    assert count > 1 or max(width, height) < 100 or printed.type > 2
    said = [words.text for words in printed.pages[0].words]
    assert sum(text.startswith("Holder") for text in said) >= count


@given(SIDES, SIDES, st.sampled_from([1, 4, 30]))
@example(50, 1500, 30)
@example(5000, 50, 30)
@settings(deadline=None, max_examples=25)
def test_a_book(width: int, height: int, count: int) -> None:
    setup = setup_of(width, height, Binding.BOOK)
    printed = make_book(content(count), setup)
    assert printed.sheets > 0
    assert list(leaving(printed.pages, setup)) == []
    assert [pair for page in printed.pages for pair in overlapping(page)] == []


@pytest.mark.parametrize("size", [(50, 50), (50, 5000), (5000, 5000)])
def test_the_narrowest_and_the_largest(size: tuple[int, int]) -> None:
    for layout, make in ((Binding.SHEET, make_poster), (Binding.BOOK, make_book)):
        assert make(content(12), setup_of(*size, layout)).type > 0
