"""Make the prints that wait, one after the other; what goes wrong with one is written down for its reader."""

import errno
import logging
import resource
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone, translation

from roles.models import PrintFault, PrintJob, PrintState
from roles.printing.clearing import clear_away, fail_silent
from roles.printing.keeping import DroppedError, signs_of_life, write
from roles.printing.pdf import PrintFailedError, make_file
from roles.printing.reading import TooManyPositionsError
from roles.printing.turn import only_runner
from roles.typesetting import TypesettingError

logger = logging.getLogger(__name__)

ONCE_MORE = 5.0  # seconds from one reminder that time is up to the next


class OutOfTimeError(Exception):
    """A print took longer than the settings allow."""


FAULTS: dict[type[Exception], PrintFault] = {
    OutOfTimeError: PrintFault.TIME,
    TooManyPositionsError: PrintFault.MANY,
    MemoryError: PrintFault.MEMORY,
    OSError: PrintFault.DISK,
}
FAULTS_OF_TYPESETTING = {"missing": PrintFault.TYPST, "long": PrintFault.TIME, "large": PrintFault.MEMORY}


def run_waiting(lock: BinaryIO | None = None) -> int:
    """Make all prints that wait, and return how many; none where another process of this server is at it.

    Whoever asks for a print meanwhile starts no other runner, so we look again once the lock is let go.
    """
    made = 0
    while True:
        with only_runner(lock) as is_ours:
            if not is_ours:
                return made
            clear_away()
            for job in take_turns():
                work_on(job)
                made += 1
        if not PrintJob.objects.waiting().exists():
            return made
        lock = None  # which was let go


def take_turns() -> Iterator[PrintJob]:
    """Yield the print that has waited longest, marked as ours, as long as there is one; other servers take others."""
    while job := PrintJob.objects.waiting().first():
        is_ours = PrintJob.objects.filter(pk=job.pk, state=PrintState.WAITING).update(
            state=PrintState.RUNNING, heartbeat=timezone.now()
        )
        if is_ours:
            yield job
        fail_silent()


def work_on(job: PrintJob) -> None:
    """Make one print, and write down what became of it."""
    try:
        with signs_of_life(job):
            with limits(), translation.override(job.language):
                told = make_file(job)
            write(job, **told, state=PrintState.DONE, ended=timezone.now())
    except DroppedError:
        job.file.unlink(missing_ok=True)
    except Exception as error:  # noqa: BLE001 - whatever it is, others wait, and nobody hears of a runner that ends
        fail(job, error)


def fail(job: PrintJob, error: Exception) -> None:
    """Write down that it failed, and for us where; a message could quote what stands on the pages."""
    fault = fault_of(error)
    if not isinstance(error, PrintFailedError):
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("The print %s failed (%s, %s):\n%s", job.pk, fault, name_of(error), where)
    with suppress(DroppedError):
        write(job, state=PrintState.FAILED, fault=fault, ended=timezone.now())
    with suppress(OSError):
        job.file.unlink(missing_ok=True)


def name_of(error: Exception) -> str:
    """What kind of error it is; of the system's, its number says more."""
    if isinstance(error, TypesettingError):
        return error.kind
    number = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    return f"{type(error).__name__} {number}".strip()


def fault_of(error: Exception) -> PrintFault:
    """Why a print failed, as its reader is told."""
    if isinstance(error, PrintFailedError):
        return error.fault
    if isinstance(error, TypesettingError):
        return FAULTS_OF_TYPESETTING.get(error.kind, PrintFault.OURS)
    return next((fault for kind, fault in FAULTS.items() if isinstance(error, kind)), PrintFault.OURS)


@contextmanager
def limits() -> Iterator[None]:
    """Take no more time and memory than the settings allow."""
    with memory_limit(settings.PRINT_MEMORY), time_limit(settings.PRINT_SECONDS):
        yield


@contextmanager
def memory_limit(megabytes: int) -> Iterator[None]:
    """Let Python raise MemoryError where the work needs more, before the kernel ends what it likes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    least = min(limit for limit in (soft, hard, megabytes << 20) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (least, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise OutOfTimeError where the work takes longer; signals come to the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGALRM, run_out)
    # Again and again, since Python drops what is raised while it tidies up.
    signal.setitimer(signal.ITIMER_REAL, seconds, ONCE_MORE)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)


def run_out(_number: int, _frame: FrameType | None) -> None:
    """Stop the work."""
    raise OutOfTimeError
