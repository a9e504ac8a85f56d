"""How large a print may be whose pages are worked out while somebody waits, and that large ones wait for each other."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings

from roles.one_at_a_time import one_at_a_time
from roles.printing.reading import Reader

# Of so many positions all pages are made; of those who have not signed in, anybody may ask as often as they like.
MOST_EXACT, MOST_OF_STRANGERS = 3_000, 300
# Beyond so many positions one print is worked out at a time, and no other choice is tried.
LARGE = 600
MOST_SHEETS = 500
LONGEST_WAIT = 2.0  # in seconds; who waits keeps a thread of the server


def most_exact(reader: Reader) -> int:
    """Of how many positions this reader is told exactly what comes out."""
    return min(MOST_EXACT if reader.is_authenticated else MOST_OF_STRANGERS, settings.MOST_PRINTED)


@contextmanager
def turn_to_plan() -> Iterator[bool]:
    """Hold this server's lock, or say that somebody else held it for longer than one waits.

    Where no lock can be had, nobody is kept waiting.
    """
    with ExitStack() as stack:
        try:
            is_ours = stack.enter_context(one_at_a_time(settings.PLAN_LOCK_FILE, LONGEST_WAIT)) is not None
        except OSError:
            is_ours = True
        yield is_ours
