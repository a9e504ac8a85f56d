"""Pack a chart into a rectangle: every branch is a block that holds its manager on top and all reports below.

The blocks of a manager's reports stand on shelves, largest first, and leaf reports in one stack among them; `shelves`
chooses the shapes from the bottom up, and from the top down everything gets its place.
"""

from collections.abc import Iterator, Sequence

from roles.chart.places import NOWHERE, Block, Layout, Size
from roles.chart.seats import Placed, Style
from roles.chart.shelves import THOUSAND, USUAL, Shape, Top, shapes_of_block, shapes_of_stack
from roles.chart.tree import Tree

Waiting = tuple[int, Shape, int, int]  # a block's manager, its shape, and where its left and top are
HEADS = -1  # stands for the manager of all heads, who is not drawn


def pack(seats: Sequence[Placed], tree: Tree, sizes: Sequence[Size], style: Style) -> Layout:
    """Lay out a chart in blocks."""
    packing = Packing(seats, tree, sizes, style)
    packing.choose_shapes()
    packing.place_all()
    shape = packing.shapes[HEADS][0]
    width, height = (length + 2 * style.margin for length in (shape.width, shape.height))
    return Layout(
        width, height, packing.lefts, packing.tops,
        packing.assistants, packing.branches, packing.columns, packing.blocks,
    )  # fmt: skip


