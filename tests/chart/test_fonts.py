"""Browser and drawing use the same files in the same order."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import uharfbuzz

from roles.chart.fonts import (
    FAMILIES,
    FOLDER,
    REGULAR,
    SEMIBOLD,
    UNITS,
    characters_of,
    face_of,
    font_files,
    measure_run,
)
from roles.chart.stylesheet import font_rules, ranges

CSS = Path(__file__).parents[2] / "static" / "css"


def test_the_stylesheet_is_the_one_that_the_fonts_give() -> None:
    assert (CSS / "fonts.css").read_text() == font_rules()


def test_the_stylesheet_names_the_families_in_the_order_of_measuring() -> None:
    rules = (CSS / "fonts.css").read_text()
    order = re.search(r"--font: (.*);", rules)
    assert order is not None
    assert re.findall(r'"([^"]+)"', order[1]) == [family.name for family in FAMILIES]
    assert [unquote(file) for file in re.findall(r"fonts/([^\"]+)", rules)] == [
        cut.served for family in FAMILIES for cut in family.cuts
    ]


def test_no_other_stylesheet_names_families() -> None:
    others = [sheet for sheet in CSS.glob("*.css") if sheet.name != "fonts.css"]
    assert [sheet.name for sheet in others if "Noto" in sheet.read_text()] == []


def test_every_script_that_the_package_has_is_used() -> None:
    assert {path.name for path in FOLDER.glob("*.ttf")} - {family.file for family in FAMILIES} == {
        "NotoSans-Italic[wght].ttf"
    }


def test_control_characters_are_never_shown() -> None:
    assert all(min(characters_of(family)) >= ord(" ") for family in FAMILIES)


def test_neighbouring_characters_make_one_range() -> None:
    assert list(ranges([1, 2, 3, 7, 9, 10])) == [(1, 3), (7, 7), (9, 10)]
    assert list(ranges([])) == []


def test_each_weight_is_in_exactly_one_file_of_a_family() -> None:
    for family in FAMILIES:
        assert (family.cuts[0].first, family.cuts[-1].last) == (400, 700)
        assert all(lighter.last + 1 == heavier.first for lighter, heavier in pairwise(family.cuts))
        assert [family.cut(weight) for weight in (400, 700)] == [family.cuts[0], family.cuts[-1]]


def test_text_is_measured_in_the_file_of_its_weight() -> None:
    family = next(family for family in FAMILIES if family.name == "Sarabun")
    font = uharfbuzz.Font(face_of(family.folder / "Sarabun-SemiBold.ttf"))
    font.scale = (UNITS, UNITS)
    buffer = uharfbuzz.Buffer()
    buffer.add_str("สุรีย์")
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    bold = sum(position.x_advance for position in buffer.glyph_positions)
    assert measure_run("สุรีย์", family, SEMIBOLD) == bold != measure_run("สุรีย์", family, REGULAR)


def test_no_two_files_have_the_same_name() -> None:
    names = [file.name for file in font_files()]
    assert len(set(names)) == len(names)
