"""Draw relations beside the solid line, without moving the tree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roles.chart.routes import Chain, Point, Rectangle, Router
from roles.chart.seats import SeatLink

TIP = 5  # from the point of an arrow to its corners
MOST_LINKS = 30
MOST_TRIED = 90


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One relation: its chain of points and the corners of its arrow."""

    kind: str
    name: str
    points: tuple[Point, ...]
    arrow: tuple[Point, Point, Point]

    @property
    def path(self) -> str:
        """The line as the data of an SVG path."""
        return f"M{'L'.join(f'{x} {y}' for x, y in self.points)}"

    @property
    def tip(self) -> str:
        """The arrow as the data of an SVG path."""
        return f"M{'L'.join(f'{x} {y}' for x, y in self.arrow)}Z"


def draw_links(
    links: Sequence[SeatLink], boxes: Mapping[int, Rectangle], lines: Iterable[Chain], size: tuple[int, int]
) -> tuple[LinkLine, ...]:
    """Draw the links whose both ends are in the drawing, the shortest first: they get the best ways.

    Beyond so many nobody could tell them apart; those are left to words, as are links for which there is no good way.
    """
    both = [link for link in links if link.start in boxes and link.end in boxes and link.start != link.end]
    if not both:
        return ()
    router = Router(size, boxes.values(), lines)
    drawn: dict[int, LinkLine] = {}
    nearest = sorted(enumerate(both), key=lambda numbered: apart(boxes[numbered[1].start], boxes[numbered[1].end]))
    for number, link in nearest[:MOST_TRIED]:
        if len(drawn) < MOST_LINKS and (points := router.route(boxes[link.start], boxes[link.end])):
            drawn[number] = LinkLine(link.kind, link.name, points, arrow_at(*points[-2:]))
    return tuple(drawn[number] for number in sorted(drawn))


def apart(one: Rectangle, other: Rectangle) -> int:
    """How far two boxes are from each other, across and down."""
    (x, y), (end_x, end_y) = one[0], other[0]
    return abs(x - end_x) + abs(y - end_y)


def arrow_at(before: Point, point: Point) -> tuple[Point, Point, Point]:
    """The corners of an arrow at the end of a line that arrives from one side."""
    x, y = point
    back = x - TIP if before[0] < x else x + TIP
    return point, (back, y - TIP + 1), (back, y + TIP - 1)
