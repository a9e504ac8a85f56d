"""Clear away what is a day old, what too many asked for, and what a runner that was killed left behind."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from roles.models import PrintFault, PrintJob, PrintState

PARTIAL, WORK = ".partial", ".work"  # the file and the folder of a print that is being made
# Of one account, and of all together who have not signed in: nobody fills the disk in a day.
MOST_KEPT, MOST_KEPT_OF_STRANGERS = 20, 50


def fail_silent() -> None:
    """Write down that prints failed whose runner was not heard of for too long."""
    PrintJob.objects.silent().update(state=PrintState.FAILED, fault=PrintFault.DIED, ended=timezone.now())


def fail_waiting(fault: PrintFault) -> None:
    """Write down that the prints that wait will not be made."""
    PrintJob.objects.waiting().update(state=PrintState.FAILED, fault=fault, ended=timezone.now())


def clear_away() -> None:
    """Delete the rows that are too old or too many, then every file of ours without a row."""
    fail_silent()
    kept = PrintJob.objects.kept()
    PrintJob.objects.exclude(state=PrintState.RUNNING).exclude(pk__in=kept.values("pk")).delete()
    finished = kept.exclude(pk__in=kept.unfinished().values("pk"))
    for owner in finished.order_by().values_list("owner", flat=True).distinct():
        most = MOST_KEPT if owner else MOST_KEPT_OF_STRANGERS
        delete_all_but(finished.filter(owner=owner).order_by("-ended", "pk"), most)
    with suppress(OSError):
        for file in left_behind():
            remove(file)


def remove(path: Path) -> None:
    """Delete a file, or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def delete_all_but(jobs: "QuerySet[PrintJob]", most: int) -> None:
    """Delete those behind the first so many."""
    PrintJob.objects.filter(pk__in=[*jobs.values_list("pk", flat=True)[most:]]).delete()


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
