"""Measure the chart and the map beside their peers: a table for a person, var/bench-chart.json for a machine."""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import browser
from charts import acts, answers, first_view, scripts, serving, table, whole
from charts.serving import Companies

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "bench-chart.json"
SIZES = (100, 1_000, 10_000, 100_000)
Measure = Callable[[Companies, Sequence[int]], Iterator[table.Row]]
PARTS: dict[str, Measure] = {
    "server": answers.chart,
    "first-view": first_view.measure,
    "acts": acts.measure,
    "map": whole.opening,
    "moving": whole.moving,
    "scripts": scripts.measure,
    "suggestions": answers.suggestions,
}
FOOTNOTE = """CPU ms of a page are those of the main thread of a fresh Chromium without GPU, from the navigation until
all is quiet, on the map those of its workers too; peers draw data that they have already. Medians."""


def main() -> None:
    """Measure the parts asked for, or all, and write the report of a whole run."""
    options = arguments()
    browser.install()
    serving.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"])
    with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as temporary:
        companies = Companies((options.keep or Path(temporary)).resolve(), options.peers)
        companies.folder.mkdir(exist_ok=True)
        rows = [
            row for part in options.part or PARTS for row in table.measured(part, PARTS[part], companies, options.sizes)
        ]
    print("\n".join(["", *table.lines(rows), "", FOOTNOTE]))
    if not options.part and options.sizes == list(SIZES):
        table.write(REPORT, rows)
        print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="one alone; writes no report")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="positions; others write no report")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the databases for the next run")
    folder = os.environ.get("PEERS")
    parser.add_argument("--peers", type=Path, default=Path(folder) if folder else None, help="the folder of the peers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
