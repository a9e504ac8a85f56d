"""Make the pages of what was asked for: a book, or one sheet."""

from roles.printing.asked import Asked, Binding
from roles.sheets.book import make_book
from roles.sheets.content import Content
from roles.sheets.pages import Printed
from roles.sheets.poster import make_poster


def make(asked: Asked, content: Content) -> Printed:
    """All pages, with a place for every word."""
    made = make_poster if asked.layout == Binding.SHEET else make_book
    return made(content, asked.setup)
