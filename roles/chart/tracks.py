"""Where a line can run in one direction: the free stretches beside boxes and other lines."""

from bisect import bisect_left
from typing import NamedTuple

CLEAR = 5  # a line keeps so far from boxes and from lines beside it
APART = 12  # and from the end of a line on the same track: the two would be taken for one
EDGE = 4  # and from the edge of the drawing
BUCKET = 64
FAR = 1 << 40

Span = tuple[int, int]


class Block(NamedTuple):
    """What stands in the way on a track: from begin to end along it, and from low to high across it."""

    begin: int
    end: int
    low: int
    high: int


class Tracks:
    """All tracks of one direction; a track's number is how far it lies from the drawing's edge.

    The ends of a block are free: a line may pass there, at exactly the distance to keep.
    """

    def __init__(self, length: int) -> None:
        self.edges = (Block(-FAR, EDGE, -FAR, FAR), Block(length - EDGE, FAR, -FAR, FAR))
        self.buckets: dict[int, list[Block]] = {}
        self.known: dict[int, tuple[list[int], list[Block]]] = {}

    def block(self, along: Span, across: Span, ends: int = CLEAR) -> None:
        """Keep clear of a box or a line; lines that cross it do not matter."""
        block = Block(along[0] - ends, along[1] + ends, across[0] - CLEAR, across[1] + CLEAR)
        for bucket in range(block.low // BUCKET, block.high // BUCKET + 1):
            self.buckets.setdefault(bucket, []).append(block)
        if self.known:
            for track in range(block.low + 1, block.high):
                self.known.pop(track, None)

    def around(self, track: int, place: int) -> tuple[Block, Block]:
        """The blocks before and after a place on a track; twice the same one where the place itself is blocked."""
        begins, blocks = self.blocks_on(track)
        after = bisect_left(begins, place)
        before = blocks[after - 1]
        return (before, before) if before.end > place else (before, blocks[after])

    def blocks_on(self, track: int) -> tuple[list[int], list[Block]]:
        """What stands on a track from one edge to the other, those that overlap joined; and where each begins."""
        if track not in self.known:
            here = [block for block in self.buckets.get(track // BUCKET, ()) if block.low < track < block.high]
            joined = [self.edges[0]]
            for block in sorted([*here, self.edges[1]]):
                last = joined[-1]
                if block.begin < last.end:
                    low, high = min(last.low, block.low), max(last.high, block.high)
                    joined[-1] = Block(last.begin, max(last.end, block.end), low, high)
                else:
                    joined.append(block)
            self.known[track] = [block.begin for block in joined], joined
        return self.known[track]
