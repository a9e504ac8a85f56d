"""Test that every answer about two real organisations is the one that two independent programs found."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pytest
from django.core.management import call_command

from roles.comparison import Comparison, Placed, Relation, compare_codes, placed_by_code
from roles.structure.findings import Kind, find_all
from roles.structure.reading import read_seats
from roles.structure.summing import layers_of, put_together, spans_of

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]

TRUTHS = {
    "Oracle HR": ("companies/oracle_hr/positions.csv", "companies/oracle_hr/truth.json"),
    "DECC": (
        "organograms/truth/department_of_energy_and_climate_change-2011-03-31.csv",
        "organograms/truth/department_of_energy_and_climate_change-2011-03-31.json",
    ),
}


@pytest.fixture(params=TRUTHS)
def truth(request: pytest.FixtureRequest, real_data_dir: Path) -> dict[str, Any]:
    """Import one organisation, and return what is true of it."""
    positions, answers = (real_data_dir / name for name in TRUTHS[request.param])
    call_command("import_positions", positions, stdout=StringIO())
    found: dict[str, Any] = json.loads(answers.read_text())
    return found


def codes(truth: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the pairs of the truth."""
    return [(pair["a"], pair["b"]) for pair in truth["pairs"]]


def expected(pair: dict[str, Any]) -> dict[str, Any]:
    """Say in our words what is true of a pair; our head has level 0, theirs 1."""
    relation = Relation.NEITHER
    if pair["a"] == pair["b"]:
        relation = Relation.SAME
    elif pair["a_above_b"] or pair["b_above_a"]:
        relation = Relation.ABOVE if pair["a_above_b"] else Relation.BELOW
    elif pair["peers"]:
        relation = Relation.PEERS
    is_one_above = pair["a_above_b"] or pair["b_above_a"]
    return {
        "relation": relation.value,
        "levels_between": abs(pair["level_a"] - pair["level_b"]) if is_one_above else None,
        "nearest_common_manager": pair["ncm_strict"],
        "distance": pair["distance"],
        **{side: expected_seat(pair, letter) for side, letter in (("left", "a"), ("right", "b"))},
    }


def expected_seat(pair: dict[str, Any], letter: str) -> dict[str, Any]:
    """Say in our words what is true of one position of a pair."""
    return {
        "code": pair[letter],
        "level": pair[f"level_{letter}"] - 1,
        "reporting_line": pair[f"chain_up_{letter}"],
        "span_of_control": pair[f"span_{letter}"],
        "reports": pair[f"headcount_{letter}"],
    }


def test_two_hundred_of_two_hundred_pairs_are_right(truth: dict[str, Any]) -> None:
    found = list(compare_codes(codes(truth)))
    assert len(found) == 200
    for comparison, pair in zip(found, truth["pairs"], strict=True):
        assert isinstance(comparison, Comparison)
        assert json.loads(json.dumps(comparison, default=vars)) == expected(pair)


def test_command_gives_the_same_answers(truth: dict[str, Any], tmp_path: Path) -> None:
    file, output = tmp_path / "pairs.csv", StringIO()
    file.write_text("left,right\n" + "".join(f"{left},{right}\n" for left, right in codes(truth)))
    call_command("compare", pairs=file, json=True, stdout=output)
    assert [json.loads(line) for line in output.getvalue().splitlines()] == [expected(pair) for pair in truth["pairs"]]


def test_every_position_stands_where_it_should(truth: dict[str, Any]) -> None:
    positions = placed_by_code(truth["nodes"])
    assert len(positions) == len(truth["nodes"])
    for code, node in truth["nodes"].items():
        position = positions[code.casefold()]
        assert isinstance(position, Placed)
        manager = position.reporting_line[0] if position.reporting_line else None
        found = (manager, position.level + 1, position.span_of_control, position.reports)
        assert found == (node["reports_to"], node["level"], node["span"], node["headcount"])


def test_spans_and_levels_of_the_whole_are_right(truth: dict[str, Any]) -> None:
    structure = put_together(read_seats())
    nodes = truth["nodes"]
    managers = {code: node["span"] for code, node in nodes.items() if node["span"]}
    # Neither has assistants or groups of posts, so a span is the number of direct reports.
    by_key = structure.by_key
    assert {by_key[key].code: led.posts for key, led in structure.led.items()} == managers
    spans = spans_of(structure)
    assert (spans.managers, spans.largest) == (len(managers), max(managers.values()))
    assert spans.average == pytest.approx(fmean(managers.values()))
    assert spans.median == median(managers.values())
    levels = Counter(node["level"] - 1 for node in nodes.values())
    assert {layer.level: layer.positions for layer in layers_of(structure)} == levels
    found = find_all(structure, 7)
    assert {each.seat.code for each in found[Kind.ONE_TO_ONE]} == {code for code, span in managers.items() if span == 1}
    assert {each.seat.code for each in found[Kind.WIDE_SPAN]} == {code for code, span in managers.items() if span > 7}
