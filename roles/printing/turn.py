"""Let one runner of this server work at a time, and start one where none does."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks

logger = logging.getLogger(__name__)

COMMAND = "run_prints"


@contextmanager
def only_runner() -> Iterator[bool]:
    """Hold this server's lock, or say that another process does; raises OSError where it can't be had at all.

    The lock goes with the process that holds it, however that ends.
    """
    settings.PRINT_LOCK_FILE.parent.mkdir(parents=True, exist_ok=True)
    with settings.PRINT_LOCK_FILE.open("ab") as file:
        yield locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)


def start_runner() -> None:
    """Start a process that outlives this one, unless one is at work; a print that was written before is not missed.

    Whoever holds the lock looks for prints again after letting it go, and whoever only tried it starts a runner.
    """
    if settings.PRINTS_BY_CRON:
        return
    try:
        with only_runner() as is_free:
            if not is_free:
                return
    except OSError:
        pass  # The runner can't have the lock either, and says so where the reader sees it.
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [python(), str(settings.BASE_DIR / "manage.py"), COMMAND],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
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
