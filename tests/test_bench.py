"""What the benchmark of the tree measures with: the same company and edits, a table of what is missed."""

import importlib
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CI = Path(__file__).resolve().parent.parent / ".ci"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmark."""
    monkeypatch.syspath_prepend(str(CI))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"bench.{name}")

    return load


def test_a_company_is_the_same_each_time_with_six_reports_a_manager(bench: Any) -> None:
    made = bench("company").company(10_000)
    assert made.managers == bench("company").company(10_000).managers
    spans = Counter(made.managers.values())
    assert len(made.managers) == 10_000
    assert 5.5 < (len(made.managers) - 1) / (len(spans) - 1) < 6.5
    assert max(len(made.line(key)) for key in made.managers) <= 8


def test_edits_keep_a_tree_and_say_what_they_have_to_write(bench: Any) -> None:
    company = bench("company")
    edited, told = company.company(2_000), company.company(2_000)
    editor = company.Editor(edited, (2, 120))
    for kind in company.KINDS * 100:
        edit = editor.edit(kind)
        if kind == company.MOVE:
            assert edit.manager not in told.preorder(edit.key)
            assert edit.moving == len(list(told.preorder(edit.key)))
        if kind == company.DELETE:
            assert told.reports[edit.key] == []
        told.apply(edit)
    assert len(list(told.preorder())) == len(told.managers) == 2_000


def test_the_table_compares_with_a_report_of_the_same_size_alone(bench: Any) -> None:
    table = bench("table")
    row = table.Row("sqlite", "insert", "CPU ms", {"ours": 3.0, "mptt": 90.0}, [table.at_least("20 x", 30.0, 20.0)])
    earlier = {"positions": 70, "rows": [{"database": "sqlite", "what": "insert", "figures": {"ours": 2.0}}]}
    assert "+50 %" in "\n".join(table.lines([row], earlier, 70))
    assert "%" not in "\n".join(table.lines([row], earlier, 1_000))


def test_the_table_says_which_goal_is_missed(bench: Any) -> None:
    table = bench("table")
    goals = [table.at_most("at most 5 x", 6.0, 5.0), table.at_least("at least 20 x", 20.0, 20.0)]
    text = "\n".join(table.lines([table.Row("sqlite", "insert", "CPU ms", {"ours": 3.0}, goals)], {}, 70))
    assert "MISSED  at most 5 x: 6.00 x" in text
    assert "met     at least 20 x: 20.0 x" in text


def test_a_row_comes_back_from_another_process_as_it_was(bench: Any) -> None:
    table = bench("table")
    row = table.Row("sqlite", "insert", "CPU ms", {"ours": 3.0}, [table.at_most("at most 5 x", 6.0, 5.0)], "a note")
    assert table.from_json(json.dumps(asdict(row))) == row
