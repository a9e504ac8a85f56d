"""Keep what was computed in files, for all processes of this machine: one computes it, the others wait."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2s
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from django.core.cache import caches

from roles.one_at_a_time import one_at_a_time
from roles.state import State

logger = logging.getLogger(__name__)

# What reading a file can end in that another release wrote or that is broken; pickle's documentation names the most.
UNREADABLE = (
    OSError,
    UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    TypeError,
    ValueError,
    zlib.error,
)


def release_of(*modules: str) -> str:
    """Return what tells the files of modules from those of another release, which may compute otherwise."""
    return blake2s(b"".join(Path(module).read_bytes() for module in modules), digest_size=6).hexdigest()


def mark_of(release: str, state: State) -> str:
    """Return what marks a value as one of this state, computed as this release does."""
    return f"{release} {state.mark}"


def recall(cache: str, name: str) -> Any:
    """What was kept under a name, or nothing, also where that can't be read."""
    try:
        return caches[cache].get(name)
    except UNREADABLE:
        return None


def keep(cache: str, values: dict[str, Any]) -> None:
    """Write each under its name; a full disk or a folder that can't be written makes pages slow, not impossible."""
    try:
        for name, value in values.items():
            caches[cache].set(name, value)
    except OSError as error:
        logger.warning("The %s is computed anew for every reader, since it can't be kept: %s", cache, error)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one thread of one process in, and everybody where no lock can be had."""
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(one_at_a_time(lock))
        yield
