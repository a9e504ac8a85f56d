"""What the benchmark of the chart measures with: the peers' companies, bounds, scripts that import others."""

import csv
import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CI = Path(__file__).resolve().parent.parent / ".ci"


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmark."""
    monkeypatch.syspath_prepend(str(CI))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"charts.{name}")

    return load


def test_the_company_of_the_peers_becomes_a_file_that_the_import_reads(charts: Any, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    head = {"id": "e0", "parentId": None, "name": "Ada Ng", "title": "Chief Executive", "dept": "Executive Office"}
    report = {"id": "e1", "parentId": "e0", "name": "Ben Xu", "title": "Analyst", "dept": "Sales"}
    (tmp_path / "data" / "org_2.json").write_text(json.dumps([head, report]))
    charts("company").write(tmp_path / "positions.csv", 2, tmp_path)
    with (tmp_path / "positions.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["position_id"], row["reports_to"], row["holder"]) for row in rows] == [
        ("e0", "", "Ada Ng"),
        ("e1", "e0", "Ben Xu"),
    ]


@pytest.mark.parametrize(
    ("figure", "bound", "holds"), [(50.0, 50.0, True), (50.1, 50.0, False), (None, 50.0, None), (50.0, None, None)]
)
def test_a_bound_holds_where_the_figure_is_not_above(
    charts: Any, figure: float | None, bound: float | None, holds: bool | None
) -> None:
    assert charts("table").Row("opened", "CPU ms", figure, bound).holds is holds


@pytest.mark.parametrize(("figure", "holds"), [(9.0, True), (8.9, False), (None, None)])
def test_a_bound_from_below_holds_where_the_figure_reaches_it(charts: Any, figure: float | None, holds: bool) -> None:
    table = charts("table")
    row = table.Row("names on one sheet", "pt", figure, 9.0, is_least=True)
    assert row.holds is holds
    assert "≥ 9.0" in "\n".join(table.lines([row]))


def test_what_could_not_be_measured_counts_for_nothing(charts: Any) -> None:
    table = charts("table")
    rows = [table.Row("opened", "CPU ms", 20.0, 50.0), table.missing("moved", None, LookupError("no map"))]
    told = "\n".join(table.lines(rows))
    assert "not measured: no map" in told
    assert "1 of 1 bounds hold" in told


def test_scripts_are_weighed_with_all_that_they_import(charts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "http://here/js/chart.js": 'import { View } from "./chart/view.js";\nimport("./chart/later.js");',
        "http://here/js/chart/view.js": 'import "../chart.js";',
        "http://here/js/chart/later.js": 'new Worker(new URL("./worker.js", import.meta.url));',
        "http://here/js/chart/worker.js": "",
    }
    scripts = charts("scripts")
    monkeypatch.setattr(scripts, "fetched", lambda _at, address: (files[address], 10))
    assert scripts.reached(None, ["http://here/js/chart.js"]) == dict.fromkeys(files, 10)


def test_a_part_that_breaks_becomes_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CI))
    bench_chart = importlib.import_module("bench_chart")

    def fail(*_arguments: object) -> None:
        raise LookupError("the server did not start")

    monkeypatch.setitem(bench_chart.PARTS, "map", fail)
    [row] = bench_chart.table.measured("map", bench_chart.PARTS["map"], None, [100])
    assert (row.figure, row.holds) == (None, None)
    assert "the server did not start" in row.note
