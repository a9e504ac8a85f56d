"""A file of a drawing carries the fonts it needs, and no more."""

import uharfbuzz

from roles.chart import draw_chart
from roles.chart.embedding import characters_by_family, fonts_for, subset
from roles.chart.fonts import FAMILIES
from tests.chart.seating import seats


def test_only_families_that_the_drawing_uses_are_embedded() -> None:
    fonts = fonts_for(draw_chart(seats("Head | محمد\n  Report | 文静")))
    assert [font.family for font in fonts] == ["Noto Sans", "Noto Sans Arabic"]
    assert all(font.address.startswith("data:font/ttf;base64,") for font in fonts)


def test_a_family_is_cut_down_to_the_characters_used() -> None:
    needed = characters_by_family(["Abba"])
    assert needed == {FAMILIES[0]: {ord(letter) for letter in "Aba"}}
    data = subset(FAMILIES[0], needed[FAMILIES[0]])
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    assert set(face.unicodes) == needed[FAMILIES[0]]
    assert len(data) < 20_000
