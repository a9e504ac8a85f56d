"""Print a chart as a book: cover, contents, sheets that refer to each other, roles and indexes."""

from roles.collector import collector_paused
from roles.sheets.content import Content
from roles.sheets.front import Cover, contents
from roles.sheets.furniture import joined
from roles.sheets.indexes import index_pages
from roles.sheets.pages import Page, Printed
from roles.sheets.plan import BookPlan, plan_book
from roles.sheets.setup import Setup
from roles.sheets.sheet_pages import SheetPages


def make_book(content: Content, setup: Setup) -> Printed:
    """Plan a book and draw all its pages."""
    return draw_book(plan_book(content, setup))


def draw_book(plan: BookPlan) -> Printed:
    """Draw the pages of a planned book; one without positions has none."""
    with collector_paused():
        pages = pages_of(plan) if plan.sheets else ()
    smallest = min((words.size for page in pages for words in page.words), default=0.0)
    title = joined(plan.content.organisation, plan.content.heading)
    return Printed(title, pages, plan.sheets, plan.type, smallest)


def pages_of(plan: BookPlan) -> tuple[Page, ...]:
    """Everything in its order."""
    return (
        Cover(plan).page(),
        *contents(plan),
        *SheetPages(plan).pages(),
        *plan.roles.pages(plan.first_role, plan.pages),
        *index_pages(plan),
    )
