"""The indexes of a book: where each name, each position and each vacancy stands."""

from collections.abc import Iterator

from roles.sheets.content import Entry
from roles.sheets.listing import Row
from roles.sheets.pages import Page
from roles.sheets.plan import BookPlan


def index_pages(plan: BookPlan) -> Iterator[Page]:
    """All indexes, each from a new page on."""
    pages = {seat.key: plan.stands[number] for number, seat in enumerate(plan.content.seats) if number in plan.stands}
    first = plan.first_index
    for index, count in zip(plan.content.indexes, plan.index_pages, strict=True):
        rows = [
            row_of(entry, pages.get(entry.key, 0), letter, plan)
            for entry, letter in zip(index.entries, plan.letters(index), strict=True)
        ]
        yield from plan.indexes.pages(index.title, rows, first, plan.pages)
        first += count


def row_of(entry: Entry, page: int, letter: str, plan: BookPlan) -> Row:
    """A line that leads to the sheet with the position's own box; what is on no sheet has no page."""
    written = plan.content.phrases.number(page) if page else ""
    return Row(entry.text, entry.beside, written, page, letter=letter)
