"""Make the prints that wait, one after the other; what goes wrong with one is written down for its reader."""

import logging
import signal
import threading
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
        with signs_of_life(job), time_limit(settings.PRINT_SECONDS), translation.override(job.language):
            write(job, **make_file(job), state=PrintState.DONE, ended=timezone.now())
    except DroppedError:
        job.file.unlink(missing_ok=True)
    except Exception as error:
        fault = fault_of(error)
        if not isinstance(error, PrintFailedError):
            logger.exception("The print %s failed: %s", job.pk, fault.label)
        with suppress(DroppedError):
            write(job, state=PrintState.FAILED, fault=fault, ended=timezone.now())


def fault_of(error: Exception) -> PrintFault:
    """Why a print failed, as its reader is told."""
    if isinstance(error, PrintFailedError):
        return error.fault
    if isinstance(error, TypesettingError):
        return FAULTS_OF_TYPESETTING.get(error.kind, PrintFault.OURS)
    return next((fault for kind, fault in FAULTS.items() if isinstance(error, kind)), PrintFault.OURS)


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise OutOfTimeError where the work takes longer; signals come to the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGALRM, run_out)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, usual)


def run_out(_number: int, _frame: FrameType | None) -> None:
    """Stop the work."""
    raise OutOfTimeError
