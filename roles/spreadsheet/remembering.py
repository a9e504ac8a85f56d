"""What headings were taken for before, so that the same file is read the same way next time."""

from collections.abc import Iterable, Mapping

from roles.models import KnownHeading
from roles.spreadsheet.columns import COLUMNS, SHEETS
from roles.spreadsheet.formats.kinds import headings_of
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.tables import Reading

LONGEST_HEADING = 200
NAMES = {column.name for columns in (COLUMNS, *SHEETS.values()) for column in columns}
NAMED = frozenset(map(fold_heading, NAMES))
OWN = {heading: cell for columns in (*SHEETS.values(), COLUMNS) for heading, cell in headings_of(columns).items()}


def known_headings() -> dict[str, str]:
    """By the folded heading, the name of our column, or the empty text where it is left out."""
    rows = KnownHeading.objects.values_list("heading", "column")
    return {heading: column for heading, column in rows if not column or column in NAMES}


def usual_reading() -> Reading:
    """How to read a file of which nothing else was said."""
    return Reading(headings=known_headings())


def remember(decided: Mapping[str, str]) -> None:
    """Keep what was decided; what we would take a heading for anyway is forgotten instead."""
    forget(heading for heading, column in decided.items() if OWN.get(heading) == column)
    KnownHeading.objects.bulk_create(
        [
            KnownHeading(heading=heading, column=column)
            for heading, column in decided.items()
            if len(heading) <= LONGEST_HEADING and not is_for_one_file(heading, column)
        ],
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["column"],
    )


def is_for_one_file(heading: str, column: str) -> bool:
    """True for what nobody expects of other files: that a column of ours is left out, or is another one."""
    return heading in NAMED or (heading in OWN and column in ("", OWN[heading]))


def forget(headings: Iterable[str]) -> None:
    """Read these headings again as if nobody had decided about them."""
    KnownHeading.objects.filter(heading__in=list(headings)).delete()
