"""Sizes and numbers in words: type is never said to be larger than it is, and beside a number stands the right form."""

import pytest
from django.utils import translation

from roles.printing.asked import Asked, Binding
from roles.printing.offers import as_book, as_larger_book, is_small
from roles.printing.phrases import is_under, measured, type_size
from roles.printing.wording import Made
from roles.sheets.pages import Block, Page, Printed, Words


def made(*sizes: float, sheets: int = 1, pages: int = 1) -> Made:
    """Pages of A4, upright, with an item of each size on the first."""
    words = tuple(Words("x", 0, 0, size) for size in sizes)
    first = Page(1, 595.28, 841.89, (Block(words, "item"),))
    printed = Printed(
        "Title", (first, *(Page(number, 595.28, 841.89) for number in range(2, pages + 1))), sheets, 7, min(sizes)
    )
    return Made(Asked(layout=Binding.SHEET), printed)


@pytest.mark.parametrize(
    ("number", "said"), [(7, "7"), (7.04, "7"), (7.06, "7.1"), (0.04, "0"), (6.96, "7"), (297.5, "297.5")]
)
def test_lengths_are_said_to_the_nearest_tenth(number: float, said: str) -> None:
    assert measured(number) == said


@pytest.mark.parametrize(
    ("points", "said"),
    [(7, "7"), (6.96, "6.9"), (7.09, "7"), (0.3 * 3, "0.9"), (6.9999, "7"), (24, "24")],
)
def test_type_is_never_said_to_be_larger_than_it_is(points: float, said: str) -> None:
    assert type_size(points) == said


def test_decimals_are_written_as_the_reader_writes_them() -> None:
    with translation.override("fr"):
        assert (measured(7.25), type_size(6.96)) == ("7,2", "6,9")


def test_type_just_under_what_one_can_read_is_small_and_said_to_be() -> None:
    assert is_small(made(6.96, 9))
    assert made(6.96, 9).sentence == "1 sheet of A4 portrait, type from 6.9 to 9 pt."
    assert not is_small(made(6.999, 9))
    assert (is_under(6.994, 7), is_under(7 - 1e-9, 7)) == (True, False)


@pytest.mark.parametrize(
    ("sheets", "pages", "said"),
    [
        (1, 1, "1 sheet of A4 portrait, type of 8 pt."),
        (1, 2, "1 sheet of A4 portrait, type of 8 pt. 2 pages in all, with cover, contents and indexes."),
        (3, 3, "3 sheets of A4 portrait, type of 8 pt."),
        (
            1000,
            1200,
            "1,000 sheets of A4 portrait, type of 8 pt. 1,200 pages in all, with cover, contents and indexes.",
        ),
    ],
)
def test_sheets_and_pages_are_said_in_the_right_form(sheets: int, pages: int, said: str) -> None:
    assert made(8, 8.04, sheets=sheets, pages=pages).sentence == said


def test_offers_of_one_sheet_and_of_several() -> None:
    assert as_book(made(8)).text == "As a book: 1 sheet of A4 portrait"
    assert as_larger_book(made(8, sheets=2)).text == "Nothing under 7 pt: 2 sheets of A4 portrait"
