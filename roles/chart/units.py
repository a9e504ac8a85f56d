"""Sort a tree into what is spread as one piece: boxes with their assistants, and leaf reports stacked in columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isqrt

from roles.chart.seats import Placed, Style
from roles.chart.tree import Tree

ROW_OF_LEAVES = 4  # up to so many stand in one row under a head that has no other reports
Columns = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A box with its assistants beside the stem below it; or columns of boxes, each with a spine to its left."""

    level: int
    seat: int = -1
    assistants: tuple[int, ...] = ()
    columns: Columns = ()


@dataclass(slots=True)
class Pieces:
    """Every piece after its manager's, those of a manager side by side; the first is empty and carries the heads."""

    all: list[Piece] = field(default_factory=lambda: [Piece(-1)])
    reports: dict[int, list[int]] = field(default_factory=dict)

    def add(self, piece: Piece, manager: int) -> int:
        """Append a piece below another and return its place."""
        place = len(self.all)
        self.all.append(piece)
        self.reports.setdefault(manager, []).append(place)
        return place


def sort_out(seats: Sequence[Placed], tree: Tree, style: Style) -> Pieces:
    """Go through the tree level by level; a stack stands after the manager's other reports."""
    pieces = Pieces()
    waiting: list[tuple[int, Columns, int]] = [(head, (), 0) for head in tree.heads]
    level = 0
    while waiting:
        below: list[tuple[int, Columns, int]] = []
        for seat, columns, manager in waiting:
            if columns:
                pieces.add(Piece(level, columns=columns), manager)
                continue
            assistants, reports, stack = split(seats, tree, seat, style)
            here = pieces.add(Piece(level, seat, assistants), manager)
            below += [(report, (), here) for report in reports]
            if stack:
                below.append((-1, stack, here))
        waiting = below
        level += 1
    return pieces


def split(
    seats: Sequence[Placed], tree: Tree, manager: int, style: Style
) -> tuple[tuple[int, ...], list[int], Columns]:
    """Part a manager's reports into assistants without reports, those that stand alone, and the stack."""
    reports = tree.reports.get(manager)
    if not reports:
        return (), [], ()
    leaves = [report for report in reports if report not in tree.reports]
    assistants = tuple(leaf for leaf in leaves if seats[leaf].is_assistant)
    if assistants:
        leaves = [leaf for leaf in leaves if not seats[leaf].is_assistant]
    has_only_leaves = len(leaves) + len(assistants) == len(reports)
    count = columns_for(len(leaves), has_only_leaves and seats[manager].reports_to is None, style)
    if count == len(leaves):
        return assistants, [report for report in reports if report not in assistants], ()
    return assistants, [report for report in reports if report in tree.reports], fill(leaves, count)


def columns_for(leaves: int, is_whole_drawing: bool, style: Style) -> int:
    """How many columns a stack of leaf reports takes; as many as there are leaves means that they stand in a row.

    One for every ten keeps a chart of up to about sixty people most readable on paper. Under a head with no other
    reports they fill a field about twice as wide as it is tall, as screens are.
    """
    columns = -(-leaves // style.stack_rows)
    if not is_whole_drawing:
        return columns
    return leaves if leaves <= ROW_OF_LEAVES else max(columns, isqrt(leaves * 9 // 10) + 1)


def fill(leaves: list[int], columns: int) -> Columns:
    """Fill columns from the top down, the first one first, as evenly as can be."""
    rows = -(-len(leaves) // columns)
    return tuple(tuple(leaves[start : start + rows]) for start in range(0, len(leaves), rows))
