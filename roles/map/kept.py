"""Keep what was computed for an edition, for all processes of this machine: one computes it, the others wait."""

from dataclasses import dataclass

from django.conf import settings

from roles.collector import collector_paused
from roles.keeping import alone, keep, recall
from roles.map.edition import Edition
from roles.map.packing import pack
from roles.map.placing import place
from roles.map.reading import read_company
from roles.map.tallying import Tallies, sort_company

MAP, SHAPE, TALLIES = "map", "shape", "tallies"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a map needs of its edition: the compressed shape, and what there is to count."""

    shape: bytes
    tallies: Tallies


def shape_of(edition: Edition) -> bytes:
    """What the browser draws from, compressed."""
    shape: bytes | None = recall(MAP, name_of(edition, SHAPE))
    return shape or kept(edition).shape


def tallies_of(edition: Edition) -> Tallies:
    """What the legends count."""
    tallies: Tallies | None = recall(MAP, name_of(edition, TALLIES))
    return tallies or kept(edition).tallies


def kept(edition: Edition) -> Kept:
    """Compute both, unless another process has just done so; call it where the edition was read, in one snapshot."""
    with alone(settings.MAP_LOCK_FILE):
        shape, tallies = recall(MAP, name_of(edition, SHAPE)), recall(MAP, name_of(edition, TALLIES))
        if shape and tallies:
            return Kept(shape, tallies)
        fresh = compute(edition)
        keep(MAP, {name_of(edition, SHAPE): fresh.shape, name_of(edition, TALLIES): fresh.tallies})
    return fresh


def name_of(edition: Edition, part: str) -> str:
    """The name of a part of what is kept of an edition."""
    return f"{edition.name}-{part}"


def compute(edition: Edition) -> Kept:
    """Read, sort, place and pack the whole company."""
    with collector_paused():
        company = read_company()
        kinds = sort_company(company, edition.levels)
        return Kept(pack(company, place(company), kinds), kinds.tallies)
