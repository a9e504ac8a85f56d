"""The compact shape of d3-org-chart 3.1 with our boxes, to compare how large type is on paper.

Two or more leaf reports of a manager stand in two columns, the tree is d3-flextree's, the spacing d3-org-chart's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from roles.chart import Seat
from roles.chart.places import Size

# Its defaults: siblingsMargin, childrenMargin, neighbourMargin, compactMarginPair, compactMarginBetween.
SIBLINGS, CHILDREN, NEIGHBOURS, PAIR, BETWEEN = 20, 60, 80, 100, 20
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, from the middle of a branch's manager


@dataclass(frozen=True)
class Extent:
    """How large a drawing is."""

    width: int
    height: int


def two_columns(seats: Sequence[Seat], sizes: Sequence[Size]) -> Extent:
    """How large the drawing gets, for seats whose keys are their places."""
    reports: dict[int, list[int]] = {}
    tops = [0] * len(seats)
    for seat in seats:
        if seat.reports_to is not None:
            reports.setdefault(seat.reports_to, []).append(seat.key)
            tops[seat.key] = tops[seat.reports_to] + sizes[seat.reports_to][1] + CHILDREN
    branches: dict[int, list[Rectangle]] = {}
    for key in reversed(range(len(seats))):
        half = (sizes[key][0] + SIBLINGS) / 2
        own = (-half, float(tops[key]), half, float(tops[key] + sizes[key][1] + CHILDREN))
        below = [
            part if isinstance(part, list) else branches.pop(part) for part in parts_of(key, reports, sizes, own[3])
        ]
        branches[key] = [own, *beside(below)]
    return extent_of(branches[0])


def parts_of(
    manager: int, reports: dict[int, list[int]], sizes: Sequence[Size], top: float
) -> list[int | list[Rectangle]]:
    """What stands below a manager: branches by their keys, and where the first leaf would be the two columns."""
    below = reports.get(manager, [])
    leaves = [report for report in below if report not in reports]
    if len(leaves) < 2:
        return list(below)
    half = max(sizes[leaf][0] for leaf in leaves) + PAIR / 2
    rows = [leaves[start : start + 2] for start in range(0, len(leaves), 2)]
    height = sum(max(sizes[leaf][1] for leaf in row) + BETWEEN for row in rows) - BETWEEN
    pair = [(-half, top, half, top + height)]
    return [pair if report == leaves[0] else report for report in below if report in reports or report == leaves[0]]


def beside(branches: Sequence[list[Rectangle]]) -> list[Rectangle]:
    """Set branches side by side as close as may be, their manager over the middle of the outermost ones."""
    placed: list[Rectangle] = []
    tops: list[Rectangle] = []
    middles: list[float] = []
    for branch in branches:
        move = max(
            (needed(one, other, one in tops and other is branch[0]) for one in placed for other in branch), default=0.0
        )
        moved = [(left + move, top, right + move, bottom) for left, top, right, bottom in branch]
        placed += moved
        tops.append(moved[0])
        middles.append(move)
    middle = (middles[0] + middles[-1]) / 2 if middles else 0.0
    return [(left - middle, top, right - middle, bottom) for left, top, right, bottom in placed]


def needed(one: Rectangle, other: Rectangle, are_siblings: bool) -> float:
    """How far the other has to move right to clear the one."""
    if one[1] >= other[3] or other[1] >= one[3]:
        return float("-inf")
    return one[2] - other[0] + (0 if are_siblings else NEIGHBOURS)


def extent_of(rectangles: Sequence[Rectangle]) -> Extent:
    """The size of all, without the margins that boxes carry on the outside."""
    left, right = min(one[0] for one in rectangles), max(one[2] for one in rectangles)
    return Extent(round(right - left) - SIBLINGS, round(max(one[3] for one in rectangles)))
