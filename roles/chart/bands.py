"""Draw a line at the beginning of each grade's band, and say which grade it is."""

from dataclasses import dataclass

from roles.chart.lettering import SMALL, TextLine, broken_text
from roles.chart.places import Band, Layout, Point
from roles.chart.seats import Style
from roles.chart.text import is_right_to_left, width
from roles.chart.told import Told

BESIDE = 8  # from a grade's name to the line or the boxes beside it


@dataclass(frozen=True, slots=True)
class GradeLine(Told):
    """Where the band of a grade begins, from one edge of the drawing to the other, and what the grade is called."""

    start: Point
    end: Point
    label: TextLine

    @property
    def path(self) -> str:
        """The line as the data of an SVG path."""
        return f"M{self.start[0]} {self.start[1]}L{self.end[0]} {self.end[1]}"


def draw_bands(layout: Layout, style: Style) -> tuple[Layout, tuple[GradeLine, ...]]:
    """Make room for the names of the grades before all boxes, and return their lines with the layout."""
    if not layout.bands:
        return layout, ()
    if layout.direction == "right":
        moved = layout.moved(0, SMALL.leading + BESIDE)
        return moved, tuple(line_across(band, moved, style) for band in layout.bands)
    names = [name_in(style.grade_room, band) for band in layout.bands]
    moved = layout.moved(max(width(name, SMALL.size) for name in names) + BESIDE, 0)
    return moved, tuple(line_down(band, name, moved, style) for band, name in zip(layout.bands, names, strict=True))


def name_in(room: int, band: Band) -> str:
    """What a band is called, shortened to the room there is."""
    return next(iter(broken_text(band.name, SMALL, room, 1)), "")


def line_down(band: Band, name: str, layout: Layout, style: Style) -> GradeLine:
    """A line above a band, with the name below it at the left."""
    start, end = (style.margin, band.begin), (layout.width - style.margin, band.begin)
    return GradeLine(start, end, named(name, style.margin, band.begin + SMALL.above))


def line_across(band: Band, layout: Layout, style: Style) -> GradeLine:
    """A line to the left of a band, with the name to its right at the top."""
    start, end = (band.begin, style.margin), (band.begin, layout.height - style.margin)
    return GradeLine(
        start, end, named(name_in(band.end - band.begin - BESIDE, band), band.begin + BESIDE, style.margin)
    )


def named(name: str, x: int, top: int) -> TextLine:
    """The name of a grade where it is drawn."""
    return TextLine("grade", name, x, top + SMALL.baseline, is_right_to_left(name))
