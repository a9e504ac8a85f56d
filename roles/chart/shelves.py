"""Choose shapes for the blocks of a packed chart: what stands on which shelf, and how wide and tall that gets.

Shelves are filled by next fit in order of decreasing height (Coffman, Garey, Johnson and Tarjan, "Performance bounds
for level-oriented two-dimensional packing algorithms", SIAM Journal on Computing, 1980). How wide a shelf is nobody
knows before the whole is packed, so each block keeps a few of its best shapes, from tall to flat, as in Stockmeyer,
"Optimal orientations of cells in slicing floorplan designs" (Information and Control, 1983).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import isqrt
from typing import NamedTuple

from roles.chart.seats import Style

THOUSAND = 1000
# Width to height, in thousandths, of the shapes that a block keeps.
USUAL = (310, 500, 800, 1280, 2050)
MOST_TRIED = 8  # heights of shelves for the outermost block
MORE_SHELVES = 4  # than would be needed if all were as tall as the first one

Pick = tuple[int, int, int]  # height with a minus, the number of the part, the number of its shape


class Shape(NamedTuple):
    """One way to set a block: its size, where its manager's box begins and ends, and how its shelves are filled."""

    height: int
    width: int
    left: int
    right: int
    inset: int = 0  # from the block's left to its shelves
    picks: Sequence[Pick] = ()  # what stands there, shelf by shelf
    starts: Sequence[int] = ()  # the place among these of each shelf's first; of a stack, how many rows it has


class Top(NamedTuple):
    """What stands above the shelves: the room beside the stem, the manager's width, how far down all that reaches."""

    before: int
    after: int
    width: int
    depth: int


def shapes_of_stack(widths: Sequence[int], height: int, goals: Sequence[int], style: Style) -> list[Shape]:
    """The shapes of a stack of boxes that are at most so tall, in columns that each have a spine."""
    count, across, down = len(widths), max(widths) + style.column_gap, height + style.stack_gap
    shapes = []
    for goal in goals:
        rows = min(max(1, isqrt(count * across * THOUSAND // (down * goal))), count)
        for number in {rows, min(rows + 1, count)}:
            columns = -(-count // number)
            # As even as can be: no rows that stay empty in every column.
            number = -(-count // columns)
            last = max(widths[(columns - 1) * number :])
            right = style.indent + (columns - 1) * across + last
            shapes.append(Shape(number * down - style.stack_gap, right, style.indent, right, starts=(number,)))
    return best_of(shapes, goals)


def shapes_of_block(
    parts: Sequence[Sequence[Shape]], top: Top, goals: Sequence[int], is_outermost: bool, style: Style
) -> list[Shape]:
    """The shapes of a block whose parts have these shapes."""
    if not parts:
        left = top.before - top.width // 2
        return [Shape(top.depth, top.before + top.after, left, left + top.width)]
    shapes = []
    for height in heights_to_try(parts, is_outermost):
        picks = sorted(pick_of(number, part, height) for number, part in enumerate(parts))
        ends = list(accumulate((parts[part][shape].width + style.gap for _, part, shape in picks), initial=0))
        for count in shelves_to_try(ends[-1], height + style.row_gap, len(picks), goals, is_outermost):
            shapes.append(shelved(parts, picks, ends, starts_of(ends, count), top, style))
    return best_of(shapes, goals)


def heights_to_try(parts: Sequence[Sequence[Shape]], is_outermost: bool) -> list[int]:
    """How tall shelves may be: as one of the shapes of the largest part; outermost, as those of any."""
    if not is_outermost:
        return [shape.height for shape in max(parts, key=area_of)]
    heights = sorted({shape.height for part in parts for shape in part})
    return heights[:: -(-len(heights) // MOST_TRIED)]


def area_of(part: Sequence[Shape]) -> int:
    """How large a part is in its flattest shape."""
    return part[0].height * part[0].width


def pick_of(number: int, part: Sequence[Shape], height: int) -> Pick:
    """The tallest shape of a part that stands on a shelf of this height; else the flattest one."""
    pick = 0
    for place, shape in enumerate(part):
        if shape[0] <= height:
            pick = place
    return -part[pick][0], number, pick


def shelves_to_try(length: int, height: int, most: int, goals: Sequence[int], is_outermost: bool) -> set[int]:
    """How many shelves may give one of the shapes wanted."""
    more = MORE_SHELVES if is_outermost else 1
    needed = {isqrt(length * THOUSAND // (goal * height)) for goal in goals}
    return {min(max(1, count + extra), most) for count in needed for extra in range(more + 1)}


def starts_of(ends: Sequence[int], count: int) -> list[int]:
    """Cut a row of parts into about so many shelves, as even as can be."""
    starts = [0]
    for shelf in range(1, count):
        wanted = ends[-1] * shelf // count
        place = bisect_left(ends, wanted)
        if ends[place] - wanted > wanted - ends[place - 1]:
            place -= 1
        if starts[-1] < place < len(ends) - 1:
            starts.append(place)
    return starts


def shelved(
    parts: Sequence[Sequence[Shape]],
    picks: Sequence[Pick],
    ends: Sequence[int],
    starts: Sequence[int],
    top: Top,
    style: Style,
) -> Shape:
    """Set parts on shelves, and the manager over the middle of the boxes of those who report directly."""
    height = top.depth
    widest = last_right = 0
    first_left = ends[-1]
    for start, end in pairwise((*starts, len(picks))):
        (tall, part, shape), (_, last_part, last_shape) = picks[start], picks[end - 1]
        width = ends[end] - ends[start] - style.gap
        last = parts[last_part][last_shape]
        height += style.row_gap - tall
        widest = max(widest, width)
        first_left = min(first_left, parts[part][shape].left)
        last_right = max(last_right, width - last.width + last.right)
    inset = style.indent if len(starts) > 1 else 0
    middle = inset + (first_left + last_right) // 2
    aside = max(0, top.before - middle)
    left = middle + aside - top.width // 2
    width = max(inset + aside + widest, middle + aside + top.after)
    return Shape(height, width, left, left + top.width, inset + aside, picks, starts)


def best_of(shapes: list[Shape], goals: Sequence[int]) -> list[Shape]:
    """Those that no other one beats, from flat to tall; of too many, the ones that fit the goals best."""
    kept = list(not_beaten(shapes))
    if len(kept) <= len(goals):
        return kept
    fitting = {min(range(len(kept)), key=lambda place: misfit(kept[place], goal)) for goal in goals}
    return [kept[place] for place in sorted(fitting)]


def not_beaten(shapes: list[Shape]) -> Iterator[Shape]:
    """Leave out shapes that are neither flatter nor narrower than another."""
    narrowest: int | None = None
    for shape in sorted(shapes, key=size_of):
        if narrowest is None or shape.width < narrowest:
            narrowest = shape.width
            yield shape


def size_of(shape: Shape) -> tuple[int, int]:
    """Height and width."""
    return shape[:2]


def misfit(shape: Shape, goal: int) -> int:
    """How large a frame of the wanted proportions is that holds a shape."""
    return max(shape[1] * THOUSAND, shape[0] * goal)
