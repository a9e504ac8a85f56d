"""What the boxes of a chart say, and where they lead."""

import pytest

from roles.models import Position
from roles.seating import Addresses, counts_of


def test_addresses_quote_codes_and_keep_what_was_chosen() -> None:
    addresses = Addresses.of_pages("https://chart.example", "levels=5")
    assert addresses.of_position("Ä.1") == "https://chart.example/positions/%C3%84.1/"
    assert addresses.of_chart("A") == "https://chart.example/chart/A/?levels=5"
    assert addresses.of_chart("A", shows_all=True) == "https://chart.example/chart/A/?levels=5&all=1"
    assert Addresses.of_pages().of_chart("A") == "/chart/A/"


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
