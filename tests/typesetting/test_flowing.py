"""Texts that Typst breaks into lines: in our fonts, each name with its own direction, no word too wide for its room."""

import pytest

from roles.chart.fonts import SEMIBOLD, UNITS
from roles.chart.text import measure
from roles.typesetting import flowing

LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


def test_what_fits_stays_as_it_is() -> None:
    assert flowing([("The ", False), ("Driver", True), (" drives.", False)], 200, 8) == "The Driver drives."


def test_spaces_at_the_ends_of_a_run_stay_and_others_are_one() -> None:
    assert flowing([("a ", False), (" b\t\n c ", True), ("d", False)], 200, 8) == "a  b c d"


def test_a_name_from_right_to_left_turns_nothing_around_it() -> None:
    text = flowing([("The ", False), ("محمد", True), (", 5", False)], 200, 8)
    assert text == "The \u2068محمد\u2069, 5"


def test_other_names_stand_apart_too_where_one_is_from_right_to_left() -> None:
    assert flowing([("Ada", True), (" محمد", False)], 200, 8) == "\u2068Ada\u2069 محمد"


def test_marks_that_turn_text_about_are_taken_out() -> None:
    assert flowing([("a\u202eb\u2068c\u2069", True)], 200, 8) == "a b c"


def test_what_no_font_has_is_shown_by_a_sign() -> None:
    assert flowing([("\ua015x", True)], 200, 8) == "\ufffdx"


@pytest.mark.parametrize("word", [LONG, "x" * 400, "12/" * 90, "経" * 300, f"{LONG}-{LONG}", "محمد" * 80])
def test_no_part_of_a_word_is_wider_than_its_room(word: str) -> None:
    text = flowing([(word, False)], 80, 8)
    parts = text.replace("\u00ad", "\u200b").split("\u200b")
    whole = "".join(parts).strip("\u2068\u2069")
    assert whole == word
    assert len(parts) > 1 or "経" in word
    assert "経" in word or max(measure(part, SEMIBOLD) for part in parts) * 8 / UNITS <= 80


def test_a_word_of_letters_is_hyphenated_and_a_number_is_not() -> None:
    assert "\u00ad" in flowing([(LONG, False)], 80, 8)
    assert "\u00ad" not in flowing([("1" * 200, False)], 80, 8)
