"""Send a file that is made for one reader: as an attachment, under a name that every system takes."""

import re
from collections.abc import Callable
from io import TextIOWrapper
from tempfile import TemporaryFile

from django.http import FileResponse
from django.utils import timezone

from roles.models import Chart

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_NAME = 100


def send(ending: str, write: Callable[[TextIOWrapper], object], *about: str) -> FileResponse:
    """Have a file written, on the disk while it is made, and send it."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        # Excel takes UTF-8 for something else without its mark; the mark stands before text alone.
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        write(text)
        text.detach()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name_of_file(ending, *about), content_type=TYPES[ending])


def name_of_file(ending: str, *about: str) -> str:
    """What a file is called where it is saved: the organisation, what it is about, and the day."""
    name = "-".join(filter(None, (Chart.shown().name, *about)))
    plain = re.sub("-{2,}", "-", "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name))
    return f"{plain[:LONGEST_NAME].strip('-.')}-{timezone.localdate():%Y-%m-%d}{ending}"
