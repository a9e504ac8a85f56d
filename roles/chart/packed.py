"""Pack a chart into a rectangle: every branch is a block that holds its manager on top and all reports below.

The blocks of a manager's reports stand on shelves, largest first, and leaf reports in one stack among them; `shelves`
chooses the shapes from the bottom up, and from the top down everything gets its place.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from roles.chart.places import NOWHERE, Block, Layout
from roles.chart.seats import Style
from roles.chart.shelves import FINE, THOUSAND, USUAL, Shape, Top, rows_of, shapes_of_block, shapes_of_stack
from roles.chart.teams import Seats, Teams, in_twos

Waiting = tuple[int, Shape, int, int]  # a block's manager, its shape, and where its left and top are
HEADS = -1  # stands for the manager of all heads, who is not drawn
# How many of the uppermost blocks keep more shapes: one for so many seats, and of small charts nearly all.
SHARE_OF_UPPERMOST, LEAST_UPPERMOST = 500, 8
FEW_SEATS, UPPERMOST_OF_FEW = 500, 60
STACK = -1  # stands for a stack among the branches of a block


def pack(teams: Teams, widths: Seats, heights: Seats, style: Style) -> Layout:
    """Lay out a chart in blocks of boxes of the given widths and heights."""
    packing = Packing(teams, widths, heights, style)
    shape = packing.choose_shapes()
    packing.place_all(shape)
    width, height = (length + 2 * style.margin for length in (shape.width, shape.height))
    places = packing.lefts, packing.tops
    return Layout(width, height, *places, teams.assistants, teams.branches, packing.columns, packing.blocks)


class Packing:
    """The working lists of one run, by the number of a seat.

    Many blocks are alike, and many stacks: what has the same shapes is of one kind, whose shapes are chosen once.
    """

    def __init__(self, teams: Teams, widths: Seats, heights: Seats, style: Style) -> None:
        self.teams, self.widths, self.heights, self.style = teams, widths, heights, style
        self.lefts, self.tops = [NOWHERE] * len(widths), [NOWHERE] * len(widths)
        self.branches = {**teams.branches, HEADS: teams.heads}
        self.columns: dict[int, list[Seats]] = {}
        self.blocks: dict[int, Block] = {}
        self.has_own_heights = len(widths) <= FEW_SEATS or not style.has_level_rows
        self.are_as_wide = len(set(widths)) == 1
        self.kinds: list[list[Shape]] = []
        self.known: dict[tuple[int, ...], int] = {}
        self.block_kinds = [NOWHERE] * len(widths)
        self.stack_kinds: dict[int, int] = {}

    def choose_shapes(self) -> Shape:
        """Give every block its best shapes, those of the reports first, and return the shape of the whole."""
        whole = (max(1, round(self.style.aspect * THOUSAND)),)
        uppermost = set(self.teams.order[: uppermost_of(len(self.widths))])
        for manager in reversed(self.teams.order):
            goals = whole if [manager] == self.teams.heads else FINE if manager in uppermost else USUAL
            if manager in self.teams.leaves:
                self.stack_kinds[manager] = self.kind_of_stack(self.teams.leaves[manager], goals)
            parts = [kind for kind, _ in self.parts_of(manager)]
            key = (self.widths[manager], self.heights[manager], len(goals), *parts)
            if manager in self.teams.assistants:
                key = (0, *self.top_of(manager), *key)
            if key not in self.known:
                self.known[key] = self.add_kind(self.shapes_of(parts, self.top_of(manager), goals))
            self.block_kinds[manager] = self.known[key]
        heads = [kind for kind, _ in self.parts_of(HEADS)]
        return self.shapes_of(heads, Top(0, 0, 0, -self.style.row_gap if heads else 0), whole)[0]

    def add_kind(self, shapes: list[Shape]) -> int:
        """Remember the shapes of a new kind."""
        self.kinds.append(shapes)
        return len(self.kinds) - 1

    def parts_of(self, manager: int) -> list[tuple[int, int]]:
        """The branches and the stack of a block, by the kinds they are of."""
        parts = [(self.block_kinds[branch], branch) for branch in self.branches.get(manager, ())]
        if manager in self.stack_kinds:
            parts.append((self.stack_kinds[manager], STACK))
        parts.sort()
        return parts

    def shapes_of(self, kinds: list[int], top: Top, goals: tuple[int, ...]) -> list[Shape]:
        """The shapes of one block; of the outermost one that which fits best."""
        return shapes_of_block([self.kinds[kind] for kind in kinds], top, goals, self.style)

    def kind_of_stack(self, leaves: Seats, goals: tuple[int, ...]) -> int:
        """Of what kind a stack is; when its manager's block is outermost, more shapes are tried."""
        key: tuple[int, ...] = (-len(leaves), len(goals), self.tallest_of(leaves))
        if self.has_own_heights or not self.are_as_wide:
            key = (*key, *[self.widths[leaf] for leaf in leaves], *[self.heights[leaf] for leaf in leaves])
        if key not in self.known:
            tried, widths = (*FINE, *goals) if len(goals) == 1 else goals, [self.widths[leaf] for leaf in leaves]
            self.known[key] = self.add_kind(shapes_of_stack(widths, self.heights_in(leaves), tried, self.style))
        return self.known[key]

    def heights_in(self, leaves: Seats) -> list[int]:
        """How tall the boxes of a stack are: in large level charts all as the tallest: more are alike."""
        if self.has_own_heights:
            return [self.heights[leaf] for leaf in leaves]
        return [self.tallest_of(leaves)] * len(leaves)

    def tallest_of(self, seats: Seats) -> int:
        """How tall the tallest of some boxes is."""
        return max([self.heights[seat] for seat in seats])

    def top_of(self, manager: int) -> Top:
        """How much room a manager's box needs with the assistants beside its stem, two in a row."""
        width, height = self.widths[manager], self.heights[manager]
        before, after = width // 2, width - width // 2
        if manager not in self.teams.assistants:
            return Top(before, after, width, height)
        beside = [self.widths[assistant] + self.style.indent for assistant in self.teams.assistants[manager]]
        before, after = max((before, *beside[::2])), max((after, *beside[1::2]))
        return Top(before, after, width, height + self.depth_below(manager))

    def depth_below(self, manager: int) -> int:
        """How far the rows of assistants reach below a manager's box."""
        assistants = self.teams.assistants[manager]
        return sum(self.style.assistant_gap + self.tallest_of(row) for row in in_twos(assistants))

    def place_all(self, shape: Shape) -> None:
        """Give every box its place, from the outermost block inwards."""
        margin, row_gap = self.style.margin, self.style.row_gap
        waiting = [*self.place_shelves(HEADS, shape, margin + shape.inset, margin)]
        while waiting:
            manager, shape, left, top = waiting.pop()
            self.place_manager(manager, shape, left, top)
            depth = self.heights[manager]
            if manager in self.teams.assistants:
                depth += self.depth_below(manager)
            if shape.shelves:
                waiting += self.place_shelves(manager, shape, left + shape.inset, top + depth + row_gap)

    def place_manager(self, manager: int, shape: Shape, left: int, top: int) -> None:
        """Place a box at the top of its block, and assistants in twos on the left and right of the stem below it."""
        style, x = self.style, left + shape.left
        self.lefts[manager], self.tops[manager] = x, top
        if shape.shelves or manager in self.teams.assistants:
            trunk = left + shape.inset - style.spine if len(shape.shelves) > 1 else None
            self.blocks[manager] = Block(left, top, left + shape.width, top + shape.height, trunk)
        if manager in self.teams.assistants:
            self.place_assistants(manager, x + self.widths[manager] // 2, top + self.heights[manager])

    def place_assistants(self, manager: int, stem: int, y: int) -> None:
        """Place assistants in twos on the left and right of the stem."""
        for row in in_twos(self.teams.assistants[manager]):
            y += self.style.assistant_gap
            for place, seat in enumerate(row):
                before = -self.style.indent - self.widths[seat]
                self.lefts[seat], self.tops[seat] = stem + (self.style.indent if place else before), y
            y += self.tallest_of(row)

    def place_shelves(self, manager: int, shape: Shape, left: int, y: int) -> Iterator[Waiting]:
        """Say where the blocks of the reports stand, and place the stack among them."""
        parts, gap = self.parts_of(manager), self.style.gap
        for shelf in shape.shelves:
            x = left
            for _, part, number in shelf:
                kind, branch = parts[part]
                block = self.kinds[kind][number]
                if branch == STACK:
                    self.place_stack(manager, block, x + self.style.indent, y)
                else:
                    yield branch, block, x, y
                x += block[1] + gap
            y += self.style.row_gap - shelf[0][0]

    def place_stack(self, manager: int, stack: Shape, x: int, top: int) -> None:
        """Place leaf reports column by column."""
        leaves, rows = self.teams.leaves[manager], stack.rows
        columns = self.columns[manager] = [leaves[start : start + rows] for start in range(0, len(leaves), rows)]
        level = self.rows_in(leaves, rows, top) if self.style.has_level_rows else ()
        lefts, tops, widest = self.lefts, self.tops, max([self.widths[leaf] for leaf in leaves])
        for column in columns:
            for leaf, y in zip(column, level or self.rows_in(column, rows, top), strict=False):
                lefts[leaf] = x
                tops[leaf] = y
            x += (widest if level else max([self.widths[leaf] for leaf in column])) + self.style.column_gap

    def rows_in(self, leaves: Seats, rows: int, top: int) -> Sequence[int]:
        """Where the rows of a stack begin, as tall as the tallest box in them."""
        if not self.has_own_heights:
            down = self.tallest_of(leaves) + self.style.stack_gap
            return range(top, top + rows * down, down)
        tallest = rows_of(self.heights_in(leaves), min(rows, len(leaves)))
        return list(accumulate([height + self.style.stack_gap for height in tallest], initial=top))


def uppermost_of(seats: int) -> int:
    """How many blocks of a chart keep more shapes than usual."""
    return UPPERMOST_OF_FEW if seats <= FEW_SEATS else max(LEAST_UPPERMOST, seats // SHARE_OF_UPPERMOST)
