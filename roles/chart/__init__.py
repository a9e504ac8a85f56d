"""Positions in, shapes out: draw an organisation chart as plain values, without Django."""

from collections.abc import Sequence

from roles.chart.bands import GradeLine, draw_bands
from roles.chart.drawing import Box, Drawing, Line
from roles.chart.labels import label
from roles.chart.layout import lay_out
from roles.chart.legend import legend_of
from roles.chart.lines import connect
from roles.chart.links import draw_links
from roles.chart.seats import PLAIN, ColourKey, Seat, SeatLink, Style
from roles.chart.tracing import trace
from roles.chart.tree import Row, nest

__all__ = (
    "PLAIN",
    "Box",
    "ColourKey",
    "Drawing",
    "GradeLine",
    "Line",
    "Row",
    "Seat",
    "SeatLink",
    "Style",
    "draw_chart",
    "nest",
)


def draw_chart(
    seats: Sequence[Seat], style: Style = PLAIN, links: Sequence[SeatLink] = (), keys: Sequence[ColourKey] = ()
) -> Drawing:
    """Draw seats in the order given, each head with its branch beside the other heads."""
    labels = [label(seat, style) for seat in seats]
    sizes = [(text.width, text.height) for text in labels]
    layout, grade_lines = draw_bands(lay_out(seats, sizes, style), style)
    boxes = tuple(Box(seats[place], x, y, labels[place]) for place, (x, y) in layout.corners.items())
    lines = tuple(Line(seats[place], chains) for place, chains in connect(layout, sizes, style))
    traced = tuple(Line(seats[place], chains, kind) for place, chains, kind in trace(seats, layout, sizes, style))
    rectangles = {seats[place].key: (corner, sizes[place]) for place, corner in layout.corners.items()}
    size = layout.width, layout.height
    dashed = draw_links(links, rectangles, (chain for line in lines for chain in line.chains), size)
    legend = legend_of(links, dashed, keys, size, style)
    return Drawing(
        legend.width,
        legend.height,
        boxes,
        lines + traced,
        dashed,
        tuple(entry for entry in legend.entries if entry.kind),
        style.direction,
        tuple(entry for entry in legend.entries if entry.colour),
        grade_lines,
    )
