"""Choose shapes for the blocks of a packed chart: what stands on which shelf, and how wide and tall that gets.

Shelves are filled by next fit in order of decreasing height (Coffman, Garey, Johnson and Tarjan, "Performance bounds
for level-oriented two-dimensional packing algorithms", SIAM Journal on Computing, 1980). How wide a shelf is nobody
knows before the whole is packed, so each block keeps a few of its best shapes, from tall to flat, as in Stockmeyer,
"Optimal orientations of cells in slicing floorplan designs" (Information and Control, 1983).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import isqrt
from typing import NamedTuple, TypeVar

from roles.chart.seats import Style

THOUSAND = 1000
# Width to height, in thousandths, of the shapes that a block keeps; the uppermost keep more of them.
USUAL = (350, 700, 1400)
FINE = (250, 350, 500, 700, 1000, 1400, 2000, 2800)
# Heights of shelves that are tried for the outermost block, the more the fewer parts it has.
MOST_TRIED, LEAST_TRIED = 100, 8
# With one goal, or many, other numbers of shelves are tried too.
MORE_SHELVES = {1: (0, 1, 2), len(FINE): (0, 1)}

Pick = tuple[int, int, int]  # height with a minus, the number of the part, the number of its shape
Shelf = list[Pick]  # the tallest one first


class Shape(NamedTuple):
    """One way to set a block: its size, where its manager's box begins and ends, and how its shelves are filled."""

    height: int
    width: int
    shelves: Sequence[Shelf]
    left: int
    right: int
    inset: int = 0  # from the block's left to its shelves
    rows: int = 0  # of a stack


Trial = tuple[int, int, list[Shelf]]
Sized = TypeVar("Sized", Shape, Trial)


class Top(NamedTuple):
    """What stands above the shelves: the room beside the stem, the manager's width, how far down all that reaches."""

    before: int
    after: int
    width: int
    depth: int


