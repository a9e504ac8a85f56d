"""Draw the right-angled lines from each manager to those who report there, joined into as few chains as can be."""

from collections.abc import Iterator, Sequence

from roles.chart.places import Layout, Point, Size
from roles.chart.seats import Style

Chain = tuple[Point, ...]


def connect(layout: Layout, sizes: Sequence[Size], style: Style) -> Iterator[tuple[int, tuple[Chain, ...]]]:
    """Yield each manager's seat with the chains of its lines."""
    connecting = Connecting(layout, sizes, style)
    for manager in sorted({**layout.alone, **layout.columns, **layout.assistants}):
        if manager >= 0:
            yield manager, tuple(connecting.turned(chain) for chain in connecting.chains_of(manager))


class Connecting:
    """Leads lines through one layout, from the top down; what leads from left to right is turned before and after."""

    def __init__(self, layout: Layout, sizes: Sequence[Size], style: Style) -> None:
        self.is_turned = layout.direction == "right"
        self.layout = layout.transposed if self.is_turned else layout
        self.sizes = [(height, width) for width, height in sizes] if self.is_turned else sizes
        self.style, self.lefts, self.tops = style, self.layout.lefts, self.layout.tops

    def turned(self, chain: Chain) -> Chain:
        """A chain as it is drawn."""
        return tuple([(y, x) for x, y in chain]) if self.is_turned else chain

    def chains_of(self, manager: int) -> Iterator[Chain]:
        """Lead the stem down past the assistants to the rail above the reports, and the rail to each of them."""
        x, foot = self.top_middle(manager)[0], self.tops[manager] + self.sizes[manager][1]
        elbows = [self.elbow(seat, x) for seat in self.layout.assistants.get(manager, ())]
        yield from ((middle, side) for middle, side in elbows)
        shelves = self.shelves_of(manager)
        if shelves:
            yield from self.hang(manager, (x, foot), shelves)
        elif elbows:
            yield ((x, foot), elbows[-1][0])
        for column in self.layout.columns.get(manager, ()):
            yield from (self.rib(seat) for seat in column[:-1])

    def hang(self, manager: int, stem: Point, shelves: dict[int, list[Chain]]) -> Iterator[Chain]:
        """Hang all reports on rails; where there are several, they hang on a trunk that the first one reaches."""
        block = self.layout.blocks.get(manager)
        (first, *others), gap = sorted(shelves), self.style.row_gap // 2
        if block is None or block.trunk is None:
            yield from comb(stem, first - gap, sorted(tail for tails in shelves.values() for tail in tails))
            return
        for shelf in others[:-1]:
            yield from branch_off((block.trunk, shelf - gap), sorted(shelves[shelf]))
        last = sorted(shelves[others[-1]])
        yield from (((tail[0][0], others[-1] - gap), *tail) for tail in last[:-1])
        trunk = ((block.trunk, others[-1] - gap), (last[-1][0][0], others[-1] - gap), *last[-1])
        yield from comb(stem, first - gap, [trunk, *sorted(shelves[first])])

    def shelves_of(self, manager: int) -> dict[int, list[Chain]]:
        """How lines go on from the rail above each height at which reports stand.

        They go down to the top of a box, or down a spine and into the last box of its column.
        """
        shelves: dict[int, list[Chain]] = {}
        for seat in self.layout.alone.get(manager, ()):
            shelves.setdefault(self.tops[seat], []).append((self.top_middle(seat),))
        for column in self.layout.columns.get(manager, ()):
            shelves.setdefault(self.tops[column[0]], []).append(self.rib(column[-1]))
        return shelves

    def top_middle(self, seat: int) -> Point:
        """Where a line from above enters a box."""
        return self.lefts[seat] + self.sizes[seat][0] // 2, self.tops[seat]

    def elbow(self, seat: int, stem: int) -> tuple[Point, Point]:
        """From the stem to the near side of an assistant's box."""
        x, (width, height) = self.lefts[seat], self.sizes[seat]
        y = self.tops[seat] + height // 2
        return (stem, y), (x + width if x < stem else x, y)

    def rib(self, seat: int) -> tuple[Point, Point]:
        """From the spine of a column into the left side of a box."""
        x, y = self.lefts[seat], self.tops[seat] + self.sizes[seat][1] // 2
        return (x - self.style.spine, y), (x, y)


def branch_off(start: Point, tails: Sequence[Chain]) -> Iterator[Chain]:
    """A rail from the trunk to the last tail, and the tails before it."""
    _x, rail = start
    yield (start, (tails[-1][0][0], rail), *tails[-1])
    yield from (((tail[0][0], rail), *tail) for tail in tails[:-1])


def comb(stem: Point, rail: int, tails: Sequence[Chain]) -> Iterator[Chain]:
    """A stem down to the rail, one chain along the rail with the outermost tails, and the tails between them."""
    middle, left, right = stem[0], tails[0][0][0], tails[-1][0][0]
    if len(tails) == 1:
        yield (stem, *tails[0]) if middle == left else (stem, (middle, rail), (left, rail), *tails[0])
        return
    nearest = min(max(middle, left), right)
    yield (stem, (middle, rail)) if nearest == middle else (stem, (middle, rail), (nearest, rail))
    yield (*reversed(tails[0]), (left, rail), (right, rail), *tails[-1])
    for tail in tails[1:-1]:
        yield ((tail[0][0], rail), *tail)
