"""Content to print in tests: English phrases, and an organisation around some seats."""

from dataclasses import replace

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
    heads="The highest positions",
    several="%(title)s (%(number)s)",
)


def content_of(seats: list[Seat], **changes: object) -> Content:
    """Content with these seats."""
    plain = Content(
        organisation="Example Ltd",
        heading="Whole chart",
        footer="Confidential",
        made="Printed on 1 May 2026 by Ann",
        date="1 May 2026",
        edition="Version 7",
        seats=seats,
        phrases=PHRASES,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
