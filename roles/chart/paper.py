"""Choose the shape in which a chart is most readable on a sheet of paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from roles.chart.labels import TITLE
from roles.chart.layout import lay_out
from roles.chart.seats import PLAIN, Direction, Placed, Shape, Style

POINTS = 0.75  # in one unit of a drawing that is not scaled, as browsers have it
POINTS_IN_MM = 72 / 25.4
MARGIN = 10


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in millimetres, and the margin around what is printed."""

    width: int
    height: int
    margin: int = MARGIN

    @property
    def room(self) -> tuple[float, float]:
        """How much of it can be used, in points."""
        return (self.width - 2 * self.margin) * POINTS_IN_MM, (self.height - 2 * self.margin) * POINTS_IN_MM


A4, A3 = Paper(297, 210), Paper(420, 297)


class Sized(Protocol):
    """A drawing, a layout, or what a box says."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


def fitted_type(drawn: Sized, paper: Paper) -> float:
    """How large, in points, titles and names are on a sheet that holds the whole drawing; never larger than in it."""
    width, height = paper.room
    scale = min(1.0, width / (drawn.width * POINTS), height / (drawn.height * POINTS))
    return TITLE.size * POINTS * scale


def best_shape(seats: Sequence[Placed], labels: Sequence[Sized], paper: Paper, style: Style = PLAIN) -> Style:
    """The style whose shape gives the largest type, the given one if others are no better."""
    sizes = [(label.width, label.height) for label in labels]
    return max((style, *shapes_for(paper, style)), key=lambda tried: fitted_type(lay_out(seats, sizes, tried), paper))


def shapes_for(paper: Paper, style: Style) -> Iterator[Style]:
    """The shapes that are tried on a sheet; grade lines need rows."""
    width, height = paper.room
    shapes: tuple[Shape, ...] = ("rows",) if style.by_grade else ("rows", "packed")
    directions: tuple[Direction, ...] = ("down", "right")
    for shape, direction in product(shapes, directions):
        yield replace(style, shape=shape, direction=direction, aspect=width / height)
