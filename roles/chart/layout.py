"""Place every box of a chart on the drawing, in whole units."""

from collections.abc import Sequence
from dataclasses import replace

from roles.chart.grades import grade
from roles.chart.packed import pack
from roles.chart.places import Layout, Size
from roles.chart.rows import lay_out_rows
from roles.chart.seats import Placed, Style
from roles.chart.teams import Seats, Teams, part
from roles.chart.tree import grow


def lay_out(seats: Sequence[Placed], sizes: Sequence[Size], style: Style) -> Layout:
    """Place boxes of the given widths and heights in the style's shape.

    What leads from left to right is laid out from the top down, with the axes exchanged before and after.
    """
    teams = part(seats, grow(seats))
    grades = [getattr(seat, "grade", "") for seat in seats] if style.by_grade else None
    widths, heights = [width for width, _height in sizes], [height for _width, height in sizes]
    if style.direction == "right":
        return shaped(teams, heights, widths, grades, replace(style, aspect=1 / style.aspect)).transposed
    return shaped(teams, widths, heights, grades, style)


def shaped(teams: Teams, widths: Seats, heights: Seats, grades: Sequence[str] | None, style: Style) -> Layout:
    """Lay out in blocks or in rows; grades make rows alone."""
    if style.shape == "packed":
        return pack(teams, widths, heights, style)
    return lay_out_rows(teams, widths, heights, style, grade(teams, grades) if grades else None)
