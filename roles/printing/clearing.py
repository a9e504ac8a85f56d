"""Clear away what is a day old, what too many asked for, and what a runner that was killed left behind."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from roles.models import PrintFault, PrintJob, PrintState

PARTIAL, WORK = ".partial", ".work"  # the file and the folder of a print that is being made
# Of one account, or of one session of somebody who has not signed in: nobody fills the disk in a day.
MOST_KEPT = 20


def fail_silent() -> None:
    """Write down that prints failed whose runner was not heard of for too long."""
    PrintJob.objects.silent().update(state=PrintState.FAILED, fault=PrintFault.DIED, ended=timezone.now())


def fail_waiting(fault: PrintFault) -> None:
    """Write down that the prints that wait will not be made."""
    PrintJob.objects.waiting().update(state=PrintState.FAILED, fault=fault, ended=timezone.now())


def clear_away() -> None:
    """Delete the rows that are too old or too many, then every file of ours without a row."""
    fail_silent()
    clear_old()
    kept = PrintJob.objects.kept()
    finished = kept.exclude(pk__in=kept.unfinished().values("pk"))
    for owner, session in finished.order_by().values_list("owner", "session").distinct():
        latest = finished.filter(owner=owner, session=session).order_by("-ended", "pk")
        delete(list(latest[MOST_KEPT:]))
    with suppress(OSError):
        for file in left_behind():
            remove(file)


def remove(path: Path) -> None:
    """Delete a file, or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def clear_old() -> None:
    """Delete the prints that are older than a day, but those that are being made."""
    delete(list(PrintJob.objects.old().exclude(state=PrintState.RUNNING)))


def delete(jobs: Sequence[PrintJob]) -> None:
    """Delete some prints and their files; a file that can't be deleted now is left to the next runner."""
    if not jobs:
        return
    for job in jobs:
        with suppress(OSError):
            job.file.unlink(missing_ok=True)
    PrintJob.objects.filter(pk__in=[job.pk for job in jobs]).delete()


def left_behind() -> Iterator[Path]:
    """The files and folders of ours that no row knows; others in that folder are not touched."""
    ours = (".pdf", PARTIAL, WORK)
    files = [each for each in settings.PRINTS_DIR.iterdir() if each.suffix in ours and is_key(each.stem)]
    states = {str(key): state for key, state in PrintJob.objects.values_list("pk", "state")}
    for file in files:
        state = states.get(file.stem)
        is_known = state == PrintState.RUNNING or (state == PrintState.DONE and file.suffix == ".pdf")
        if not is_known:
            yield file


def is_key(text: str) -> bool:
    """Whether a file is named as ours are."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
