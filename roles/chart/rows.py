"""Lay out a chart in rows: each level stands below the one above, and managers over the middle of their reports.

The tidy tree of `tidy` says where each piece stands from left to right.
"""

from collections.abc import Sequence

from roles.chart.places import NOWHERE, Layout, Point, Size
from roles.chart.seats import Placed, Style
from roles.chart.tidy import Unit, spread
from roles.chart.tree import Tree
from roles.chart.units import Columns, Piece, Pieces, sort_out


def lay_out_rows(seats: Sequence[Placed], tree: Tree, sizes: Sequence[Size], style: Style) -> Layout:
    """Place boxes of the given widths and heights."""
    pieces = sort_out(seats, tree, style)
    tops = tops_of(pieces, sizes, style)
    units = [unit_of(piece, top, sizes, style) for piece, top in zip(pieces.all, tops, strict=True)]
    middles = spread(units, pieces.reports)
    edge = style.margin - style.gap // 2
    start = min(middle - unit.room_left for middle, unit in zip(middles, units, strict=True)) - edge
    end = max(middle + unit.room_right for middle, unit in zip(middles, units, strict=True)) + edge
    corners: dict[int, Point] = {}
    for piece, middle, unit, top in zip(pieces.all, middles, units, tops, strict=True):
        if piece.columns:
            place_stack(piece, (middle - start - unit.left, top), sizes, style, corners)
        elif piece.level >= 0:
            place_box(piece, (middle - start, top), sizes, style, corners)
    height = max(unit.bottom for unit in units) + style.margin
    lefts, tops = [NOWHERE] * len(seats), [NOWHERE] * len(seats)
    for seat, corner in corners.items():
        lefts[seat], tops[seat] = corner
    return Layout(end - start, height, lefts, tops, *groups_of(pieces), {})


def groups_of(pieces: Pieces) -> tuple[dict[int, Sequence[int]], dict[int, list[int]], dict[int, Columns]]:
    """For each manager the assistants, the reports with lines of their own, and the columns of leaf reports."""
    assistants: dict[int, Sequence[int]] = {}
    alone: dict[int, list[int]] = {}
    columns: dict[int, Columns] = {}
    for place, piece in enumerate(pieces.all):
        if piece.assistants:
            assistants[piece.seat] = piece.assistants
        for report in pieces.reports.get(place, ()):
            below = pieces.all[report]
            if below.columns:
                columns[piece.seat] = below.columns
            else:
                alone.setdefault(piece.seat, []).append(below.seat)
    return assistants, alone, columns


def tops_of(pieces: Pieces, sizes: Sequence[Size], style: Style) -> list[int]:
    """Where each piece begins: levels stand in rows, but below a manager with assistants the branch stands lower."""
    tallest = heights_of_rows(pieces, sizes)
    tops = [style.margin] * len(pieces.all)
    for manager, reports in sorted(pieces.reports.items()):
        piece = pieces.all[manager]
        if piece.level < 0:
            continue
        room = tallest[piece.level]
        if piece.assistants:
            room = max(room, depth_of(piece, sizes, style))
        for report in reports:
            tops[report] = tops[manager] + room + style.row_gap
    return tops


def heights_of_rows(pieces: Pieces, sizes: Sequence[Size]) -> dict[int, int]:
    """The height of the tallest manager on each level."""
    tallest: dict[int, int] = {}
    for place in pieces.reports:
        piece = pieces.all[place]
        if piece.level >= 0:
            tallest[piece.level] = max(tallest.get(piece.level, 0), sizes[piece.seat][1])
    return tallest


def unit_of(piece: Piece, top: int, sizes: Sequence[Size], style: Style) -> Unit:
    """Say how much room a piece takes; the gap to its neighbours is half on each side."""
    gap = style.gap // 2
    if piece.level < 0:
        return Unit(gap, gap, 0, 0, top)
    if piece.columns:
        widths = [max(sizes[seat][0] for seat in column) for column in piece.columns]
        width = sum(widths) + (len(widths) - 1) * style.column_gap
        left, right = width // 2, width - width // 2
        bottom = top + max(height_of_column(column, sizes, style) for column in piece.columns)
        return Unit(left + style.indent + gap, right + gap, left, right, bottom)
    left = sizes[piece.seat][0] // 2
    right = sizes[piece.seat][0] - left
    beside = [sizes[seat][0] + style.indent for seat in piece.assistants]
    room_left, room_right = max((left, *beside[::2])), max((right, *beside[1::2]))
    return Unit(room_left + gap, room_right + gap, left, right, top + depth_of(piece, sizes, style))


def height_of_column(column: tuple[int, ...], sizes: Sequence[Size], style: Style) -> int:
    """How tall a column of boxes is."""
    return sum(sizes[seat][1] for seat in column) + (len(column) - 1) * style.stack_gap


def depth_of(piece: Piece, sizes: Sequence[Size], style: Style) -> int:
    """How tall a box is with the rows of its assistants."""
    rows = in_twos(piece.assistants)
    return sizes[piece.seat][1] + sum(style.assistant_gap + max(sizes[seat][1] for seat in row) for row in rows)


def place_stack(piece: Piece, corner: Point, sizes: Sequence[Size], style: Style, corners: dict[int, Point]) -> None:
    """Place the boxes of a stack column by column."""
    x, top = corner
    for column in piece.columns:
        y = top
        for seat in column:
            corners[seat] = (x, y)
            y += sizes[seat][1] + style.stack_gap
        x += max(sizes[seat][0] for seat in column) + style.column_gap


def place_box(piece: Piece, top_middle: Point, sizes: Sequence[Size], style: Style, corners: dict[int, Point]) -> None:
    """Place a box, and its assistants in twos on the left and right of the stem below it."""
    middle, y = top_middle
    width, height = sizes[piece.seat]
    corners[piece.seat] = (middle - width // 2, y)
    y += height + style.assistant_gap
    for row in in_twos(piece.assistants):
        for place, seat in enumerate(row):
            corners[seat] = (middle + style.indent if place else middle - style.indent - sizes[seat][0], y)
        y += max(sizes[seat][1] for seat in row) + style.assistant_gap


def in_twos(assistants: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Two assistants share a row, one on each side of the stem."""
    return [assistants[start : start + 2] for start in range(0, len(assistants), 2)]
