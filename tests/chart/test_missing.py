"""Characters that no font has are named, and something that can be seen stands in their place."""

import pytest

from roles.chart.missing import drawable, undrawable


def test_what_no_font_has_is_named_once_and_in_order() -> None:
    texts = ["Ada \U00010331\ue000", "\U00010330 \ue000", "Ada"]
    assert undrawable(texts) == ["U+E000", "U+10330 GOTHIC LETTER AHSA", "U+10331 GOTHIC LETTER BAIRKAN"]


@pytest.mark.parametrize("letter", ["\ue000", "\uf8ff", "\uf000", "\U000f0000", "\U0010fffd"])
def test_what_is_for_private_use_is_missing(letter: str) -> None:
    assert undrawable([f"Ada{letter}"]) == [f"U+{ord(letter):04X}"]
    assert drawable(f"Ada{letter}") == "Ada\ufffd"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Ångström", "Zoë Ångström"),
        ("Ada\x00\x1b[0m\ud800\u202eB", "Ada [0m B"),
        ("\U00010330da", "\ufffdda"),
        ("a\u05b0b", "a\ufffdb"),
        ("Sam 👩\u200d💻", "Sam 👩\u200d💻"),
        (" \x00\t", ""),
    ],
)
def test_a_text_becomes_one_that_can_be_drawn(text: str, shown: str) -> None:
    assert drawable(text) == shown


def test_what_is_drawable_stays_so() -> None:
    for text in ("Zoë \U00010330", "a\u05b0b", "محمد"):
        assert drawable(drawable(text)) == drawable(text)
        assert undrawable([drawable(text)]) == []
