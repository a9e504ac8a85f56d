"""The small font that most pages fetch is the large one as far as it goes."""

import unicodedata
from pathlib import Path

import pytest
import uharfbuzz

from roles.chart.fonts import FAMILIES, LATIN, REGULAR, SEMIBOLD, UNITS, characters_of, measure_run
from roles.chart.latin import latin_font

FILE = Path(__file__).parents[2] / "static" / "fonts" / "NotoSans-Latin.ttf"
WHOLE = Path(FAMILIES[0].path)
NAMES = (
    "Ava Yılmaz-Łukasiewicz",
    "Þóra Guðmundsdóttir & Co. (Tøyen)",
    "Nguyễn Thị Hồng, Trưởng phòng",
    "Ștefan Țepeș: 1.250,75 € – 17 %",
    "“To AVAST!” To/Ta Wo. L’Équipe № 7",
)


def width_in(file: bytes, text: str, weight: int) -> int:
    """Shape text with the font of a file."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(file)))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": weight})
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)


def test_the_file_is_the_one_that_the_package_gives() -> None:
    assert FILE.read_bytes() == latin_font()


def test_the_file_is_small_and_has_every_letter_of_names_in_latin_script() -> None:
    assert len(FILE.read_bytes()) * 7 < WHOLE.stat().st_size
    assert characters_of(FAMILIES[0]) == LATIN & characters_of(FAMILIES[1])
    assert {ord(letter) for name in NAMES for letter in unicodedata.normalize("NFC", name)} <= LATIN


@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD])
@pytest.mark.parametrize("name", NAMES)
def test_both_fonts_set_a_name_alike(name: str, weight: int) -> None:
    text = unicodedata.normalize("NFC", name)
    assert width_in(FILE.read_bytes(), text, weight) == width_in(WHOLE.read_bytes(), text, weight)
    assert width_in(FILE.read_bytes(), text, weight) == measure_run(text, FAMILIES[0], weight)
