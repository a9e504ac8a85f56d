"""What is printed to measure it: an organisation's seats with short words around them."""

from collections.abc import Sequence

from roles.chart import Seat
from roles.sheets.content import Content, Phrases

PHRASES = Phrases(
    number=str,
    continues="continues on page %(page)s",
    reports_to="reports to %(title)s, page %(page)s",
    part="%(title)s, %(number)s of %(all)s",
    page_of="page %(number)s of %(all)s",
    contents="Contents",
    roles="Roles",
    legend="Colours",
    several="%(title)s (%(number)s)",
    heads="The highest positions",
)


def content_of(seats: Sequence[Seat]) -> Content:
    """The seats as they are printed: with heading and foot, without legend."""
    return Content(
        organisation="Example Ltd",
        heading="Organisation chart",
        footer="Internal",
        made="Printed on 1 May 2026",
        date="1 May 2026",
        edition="Version 7",
        seats=seats,
        phrases=PHRASES,
    )
