"""How large a print may be whose pages are worked out while somebody waits, and that large ones wait for each other."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files import locks

from roles.printing.reading import Reader

# Of so many positions all pages are made; of those who have not signed in, anybody may ask as often as they like.
MOST_EXACT, MOST_OF_STRANGERS = 3_000, 300
# Beyond so many positions one print is worked out at a time, and no other choice is tried.
LARGE = 600
MOST_SHEETS = 500
LONGEST_WAIT, PAUSE = 2.0, 0.1  # in seconds; who waits keeps a thread of the server


def most_exact(reader: Reader) -> int:
    """Of how many positions this reader is told exactly what comes out."""
    return min(MOST_EXACT if reader.is_authenticated else MOST_OF_STRANGERS, settings.MOST_PRINTED)


@contextmanager
def turn_to_plan() -> Iterator[bool]:
    """Hold this server's lock, or say that somebody else kept it for longer than one waits.

    The lock goes with the process that holds it; where none can be had, nobody is kept waiting.
    """
    try:
        file = settings.PLAN_LOCK_FILE.open("wb")
    except OSError:
        yield True
        return
    with file:
        yield waited_for(lambda: locks.lock(file, locks.LOCK_EX | locks.LOCK_NB))


def waited_for(is_had: Callable[[], bool]) -> bool:
    """Try for a little while."""
    until = time.monotonic() + LONGEST_WAIT
    while not is_had():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True
