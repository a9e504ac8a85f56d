"""Say which prints a browser manages by itself."""

from roles.printing.answer import Answer
from roles.printing.planning import most_exact
from roles.printing.reading import Reader

MOST_PAGES = 300


def prints_in_browser(answer: Answer) -> bool:
    """Whether a browser manages so many pages."""
    return answer.is_exact and 0 < len(answer.made.printed.pages) <= MOST_PAGES


def manages(reader: Reader, positions: int, pages: int) -> bool:
    """The same of a print that is not made again to say so; none of its pages are known before it was laid out."""
    return 0 < positions <= most_exact(reader) and pages <= MOST_PAGES
