"""Let one process of this server do something at a time, by the lock of a file."""

import math
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files import locks

FOR_EVER = math.inf
PAUSE = 0.1  # seconds between two tries


@contextmanager
def one_at_a_time(path: Path, patience: float = FOR_EVER) -> Iterator[BinaryIO | None]:
    """Hold the lock of a file, or say with None that others held it for longer than so many seconds.

    The lock goes with the last process that has the open file, however that ends. Raises OSError where none can be had.
    """
    file = take(path, patience)
    try:
        yield file
    finally:
        if file is not None:
            file.close()  # and not unlocked: another process may have been handed it


@contextmanager
def turn(path: Path, patience: float, otherwise: threading.Lock) -> Iterator[bool]:
    """Wait so many seconds for one's turn, and say whether it came; where no file can be locked, in this process."""
    with ExitStack() as stack:
        try:
            is_ours = stack.enter_context(one_at_a_time(path, patience)) is not None
        except OSError:
            is_ours = otherwise.acquire(timeout=patience)
            if is_ours:
                stack.callback(otherwise.release)
        yield is_ours


def take(path: Path, patience: float = FOR_EVER) -> BinaryIO | None:
    """Return the open file that has the lock until it is closed, or None where others had it for too long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        file = stack.enter_context(path.open("ab"))
        if not is_locked(file, patience):
            return None
        stack.pop_all()
        return file


def is_locked(file: BinaryIO, patience: float) -> bool:
    """Try for so many seconds to have the lock, and say whether it is had."""
    if patience == FOR_EVER:
        return locks.lock(file, locks.LOCK_EX)
    end = time.monotonic() + patience
    while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE)
    return True
