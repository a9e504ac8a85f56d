"""Companies without a database, and the numbers of a map as a browser reads them."""

import gzip
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from roles.map.packing import BYTES
from roles.map.reading import Company, Spot, level_by_level

HEAD = 11


def company(managers: Sequence[int | None], **values: Any) -> Company:
    """A company of so many positions, of each the number of its manager: 10 is the key of the first, then 11."""
    spots = [
        Spot(10 + key, None if manager is None else 10 + manager, False, True, None, None, "")
        for key, manager in enumerate(managers)
    ]
    return level_by_level(spot._replace(**values) for spot in spots)


class Unpacked:
    """The numbers of a map, read column by column."""

    def __init__(self, packed: bytes) -> None:
        whole = gzip.decompress(packed)
        self.rest = whole[HEAD * BYTES :]
        numbers = array("I", whole[: HEAD * BYTES])
        self.count, self.heads, self.managers, self.width, self.height, *self.sizes = numbers
        self.spans = self.column(self.count)
        self.above = list(self.managers_of_each())
        self.x, self.y = (self.placed(self.signed(self.count)) for _axis in range(2))
        self.keys = list(accumulate(self.signed(self.count)))
        self.blocks = [self.column(self.managers) for _side in range(4)]
        self.trunks = self.column(self.managers)
        self.flags, self.department, self.level, self.location = (self.take(self.count) for _kind in range(4))

    def take(self, length: int) -> bytes:
        """The next so many bytes."""
        taken, self.rest = self.rest[:length], self.rest[length:]
        return taken

    def column(self, length: int) -> list[int]:
        """The next column, put together from its four parts."""
        parts = [self.take(length) for _byte in range(BYTES)]
        return [int.from_bytes(number, "little") for number in zip(*parts, strict=True)]

    def signed(self, length: int) -> list[int]:
        """The next column, with the sign in the lowest bit."""
        return [number >> 1 ^ -(number & 1) for number in self.column(length)]

    def managers_of_each(self) -> Iterator[int]:
        """The place of each manager, -1 for heads: those who report to one stand beside each other."""
        yield from [-1] * self.heads
        for place, span in enumerate(self.spans):
            yield from [place] * span

    def placed(self, ways: list[int]) -> list[int]:
        """Where boxes stand, from the way to each from its manager."""
        for place, manager in enumerate(self.above):
            ways[place] += ways[manager] if manager >= 0 else 0
        return ways
