"""Turn a drawing in whole units into words, panels and strokes on a page, in points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from roles.chart import Box, Drawing
from roles.chart.lettering import HOLDER, SMALL, TEXT_START, TITLE, TextLine, Type
from roles.chart.members import Team
from roles.chart.paper import POINTS
from roles.sheets.pages import ACCENT, INK, PALE, RULE, WHITE, Block, Panel, Spot, Stroke, Words

TYPES: dict[str, Type] = {"title": TITLE, "holder": HOLDER, "vacancy": HOLDER}
COLOURS = {"title": INK, "holder": INK, "goes-on": ACCENT}
DASHES: dict[str, tuple[float, ...]] = {"dotted_line": (2, 4), "deputy": (8, 4), "grade": (1, 3)}
RADIUS, BAND, BAND_INSET = 4, 4, 10
THIN, MARKED, THICK = 1, 2, 2.5
LINK_WIDTHS = {"dotted_line": 1.5, "deputy": THIN}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a drawing puts on a page."""

    blocks: tuple[Block, ...]
    panels: tuple[Panel, ...]
    strokes: tuple[Stroke, ...]


class Placing:
    """Where a drawing lies on its page, and at which scale; `targets` are the pages to which boxes lead, by key."""

    def __init__(
        self, spot: Spot, scale: float, targets: Mapping[int, int] | None = None, *, is_black: bool = False
    ) -> None:
        self.left, self.top = spot
        self.points = scale * POINTS
        self.targets, self.is_black = targets or {}, is_black

    def marks(self, drawing: Drawing) -> Marks:
        """Everything of a drawing, boxes in the order of reading."""
        return Marks(
            tuple(self.blocks_of(drawing)),
            (
                *map(self.card, drawing.boxes),
                *chain.from_iterable(map(self.on_card, drawing.boxes)),
                *self.swatches(drawing),
            ),
            tuple(self.strokes_of(drawing)),
        )

    def blocks_of(self, drawing: Drawing) -> Iterator[Block]:
        """The words of each box as an item, each title of its team as another, then those of bands and legend."""
        for box in drawing.boxes:
            to = self.targets.get(box.seat.key, 0)
            yield Block(tuple(self.words(line, box.x, box.y, to) for line in box.label.own_lines), "item")
            for group in box.label.team.groups if box.label.team else ():
                yield Block(tuple(self.words(line, box.x, box.y) for line in group), "item")
        for grade in drawing.grade_lines:
            yield Block((self.words(grade.label, 0, 0),))
        for entry in (*drawing.legend, *drawing.keys):
            line = TextLine("legend", entry.text, entry.text_start, entry.baseline, entry.is_right_to_left)
            yield Block((self.words(line, 0, 0),))

    def words(self, line: TextLine, x: int, y: int, to: int = 0) -> Words:
        """One line of text; what says that a branch goes on elsewhere leads there."""
        font = TYPES.get(line.kind, SMALL)
        return Words(
            line.text,
            self.across(x + line.x),
            self.down(y + line.y),
            self.long(font.size),
            font.weight,
            self.ink(COLOURS.get(line.kind, PALE)),
            is_right_to_left=line.is_right_to_left,
            to=to if line.kind == "goes-on" else 0,
        )

    def card(self, box: Box) -> Panel:
        """The card, dashed where nobody holds the position."""
        x, y = self.across(box.x), self.down(box.y)
        width, height = self.long(box.width), self.long(box.height)
        is_marked = box.seat.is_at or box.seat.is_on_line or box.seat.is_on_path
        edge = ACCENT if is_marked else RULE
        return Panel(
            x, y, width, height, WHITE, self.ink(edge), self.long(MARKED if is_marked else THIN),
            box.seat.is_vacant, self.long(RADIUS),
        )  # fmt: skip

    def on_card(self, box: Box) -> Iterator[Panel]:
        """What lies on it: the band in its colour, and what a team has; after all cards, which look alike, as one."""
        if box.seat.colour and not self.is_black:
            inset, band = self.long(BAND_INSET), self.long(box.label.band)
            yield Panel(
                self.across(box.x + BAND_INSET), self.down(box.y) + inset, self.long(BAND), band, box.seat.colour
            )
        if box.label.team:
            yield from self.panels_within(box, box.label.team)

    def panels_within(self, box: Box, team: Team) -> Iterator[Panel]:
        """The edge between a manager's lines and the team, and the colours of those who have another one."""
        left, right = TEXT_START, box.width - BAND_INSET
        yield Panel(
            self.across(box.x + left), self.down(box.y + team.edge), self.long(right - left), self.long(THIN / 2),
            self.ink(RULE),
        )  # fmt: skip
        for mark in () if self.is_black else team.marks:
            x, y = self.across(box.x + mark.x), self.down(box.y + mark.y)
            yield Panel(x, y, self.long(BAND), self.long(mark.height), mark.colour)

    def swatches(self, drawing: Drawing) -> Iterator[Panel]:
        """The colours of the legend."""
        for key in drawing.keys:
            side = self.long(key.size)
            yield Panel(self.across(key.x), self.down(key.top), side, side, key.colour)

    def strokes_of(self, drawing: Drawing) -> Iterator[Stroke]:
        """Lines between boxes, lines of grades, links with their tips, and samples of these."""
        for grade in drawing.grade_lines:
            yield self.stroke((grade.start, grade.end), THIN, RULE, DASHES["grade"])
        for line in drawing.lines:
            width, colour = (THICK, ACCENT) if line.kind else (THIN, RULE)
            yield from (self.stroke(chain, width, colour) for chain in line.chains)
        for link in drawing.links:
            yield self.stroke(link.points, LINK_WIDTHS[link.kind], ACCENT, DASHES[link.kind])
            yield replace(self.stroke((*link.arrow, link.arrow[0]), THIN, ACCENT), is_filled=True)
        for entry in drawing.legend:
            yield self.stroke(
                ((entry.x, entry.y), (entry.end, entry.y)), LINK_WIDTHS[entry.kind], ACCENT, DASHES[entry.kind]
            )

    def stroke(
        self, points: tuple[tuple[int, int], ...], width: float, colour: str, dash: tuple[float, ...] = ()
    ) -> Stroke:
        """A line through points of the drawing."""
        spots = tuple((self.across(x), self.down(y)) for x, y in points)
        return Stroke(spots, self.long(width), self.ink(colour), tuple(self.long(part) for part in dash))

    def ink(self, colour: str) -> str:
        """The colour, or black where nothing else may be printed."""
        return INK if self.is_black and colour != WHITE else colour

    def across(self, x: float) -> float:
        """How far from the left edge of the page."""
        return round(self.left + x * self.points, 2)

    def down(self, y: float) -> float:
        """How far from its top."""
        return round(self.top + y * self.points, 2)

    def long(self, units: float) -> float:
        """A length."""
        return round(units * self.points, 2)
