"""Colours that are told apart by colour-blind eyes, on light and dark pages and in print."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

PALETTE = (
    "#246fab",
    "#f95406",
    "#72964e",
    "#873cf3",
    "#6f6c5a",
    "#c02496",
    "#6c8dc9",
    "#a85403",
    "#9f7e93",
    "#9375f9",
)
# From high to low, lighter with each step; each stands out from white and from black three to one.
RAMP = ("#8a4fc0", "#3274b5", "#1f8a85", "#5f932f", "#c48700")
NO_COLOUR = "#858a92"
VACANT, FILLED = "#d94801", "#3274b5"


def next_colours(taken: Iterable[str]) -> Iterator[str]:
    """Yield colours without end: always the one that the fewest departments have, in the order of the palette."""
    uses = Counter(colour.lower() for colour in taken)
    while True:
        colour = min(PALETTE, key=lambda each: uses[each])
        uses[colour] += 1
        yield colour


def share_out(own: Sequence[str]) -> list[str]:
    """Give up to ten one colour each: their own; to who has none, or the same as one before, another of the palette."""
    own = [colour.lower() for colour in own]
    free = (colour for colour in PALETTE if colour not in own)
    return [colour if colour and colour not in own[:place] else next(free) for place, colour in enumerate(own)]
