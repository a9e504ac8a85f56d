"""A box says title, holders, department and counts, and is as tall as they need."""

from dataclasses import replace

from roles.chart import PLAIN, Seat
from roles.chart.labels import Label, label

SEAT = Seat(1, None, "COO", "Chief Operating Officer", ("Amara Okafor (acting)",), department="Operations")


def words(text: Label) -> list[tuple[str, str]]:
    """What a box says, line by line."""
    return [(line.kind, line.text) for line in text.lines]


def test_a_box_says_title_holder_department_and_counts() -> None:
    assert words(label(replace(SEAT, counts="12 direct · 140 in all"), PLAIN)) == [
        ("title", "Chief Operating Officer"),
        ("holder", "Amara Okafor (acting)"),
        ("department", "Operations"),
        ("counts", "12 direct · 140 in all"),
    ]


def test_a_vacant_box_says_so() -> None:
    assert ("vacancy", "Vacant") in words(label(replace(SEAT, holders=(), vacancy="Vacant", is_vacant=True), PLAIN))


def test_both_holders_of_a_shared_position_stand_in_one_box() -> None:
    shared = label(replace(SEAT, holders=("Ines Vidal", "Jonas Berg")), PLAIN)
    assert [text for kind, text in words(shared) if kind == "holder"] == ["Ines Vidal", "Jonas Berg"]


def test_addresses_are_whole_on_lines_of_their_own() -> None:
    told = ("ann@example.org", "bartholomew.thornmere-long_name@thornmere.example.org", "+44 20 7946 0000")
    text = label(replace(SEAT, contact=told), PLAIN)
    lines = [line for kind, line in words(text) if kind == "contact"]
    assert (lines[0], "".join(lines[1:-1]), lines[-1]) == told
    assert text.height > label(SEAT, PLAIN).height


def test_a_long_title_takes_three_lines_and_then_an_ellipsis() -> None:
    title = "Deputy Head of the Office for International Partnerships, Programmes and Public Communication Abroad"
    lines = [text for kind, text in words(label(replace(SEAT, title=title), PLAIN)) if kind == "title"]
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_long_department_takes_two_lines() -> None:
    lines = words(label(replace(SEAT, department="National Climate Change and Consumer Support"), PLAIN))
    assert [text for kind, text in lines if kind == "department"] == ["National Climate Change and", "Consumer Support"]


def test_boxes_grow_with_their_text_and_hold_it() -> None:
    short, tall = label(SEAT, PLAIN), label(replace(SEAT, holders=("A", "B", "C")), PLAIN)
    assert tall.height > short.height
    assert max(line.y for line in tall.lines) < tall.height
    assert [line.y for line in tall.lines] == sorted(line.y for line in tall.lines)


def test_a_branch_that_is_not_drawn_is_opened_at_the_foot() -> None:
    closed = label(replace(SEAT, counts="3 direct", opens="3 direct"), PLAIN)
    assert closed.foot is not None
    assert closed.foot.line.text == "3 direct"
    assert closed.foot.height >= 24
    assert closed.foot.top == label(SEAT, PLAIN).height


def test_the_arrow_at_the_foot_points_up_where_the_branch_is_open() -> None:
    closed = label(replace(SEAT, opens="3 direct"), PLAIN).foot
    opened = label(replace(SEAT, opens="3 direct", is_open=True), PLAIN).foot
    assert closed is not None
    assert opened is not None
    assert closed.arrow.endswith("l4 4l4 -4")
    assert opened.arrow.endswith("l4 -4l4 4")
    assert opened.area == closed.area


def test_what_the_colour_means_is_said_unless_the_department_says_it() -> None:
    assert ("category", "Level 2") in words(label(replace(SEAT, category="Level 2"), PLAIN))
    assert words(label(replace(SEAT, category="Operations"), PLAIN)) == words(label(SEAT, PLAIN))


def test_arabic_lines_run_from_right_to_left() -> None:
    lines = label(replace(SEAT, holders=("محمد الخطيب",)), PLAIN).lines
    assert [line.is_right_to_left for line in lines] == [False, True, False]


def test_an_empty_title_takes_no_line() -> None:
    assert words(label(Seat(1, None, "A", ""), PLAIN)) == []
