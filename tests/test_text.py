"""Folding and the characters that codes and lines may hold."""

import pytest
from django.core.exceptions import ValidationError

from roles.text import clean_line, code_key, search_key, validate_code, validate_line, validate_text, words_to_find


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Zoë ÅNGSTRÖM", "zoe angstrom"),
        ("Świętosława Żółć", "swietoslawa zolc"),
        ("İpek Işıldağ", "ipek isildag"),
        ("Rene\u0301e", "renee"),
        ("Þórdís", "thordis"),
        ("STRAßE", "strasse"),
        ("ﬁnance", "finance"),
        ("श्रीमती लक्ष्मी", "श्रीमती लक्ष्मी"),
        ("Ελένη", "ελενη"),
    ],
)
def test_search_keys_fold_accents_and_case(text: str, key: str) -> None:
    assert search_key(text) == key


def test_decomposed_and_composed_names_have_one_key() -> None:
    assert search_key("Nguye\u0302\u0303n") == search_key("Nguyễn")


def test_a_query_is_cut_to_a_hundred_characters_and_loses_control_characters() -> None:
    assert words_to_find("  Chief\x00 Off%icer \n") == ["chief", "off%icer"]
    assert len("".join(words_to_find("x" * 5000))) == 100
    assert words_to_find("e E é e") == ["e"]
    assert len(words_to_find("\ufdfa" * 100)) < 10, "one letter that folds to four words"


@pytest.mark.parametrize("code", ["COO", "ops-log.1_a", "00123", "Büro", "Щ-1", "a" * 50, "1", "-", "कर्म"])
def test_codes_of_letters_digits_and_three_signs_are_taken(code: str) -> None:
    validate_code(code)


@pytest.mark.parametrize(
    "code",
    ["A B", "a/b", "１", "Ã©", "x.svg", "x.PDF", ".", "..", "a\x00", "=1", "#", "e\u0301"],
)
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        validate_code(code)


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        ("a\u202eb", "“a\\u202eb”"),
        ("a\nb\x00", "“a\\nb\\x00”"),
        ("a\u3000b\u200c", "“a\u3000b\u200c”"),
        ("\u2066.pdf", "“\\u2066.pdf”"),
    ],
)
def test_a_refused_code_is_quoted_so_that_it_does_not_turn_the_message_around(code: str, quoted: str) -> None:
    with pytest.raises(ValidationError) as error:
        validate_code(code)
    assert error.value.messages[0].startswith(f"{quoted} is not a code")


def test_codes_differ_by_more_than_letter_case() -> None:
    assert code_key("Ops-Ä") == code_key("OPS-ä")


@pytest.mark.parametrize("text", ["a\x00b", "a\nb", "evil\u202egnp", "\u2066isolate", "tab\tstop", "a\ud800"])
def test_invisible_characters_are_refused_in_a_line(text: str) -> None:
    with pytest.raises(ValidationError, match=r"U\+"):
        validate_line(text)


@pytest.mark.parametrize("text", [" ", "\u200b", "\u3164", "\u2060\u2060", "\u2800 \u2800", "\u0301", "\u200d"])
def test_a_line_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="can't be seen"):
        validate_line(text)


@pytest.mark.parametrize("text", ["", "–", "7", "🎉", "ㄱ", "O’Neil", "Sam 👩\u200d💻"])
def test_a_line_of_anything_visible_is_taken(text: str) -> None:
    validate_line(text)


def test_a_text_may_have_lines_and_tabs() -> None:
    validate_text("first\r\n\tsecond")
    with pytest.raises(ValidationError):
        validate_text("bell\x07")


def test_a_line_is_trimmed_and_composed() -> None:
    assert clean_line("  Rene\u0301e \u00a0 Ñandú ") == "Renée Ñandú"
