"""Make the PDF of a print: read the chart as its owner may see it now, put it on pages, have these typeset."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from roles.accounts.backends import open_account
from roles.models import PrintFault, PrintJob, PrintStep
from roles.printing.asked import Asked
from roles.printing.clearing import PARTIAL, WORK, remove
from roles.printing.form import asked_in
from roles.printing.keeping import write
from roles.printing.making import make
from roles.printing.reading import Reader, read_content
from roles.sheets.pages import Printed
from roles.snapshot import one_snapshot
from roles.typesetting import Limits, typeset

# Of how many characters that no font has one is told where they stand.
MOST_NAMED = 50


class PrintFailedError(Exception):
    """A print can't be made, for a reason that its reader is told."""

    def __init__(self, fault: PrintFault) -> None:
        super().__init__(fault)
        self.fault = fault


def make_file(job: PrintJob) -> dict[str, Any]:
    """Make the PDF of a print, in no transaction but while the chart is read; return what is to be said of it."""
    begun = monotonic()
    printed = place(job, asked_in(job))
    partial, folder = new_file(job), job.file.with_suffix(WORK)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        left = limits(monotonic() - begun)
        done = typeset(
            printed, partial, language=job.language, made=beginning_of_day(job.made), limits=left, folder=folder
        )
        size = partial.stat().st_size
        partial.replace(job.file)
    finally:
        remove(folder)
        remove(partial)
    places = list(islice(first_places(printed, done.missing), MOST_NAMED))
    return {"size": size, "deviation": done.reason, "missing": places, "missing_count": len(done.missing)}


def new_file(job: PrintJob) -> Path:
    """Make an empty file beside where the PDF will be, which nobody else may read, whatever the system's habits."""
    settings.PRINTS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = job.file.with_suffix(PARTIAL)
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return partial


def beginning_of_day(moment: datetime) -> datetime:
    """The date of a PDF, without the time: what is printed twice a day is the same file twice."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def limits(spent: float = 0) -> Limits:
    """What the process that typesets may take, where so many seconds are over."""
    return Limits(max(1, settings.PRINT_SECONDS - spent), settings.PRINT_SECONDS, settings.PRINT_MEMORY)


def place(job: PrintJob, asked: Asked) -> Printed:
    """Read the chart with the eyes of whoever asked, as they may see it now, and put it on its pages."""
    reader = reader_of(job)
    with one_snapshot():
        content = read_content(asked, reader, timezone.localdate(job.made))
    if not content.seats:
        raise PrintFailedError(PrintFault.UNPLACED if job.code else PrintFault.EMPTY)
    write(job, step=PrintStep.PLACING)
    printed = make(asked, content)
    write(
        job, step=PrintStep.SETTING, title=printed.title[:600], pages=len(printed.pages), sheets=printed.sheets,
        smallest=printed.smallest,
    )  # fmt: skip
    return printed


def reader_of(job: PrintJob) -> Reader:
    """Whoever asked, unless they may see nothing any more."""
    account = open_account(job.owner_id) if job.owner_id else AnonymousUser()
    if account is None or not (account.is_authenticated or settings.PUBLIC_CHART):
        raise PrintFailedError(PrintFault.CLOSED)
    return account


def first_places(printed: Printed, missing: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Of each character, as in "U+1F9FF NAZAR AMULET", on which page and in which words it stands first."""
    names = {chr(int(name.split()[0].removeprefix("U+"), 16)): name for name in missing}
    lines = ((page.number, words.text) for page in printed.pages for words in page.words) if names else ()
    for number, text in lines:
        for character in sorted(names.keys() & set(text), key=text.index):
            yield names.pop(character), number, text
