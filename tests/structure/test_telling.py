"""What is said of each situation, in words."""

import re

import pytest
from django.utils import translation

from roles.structure.findings import Kind, find_all
from roles.structure.reasons import reason
from roles.structure.summing import spans_of
from roles.structure.telling import named, told_of_all, told_of_kind, told_of_lacking, told_of_spans, told_of_step
from tests.structure.seats import structure_of


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "A level=middle\n  B level=executive",
            Kind.HIGHER_LEVEL,
            "Its management level is top-level executive; that of Title 1 (A), above it, is middle management.",
        ),
        (
            "A scope=department\n  B\n    C scope=organisation",
            Kind.WIDER_SCOPE,
            "Its scope is the whole organisation; that of Title 1 (A), above it, is one department.",
        ),
        (
            "A focus=tactical\n  B focus=strategic",
            Kind.WIDER_FOCUS,
            "Its focus is strategic; that of Title 1 (A), above it, is tactical.",
        ),
        (
            "A level=staff scope=own_work\n  B",
            Kind.LEADS,
            "Its management level is staff, who lead nobody; 1 reports to it directly.",
        ),
        ("A scope=own_work\n  B\n  C", Kind.LEADS, "Its scope is one's own work; 2 report to it directly."),
        (
            "A level=first_line",
            Kind.LEADS_NOBODY,
            "Its management level is first-line management, who lead others; nobody reports to it.",
        ),
        ("A\n  B\n  C\n  D", Kind.WIDE_SPAN, "3 report to it directly; the limit is 2."),
        (
            "A\n  G posts=1200",
            Kind.WIDE_SPAN,
            "1,200 posts in 1 position report to it directly; the limit is 2.",
        ),
        (
            "A\n  B\n  G posts=4\n  P assistant",
            Kind.WIDE_SPAN,
            "5 posts in 2 positions report to it directly; the limit is 2.",
        ),
        ("A\n  B", Kind.ONE_TO_ONE, "Only Title 2 (B) reports to it."),
        ("A\n  B vacant", Kind.ONE_TO_ONE, "Only Title 2 (B), which is vacant, reports to it."),
        ("A vacant", Kind.VACANT, "Nobody holds it today."),
        ("A vacant\n  B", Kind.VACANT, "Nobody holds it today, and 1 reports to it."),
        ("A vacant\n  B\n  C", Kind.VACANT, "Nobody holds it today, and 2 report to it."),
    ],
)
def test_the_reason_of_a_finding(text: str, kind: Kind, expected: str) -> None:
    structure = structure_of(text)
    [finding] = find_all(structure, 2)[kind]
    assert str(reason(finding, structure, 2, named)) == expected


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_says_what_was_found_of_one_and_of_many(kind: Kind) -> None:
    one, many = (str(told_of_kind(kind, count, 12)) for count in (1, 1234))
    assert re.search(r"\b1 position\b", one)
    assert "1,234 positions" in many
    assert "%" not in one + many


def test_the_limit_is_said() -> None:
    assert str(told_of_kind(Kind.WIDE_SPAN, 2, 7)) == "2 positions have a span of control above 7."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", "Nobody reports to anybody."),
        ("A\n  B\n  C", "1 position leads others: its span of control is 2 (Title 1 (A))."),
        (
            "A\n  B\n    C\n    D\n  E\n  F",
            "2 positions lead others: 2.5 on average, half of them 2.5 or fewer, at most 3 (Title 1 (A)).",
        ),
        (
            "A\n  B\n    C\n    D\n  E",
            "2 positions lead others: 2 on average, half of them 2 or fewer, at most 2 (Title 1 (A)).",
        ),
    ],
)
def test_spans_in_a_sentence(text: str, expected: str) -> None:
    assert str(told_of_spans(spans_of(structure_of(text)), named)) == expected


def test_the_whole_in_a_sentence() -> None:
    assert str(told_of_all(structure_of("A"), 1)) == "The chart has 1 position on 1 level."
    assert str(told_of_all(structure_of("A\n  B"), 2)) == "The chart has 2 positions on 2 levels."


def test_who_lacks_facts_in_a_sentence() -> None:
    assert str(told_of_lacking(1)).startswith("1 position has no role, or one without")
    assert str(told_of_lacking(30)).startswith("30 positions have no role, or one without")


def test_steps_of_spans_in_words() -> None:
    steps = [told_of_step(step) for step in spans_of(structure_of("A")).steps]
    assert steps == ["1", "2 to 3", "4 to 7", "8 to 12", "13 to 20", "21 or more"]


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    structure = structure_of("A\n  B\n    C\n    D\n  E\n  F")
    with translation.override("de"):
        assert "2,5" in str(told_of_spans(spans_of(structure), named))
