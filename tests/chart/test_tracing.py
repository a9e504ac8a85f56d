"""The lines between highlighted positions are drawn once more, on top of all others."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.chart import Line, Style, draw_chart
from tests.chart.seating import seats
from tests.chart.test_layout import STYLES, Sized, organisations

COMPANY = "Head\n  *Aide\n  One\n    Three\n    Four\n  Two"


def highlighted(text: str, on_line: str = "", on_path: str = "") -> list[Line]:
    """The lines that are drawn once more between the seats of these titles."""
    people = [
        replace(seat, is_on_line=seat.title in on_line.split(), is_on_path=seat.title in on_path.split())
        for seat in seats(text)
    ]
    return [line for line in draw_chart(people).lines if line.kind]


def test_the_line_between_two_highlighted_positions_is_drawn_again_after_all_others() -> None:
    (first, second) = highlighted(COMPANY, on_line="Head One Four")
    assert [(line.seat.title, line.kind, len(line.chains)) for line in (first, second)] == [
        ("Head", "on-line", 1),
        ("One", "on-line", 1),
    ]


def test_a_path_goes_down_to_two_reports() -> None:
    (line,) = highlighted(COMPANY, on_path="One Head Two", on_line="Head One")
    assert (line.kind, len(line.chains)) == ("on-path", 2)


def test_positions_that_do_not_report_to_each_other_have_no_line_between_them() -> None:
    assert highlighted(COMPANY, on_line="Head Three") == []
    assert highlighted(COMPANY, on_line="Head", on_path="One") == []


def stretches(lines: list[Line]) -> set[tuple[bool, int, int]]:
    """Every step of one unit that lines go."""
    steps = set()
    for (x, y), (end_x, end_y) in (pair for line in lines for chain in line.chains for pair in pairwise(chain)):
        steps |= {(True, step, y) for step in range(min(x, end_x), max(x, end_x))}
        steps |= {(False, x, step) for step in range(min(y, end_y), max(y, end_y))}
    return steps


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@given(organisations(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_highlighted_lines_lie_upon_the_lines_of_their_manager(
    style: Style, organisation: Sized, random: Random
) -> None:
    people = [replace(seat, is_on_line=random.random() < 0.5) for seat in organisation[0]]
    drawing = draw_chart(people, style)
    plain = {line.seat.key: stretches([line]) for line in drawing.lines if not line.kind}
    pairs = 0
    for line in drawing.lines:
        if line.kind:
            assert stretches([line]) <= plain[line.seat.key]
            pairs += len(line.chains)
    on_line = {seat.key for seat in people if seat.is_on_line}
    assert pairs == sum(seat.key in on_line and seat.reports_to in on_line for seat in people)
