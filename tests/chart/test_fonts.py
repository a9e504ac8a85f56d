"""Browser and drawing use the same files in the same order."""

import re
from pathlib import Path
from urllib.parse import unquote

from roles.chart.fonts import FAMILIES, FOLDER, characters_of
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
        family.served or family.file for family in FAMILIES
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
