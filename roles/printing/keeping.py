"""Keep the row of a print in step while it is made: how far it is, and that somebody is at it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from roles.lock import is_busy
from roles.models import PrintJob, PrintState

# Seconds between two signs of life; how often a write is tried while another holds SQLite, twenty seconds each, and
# the seconds between two tries.
BEAT = 5.0
TRIES, PAUSE = 10, 1.0


class DroppedError(Exception):
    """A print is no longer ours: its account was deleted, or another runner took us for dead."""


def write(job: PrintJob, **values: Any) -> None:
    """Write how far our print is; another's writing is waited for, and so is a database that starts anew.

    Raises DroppedError where it is ours no longer.
    """
    for _try in range(TRIES):
        try:
            if say(job, **values):
                return
            break
        except (InterfaceError, OperationalError) as error:
            recover_from(error)
            time.sleep(PAUSE)
    raise DroppedError


def say(job: PrintJob, **values: Any) -> int:
    """Write something and that we are alive, or nothing where the print is no longer ours; return how many are."""
    ours = PrintJob.objects.filter(pk=job.pk, state=PrintState.RUNNING)
    return ours.update(heartbeat=timezone.now(), **values)


def recover_from(error: InterfaceError | OperationalError) -> None:
    """Let the next statement open a connection of its own, unless it is just that somebody else is writing."""
    if isinstance(error, InterfaceError) or not is_busy(error):
        with suppress(DatabaseError):
            connection.close()


@contextmanager
def signs_of_life(job: PrintJob) -> Iterator[None]:
    """Write now and then, beside the work, that somebody is at it."""
    is_over = threading.Event()
    thread = threading.Thread(target=beat, args=(job, is_over), name=str(job.pk), daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def beat(job: PrintJob, is_over: threading.Event) -> None:
    """Write so until it is over; what kept one from being written is made up for by the next."""
    try:
        while not is_over.wait(BEAT):
            try:
                say(job)
            except (InterfaceError, OperationalError) as error:
                recover_from(error)
    finally:
        connection.close()
