"""Small things that templates say about positions."""

from decimal import Decimal

import pytest
from django.utils import translation

from roles.templatetags.positions import first_paragraph, other_paragraphs, parts_of_address, shortest


@pytest.mark.parametrize(
    ("share", "expected"), [("0.50", "0.5"), ("1.00", "1"), ("10.00", "10"), ("0.25", "0.25"), ("100", "100")]
)
def test_a_share_is_written_without_needless_zeros(share: str, expected: str) -> None:
    assert shortest(Decimal(share)) == expected


def test_a_share_is_written_as_the_language_does() -> None:
    with translation.override("de"):
        assert shortest(Decimal("0.50")) == "0,5"


def test_a_text_is_parted_where_a_line_is_empty() -> None:
    text = "One,\r\nstill one.\r\n \r\nTwo.\n\nThree."
    assert first_paragraph(text) == "One,\nstill one."
    assert other_paragraphs(text) == "Two.\n\nThree."
    assert (first_paragraph(""), other_paragraphs("One.")) == ("", "")


def test_an_address_may_break_before_its_at() -> None:
    assert parts_of_address("ada@example.org") == ["ada", "@example.org"]
    assert parts_of_address("ada") == ["ada", ""]
