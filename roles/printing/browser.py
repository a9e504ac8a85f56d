"""Say which prints a browser manages by itself."""

from django.conf import settings

from roles.printing.answer import MOST_EXACT, Answer

MOST_PAGES = 300


def prints_in_browser(answer: Answer) -> bool:
    """Whether a browser manages so many pages."""
    return answer.is_exact and 0 < len(answer.made.printed.pages) <= MOST_PAGES


def manages(positions: int, pages: int) -> bool:
    """The same of a print that is not made again to say so; none of its pages are known before it was laid out."""
    return 0 < positions <= min(MOST_EXACT, settings.MOST_PRINTED) and pages <= MOST_PAGES
