"""A chart is printed in the shape that gives the largest type."""

from dataclasses import replace

import pytest

from roles.chart import PLAIN, Drawing, Seat, draw_chart
from roles.chart.labels import label
from roles.chart.paper import best_shape, fitted_type
from roles.sheets.setup import Setup

WHOLE = 10.5  # points, of type that is not scaled
A4, A3, A3_UPRIGHT = (Setup(*size).room for size in ((297, 210), (420, 297), (297, 420)))


def drawn(width: int, height: int) -> Drawing:
    """An empty drawing of this size."""
    return Drawing(width, height, (), ())


def team(count: int) -> list[Seat]:
    """Managers with four reports each."""
    return [Seat(key, (key - 1) // 4 if key else None, str(key), "Manager") for key in range(count)]


def test_a_small_drawing_is_not_blown_up() -> None:
    assert fitted_type(drawn(400, 300), A4) == WHOLE


@pytest.mark.parametrize(("width", "height"), [(3000, 100), (100, 2080)])
def test_type_shrinks_as_far_as_width_and_height_ask(width: int, height: int) -> None:
    assert fitted_type(drawn(width, height), A4) == pytest.approx(3.67, abs=0.1)
    assert fitted_type(drawn(width, height), A3) > 1.4 * fitted_type(drawn(width, height), A4)


def test_the_margin_of_the_paper_stays_free() -> None:
    assert fitted_type(drawn(3000, 2000), Setup(297, 210, 0).room) > fitted_type(
        drawn(3000, 2000), Setup(297, 210, 20).room
    )


def test_a_chart_that_fits_as_it_is_keeps_its_shape() -> None:
    people = team(3)
    assert best_shape(people, [label(seat, PLAIN) for seat in people], A3) == PLAIN


@pytest.mark.parametrize("room", [A3, A3_UPRIGHT])
def test_a_wide_chart_is_packed_to_the_proportions_of_the_paper(room: tuple[float, float]) -> None:
    people = team(200)
    style = best_shape(people, [label(seat, PLAIN) for seat in people], room)
    assert style.shape == "packed"
    assert fitted_type(draw_chart(people, style), room) > 2 * fitted_type(draw_chart(people), room)


def test_a_chart_with_grade_lines_keeps_them() -> None:
    people = [replace(seat, grade="A" if seat.key < 5 else "B") for seat in team(200)]
    style = best_shape(people, [label(seat, PLAIN) for seat in people], A3, replace(PLAIN, by_grade=True))
    assert draw_chart(people, style).grade_lines
