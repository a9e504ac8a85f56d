"""Text of any script is measured, wrapped and shortened where a reader sees characters end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.chart.fonts import SEMIBOLD
from roles.chart.text import clean, clusters, family_for, is_right_to_left, measure, width, wrap, wrap_whole

EM = 1000


def test_width_is_in_the_unit_of_the_size() -> None:
    assert width("Chief Operating Officer", 14, SEMIBOLD) == 159
    assert width("", 14) == 0


def test_semibold_is_wider_than_regular() -> None:
    assert measure("Operations", SEMIBOLD) > measure("Operations")


def test_letters_are_kerned() -> None:
    assert measure("AV") < measure("A") + measure("V")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("é", "Noto Sans"),
        ("Ж", "Noto Sans Extended"),
        ("م", "Amiri"),
        ("ש", "Noto Sans Hebrew"),
        ("क्ष", "Noto Sans Devanagari"),
        ("ว", "Sarabun"),
        ("👩‍💻", "Noto Emoji"),
        (" ", "Noto Sans"),
    ],
)
def test_a_character_is_set_in_the_first_family_that_has_it(text: str, family: str) -> None:
    found = family_for(text)
    assert found is not None
    assert found.name == family


def test_characters_of_no_family_are_guessed_by_their_width() -> None:
    assert family_for("𗀀") is None
    assert measure("𗀀𗀁") == 2 * EM
    assert measure("\ue000") == 600


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    assert clean("Rene\u0301e") == clean("Renée")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("  Head \n of\tSales ", "Head of Sales"),
        ("a\x00b\x1bc\ufffe", "a b c"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ud800x", "x"),
        ("Z" + "\u0316" * 500, "Z" + "\u0316" * 6),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_text_is_made_fit_to_be_drawn(text: str, drawn: str) -> None:
    assert clean(text) == drawn


def test_lines_break_at_spaces_and_after_hyphens() -> None:
    assert wrap("Head of Research/Development and Customer-Relations", 10 * EM, 5) == (
        "Head of Research/",
        "Development and",
        "Customer-Relations",
    )


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("Vice President of Engineering and Operations", 9 * EM, 2) == ("Vice President of", "Engineering and…")
    assert wrap("Vice President of Engineering", 8 * EM, 1) == ("Vice President…",)


def test_a_word_of_a_hundred_letters_is_broken() -> None:
    lines = wrap("x" * 100, 8 * EM, 9)
    assert "".join(line.removesuffix("-") for line in lines) == "x" * 100
    assert all(line.endswith("-") for line in lines[:-1])
    assert all(measure(line) <= 8 * EM for line in lines)


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Maschinensicherheitsbeauftragte", ("Maschinensicher-", "heitsbeauftragte")),
        ("Ηλεκτροεγκεφαλογράφημα", ("Ηλεκτροεγκεφαλογ-", "ράφημα")),
        ("1234567890123456789012345", ("12345678901234567", "89012345")),
    ],
)
def test_a_word_is_cut_with_a_hyphen_in_the_scripts_that_have_one(word: str, lines: tuple[str, ...]) -> None:
    assert wrap(word, 10 * EM, 3) == lines


def test_a_word_of_another_script_is_cut_without_a_hyphen() -> None:
    assert "".join(wrap("ب" * 90, 10 * EM, 9)) == "ب" * 90


def test_nothing_joins_the_end_of_a_word_that_was_cut() -> None:
    assert wrap("Überprüfungsbeauftragte", 9 * EM, 3) == ("Überprüfungs-", "beauftragte")
    assert wrap("Maschinensicherheitsbeauftragte", 7 * EM, 2)[1].endswith("…")


def test_a_compound_is_cut_at_its_seam_rather_than_behind_a_single_vowel() -> None:
    word = "Maschinensicherheitsüberprüfungsbeauftragte"
    assert wrap(word, 11 * EM, 9)[:2] == ("Maschinensicherheits-", "überprüfungsbeauft-")
    assert wrap("Qualitätsüberwachungsleiterin", 6 * EM, 9)[0] == "Qualitäts-"
    for room in range(7 * EM, 17 * EM, EM // 4):
        assert not [line for line in wrap(word, room, 9) if line.endswith(("heitsü-", "ungsb-"))]


def test_an_address_is_broken_without_a_mark_that_is_not_its_own() -> None:
    assert wrap_whole("ann.lee@example.org", 14 * EM) == ("ann.lee@example.org",)
    long = "bartholomew.thornmere-long_name@thornmere.example.org"
    assert wrap_whole(long, 14 * EM) == ("bartholomew.thornmere-", "long_name@thornmere.", "example.org")
    assert wrap_whole("+44 20 7946 0000", 6 * EM) == ("+44 20 7946", "0000")
    assert wrap_whole("", EM) == ()


@given(st.text("abcé@.-_", max_size=254), st.integers(EM, 14 * EM))
def test_an_address_stays_whole(text: str, room: int) -> None:
    lines = wrap_whole(text, room)
    assert "".join(lines) == text
    assert all(measure(line) <= room or len(line) == 1 for line in lines)


def test_scripts_without_spaces_break_between_characters() -> None:
    assert wrap("欧阳文静欧阳文静", 5 * EM, 3) == ("欧阳文静欧", "阳文静")


@given(st.text(max_size=60), st.integers(2 * EM, 12 * EM), st.integers(1, 4))
def test_wrapped_lines_keep_to_their_room_and_number(text: str, room: int, most_lines: int) -> None:
    lines = wrap(clean(text), room, most_lines)
    assert len(lines) <= most_lines
    whole = clusters(clean(text))
    # A kern across a space, and a single character wider than the room, are all that may stick out.
    assert all(measure(line) <= room + EM // 10 or len(clusters(line)) <= 2 for line in lines)
    letters = str.maketrans("", "", " -")
    assert "".join(lines).rstrip("…").translate(letters) in "".join(whole).translate(letters) + "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("محمد", True), ("12 שרה", True), ("Ahmed أحمد", False), ("42", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected
