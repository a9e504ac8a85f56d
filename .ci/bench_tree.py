"""Measure the tree beside other libraries: a table for a person, var/bench-tree.json for a machine."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import postgres
from bench import table

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "bench-tree.json"
SIZE = 100_000
# Seconds for the edits of one contender, and for one count of rewritten rows; who needs more does fewer.
BUDGET = 300
DATABASES = ("sqlite", "postgresql")
TRIAL = {"DEBUG": "off", "HTTPS": "off", "HOST": "127.0.0.1", "SECRET_KEY": "only-for-measuring-" * 4}
FOOTNOTE = """CPU is that of this process and of all processes of the server; medians over rounds, the ways in turns.
SQLite is a file with the product's own settings: WAL, IMMEDIATE, synchronous=FULL. PostgreSQL is as it comes, but with
fsync, synchronous_commit and full_page_writes off, which spares every way the same waits for the disk."""


def main() -> None:
    """Measure, compare with an earlier report, and write this one."""
    options = arguments()
    rows: list[table.Row] = []
    try:
        for database in options.database or DATABASES:
            print(f"Measuring {options.size:,} positions on {database}", flush=True)
            for row in measure(database, options):
                rows.append(replace(row, database=database))
    finally:
        print("\n".join(["", *table.lines(rows, table.read(REPORT), options.size), "", FOOTNOTE]))
    if not options.part and not options.database:
        table.write(REPORT, options.size, rows)
        print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="positions; 5000 for a quick look")
    parser.add_argument("--budget", type=int, default=BUDGET, help="seconds for the edits of one contender")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one alone; writes no report")
    parts = ("tree", "whole", "rewritten", "crowd", "bulk")
    parser.add_argument("--part", action="append", choices=parts, help="one alone; writes no report")
    return parser.parse_args()


def measure(database: str, options: argparse.Namespace) -> Iterator[table.Row]:
    """Measure on a database of its own, which is gone afterwards."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as folder:
            yield from run(f"sqlite:///{folder}/orgchart.sqlite3", options)
        return
    with postgres.server() as url:
        if url is None:
            sys.exit("There is no PostgreSQL on this machine, and pip could not install one.")
        yield from run(url, options)


def run(url: str, options: argparse.Namespace) -> Iterator[table.Row]:
    """Measure in a process whose settings name the database."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / ".ci")])
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": paths}
    command = [sys.executable, "-m", "bench.measure", str(options.size), str(options.budget), *(options.part or ())]
    environment = {**os.environ, **TRIAL, **settings}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            yield table.from_json(line)
    if process.returncode:
        sys.exit("Measuring failed.")


if __name__ == "__main__":
    main()
