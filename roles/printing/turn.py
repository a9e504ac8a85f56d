"""Let one runner of this server work at a time, and start one where none does."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from roles.models import PrintFault
from roles.one_at_a_time import one_at_a_time
from roles.printing.clearing import fail_waiting

logger = logging.getLogger(__name__)

COMMAND = "run_prints"
# Seconds until another runner is started after one that did not end in order, as one does that can't even begin.
PAUSE = 15
STARTED = b"started\n"  # stands in the lock's file until a runner ends in order


@contextmanager
def only_runner(handed: BinaryIO | None = None) -> Iterator[bool]:
    """Hold this server's lock, or say that another process does; raises OSError where it can't be had at all.

    Whoever started us may have handed us the file, with the lock on it.
    """
    with handed or one_at_a_time(settings.PRINT_LOCK_FILE, patience=0) as file:
        yield file is not None
        if file is not None:
            os.ftruncate(file.fileno(), 0)


def start_runner() -> None:
    """Start a process that outlives this one, unless one is at work; a print that was written before is not missed.

    It is handed the lock, so that nobody starts a second one before it has begun. Whoever holds the lock looks for
    prints again after letting it go, and whoever only tried it starts a runner.
    """
    if settings.PRINTS_BY_CRON:
        return
    try:
        with one_at_a_time(settings.PRINT_LOCK_FILE, patience=0) as file:
            if file is not None and not is_too_soon(file):
                os.ftruncate(file.fileno(), 0)
                os.write(file.fileno(), STARTED)
                begin(file)
    except OSError as error:
        # Nobody would ever make them: a runner can't have the lock either.
        logger.warning("No PDF can be made, since there is no lock to be had: %s", error)
        fail_waiting(PrintFault.DISK)


def is_too_soon(file: BinaryIO) -> bool:
    """Whether a runner was started a moment ago that has ended without doing what it should."""
    about = os.fstat(file.fileno())
    return about.st_size > 0 and abs(time.time() - about.st_mtime) < PAUSE


def begin(file: BinaryIO) -> None:
    """Start the process, and let it have the lock."""
    lock = file.fileno()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [python(), str(settings.BASE_DIR / "manage.py"), COMMAND, f"--lock={lock}"],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[lock],
            start_new_session=True,
        )
    except OSError as error:
        logger.warning("No process could be started to make a PDF; the page of the print tries again: %s", error)
        return
    # A process that has ended stays listed until somebody asks how.
    threading.Thread(target=process.wait, daemon=True).start()


def python() -> str:
    """The interpreter that we run in, also where it is a part of the web server."""
    program = Path(sys.executable or "")
    return str(program if program.name.startswith("python") else Path(sys.prefix, "bin", "python3"))
