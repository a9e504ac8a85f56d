"""Sum up a structure: who leads how many, how spans are distributed, and what stands on each level.

A span counts posts, so that a group of twelve is twelve. Assistants stand beside the line and count in no span.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from roles.structure.reading import Seat

# Where each step of the distribution begins.
STEPS = (1, 2, 4, 8, 13, 21)


@dataclass(slots=True)
class Led:
    """Who reports to a position in the line: so many posts, in so many positions, the last of which is named."""

    posts: int = 0
    positions: int = 0
    last: Seat | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """All positions in tree order, found by their key, and whom each leads; who leads nobody is left out."""

    seats: Sequence[Seat]
    by_key: Mapping[int, Seat]
    led: Mapping[int, Led]

    def manager_of(self, seat: Seat) -> Seat | None:
        """The position that one reports to, none for a head."""
        return None if seat.reports_to is None else self.by_key.get(seat.reports_to)


@dataclass(frozen=True, slots=True)
class Step:
    """How many managers have a span from the first to the last number; the last step has no end."""

    first: int
    last: int | None
    managers: int


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of control of all managers: average, median, the largest with whose it is, and the distribution."""

    managers: int
    average: float
    median: float
    largest: int
    widest: Seat | None
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Layer:
    """What stands on a level: positions, their posts, how many of them lead somebody, how many are vacant."""

    level: int
    positions: int = 0
    posts: int = 0
    managers: int = 0
    vacant: int = 0


def put_together(seats: Sequence[Seat]) -> Structure:
    """Find out whom each position leads."""
    led: dict[int, Led] = {}
    for seat in seats:
        if seat.reports_to is not None and not seat.is_assistant:
            below = led.get(seat.reports_to)
            if below is None:
                below = led[seat.reports_to] = Led()
            below.posts += seat.posts
            below.positions += 1
            below.last = seat
    return Structure(seats, {seat.key: seat for seat in seats}, led)


def spans_of(structure: Structure) -> Spans:
    """Sum up the spans of all who lead somebody; of several that are widest, the first in the tree is named."""
    led = structure.led
    managers = [seat for seat in structure.seats if seat.key in led]
    spans = [led[seat.key].posts for seat in managers]
    if not spans:
        return Spans(0, 0, 0, 0, None, steps_of(()))
    largest = max(spans)
    return Spans(
        len(spans), fmean(spans), float(median(spans)), largest, managers[spans.index(largest)], steps_of(spans)
    )


def steps_of(spans: Iterable[int]) -> tuple[Step, ...]:
    """How many spans fall into each step."""
    counts = Counter(bisect_right(STEPS, span) - 1 for span in spans)
    ends = (*(start - 1 for start in STEPS[1:]), None)
    return tuple(Step(first, last, counts[at]) for at, (first, last) in enumerate(zip(STEPS, ends, strict=True)))


def layers_of(structure: Structure) -> list[Layer]:
    """What stands on each level, the heads' first."""
    layers: dict[int, Layer] = {}
    for seat in structure.seats:
        layer = layers.get(seat.level)
        if layer is None:
            layer = layers[seat.level] = Layer(seat.level)
        layer.positions += 1
        layer.posts += seat.posts
        layer.managers += seat.key in structure.led
        layer.vacant += not seat.is_filled
    return [layers[level] for level in sorted(layers)]


def lacking_facts(structure: Structure) -> int:
    """How many positions have no role, or one that leaves out a fact that is compared with the tree."""
    return sum(not (seat.management_level and seat.scope and seat.focus) for seat in structure.seats)
