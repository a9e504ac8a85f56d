"""Positions in, shapes out: draw an organisation chart as plain values, without Django."""

from collections.abc import Sequence

from roles.chart.drawing import Box, Drawing, Line
from roles.chart.labels import label
from roles.chart.layout import lay_out
from roles.chart.lines import connect
from roles.chart.seats import PLAIN, Seat, Style
from roles.chart.tree import Row, nest

__all__ = ("PLAIN", "Box", "Drawing", "Line", "Row", "Seat", "Style", "draw_chart", "nest")


def draw_chart(seats: Sequence[Seat], style: Style = PLAIN) -> Drawing:
    """Draw seats in the order given, each head with its branch beside the other heads."""
    labels = [label(seat, style) for seat in seats]
    sizes = [(text.width, text.height) for text in labels]
    layout = lay_out(seats, sizes, style)
    boxes = tuple(Box(seats[place], x, y, labels[place]) for place, (x, y) in sorted(layout.corners.items()))
    lines = tuple(Line(seats[place], chains) for place, chains in connect(layout, sizes, style))
    return Drawing(layout.width, layout.height, boxes, lines)
