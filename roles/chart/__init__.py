"""Positions in, shapes out: draw an organisation chart as plain values, without Django."""

from collections.abc import Sequence

from roles.chart.bands import GradeLine, draw_bands
from roles.chart.drawing import Box, Drawing, Line
from roles.chart.labels import label
from roles.chart.layout import lay_out
from roles.chart.lines import connect
from roles.chart.links import LEGEND, draw_links, legend_of
from roles.chart.seats import PLAIN, Seat, SeatLink, Style
from roles.chart.tracing import trace
from roles.chart.tree import Row, nest

__all__ = ("PLAIN", "Box", "Drawing", "GradeLine", "Line", "Row", "Seat", "SeatLink", "Style", "draw_chart", "nest")


def draw_chart(seats: Sequence[Seat], style: Style = PLAIN, links: Sequence[SeatLink] = ()) -> Drawing:
    """Draw seats in the order given, each head with its branch beside the other heads."""
    labels = [label(seat, style) for seat in seats]
    sizes = [(text.width, text.height) for text in labels]
    layout, grade_lines = draw_bands(lay_out(seats, sizes, style), style)
    boxes = tuple(Box(seats[place], x, y, labels[place]) for place, (x, y) in sorted(layout.corners.items()))
    lines = tuple(Line(seats[place], chains) for place, chains in connect(layout, sizes, style))
    traced = tuple(Line(seats[place], chains, kind) for place, chains, kind in trace(seats, layout, sizes, style))
    rectangles = {seats[place].key: (corner, sizes[place]) for place, corner in layout.corners.items()}
    dashed = draw_links(
        links, rectangles, (chain for line in lines for chain in line.chains), (layout.width, layout.height)
    )
    legend = legend_of(links, dashed, layout.height + LEGEND // 2 - style.margin // 2, style)
    width = max([layout.width, *(entry.x + entry.width + style.margin for entry in legend)])
    height = layout.height + (LEGEND if legend else 0)
    return Drawing(width, height, boxes, lines + traced, dashed, legend, style.direction, grade_lines)
