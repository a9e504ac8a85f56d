"""The colours of departments are seen on every page and told apart by colour-blind eyes."""

from itertools import combinations, islice
from math import cbrt, dist

import pytest

from roles.palette import PALETTE, next_colours
from tests.sample import SAMPLE
from tests.test_colours import MODES, colours, contrast

Numbers = tuple[float, float, float]
Matrix = tuple[Numbers, Numbers, Numbers]

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009.
EYES: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DISTANCE = 0.05  # in OKLab, two and a half times what is just noticed
# Björn Ottosson, "A perceptual color space for image processing", 2020: distances in it are as people see them.
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix: Matrix, numbers: Numbers) -> Numbers:
    """Multiply a matrix and a column of three numbers."""
    one, two, three = (sum(a * b for a, b in zip(row, numbers, strict=True)) for row in matrix)
    return one, two, three


def as_seen(colour: str, eyes: Matrix) -> Numbers:
    """Return where a colour stands in OKLab when these eyes see it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    one, two, three = (min(1.0, max(0.0, value)) for value in times(eyes, (red, green, blue)))
    long, middle, short = times(CONES, (one, two, three))
    return times(OKLAB, (cbrt(long), cbrt(middle), cbrt(short)))


def test_the_sample_takes_its_colours_from_the_palette() -> None:
    assert sorted(each["colour"] for each in SAMPLE["department"]) == sorted(PALETTE)


def test_the_colour_that_fewest_departments_have_comes_next() -> None:
    first, second = PALETTE[:2]
    assert list(islice(next_colours([first.upper(), "#000000"]), len(PALETTE))) == [*PALETTE[1:], first]
    assert next(next_colours([*PALETTE, first])) == second


@pytest.mark.parametrize("mode", MODES)
def test_department_colours_are_seen_on_the_page(mode: str) -> None:
    page = colours(mode)["paper"]
    assert all(contrast(colour, page) >= 3 for colour in PALETTE)


@pytest.mark.parametrize("eyes", EYES)
def test_department_colours_are_told_apart(eyes: str) -> None:
    seen = [as_seen(colour, EYES[eyes]) for colour in PALETTE]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) >= LEAST_DISTANCE
