"""Positions in, shapes out: draw an organisation chart as plain values, without Django."""

from collections.abc import Sequence
from dataclasses import replace

from roles.chart.bands import GradeLine, draw_bands
from roles.chart.drawing import Box, Drawing, Line
from roles.chart.labels import Label, label
from roles.chart.layout import lay_out
from roles.chart.legend import legend_of
from roles.chart.lines import connect
from roles.chart.links import draw_links
from roles.chart.places import Layout
from roles.chart.seats import PLAIN, ColourKey, Member, Peers, Seat, SeatLink, Style
from roles.chart.tracing import trace
from roles.chart.tree import Row, nest

__all__ = (
    "PLAIN",
    "Box",
    "ColourKey",
    "Drawing",
    "GradeLine",
    "Line",
    "Member",
    "Peers",
    "Row",
    "Seat",
    "SeatLink",
    "Style",
    "draw_chart",
    "draw_placed",
    "nest",
)


def draw_chart(
    seats: Sequence[Seat], style: Style = PLAIN, links: Sequence[SeatLink] = (), keys: Sequence[ColourKey] = ()
) -> Drawing:
    """Draw seats in the order given, each head with its branch beside the other heads, and a legend below all."""
    labels = [label(seat, style) for seat in seats]
    layout = lay_out(seats, [(text.width, text.height) for text in labels], style)
    drawing = draw_placed(seats, labels, layout, style, links)
    legend = legend_of(links, drawing.links, keys, (drawing.width, drawing.height), style)
    return replace(
        drawing,
        width=legend.width,
        height=legend.height,
        legend=tuple(entry for entry in legend.entries if entry.kind),
        keys=tuple(entry for entry in legend.entries if entry.colour),
    )


def draw_placed(
    seats: Sequence[Seat], labels: Sequence[Label], layout: Layout, style: Style, links: Sequence[SeatLink] = ()
) -> Drawing:
    """Draw seats that have their words and their places already, without a legend."""
    sizes = [(text.width, text.height) for text in labels]
    layout, grade_lines = draw_bands(layout, style)
    boxes = tuple(Box(seats[place], x, y, labels[place]) for place, (x, y) in layout.corners.items())
    lines = tuple(Line(seats[place], chains) for place, chains in connect(layout, sizes, style))
    traced = tuple(Line(seats[place], chains, kind) for place, chains, kind in trace(seats, layout, sizes, style))
    rectangles = {seats[place].key: (corner, sizes[place]) for place, corner in layout.corners.items()}
    size = layout.width, layout.height
    dashed = draw_links(links, rectangles, (chain for line in lines for chain in line.chains), size)
    return Drawing(*size, boxes, lines + traced, dashed, direction=style.direction, grade_lines=grade_lines)
