"""Dotted lines and deputies are led through free space beside the tree, and do not move it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from roles.chart import PLAIN, Box, Drawing, Seat, SeatLink, draw_chart
from roles.chart.links import MOST_LINKS
from roles.chart.routes import Point
from roles.chart.tracks import CLEAR
from tests.chart.seating import seats

SHAPES = ("rows", "packed")
COMPANY = "Head\n  One\n    Three\n  Two\n    Four"


def link(people: list[Seat], start: str, end: str, kind: str = "deputy") -> SeatLink:
    """A link between the seats of these titles."""
    keys = {seat.title: seat.key for seat in people}
    return SeatLink(keys[start], keys[end], kind, f"Meaning of {kind}", f"{kind} of {end}")


def drawn(*ends: tuple[str, str]) -> Drawing:
    """The company with links from and to these titles."""
    people = seats(COMPANY)
    return draw_chart(people, links=[link(people, start, end) for start, end in ends])


def test_links_do_not_move_the_tree() -> None:
    assert drawn(("Three", "Two")).boxes == drawn().boxes
    assert drawn(("Three", "Two")).lines == drawn().lines


def sides(drawing: Drawing, title: str) -> set[int]:
    """Where the sides of a box stand."""
    box = next(box for box in drawing.boxes if box.seat.title == title)
    return {box.x, box.x + box.width}


def test_a_link_leads_from_the_side_of_one_box_to_the_side_of_another() -> None:
    for ends in (("Three", "Two"), ("One", "Two"), ("One", "Four"), ("Head", "Three")):
        drawing = drawn(ends)
        (line,) = drawing.links
        assert line.points[0][0] in sides(drawing, ends[0])
        assert line.points[-1][0] in sides(drawing, ends[1])
        assert line.arrow[0] == line.points[-1]


def test_peers_side_by_side_are_linked_by_one_straight_line() -> None:
    (line,) = drawn(("One", "Two")).links
    assert len(line.points) == 2


def test_a_deputy_is_led_around_the_assistant() -> None:
    people = seats("Head\n  *Aide\n  One\n    Three\n  Two\n    Four")
    drawing = draw_chart(people, links=[link(people, "One", "Head")])
    aide = next(box for box in drawing.boxes if box.seat.title == "Aide")
    assert inside(drawing.links[0].points, aide) is False
    assert drawing.links[0].points[-1][0] in sides(drawing, "Head")


def inside(points: Sequence[Point], box: Box) -> bool:
    """Whether a line passes through a box, or runs along its edge."""
    return any(
        min(x, end_x) <= box.x + box.width
        and max(x, end_x) >= box.x
        and min(y, end_y) <= box.y + box.height
        and max(y, end_y) >= box.y
        for (x, y), (end_x, end_y) in pairwise(points)
    )


def stretches(chains: Iterable[Sequence[Point]]) -> list[tuple[bool, int, int, int]]:
    """Every straight part of some lines: whether it goes across, where it lies, from where, to where."""
    return [
        (y == end_y, y, min(x, end_x), max(x, end_x)) if y == end_y else (False, x, min(y, end_y), max(y, end_y))
        for chain in chains
        for (x, y), (end_x, end_y) in pairwise(chain)
    ]


@st.composite
def linked_organisations(draw: st.DrawFn) -> Drawing:
    """Up to a hundred seats, some with long titles and some beside the line, with up to forty links."""
    count = draw(st.integers(2, 100))
    reach = draw(st.sampled_from((1, 4, 15, 100)))
    random = draw(st.randoms(use_true_random=False))
    people = [
        Seat(
            number,
            random.randrange(max(0, number - reach), number) if number else None,
            str(number),
            "Head of Something " * random.randrange(1, 5),
            holders=("Ama Boateng",) * random.randrange(3),
            is_assistant=random.random() < 0.1,
        )
        for number in range(count)
    ]
    ends = [(random.randrange(count), random.randrange(count)) for _ in range(draw(st.integers(1, 40)))]
    links = [SeatLink(start, end, "deputy" if start % 2 else "dotted", "Meaning", "") for start, end in ends]
    style = replace(PLAIN, direction=draw(st.sampled_from(("down", "right"))), shape=draw(st.sampled_from(SHAPES)))
    drawing = draw_chart(people, style, links)
    assert (drawing.boxes, drawing.lines) == ((plain := draw_chart(people, style)).boxes, plain.lines)
    assert draw_chart(people, style, links) == drawing
    return drawing


@given(linked_organisations())
@settings(deadline=None, max_examples=50)
def test_links_touch_no_box_but_their_ends_and_stay_inside_the_drawing(drawing: Drawing) -> None:
    assert len(drawing.links) <= MOST_LINKS
    for line in drawing.links:
        (x, y), (end_x, end_y) = line.points[0], line.points[-1]
        touched = [box for box in drawing.boxes if inside(line.points, box)]
        assert len(touched) == 2
        assert any(box.x in (x, x - box.width) and box.y < y < box.y + box.height for box in touched)
        assert any(box.x in (end_x, end_x - box.width) and box.y < end_y < box.y + box.height for box in touched)
        assert not any(inside(line.points[1:-1], box) for box in touched)
        assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in (*line.points, *line.arrow))
        assert all((one[0] == other[0]) != (one[1] == other[1]) for one, other in pairwise(line.points))
        assert len(line.points) <= 6


@given(linked_organisations())
@settings(deadline=None, max_examples=50)
def test_no_link_lies_upon_another_line_for_a_stretch(drawing: Drawing) -> None:
    solid = stretches(chain for line in drawing.lines for chain in line.chains)
    for goes_across, place, begin, end in stretches(line.points for line in drawing.links):
        beside = [
            other
            for other in (*solid, *stretches(line.points for line in drawing.links))
            if other[0] is goes_across and abs(other[1] - place) < CLEAR and other[2] < end and begin < other[3]
        ]
        assert beside in ([], [(goes_across, place, begin, end)])


def test_so_many_links_are_drawn_and_the_shortest_first() -> None:
    count = 3 * MOST_LINKS
    people = [Seat(number, number - 1 if number else None, str(number), "Title") for number in range(count)]
    far = [SeatLink(number, number - 3, "deputy", "Deputy", "far") for number in range(50, count)]
    near = [SeatLink(number, number - 1, "deputy", "Deputy", "near") for number in range(1, MOST_LINKS + 5)]
    names = [line.name for line in draw_chart(people, links=[*far, *near]).links]
    assert 10 < len(names) <= MOST_LINKS
    assert set(names) == {"near"}


def test_links_to_seats_that_are_not_drawn_are_left_out() -> None:
    assert draw_chart(seats("Head"), links=[SeatLink(0, 99, "deputy", "Deputy")]).links == ()


def test_the_legend_explains_each_kind_once_below_the_drawing() -> None:
    people = seats(COMPANY)
    links = [link(people, "One", "Head"), link(people, "Two", "Head"), link(people, "Three", "Two", "dotted")]
    drawing = draw_chart(people, links=links)
    assert [entry.text for entry in drawing.legend] == ["Meaning of deputy", "Meaning of dotted"]
    assert min(entry.y for entry in drawing.legend) > max(box.y + box.height for box in drawing.boxes)
    assert all(entry.x + entry.width <= drawing.width and entry.y < drawing.height for entry in drawing.legend)
    assert drawn().legend == ()


def test_the_drawing_is_wide_enough_for_its_legend() -> None:
    people = seats("Head\n  One")
    links = [SeatLink(1, 0, kind, f"A rather long meaning of the {kind}") for kind in ("deputy", "dotted line")]
    drawing = draw_chart(people, links=links)
    assert drawing.width > draw_chart(people).width
