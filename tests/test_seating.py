"""What the boxes of a chart say, and where they lead."""

import pytest

from roles.choice import Choice, ColourBy
from roles.models import Position
from roles.seating import Addresses, counts_of


def test_addresses_quote_codes_and_keep_what_was_chosen() -> None:
    addresses = Addresses.of_pages("https://chart.example")
    chosen = Choice(levels=5, opened=("A.1", "Ä"), colour=ColourBy.SPAN)
    assert addresses.of_position("Ä.1") == "https://chart.example/positions/%C3%84.1/"
    assert addresses.of_branch("A", Choice(shows_all=True)) == "https://chart.example/chart/A/?all=1"
    assert addresses.of_choice(chosen) == "https://chart.example/chart/?levels=5&open=A.1,%C3%84&colour=span"
    assert Addresses.of_pages(top=Position(code="A")).of_choice(Choice()) == "/chart/A/"


@pytest.mark.parametrize(
    ("direct", "everybody", "words"),
    [
        (0, 0, ""),
        (1, 1, "1 direct report"),
        (7, 7, "7 direct reports"),
        (7, 99_999, "7 direct · 99,999 in all"),
    ],
)
def test_counts_are_put_into_words(direct: int, everybody: int, words: str) -> None:
    position = Position(reports_count=everybody)
    position.span = direct
    assert counts_of(position) == words
