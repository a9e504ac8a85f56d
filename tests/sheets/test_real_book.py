"""A real organisation of 290 positions as a book on A4: large enough to read, and paper well used."""

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from roles.chart import Seat
from roles.sheets.book import make_book
from roles.sheets.content import Content
from roles.sheets.pages import Page
from roles.sheets.setup import Orientation, Setup
from tests.sheets.phrases import content_of
from tests.sheets.read_back import PART, ReadBack

pytestmark = pytest.mark.real_data


@pytest.fixture
def adventureworks(real_data_dir: Path) -> Content:
    """All positions."""
    with (real_data_dir / "companies/adventureworks/positions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = {row["position_id"]: number for number, row in enumerate(rows)}
    return content_of(
        [
            Seat(
                keys[row["position_id"]],
                keys.get(row["reports_to"]),
                row["position_id"],
                row["title"],
                (row["holder"],) if row["holder"] else (),
                department=row["unit"],
            )
            for row in rows
        ]
    )


def covered(page: Page) -> float:
    """How much of the printable area the smallest rectangle around all boxes and lines covers."""
    border, boxes = Setup(210, 297).border, page.panels
    wide = max(box.x + box.width for box in boxes) - min(box.x for box in boxes)
    tall = max(box.y + box.height for box in boxes) - min(box.y for box in boxes)
    return wide * tall / ((page.width - 2 * border) * (page.height - 2 * border))


def without_last(book: ReadBack) -> Iterator[Page]:
    """The sheets but for the last one of each branch that has several."""
    for sheet in book.sheets:
        part = PART.match(sheet.heading.text)
        if not part or part[2] != part[3]:
            yield sheet.page


@pytest.mark.parametrize("orientation", ["best", "landscape", "portrait"])
def test_real_sheets_can_be_read_and_are_at_least_half_full(adventureworks: Content, orientation: Orientation) -> None:
    book = ReadBack(make_book(adventureworks, Setup(210, 297, orientation=orientation)), adventureworks)
    assert book.printed.smallest >= 7
    assert book.printed.sheets <= 20
    assert sum(len(sheet.full) for sheet in book.sheets) == len(adventureworks.seats) == 290
    assert mean(covered(page) for page in without_last(book)) >= 0.5
