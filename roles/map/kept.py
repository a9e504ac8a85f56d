"""Keep what was computed for an edition, for all processes of this machine: one computes it, the others wait."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pickle import UnpicklingError
from typing import Any

from django.conf import settings
from django.core.cache import caches

from roles.collector import collector_paused
from roles.map.edition import Edition
from roles.map.packing import pack
from roles.map.placing import place
from roles.map.reading import read_company
from roles.map.tallying import Tallies, sort_company
from roles.one_at_a_time import one_at_a_time

logger = logging.getLogger(__name__)

SHAPE, TALLIES = "shape", "tallies"
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


@dataclass(frozen=True, slots=True)
class Kept:
    """What a map needs of its edition: the compressed shape, and what there is to count."""

    shape: bytes
    tallies: Tallies


def shape_of(edition: Edition) -> bytes:
    """What the browser draws from, compressed."""
    shape: bytes | None = recall(edition, SHAPE)
    return shape or kept(edition).shape


def tallies_of(edition: Edition) -> Tallies:
    """What the legends count."""
    tallies: Tallies | None = recall(edition, TALLIES)
    return tallies or kept(edition).tallies


def kept(edition: Edition) -> Kept:
    """Compute both, unless another process has just done so; call it where the edition was read, in one snapshot."""
    with alone():
        shape, tallies = recall(edition, SHAPE), recall(edition, TALLIES)
        if shape and tallies:
            return Kept(shape, tallies)
        fresh = compute(edition)
        keep(edition, fresh)
    return fresh


def compute(edition: Edition) -> Kept:
    """Read, sort, place and pack the whole company."""
    with collector_paused():
        company = read_company()
        kinds = sort_company(company, edition.levels)
        return Kept(pack(company, place(company), kinds), kinds.tallies)


def recall(edition: Edition, part: str) -> Any:
    """What was kept of an edition, or nothing, also where that can't be read."""
    try:
        return caches["map"].get(f"{edition.name}-{part}")
    except UNREADABLE:
        return None


def keep(edition: Edition, fresh: Kept) -> None:
    """Write both; a full disk or a folder that can't be written makes the map slow, not impossible."""
    try:
        caches["map"].set(f"{edition.name}-{SHAPE}", fresh.shape)
        caches["map"].set(f"{edition.name}-{TALLIES}", fresh.tallies)
    except OSError as error:
        logger.warning("The map is computed anew for every reader, since it can't be kept: %s", error)


@contextmanager
def alone() -> Iterator[None]:
    """Let one thread of one process in, and everybody where no lock can be had."""
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(one_at_a_time(settings.MAP_LOCK_FILE))
        yield