class Packing:
    """The working lists of one run, by the number of a seat."""

    def __init__(self, seats: Sequence[Placed], tree: Tree, sizes: Sequence[Size], style: Style) -> None:
        self.seats, self.reports, self.sizes, self.style = seats, tree.reports, sizes, style
        self.order = order_of(tree)
        self.lefts, self.tops = [NOWHERE] * len(seats), [NOWHERE] * len(seats)
        self.branches: dict[int, list[int]] = {HEADS: tree.heads}
        self.leaves: dict[int, list[int]] = {}
        self.assistants: dict[int, list[int]] = {}
        self.columns: dict[int, list[Sequence[int]]] = {}
        self.blocks: dict[int, Block] = {}
        self.shapes: dict[int, list[Shape]] = {}
        self.stacks: dict[int, list[Shape]] = {}
        # Many stacks are alike, and so are many managers who have nothing but a stack.
        self.known_stacks: dict[tuple[int, int, int], list[Shape]] = {}
        self.known: dict[tuple[int, Top], list[Shape]] = {}

    def choose_shapes(self) -> None:
        """Give every block its best shapes, those of the reports first."""
        for manager in self.order:
            self.sort_out(manager)
        whole = (round(self.style.aspect * THOUSAND),)
        for manager in reversed(self.order):
            is_outermost = len(self.branches[HEADS]) == 1 and manager == self.order[0]
            self.shapes[manager] = self.shapes_of(manager, whole if is_outermost else USUAL)
        heads = [self.shapes[head] for head in self.branches[HEADS]]
        top = Top(0, 0, 0, -self.style.row_gap if heads else 0)
        self.shapes[HEADS] = shapes_of_block(heads, top, whole, True, self.style)

    def sort_out(self, manager: int) -> None:
        """Part a manager's reports into assistants without reports, branches, and the leaf reports of the stack."""
        if not (reports := self.reports.get(manager)):
            return
        self.branches[manager] = [report for report in reports if report in self.reports]
        leaves = [report for report in reports if report not in self.reports]
        if assistants := [leaf for leaf in leaves if self.seats[leaf].is_assistant]:
            self.assistants[manager] = assistants
            leaves = [leaf for leaf in leaves if not self.seats[leaf].is_assistant]
        if leaves:
            self.leaves[manager] = leaves

    def shapes_of(self, manager: int, goals: Sequence[int]) -> list[Shape]:
        """The shapes of one block."""
        top, branches, leaves = self.top_of(manager), self.branches.get(manager), self.leaves.get(manager)
        is_outermost = goals is not USUAL
        if not leaves:
            parts = [self.shapes[branch] for branch in branches or ()]
            return shapes_of_block(parts, top, goals, is_outermost, self.style)
        stack = self.stacks[manager] = self.shapes_of_stack(leaves, goals)
        if branches or is_outermost:
            parts = [*(self.shapes[branch] for branch in branches or ()), stack]
            return shapes_of_block(parts, top, goals, is_outermost, self.style)
        likewise = id(stack), top
        if likewise not in self.known:
            self.known[likewise] = shapes_of_block([stack], top, goals, False, self.style)
        return self.known[likewise]

    def shapes_of_stack(self, leaves: Sequence[int], goals: Sequence[int]) -> list[Shape]:
        """The shapes of a stack; many stacks are alike."""
        widths = [self.sizes[leaf][0] for leaf in leaves]
        height = max(self.sizes[leaf][1] for leaf in leaves)
        tried = goals if goals is USUAL else (*USUAL, *goals)
        if tried is not USUAL or min(widths) != max(widths):
            return shapes_of_stack(widths, height, tried, self.style)
        likewise = len(widths), widths[0], height
        if likewise not in self.known_stacks:
            self.known_stacks[likewise] = shapes_of_stack(widths, height, tried, self.style)
        return self.known_stacks[likewise]

    def top_of(self, manager: int) -> Top:
        """How much room a manager's box needs with the assistants beside its stem, two in a row."""
        (width, height), style = self.sizes[manager], self.style
        before, after = width // 2, width - width // 2
        for place, assistant in enumerate(self.assistants.get(manager, ())):
            beside = self.sizes[assistant][0] + style.indent
            before, after = (before, max(after, beside)) if place % 2 else (max(before, beside), after)
        return Top(before, after, width, height + self.depth_below(manager))

    def depth_below(self, manager: int) -> int:
        """How far the rows of assistants reach below a manager's box."""
        assistants = self.assistants.get(manager, ())
        rows = [assistants[start : start + 2] for start in range(0, len(assistants), 2)]
        return sum(self.style.assistant_gap + max(self.sizes[seat][1] for seat in row) for row in rows)

    def place_all(self) -> None:
        """Give every box its place, from the outermost block inwards."""
        margin = self.style.margin
        waiting = [(HEADS, self.shapes[HEADS][0], margin, margin)]
        while waiting:
            manager, shape, left, top = waiting.pop()
            depth = -self.style.row_gap
            if manager != HEADS:
                self.place_manager(manager, shape, left, top)
                depth = self.sizes[manager][1] + self.depth_below(manager)
            waiting += self.place_shelves(manager, shape, left + shape.inset, top + depth + self.style.row_gap)

    def place_manager(self, manager: int, shape: Shape, left: int, top: int) -> None:
        """Place a box at the top of its block, and assistants in twos on the left and right of the stem below it."""
        style, (width, height) = self.style, self.sizes[manager]
        x = left + shape.left
        self.lefts[manager], self.tops[manager] = x, top
        if manager in self.reports:
            trunk = left + shape.inset - style.spine if len(shape.starts) > 1 else None
            self.blocks[manager] = Block(left, top, left + shape.width, top + shape.height, trunk)
        middle, y = x + width // 2, top + height + style.assistant_gap
        assistants = self.assistants.get(manager, ())
        for start in range(0, len(assistants), 2):
            row = assistants[start : start + 2]
            for place, seat in enumerate(row):
                before = -style.indent - self.sizes[seat][0]
                self.lefts[seat], self.tops[seat] = middle + (style.indent if place else before), y
            y += max(self.sizes[seat][1] for seat in row) + style.assistant_gap

    def place_shelves(self, manager: int, shape: Shape, left: int, y: int) -> Iterator[Waiting]:
        """Say where the blocks of the reports stand, and place the stack among them."""
        branches, leaves = self.branches.get(manager, ()), self.leaves.get(manager, ())
        starts = set(shape.starts)
        x, tallest = left, 0
        for place, (tall, part, number) in enumerate(shape.picks):
            if place and place in starts:
                x, y = left, y + tallest + self.style.row_gap
            if place in starts:
                tallest = -tall
            if part < len(branches):
                block = self.shapes[branches[part]][number]
                yield branches[part], block, x, y
            else:
                block = self.stacks[manager][number]
                self.place_stack(manager, leaves, block.starts[0], x + self.style.indent, y)
            x += block.width + self.style.gap

    def place_stack(self, manager: int, leaves: Sequence[int], rows: int, x: int, top: int) -> None:
        """Place leaf reports in columns of so many rows."""
        style, (width, height) = self.style, largest_of(leaves, self.sizes)
        columns = [leaves[start : start + rows] for start in range(0, len(leaves), rows)]
        self.columns[manager] = columns
        for column in columns:
            y = top
            for leaf in column:
                self.lefts[leaf], self.tops[leaf] = x, y
                y += height + style.stack_gap
            x += width + style.column_gap


def order_of(tree: Tree) -> list[int]:
    """Heads and managers, each before those who report there."""
    order = tree.heads[:]
    for manager in order:
        order += [report for report in tree.reports.get(manager, ()) if report in tree.reports]
    return order


def largest_of(seats: Sequence[int], sizes: Sequence[Size]) -> Size:
    """How wide and tall all of these boxes are at most."""
    return max(sizes[seat][0] for seat in seats), max(sizes[seat][1] for seat in seats)
