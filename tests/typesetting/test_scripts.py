"""Names of many scripts are as wide as they were measured, and are found again."""

from pathlib import Path
from unicodedata import normalize

import pytest

from roles.chart.fonts import FAMILIES, characters_of
from roles.chart.missing import undrawable
from roles.chart.text import clean, is_right_to_left, measure
from roles.sheets.pages import Anchor, Block, Page, Words
from tests.typesetting.sheets import letters, page, set_to, text_of

# One name for each of sixteen scripts, those that viewers take apart left out.
NAMES = (
    "Zoë Ångström-Núñez",
    "Ελένη Παπαδοπούλου",
    "Наталья Щербакова",
    "ნინო ჭავჭავაძე",
    "Արամ Խաչատրյան",
    "محمد عبد الرحمن الخطيب",
    "שרה בן־דוד",
    "श्रीमती लक्ष्मी त्रिपाठी",
    "রবীন্দ্রনাথ ঠাকুর",
    "கிருஷ்ணமூர்த்தி",
    "శ్రీనివాసరావు",
    "สุรีย์ ชื่นชมภู่",
    "អង្គរ",
    "အောင်ဆန်းစုကြည်",
    "አበበ ቢቂላ",
    "ಕೃಷ್ಣ",
    "ગુજરાત",
    "ລາວ",
)

ANCHORS: tuple[Anchor, ...] = ("left", "right")


def signed(*texts: str, weight: int = 400, anchor: Anchor = "left") -> Page:
    """A page with each text as an item of a list, as its direction asks."""
    x = 30 if anchor == "left" else 500
    words = (
        Words(clean(text), x, 30 + 24 * place, 12, weight, anchor=anchor, is_right_to_left=is_right_to_left(text))
        for place, text in enumerate(texts)
    )
    return page(*(Block((each,), "item") for each in words), height=60 + 24 * len(texts))


@pytest.mark.parametrize("weight", [400, 600])
def test_every_script_is_set_as_wide_as_it_was_measured(tmp_path: Path, weight: int) -> None:
    """Where words begin that end at a place, beside those that begin there, shows how wide they were set."""
    begins = {}
    for anchor in ANCHORS:
        document, told = set_to(tmp_path, signed(*NAMES, weight=weight, anchor=anchor))
        assert (told.has_standard, told.missing) == (True, ())
        found = list(letters(document))
        for place, name in enumerate(NAMES):
            own = [letter.left for letter in found if abs(letter.baseline - 30 - 24 * place) < 8]
            begins[name, anchor] = min(own)
    for name in NAMES:
        width = 470 - begins[name, "right"] + begins[name, "left"]
        assert width == pytest.approx(measure(clean(name), weight) * 12 / 1000, abs=0.1), name


def test_names_of_many_scripts_are_found_by_search(tmp_path: Path) -> None:
    document, _told = set_to(tmp_path, signed(*NAMES))
    text = document[0].get_textpage()
    found = [name for name in NAMES if text.search(normalize("NFC", name)).get_next()]
    assert set(NAMES) - set(found) <= {"អង្គរ"}


def test_what_no_font_has_is_named_and_stands_as_a_sign(tmp_path: Path) -> None:
    document, told = set_to(tmp_path, signed("Ada \U00010330\ue000 Byron", "Zoë"))
    assert told.has_standard
    assert told.missing == ("U+E000", "U+10330 GOTHIC LETTER AHSA")
    assert text_of(document) == ["Ada \ufffd\ufffd Byron", "Zoë"]


STRANGE = [
    *(chr(code) for code in (0x00, 0x1B, 0x7F, 0x85, 0xAD, 0x34F, 0x61C, 0x180E, 0xD800, 0xDFFF, 0xE000, 0xF8FF)),
    *(chr(code) for code in (0x115F, 0x3164, 0xFFA0, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xFDD0)),
    *(chr(code) for code in (*range(0x2000, 0x2010), *range(0x2028, 0x2030), *range(0x205F, 0x2070))),
    *(chr(code) for code in (0xFE00, 0xFE0F, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xF0000, 0x10FFFF, 0x378)),
    *(
        "👩\u200d💻",
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "👍🏽",
        "🏴\U000e0067\U000e0062\U000e007f",
        "1\ufe0f\u20e3",
        "☎\ufe0f",
        "☎\ufe0e",
    ),
    *(
        "\u0301",
        "\u0e33",
        "\u0301\u0301\u0301",
        "क\u094d",
        "\u200d",
        "\u200cक",
        "e" + "\u0301" * 30,
        "\u064b",
        "\u0488",
    ),
]


def test_no_character_whatever_breaks_the_document_or_its_standard(tmp_path: Path) -> None:
    document, told = set_to(tmp_path, signed(*(f"a{text}b" for text in STRANGE), *STRANGE))
    assert told.reason == ""
    assert told.has_standard
    assert len(document) == 1
    lines = text_of(document)
    assert sum(line.startswith("a") and line.endswith("b") for line in lines) >= len(STRANGE) - 4


def test_every_character_of_our_fonts_meets_the_standard(tmp_path: Path) -> None:
    codes = sorted(set().union(*(characters_of(family) for family in FAMILIES)))
    rows = ["".join(f"{chr(code)} " for code in codes[start : start + 40]) for start in range(0, len(codes), 40)]
    _document, told = set_to(tmp_path, signed(*rows))
    assert told.reason == ""
    assert told.missing == tuple(undrawable(rows))
