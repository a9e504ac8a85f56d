"""Say what part of a sheet's printable area the boxes of its chart cover, with what lies between them."""

from collections.abc import Iterator
from statistics import mean

from roles.sheets.pages import Page, Printed
from roles.sheets.plan import BookPlan


def covered(plan: BookPlan, printed: Printed) -> float:
    """The average part, in hundredths, of a book's sheets, but for the last of several of one manager."""
    width, height = plan.setup.room
    return 100 * mean(area(page) / (width * height) for page in full_sheets(plan, printed))


def full_sheets(plan: BookPlan, printed: Printed) -> Iterator[Page]:
    """The pages of the chart that have no reason to be nearly empty."""
    for sheet, page in zip(plan.drawings, printed.pages[plan.first_sheet - 1 :], strict=False):
        if sheet.cut.parts == 1 or sheet.cut.part < sheet.cut.parts:
            yield page


def area(page: Page) -> float:
    """The rectangle around all boxes of a page; nothing else has round corners."""
    cards = [panel for panel in page.panels if panel.radius]
    across = max(card.x + card.width for card in cards) - min(card.x for card in cards)
    down = max(card.y + card.height for card in cards) - min(card.y for card in cards)
    return across * down
