"""Spans and layers of small structures."""

from statistics import mean, median

import pytest

from roles.structure.summing import Layer, lacking_facts, layers_of, put_together, spans_of
from tests.structure.seats import structure_of

COMPANY = """
CEO
  PA assistant
  COO
    PLANT
      CREW posts=14
    STORE vacant
  CFO vacant
OTHER
"""


def test_spans_count_posts_of_those_who_lead_and_no_assistants() -> None:
    spans = spans_of(structure_of(COMPANY))
    assert (spans.managers, spans.average, spans.median, spans.largest) == (3, mean([2, 2, 14]), median([2, 2, 14]), 14)
    assert spans.widest is not None
    assert spans.widest.code == "PLANT"
    assert [(step.first, step.last, step.managers) for step in spans.steps if step.managers] == [(2, 3, 2), (13, 20, 1)]


@pytest.mark.parametrize(
    ("span", "step"),
    [
        (1, (1, 1)),
        (2, (2, 3)),
        (3, (2, 3)),
        (4, (4, 7)),
        (12, (8, 12)),
        (13, (13, 20)),
        (20, (13, 20)),
        (21, (21, None)),
    ],
)
def test_each_span_falls_into_one_step(span: int, step: tuple[int, int | None]) -> None:
    spans = spans_of(structure_of(f"A\n  G posts={span}"))
    assert [(each.first, each.last) for each in spans.steps if each.managers] == [step]


def test_the_median_of_an_even_number_lies_between() -> None:
    assert spans_of(structure_of("A\n  B\n    G posts=4")).median == 2.5


def test_layers_say_what_stands_on_each_level() -> None:
    assert layers_of(structure_of(COMPANY)) == [
        Layer(0, positions=2, posts=2, managers=1),
        Layer(1, positions=3, posts=3, managers=1, vacant=1),
        Layer(2, positions=2, posts=2, managers=1, vacant=1),
        Layer(3, positions=1, posts=14),
    ]


def test_who_lacks_a_fact_is_counted() -> None:
    whole = "level=staff scope=team focus=tactical"
    assert lacking_facts(structure_of(f"A {whole}\nB level=staff scope=team\nC")) == 2


def test_an_empty_structure_has_no_spans_and_no_layers() -> None:
    structure = put_together([])
    spans = spans_of(structure)
    assert (spans.managers, spans.largest, spans.widest) == (0, 0, None)
    assert sum(step.managers for step in spans.steps) == 0
    assert layers_of(structure) == []
