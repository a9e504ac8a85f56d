"""Pack the map into few bytes, as static/js/map/shape.js reads them.

Every number is written as the difference to what one would expect, in columns, the lowest byte of all numbers first:
most of the others are nought, and compress to nothing. Signs go into the lowest bit (0, -1, 1, -2 are 0, 1, 2, 3).
"""

import gzip
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import sub

from roles.chart.places import Layout
from roles.map.placing import BOX_HEIGHT, STYLE
from roles.map.reading import Company, managers_of
from roles.map.tallying import Sorted

VACANT, ASSISTANT = 1, 2
BYTES = 4


def pack(company: Company, layout: Layout, kinds: Sorted) -> bytes:
    """Write all that the map draws, compressed."""
    managers = managers_of(company)
    head = (len(company.spots), company.heads, len(managers), layout.width, layout.height)
    sizes = (STYLE.box_width, BOX_HEIGHT, STYLE.row_gap, STYLE.stack_gap, STYLE.column_gap, STYLE.spine)
    flags = bytes(VACANT * (not spot.is_filled) + ASSISTANT * spot.is_assistant for spot in company.spots)
    parts = (
        words((*head, *sizes)),
        column(company.spans),
        *positions(company, layout),
        column(signed(differences(spot.key for spot in company.spots))),
        *blocks(managers, layout),
        flags,
        kinds.department,
        kinds.level,
        kinds.location,
    )
    return gzip.compress(b"".join(parts), mtime=0)


def positions(company: Company, layout: Layout) -> Iterator[bytes]:
    """Where each box stands, seen from its manager's; the heads from the first corner of all."""
    for places in (layout.lefts, layout.tops):
        managers = [0] * company.heads
        for place, span in zip(places, company.spans, strict=True):
            managers += [place] * span
        yield column(signed(map(sub, places, managers)))


def blocks(managers: Sequence[int], layout: Layout) -> Iterator[bytes]:
    """How far the block of each manager reaches from the box's corner, and how far from its left the trunk runs."""
    corners = [(layout.lefts[manager], layout.tops[manager]) for manager in managers]
    found = [layout.blocks[manager] for manager in managers]
    edges = [block[:4] for block in found]
    for side in range(4):
        yield column(abs(edge[side] - corner[side % 2]) for edge, corner in zip(edges, corners, strict=True))
    yield column(0 if trunk is None else trunk - left + 1 for left, *_, trunk in found)


def differences(numbers: Iterable[int]) -> Iterator[int]:
    """Each number less the one before."""
    return (number - before for before, number in pairwise((0, *numbers)))


def signed(numbers: Iterable[int]) -> Iterator[int]:
    """Move the sign to the lowest bit."""
    return (number * 2 if number >= 0 else -number * 2 - 1 for number in numbers)


def column(numbers: Iterable[int]) -> bytes:
    """Whole numbers from 0 to 2 ** 32 - 1: the lowest byte of all of them, then the next."""
    plain = words(numbers)
    return b"".join(plain[place::BYTES] for place in range(BYTES))


def words(numbers: Iterable[int]) -> bytes:
    """The same as words of four bytes, the lowest first, as every browser's machine has them."""
    whole = array("I", numbers)
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()
