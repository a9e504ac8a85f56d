"""Choose the shape in which a chart is most readable in the room that a sheet of paper leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Protocol

from roles.chart.layout import lay_out
from roles.chart.lettering import TITLE
from roles.chart.seats import PLAIN, Direction, Placed, Shape, Style

POINTS = 0.75  # in one unit of a drawing that is not scaled, as browsers have it
Space = tuple[float, float]  # width and height, in points


class Sized(Protocol):
    """A drawing, a layout, or what a box says."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


def fitted_scale(drawn: Sized, room: Space, most: float = 1.0) -> float:
    """How large a drawing may become that stays within its room, at most so many times its natural size."""
    return min(most, room[0] / (drawn.width * POINTS), room[1] / (drawn.height * POINTS))


def type_at(scale: float) -> float:
    """How large titles and names are at a scale, in points."""
    return TITLE.size * POINTS * scale


def fitted_type(drawn: Sized, room: Space) -> float:
    """How large titles and names are where the whole drawing fits, in points; never larger than in it."""
    return type_at(fitted_scale(drawn, room))


def best_shape(seats: Sequence[Placed], labels: Sequence[Sized], room: Space, style: Style = PLAIN) -> Style:
    """The style whose shape gives the largest type, the given one if others are no better."""
    sizes = [(label.width, label.height) for label in labels]
    return max((style, *shapes_for(room, style)), key=lambda tried: fitted_type(lay_out(seats, sizes, tried), room))


def shapes_for(room: Space, style: Style) -> Iterator[Style]:
    """The shapes that are tried in a room; grade lines need rows."""
    shapes: tuple[Shape, ...] = ("rows",) if style.by_grade else ("rows", "packed")
    directions: tuple[Direction, ...] = ("down", "right")
    for shape, direction in product(shapes, directions):
        yield replace(style, shape=shape, direction=direction, aspect=room[0] / room[1])
