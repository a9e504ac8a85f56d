"""Measure every page at four sizes of organisation: a table for a person, var/bench-pages.json for a machine."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import organisation

ROOT = Path(__file__).resolve().parent.parent
SIZES = (70, 1_000, 10_000, 100_000)
TRIAL = {"DEBUG": "off", "HTTPS": "off", "HOST": "127.0.0.1", "SECRET_KEY": "only-for-measuring-" * 4}
COLUMNS = ("cpu_ms", "wall_ms", "queries", "kb")


def main() -> None:
    """Measure each size on a database of its own, in production mode."""
    python(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"], {})
    results = []
    for size in SIZES:
        print(f"Measuring {size:,} positions", flush=True)
        with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as folder:
            file = Path(folder) / "positions.csv"
            organisation.write(file, size)
            url = f"sqlite:///{folder}/orgchart.sqlite3"
            output = python([".ci/pages.py", str(size), str(file)], {"DATABASE_URL": url})
        results.append(json.loads(output))
    report = ROOT / "var" / "bench-pages.json"
    report.write_text(json.dumps(results, indent=2) + "\n")
    print("\n".join(["", *table(results), "", f"Written to {report.relative_to(ROOT)}"]))


def python(arguments: list[str], environment: dict[str, str]) -> str:
    """Run a script of ours and return what it prints."""
    variables = {**os.environ, **TRIAL, **environment}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout


def table(results: list[dict[str, Any]]) -> list[str]:
    """Return lines: a page each, for each size its CPU and wall time, its queries and its size."""
    sizes = "".join(f"{result['positions']:>27,} positions" for result in results)
    headings = "".join(f"{'cpu ms':>13}{'wall ms':>9}{'queries':>9}{'kB':>6}" for _ in results)
    lines = [f"{'':24}{sizes}", f"{'page':24}{headings}"]
    for pages in zip(*(result["pages"] for result in results), strict=True):
        cells = "".join("{:13}{:9}{:9}{:6}".format(*(page[column] for column in COLUMNS)) for page in pages)
        failed = (
            "  " + " ".join(str(page["status"]) for page in pages)
            if {page["status"] for page in pages} != {200}
            else ""
        )
        lines.append(f"{pages[0]['page']:24}{cells}{failed}")
    lines.append(
        f"{'import of the file':24}"
        + "".join("{cpu_ms:13}{wall_ms:9}{:15}".format("", **result["import"]) for result in results)
    )
    return lines


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"Measuring failed: {error}")
