"""Small things that templates say about positions."""

import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from roles.models import Position
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


@pytest.mark.parametrize(("language", "expected"), [("en", "10,000 reports"), ("de", "10.000 unterstellte Positionen")])
def test_a_list_writes_numbers_as_the_language_does(language: str, expected: str) -> None:
    position = Position(code="A", title="Top", reports_count=10_000)
    position.current_appointments = []
    with translation.override(language):
        assert expected in render_to_string("_positions.html", {"positions": [position]})


def test_no_sentence_of_a_page_counts_in_raw_numbers() -> None:
    folder = settings.BASE_DIR / "templates"
    pages = [*folder.glob("*.html"), *(folder / "roles").glob("*.html")]
    counting = [tag for page in pages for tag in re.findall(r"{% blocktranslate count .*?%}", page.read_text())]
    assert len(counting) > 5
    assert [tag for tag in counting if "|written" not in tag] == []