def shapes_of_stack(widths: Sequence[int], heights: Sequence[int], goals: Sequence[int], style: Style) -> list[Shape]:
    """The shapes of a stack of boxes, in columns that each have a spine, side by side in rows."""
    count, across, down = len(widths), max(widths) + style.column_gap, sum(heights) // len(heights) + style.stack_gap
    set_columns = level_columns if style.has_level_rows else ragged_columns
    shapes = []
    for goal in goals:
        rows = min(max(1, isqrt(count * across * THOUSAND // (down * goal))), count)
        for number in {rows, min(rows + 1, count)}:
            # As even as can be: no rows that stay empty in every column.
            number = -(-count // -(-count // number))
            right, height = set_columns(widths, heights, number, style)
            shapes.append(Shape(height, right, (), style.indent, right, rows=number))
    return best_of(shapes, goals)


def level_columns(widths: Sequence[int], heights: Sequence[int], rows: int, style: Style) -> tuple[int, int]:
    """How wide and tall a stack of so many rows gets if all columns are as wide as the widest."""
    columns = -(-len(widths) // rows)
    across = (columns - 1) * (max(widths) + style.column_gap)
    width = style.indent + across + max(widths[(columns - 1) * rows :])
    return width, sum(rows_of(heights, rows)) + (rows - 1) * style.stack_gap


def ragged_columns(widths: Sequence[int], heights: Sequence[int], rows: int, style: Style) -> tuple[int, int]:
    """How wide and tall a stack gets if each column is as wide and tall as its own boxes ask for."""
    starts = range(0, len(widths), rows)
    width = sum([max(widths[start : start + rows]) for start in starts])
    height = max([sum(heights[start : start + rows]) for start in starts])
    return style.indent + width + (len(starts) - 1) * style.column_gap, height + (rows - 1) * style.stack_gap


def rows_of(heights: Sequence[int], count: int) -> list[int]:
    """How tall each of so many rows is, when boxes of these heights fill columns from the top down."""
    return [max(heights[row::count]) for row in range(count)]


def shapes_of_block(parts: Sequence[Sequence[Shape]], top: Top, goals: Sequence[int], style: Style) -> list[Shape]:
    """The shapes of a block whose parts have these shapes; for a single goal more are tried, and the best one kept."""
    is_outermost = len(goals) == 1
    if not parts:
        left = top.before - top.width // 2
        return [Shape(top.depth, top.before + top.after, (), left, left + top.width)]
    tried: list[Trial] = []
    shelf: Shelf = []
    for height in heights_to_try(parts, is_outermost):
        before, shelf = shelf, shelf_of(parts, range(len(parts)), height)
        if shelf == before:
            continue
        ends = list(accumulate([parts[part][pick][1] + style.gap for _, part, pick in shelf], initial=0))
        for count in shelves_to_try(ends[-1], height + style.row_gap, len(parts), goals):
            tall, wide, shelves = shelve(parts, shelf, ends, count, style)
            tried.append((top.depth + tall, wide, shelves))
    return [set_below(top, parts, trial, style) for trial in best_of(tried, goals)]


def heights_to_try(parts: Sequence[Sequence[Shape]], is_outermost: bool) -> list[int]:
    """How tall shelves may be: as one of the shapes of the largest part; outermost, as those of any."""
    if not is_outermost:
        return [shape[0] for shape in max(parts, key=area_of)]
    heights = sorted({shape.height for part in parts for shape in part})
    return heights[:: -(-len(heights) // max(MOST_TRIED // len(parts), LEAST_TRIED))]


def area_of(part: Sequence[Shape]) -> int:
    """How large a part is in its flattest shape."""
    return part[0].height * part[0].width


def shelf_of(parts: Sequence[Sequence[Shape]], numbers: Iterable[int], height: int) -> Shelf:
    """Of each of these parts the tallest shape that fits a shelf of this height, else the flattest one."""
    shelf = []
    for number in numbers:
        part = parts[number]
        pick = len(part) - 1
        while pick and part[pick][0] > height:
            pick -= 1
        shelf.append((-part[pick][0], number, pick))
    shelf.sort()
    return shelf


def shelves_to_try(length: int, height: int, most: int, goals: Sequence[int]) -> set[int]:
    """How many shelves may give one of the shapes wanted: one more than would if all were as tall as the first one."""
    more = MORE_SHELVES.get(len(goals), (1,))
    needed = {isqrt(length * THOUSAND // (goal * height)) for goal in goals}
    return {min(max(1, count + extra), most) for count in needed for extra in more}


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


def shelve(parts: Sequence[Sequence[Shape]], shelf: Shelf, ends: Sequence[int], count: int, style: Style) -> Trial:
    """Part one long shelf into about so many, each as flat as it can be within the width of the widest."""
    starts = starts_of(ends, count)
    if len(starts) == 1:
        return style.row_gap - shelf[0][0], ends[-1] - style.gap, [shelf]
    stops = [*starts[1:], len(shelf)]
    widths = [ends[stop] - ends[start] for start, stop in zip(starts, stops, strict=True)]
    widest = max(widths)
    # What is flatter is wider, so the widest shelf itself stays as it is.
    shelves = [
        shelf[start:stop] if width == widest else flattened(parts, shelf[start:stop], widest, style.gap)
        for start, stop, width in zip(starts, stops, widths, strict=True)
    ]
    height = len(shelves) * style.row_gap - sum([flat[0][0] for flat in shelves])
    return height, widest - style.gap + style.indent, shelves


def flattened(parts: Sequence[Sequence[Shape]], shelf: Shelf, width: int, gap: int) -> Shelf:
    """The same parts as flat as they can be within a width, with a gap after each of them."""
    _, tallest, pick = shelf[0]
    for place in range(pick):
        shape = parts[tallest][place]
        if shape[1] + gap > width:
            continue
        if len(shelf) == 1:
            return [(-shape[0], tallest, place)]
        flat = shelf_of(parts, [part for _, part, _ in shelf], shape[0])
        if flat[0] > shelf[0] and sum([parts[part][place][1] + gap for _, part, place in flat]) <= width:
            return flat
    return shelf


def set_below(top: Top, parts: Sequence[Sequence[Shape]], trial: Trial, style: Style) -> Shape:
    """Set shelves below a manager, who stands over the middle of the boxes of those who report directly."""
    height, width, shelves = trial
    inset = style.indent if len(shelves) > 1 else 0
    first_left, last_right = width, 0
    for shelf in shelves:
        (_, part, pick), (_, last_part, last_pick) = shelf[0], shelf[-1]
        last = parts[last_part][last_pick]
        end = sum([parts[part][pick][1] + style.gap for _, part, pick in shelf]) - style.gap
        first_left = min(first_left, parts[part][pick].left)
        last_right = max(last_right, end - last.width + last.right)
    middle = inset + (first_left + last_right) // 2
    aside = max(0, top.before - middle)
    left = middle + aside - top.width // 2
    width = max(aside + width, middle + aside + top.after)
    return Shape(height, width, shelves, left, left + top.width, inset + aside)


def best_of(tried: Sequence[Sized], goals: Sequence[int]) -> list[Sized]:
    """Those that no other one beats, from flat to tall; of too many, the ones that fit the goals best."""
    kept = not_beaten(tried)
    if len(kept) <= len(goals):
        return kept
    fitting = set()
    for goal in goals:
        # How large a frame of the wanted proportions is that holds each of them.
        frames = [max(one[1] * THOUSAND, one[0] * goal) for one in kept]
        fitting.add(frames.index(min(frames)))
    return [kept[place] for place in sorted(fitting)]


def not_beaten(tried: Sequence[Sized]) -> list[Sized]:
    """Leave out what is neither flatter nor narrower than another."""
    kept: list[Sized] = []
    for one in sorted(tried):
        if not kept or one[1] < kept[-1][1]:
            kept.append(one)
    return kept
