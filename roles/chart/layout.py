"""Place every box of a chart on the drawing, in whole units."""

from collections.abc import Sequence

from roles.chart.packed import pack
from roles.chart.places import Layout, Size
from roles.chart.rows import lay_out_rows
from roles.chart.seats import Placed, Style
from roles.chart.tree import grow


def lay_out(seats: Sequence[Placed], sizes: Sequence[Size], style: Style) -> Layout:
    """Place boxes of the given widths and heights in the style's shape."""
    shape = pack if style.shape == "packed" else lay_out_rows
    return shape(seats, grow(seats), sizes, style)
