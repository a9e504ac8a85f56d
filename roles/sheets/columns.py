"""Deal lines out to the columns of as few pages as they need, and to those of the last page about equally."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FEWEST = 6  # lines on a last page, and in each of several columns there


class Spot(NamedTuple):
    """Where a line stands: in which column, so many lines below its top, and whether its letter stands above it."""

    column: int
    line: int
    is_first: bool


def dealt(letters: Sequence[str], columns: int, rows: int) -> list[list[Spot]]:
    """Deal out lines that begin with these letters to pages that have so many columns of so many rows.

    A letter stands above the first line that begins with it, and again at the top of a page; without one it is empty.
    """
    pages: list[list[Spot]] = []
    start = 0
    while start < len(letters):
        pages.append(list(spots(letters[start : start + columns * rows], columns, rows)))
        start += len(pages[-1])
    if not pages:
        return []
    last = len(pages.pop())
    if pages and last < FEWEST and rows > 3 * FEWEST:
        del pages[-1][last - FEWEST :]
        last = FEWEST
    return [*pages, evened(letters[-last:], columns, rows)]


def spots(letters: Sequence[str], columns: int, rows: int) -> Iterator[Spot]:
    """Where the lines stand that one page holds; above a letter is the room of a line."""
    column = line = 0
    before = ""
    for letter in letters:
        above = 0 if letter == before else 2 if line else 1
        if line and line + above >= rows:
            column, line, above = column + 1, 0, min(above, 1)
        if column == columns:
            return
        yield Spot(column, line + above, letter != before)
        line, before = line + above + 1, letter


def evened(letters: Sequence[str], columns: int, rows: int) -> list[Spot]:
    """The lines of a page in columns as short as can be, none of which has hardly any."""
    for height in range(max(FEWEST, -(-len(letters) // columns)), rows):
        page = list(spots(letters, columns, height))
        counts = Counter(spot.column for spot in page).values()
        if len(page) == len(letters) and (len(counts) == 1 or min(counts) >= FEWEST):
            return page
    return list(spots(letters, columns, rows))
