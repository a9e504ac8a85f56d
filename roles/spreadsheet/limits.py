"""How much a file may hold: little on the web, where others wait for the same server, much for the command."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

MEGABYTE = 1_000_000
# The longest text of a cell and the largest sheet that spreadsheet programs know.
LONGEST_TEXT = 32_767
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may have at most; `unpacked`, `parts` and `ratio` (unpacked by packed) are those of a workbook."""

    bytes: int
    unpacked: int
    parts: int
    ratio: int
    # None stands for any number.
    rows: int | None
    columns: int
    characters: int


WEB = Limits(
    bytes=settings.UPLOAD_MEGABYTES * MEGABYTE,
    unpacked=settings.UPLOAD_UNPACKED_MEGABYTES * MEGABYTE,
    parts=settings.UPLOAD_PARTS,
    ratio=settings.UPLOAD_RATIO,
    rows=settings.UPLOAD_ROWS,
    columns=settings.UPLOAD_COLUMNS,
    characters=settings.UPLOAD_CHARACTERS,
)
COMMAND = Limits(
    bytes=1_000 * MEGABYTE,
    unpacked=1_000 * MEGABYTE,
    parts=2_000,
    ratio=100,
    rows=None,
    columns=1_000,
    characters=settings.UPLOAD_CHARACTERS,
)


def say_too_many_rows(limits: Limits) -> str:
    """Where a table with more rows can be read."""
    return _("There are at most %(most)s rows here: use manage.py import_positions, which takes any number.") % {
        "most": f"{limits.rows:,}"
    }


def say_too_many_columns(limits: Limits) -> str:
    """What to do with a table that is too wide."""
    return _("There are more than %(most)s columns: leave out those that are not needed.") % {"most": limits.columns}
