"""Lines in columns: all of them in order, within the page, and hardly ever one alone."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.sheets.columns import FEWEST, Spot, dealt


def shape(count: int, columns: int = 3, rows: int = 40) -> list[list[int]]:
    """How many lines each column has, page by page."""
    return [list(Counter(spot.column for spot in page).values()) for page in dealt([""] * count, columns, rows)]


@pytest.mark.parametrize(
    ("count", "columns"),
    [
        (0, []),
        (1, [[1]]),
        (5, [[5]]),
        (11, [[11]]),
        (12, [[6, 6]]),
        (13, [[7, 6]]),
        (41, [[14, 14, 13]]),
        (61, [[21, 21, 19]]),
        (120, [[40, 40, 40]]),
        (121, [[40, 40, 35], [6]]),
        (150, [[40, 40, 40], [10, 10, 10]]),
    ],
)
def test_the_columns_of_a_last_page_are_about_as_long(count: int, columns: list[list[int]]) -> None:
    assert shape(count) == columns


def test_letters_stand_above_their_lines_apart_from_those_before() -> None:
    (page,) = dealt(["", "A", "A", "B"], 1, 40)
    assert page == [Spot(0, 0, False), Spot(0, 3, True), Spot(0, 4, False), Spot(0, 7, True)]


def test_a_letter_is_not_parted_from_its_first_line_and_stands_on_each_page_again() -> None:
    first, second = dealt(["A"] * 16 + ["B"] * 30, 1, 20)[:2]
    assert (len(first), first[-1]) == (17, Spot(0, 19, True))
    assert second[0] == Spot(0, 1, True)
    first, second = dealt(["A"] * 17 + ["B"] * 30, 1, 20)[:2]
    assert (len(first), first[-1].is_first, second[0]) == (17, False, Spot(0, 1, True))


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 4), st.integers(19, 60), st.booleans())
def test_every_line_has_a_place_of_its_own(groups: list[int], columns: int, rows: int, has_letters: bool) -> None:
    letters = [chr(65 + place) if has_letters else "" for place, count in enumerate(groups) for _line in range(count)]
    pages = dealt(letters, columns, rows)
    assert sum(map(len, pages)) == len(letters)
    for page in pages:
        assert all(0 <= spot.column < columns and spot.is_first <= spot.line < rows for spot in page)
        assert page == sorted(set(page))
    if len(pages) > 1:
        assert len(pages[-1]) >= FEWEST
    if pages:
        columns_of_last = [len(list(lines)) for _column, lines in groupby(pages[-1], lambda spot: spot.column)]
        is_full = pages[-1][-1].column == columns - 1
        assert len(columns_of_last) == 1 or is_full or min(columns_of_last) >= FEWEST
