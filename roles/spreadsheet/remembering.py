"""What headings were taken for before, so that the same file is read the same way next time."""

from collections.abc import Iterable, Mapping

from roles.models import KnownHeading
from roles.spreadsheet.columns import COLUMNS, HEADINGS, SHEETS
from roles.spreadsheet.tables import Reading

LONGEST_HEADING = 200
NAMES = {column.name for columns in (COLUMNS, *SHEETS.values()) for column in columns}


def known_headings() -> dict[str, str]:
    """By the folded heading, the name of our column, or the empty text where it is left out."""
    rows = KnownHeading.objects.values_list("heading", "column")
    return {heading: column for heading, column in rows if not column or column in NAMES}


def usual_reading() -> Reading:
    """How to read a file of which nothing else was said."""
    return Reading(headings=known_headings())


def remember(headings: Mapping[str, str]) -> None:
    """Keep what was decided; what we would take a heading for anyway is forgotten instead."""
    decided = {heading: column for heading, column in headings.items() if len(heading) <= LONGEST_HEADING}
    forget(heading for heading, column in decided.items() if HEADINGS.get(heading) == column)
    KnownHeading.objects.bulk_create(
        [
            KnownHeading(heading=heading, column=column)
            for heading, column in decided.items()
            if HEADINGS.get(heading) != column
        ],
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["column"],
    )


def forget(headings: Iterable[str]) -> None:
    """Read these headings again as if nobody had decided about them."""
    KnownHeading.objects.filter(heading__in=list(headings)).delete()
