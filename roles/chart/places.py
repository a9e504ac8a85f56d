"""Where everything stands: the layout that each shape makes, whether it is drawn by a template or by a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from roles.chart.seats import Direction

Point = tuple[int, int]
Size = tuple[int, int]
NOWHERE = -1


class Block(NamedTuple):
    """The room of a branch, and where its trunk goes down if its reports stand on several shelves."""

    left: int
    top: int
    right: int
    bottom: int
    trunk: int | None = None


class Band(NamedTuple):
    """Where the positions of one grade stand, from its line to the boxes that reach furthest."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How big the drawing is, and where the upper left corner of each seat's box is: NOWHERE if it is left out.

    Seats are named by their places in the input. Of each manager it tells the assistants beside the stem, the reports
    with lines of their own, and the columns of leaf reports, each on a spine at its left. Packed charts have a block
    for each manager, within that of the manager's manager and apart from those of the peers: reports that stand level
    share a shelf, with a rail half a row gap above. From left to right all this is the same with the axes exchanged.
    """

    width: int
    height: int
    lefts: Sequence[int]
    tops: Sequence[int]
    assistants: Mapping[int, Sequence[int]]
    alone: Mapping[int, Sequence[int]]
    columns: Mapping[int, Sequence[Sequence[int]]]
    blocks: Mapping[int, Block]
    bands: Sequence[Band] = ()
    direction: Direction = "down"

    @property
    def corners(self) -> dict[int, Point]:
        """The corners of all that are drawn."""
        corners = enumerate(zip(self.lefts, self.tops, strict=True))
        return {seat: corner for seat, corner in corners if corner[1] != NOWHERE}

    @property
    def transposed(self) -> "Layout":
        """The same with the axes exchanged."""
        blocks = {
            seat: Block(block.top, block.left, block.bottom, block.right, block.trunk)
            for seat, block in self.blocks.items()
        }
        return Layout(
            self.height, self.width, self.tops, self.lefts, self.assistants, self.alone, self.columns, blocks,
            self.bands, "right" if self.direction == "down" else "down",
        )  # fmt: skip

    def moved(self, right: int, down: int) -> "Layout":
        """The same with so much room before all boxes."""
        lefts = [left + right if left != NOWHERE else NOWHERE for left in self.lefts]
        tops = [top + down if top != NOWHERE else NOWHERE for top in self.tops]
        blocks = {
            seat: Block(
                block.left + right, block.top + down, block.right + right, block.bottom + down,
                block.trunk if block.trunk is None else block.trunk + (right if self.direction == "down" else down),
            )
            for seat, block in self.blocks.items()
        }  # fmt: skip
        return replace(self, width=self.width + right, height=self.height + down, lefts=lefts, tops=tops, blocks=blocks)
