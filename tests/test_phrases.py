"""Sentences are put together from translated patterns."""

import pytest
from django.utils import translation

from roles.phrases import NOTHING, Part, listed, plain, sentence, written


def test_names_fill_the_places_of_a_pattern() -> None:
    said = sentence("%(who)s reports to %(whom)s.", who="Ada", whom=Part("Grace", "/people/2/", is_name=True))
    assert str(said) == "Ada reports to Grace."
    assert [part.url for part in said] == ["", "", "/people/2/", ""]


def test_a_translation_may_turn_the_order_round() -> None:
    said = sentence("An %(whom)s berichtet %(who)s.", who="Ada", whom="Grace")
    assert str(said) == "An Grace berichtet Ada."


def test_a_phrase_keeps_its_links_inside_another() -> None:
    inner = sentence("the %(title)s", title=Part("Head", "/positions/H/", is_name=True))
    said = sentence("It reports to %(manager)s.", manager=inner)
    assert [part.text for part in said] == ["It reports to ", "the ", "Head", "."]
    assert [part.is_name for part in said] == [False, False, True, False]


def test_a_name_that_looks_like_a_place_stays_a_name() -> None:
    assert str(sentence("%(who)s is 100%% sure.", who="%(whom)s %s")) == "%(whom)s %s is 100% sure."


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), (list("ABCD"), "A, B, C and D")],
)
def test_names_are_listed_as_one_says_them(names: list[str], expected: str) -> None:
    assert str(listed(names)) == expected


def test_a_sentence_of_nothing_is_false() -> None:
    assert not NOTHING
    assert plain("Something")


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert (written(7), written(99_999)) == ("7", "99,999")
    assert str(sentence("%(number)s posts", number=10_000)) == "10,000 posts"
    with translation.override("de"):
        assert written(99_999) == "99.999"
        assert str(sentence("%(number)s posts", number=10_000)) == "10.000 posts"
