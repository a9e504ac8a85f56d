"""A file of a drawing carries the fonts it needs, and no more."""

import pytest
import uharfbuzz

from roles.chart import draw_chart
from roles.chart.embedding import characters_by_family, fonts_for, subset
from roles.chart.fonts import FAMILIES, face_of
from roles.chart.text import clusters, family_for
from tests.chart.seating import seats


def test_only_families_that_the_drawing_uses_are_embedded() -> None:
    fonts = fonts_for(draw_chart(seats("Head | محمد\n  Report | 文静")).texts)
    assert [(font.family, font.first, font.last) for font in fonts] == [
        ("Noto Sans", 400, 700),
        ("Amiri", 400, 599),
        ("Amiri", 600, 700),
    ]
    assert all(font.address.startswith("data:font/ttf;base64,") for font in fonts)


def test_a_family_is_cut_down_to_the_characters_used() -> None:
    needed = characters_by_family(["Abba"])
    assert needed == {FAMILIES[0]: {ord(letter) for letter in "Aba"}}
    data = subset(FAMILIES[0].path, needed[FAMILIES[0]])
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    assert set(face.unicodes) == needed[FAMILIES[0]]
    assert len(data) < 20_000


@pytest.mark.parametrize(
    "text",
    ["ผู้อำนวยการ", "ຜູ້ອຳນວຍການ", "Zoë Ångström", "محمد الخطيب", "שרה בן־דוד", "लक्ष्मी त्रिपाठी", "রবীন্দ্রনাথ", "கிருஷ்ணமூர்த்தி",
     "సుబ్బారావు", "ಕೃಷ್ಣ", "കൃഷ്ണൻ", "සිංහල", "សុខ ចាន់ត្រា", "အောင်ဆန်းစုကြည်", "ਗੁਰਪ੍ਰੀਤ", "અમિત", "ଓଡ଼ିଆ", "አበበ", "ნინო", "Արամ"],
)  # fmt: skip
def test_text_is_shaped_by_the_cut_font_as_by_the_whole_one(text: str) -> None:
    for family, characters in characters_by_family([text]).items():
        own = "".join(cluster for cluster in clusters(text) if family_for(cluster) == family)
        for path in (cut.path for cut in family.cuts):
            face = uharfbuzz.Face(uharfbuzz.Blob(subset(path, characters)))
            assert advances(own, face) == advances(own, face_of(path))
            assert 0 not in glyphs(own, face)


def shaped(text: str, face: uharfbuzz.Face) -> uharfbuzz.Buffer:
    """Shape a text with a font."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face), buffer)
    return buffer


def advances(text: str, face: uharfbuzz.Face) -> list[int]:
    """How wide each glyph of a text is."""
    return [position.x_advance for position in shaped(text, face).glyph_positions]


def glyphs(text: str, face: uharfbuzz.Face) -> list[int]:
    """The numbers of a text's glyphs; 0 is the empty box."""
    return [glyph.codepoint for glyph in shaped(text, face).glyph_infos]
