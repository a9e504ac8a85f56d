"""Dotted lines and deputies are drawn beside the tree and do not move it."""

from itertools import pairwise

from roles.chart import Drawing, Seat, SeatLink, draw_chart
from tests.chart.seating import seats

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


def test_a_link_leads_from_the_top_of_one_box_to_the_side_of_a_higher_one() -> None:
    drawing = drawn(("Three", "Two"))
    boxes = {box.seat.title: box for box in drawing.boxes}
    first, *_between, last = drawing.links[0].points
    three, two = boxes["Three"], boxes["Two"]
    assert first[1] == three.y
    assert three.x < first[0] < three.x + three.width
    assert last[0] == two.x
    assert two.y < last[1] < two.y + two.height


def test_a_link_to_a_peer_or_a_lower_box_enters_from_above() -> None:
    drawing = drawn(("One", "Two"), ("One", "Four"))
    boxes = {box.seat.title: box for box in drawing.boxes}
    assert [points.points[-1][1] for points in drawing.links] == [boxes["Two"].y, boxes["Four"].y]


def test_links_run_straight_and_inside_the_drawing() -> None:
    titles = ("Head", "One", "Two", "Three", "Four")
    drawing = drawn(*((start, end) for start in titles for end in titles if start != end))
    for line in drawing.links:
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(line.points))
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in (*line.points, *line.arrow))


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
