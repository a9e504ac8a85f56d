"""Lead links through the free space between boxes, right-angled, and beside every other line.

A route leaves a box at its side, goes along a lane, a channel and another lane, and enters a box at its side:
at most four bends. Lanes and channels are found by stepping past whatever stands in the way, a few times and no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from roles.chart.tracks import APART, CLEAR, Block, Tracks

Point = tuple[int, int]
Chain = tuple[Point, ...]
Rectangle = tuple[Point, tuple[int, int]]

LANE = 8  # from a box to the lane beside it: an arrow has room
PORT = 8  # from one line into a box's side to the next, and to the corner
BEND = 48  # a bend is as bad as so long a way
MOST_STEPS = 6
LONGEST = 2400  # nobody follows a line for longer
LEAST_OF_ITS_OWN = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a line may go up and down beside a box."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line may leave or enter the side of a box, and the lanes it reaches from there."""

    x: int
    y: int
    lanes: tuple[Lane, ...]


class Router:
    """The free space of one drawing, less after each link."""

    def __init__(self, size: tuple[int, int], boxes: Iterable[Rectangle], lines: Iterable[Chain]) -> None:
        self.across, self.down = Tracks(size[0]), Tracks(size[1])
        for (x, y), (width, height) in boxes:
            self.across.block((x, x + width), (y, y + height))
            self.down.block((y, y + height), (x, x + width))
        for chain in lines:
            self.occupy(chain)

    def occupy(self, chain: Chain) -> None:
        """Keep what comes later off a line."""
        for (x, y), (end_x, end_y) in pairwise(chain):
            if y == end_y:
                self.across.block((min(x, end_x), max(x, end_x)), (y, y), APART)
            else:
                self.down.block((min(y, end_y), max(y, end_y)), (x, x), APART)

    def route(self, start: Rectangle, end: Rectangle) -> Chain | None:
        """The best way from one box to another, from now on taken; None where there is no good one."""
        goes_up = start[0][1] > end[0][1]
        best: Chain | None = None
        least = LONGEST
        arrivals = list(self.ports(end, not goes_up))
        for port in self.ports(start, goes_up):
            for arrival in arrivals:
                for chain in self.ways(port, arrival, least):
                    if (cost := cost_of(chain)) < least:
                        best, least = chain, cost
        if best:
            self.occupy(best)
        return best

    def ports(self, box: Rectangle, goes_up: bool) -> Iterator[Port]:
        """The first free place on each side of a box."""
        (x, y), (width, height) = box
        for side, towards in ((x, -1), (x + width, 1)):
            for place in places(y, height, goes_up):
                if lanes := tuple(self.lanes((side, place), towards, goes_up)):
                    yield Port(side, place, lanes)
                    break

    def lanes(self, port: Point, towards: int, goes_up: bool) -> Iterator[Lane]:
        """The nearest lane outside a port, and those past what stands in the way above or below."""
        side, y = port
        before, after = self.across.around(y, side + towards * CLEAR)
        if before is after:
            return
        lane = side + towards * LANE
        for _step in range(MOST_STEPS):
            if not before.end <= lane <= after.begin:
                return
            above, below = self.down.around(lane, y)
            if above is not below:
                yield Lane(lane, above.end, below.begin)
            lane = beyond(above if goes_up else below, towards, LANE - CLEAR)

    def ways(self, port: Port, arrival: Port, most: int) -> Iterator[Chain]:
        """Every way from one side of a box to one of another."""
        for lane in port.lanes:
            for other in arrival.lanes:
                top, bottom = max(lane.top, other.top), min(lane.bottom, other.bottom)
                beside = abs(lane.x - other.x)
                way = abs(port.x - lane.x) + beside + abs(other.x - arrival.x) + abs(port.y - arrival.y)
                if top > bottom or 0 < beside < LEAST_OF_ITS_OWN or way >= most:
                    continue
                for y in self.channels((port.y, arrival.y), (lane.x, other.x), (top, bottom)):
                    if any(0 < abs(y - end) < LEAST_OF_ITS_OWN for end in (port.y, arrival.y)):
                        continue
                    yield straightened(
                        (port.x, port.y), (lane.x, port.y), (lane.x, y), (other.x, y),
                        (other.x, arrival.y), (arrival.x, arrival.y),
                    )  # fmt: skip

    def channels(self, starts: tuple[int, int], lanes: tuple[int, int], room: tuple[int, int]) -> Iterator[int]:
        """The nearest free ways from one lane to another, above and below where the line begins and ends."""
        left, right = min(lanes), max(lanes)
        for start in starts:
            for towards in (-1, 1):
                y = min(max(start, room[0]), room[1])
                for _step in range(MOST_STEPS):
                    if (y - room[towards > 0]) * towards > 0:
                        break
                    before, after = self.across.around(y, left)
                    if before is not after and after.begin >= right:
                        yield y
                        break
                    y = beyond(after, towards, 1)


def places(top: int, height: int, goes_up: bool) -> Iterator[int]:
    """Heights at which a line may leave a side, the middle first and then by turns towards where it goes."""
    middle = top + height // 2
    yield middle
    for step in range(PORT, height // 2 - PORT + 1, PORT):
        yield from (middle - step, middle + step) if goes_up else (middle + step, middle - step)


def beyond(block: Block, towards: int, distance: int) -> int:
    """The first track past a block."""
    return block.high + distance if towards > 0 else block.low - distance


def straightened(*points: Point) -> Chain:
    """The same way without points that repeat or where nothing turns."""
    chain: list[Point] = []
    for point in points:
        if chain and chain[-1] == point:
            continue
        if len(chain) > 1 and (chain[-2][0] == chain[-1][0] == point[0] or chain[-2][1] == chain[-1][1] == point[1]):
            chain.pop()
        chain.append(point)
    return tuple(chain)


def cost_of(chain: Chain) -> int:
    """How long a way is, and how winding."""
    length = sum(abs(x - end_x) + abs(y - end_y) for (x, y), (end_x, end_y) in pairwise(chain))
    return length + BEND * (len(chain) - 2)
