"""Put a drawing on one page of its own size, as it looks on the screen, for a picture of it."""

from collections.abc import Iterator
from dataclasses import replace
from math import sqrt

from roles.chart import Box, Drawing
from roles.chart.labels import ARROW
from roles.chart.lettering import SMALL, TITLE, TextLine
from roles.chart.paper import POINTS
from roles.sheets.drawn import Placing
from roles.sheets.pages import Page, Panel, Printed, Words

SHARPNESS = 2  # so many pixels for one of the drawing's, as screens of phones have
MOST_PIXELS = 100_000_000
PIXELS_IN_INCH = 72 / POINTS  # at the drawing's own size
AT, EDGE = "#e7f0f6", "#dcdbd6"
AT_EDGE, FOOT_EDGE, INSET = 3, 1, 2


class OnScreen(Placing):
    """Draws what only a screen has as well: where one is, and the foot of a box; nothing can be opened by its arrow."""

    def words(self, line: TextLine, x: int, y: int, to: int = 0) -> Words:
        """One line of text, without the room for an arrow."""
        return super().words(line, x - ARROW if line.kind == "opens" else x, y, to)

    def card(self, box: Box) -> Panel:
        """The card, which stands out where one is."""
        card = super().card(box)
        return replace(card, fill=AT, edge_width=self.long(AT_EDGE)) if box.seat.is_at else card

    def on_card(self, box: Box) -> Iterator[Panel]:
        """What lies on it, and the edge above its foot."""
        yield from super().on_card(box)
        if box.label.foot:
            x, y = self.across(box.x + INSET), self.down(box.y + box.label.foot.top)
            yield Panel(x, y, self.long(box.width - 2 * INSET), self.long(FOOT_EDGE), EDGE)


def picture_of(drawing: Drawing, title: str) -> Printed:
    """Return the whole drawing as a print of one page."""
    marks = OnScreen((0, 0), 1).marks(drawing)
    page = Page(1, drawing.width * POINTS, drawing.height * POINTS, marks.blocks, marks.panels, marks.strokes)
    return Printed(title, (page,), 1, TITLE.size * POINTS, SMALL.size * POINTS)


def density(drawing: Drawing) -> float:
    """How many pixels an inch has: fewer where a picture would have more than it may."""
    most = sqrt(MOST_PIXELS / (drawing.width * drawing.height))
    return PIXELS_IN_INCH * min(SHARPNESS, most)
