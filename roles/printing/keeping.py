"""Keep the row of a print in step while it is made: how far it is, and that somebody is at it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import OperationalError, connection
from django.utils import timezone

from roles.lock import is_busy
from roles.models import PrintJob, PrintState

# Seconds between two signs of life; and how often a write is tried while another holds SQLite, twenty seconds each.
BEAT = 5.0
TRIES = 10


class DroppedError(Exception):
    """A print is no longer ours: its account was deleted, or another runner took us for dead."""


def write(job: PrintJob, **values: Any) -> None:
    """Write how far our print is; another's writing is waited for. Raises DroppedError where it is ours no longer."""
    ours = PrintJob.objects.filter(pk=job.pk, state=PrintState.RUNNING)
    for _try in range(TRIES):
        try:
            if ours.update(heartbeat=timezone.now(), **values):
                return
            break
        except OperationalError as error:
            if not is_busy(error):
                raise
    raise DroppedError


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
    """Write so until it is over; a write that another's keeps waiting is made up for by the next."""
    try:
        while not is_over.wait(BEAT):
            with suppress(OperationalError):
                PrintJob.objects.filter(pk=job.pk, state=PrintState.RUNNING).update(heartbeat=timezone.now())
    finally:
        connection.close()
