"""How paper may lie."""

import pytest

from roles.sheets.setup import Orientation, Setup


@pytest.mark.parametrize(
    ("orientation", "sizes"),
    [("best", [(297, 210), (210, 297)]), ("landscape", [(297, 210)]), ("portrait", [(210, 297)])],
)
def test_paper_lies_in_the_ways_that_are_wanted(orientation: Orientation, sizes: list[tuple[float, float]]) -> None:
    assert [(one.width, one.height) for one in Setup(210, 297, orientation=orientation).lying] == sizes


@pytest.mark.parametrize("orientation", ["best", "landscape", "portrait"])
def test_square_paper_lies_in_one_way(orientation: Orientation) -> None:
    assert [(one.width, one.height) for one in Setup(200, 200, orientation=orientation).lying] == [(200, 200)]
