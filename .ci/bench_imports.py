"""Measure what imports cost: a table for a person, var/bench-imports.json for a machine."""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import organisation  # noqa: E402
from charts import serving, table  # noqa: E402
from imports import hostile  # noqa: E402

REPORT = ROOT / "var" / "bench-imports.json"
LARGE, BOOK, SMALL = 100_000, 20_000, 1_000
SLOWER, MOST_MEMORY = 2.0, 700
MOST_PLANNING, MOST_STATEMENTS = 10.0, 12
MOST_OF_OPENPYXL, LEAST_OF_OTHERS = 2.0, 20.0
MOST_REFUSING, MOST_MEMORY_REFUSING = 1.0, 300
FOOTNOTE = """CPU seconds of a fresh process, from its start: Python, Django, reading, planning and writing. bulk_create
is handed instances that are made already and writes the same rows, with all that is recorded of them, into empty
tables. Reading with openpyxl is walking through all cells; refusing counts from the bytes in memory to the sentence."""


def main() -> None:
    """Measure the parts asked for, or all, and write the report of a whole run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="one alone; writes no report")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as folder:
        rows = [row for part in options.part or PARTS for row in table.measured(part, PARTS[part], Path(folder))]
    print("\n".join(["", *table.lines(rows), "", FOOTNOTE]))
    if not options.part:
        table.write(REPORT, rows)
        print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def large(folder: Path) -> Iterator[table.Row]:
    """A hundred thousand positions by the command, beside their plain rows, and planned a second time."""
    url, file = database(folder, "large"), folder / "large.csv"
    organisation.write(file, LARGE)
    prepare(url)
    ours = imported("command", file, url)
    unchanged = imported("plan", file, url)
    plain = json.loads(serving.run(beside_others("bench.bulk", "plain"), url))
    counts = ", ".join(f"{count:,} {name}" for name, count in plain["rows"].items())
    bound = SLOWER * plain["seconds"]
    yield table.Row("CSV: read, planned, written", "CPU s", ours["cpu"], bound, LARGE, ours["progress"].strip())
    yield table.Row("bulk_create of the same rows", "CPU s", plain["seconds"], size=LARGE, beside=counts)
    yield table.Row("its peak memory", "MB", ours["memory"], MOST_MEMORY, LARGE)
    told = "an empty plan" if unchanged["is_empty"] and not unchanged["problems"] else "NOT AN EMPTY PLAN"
    yield table.Row("plan of the unchanged file", "CPU s", unchanged["planning"], MOST_PLANNING, LARGE, told)
    yield table.Row("its statements", "", unchanged["statements"], MOST_STATEMENTS, LARGE)
    yield table.Row("its peak memory", "MB", unchanged["memory"], size=LARGE)


def workbook(folder: Path) -> Iterator[table.Row]:
    """A workbook of twenty thousand rows, read and planned, beside openpyxl."""
    url, file = database(folder, "book"), folder / "book.xlsx"
    prepare(url)
    write_workbook(file, BOOK)
    alone = imported("openpyxl", file, url)
    ours = imported("plan", file, url)
    bound = MOST_OF_OPENPYXL * alone["reading"]
    told = f"{ours['created']:,} to be created, openpyxl alone {alone['reading']:.1f}"
    yield table.Row("XLSX: read and planned", "CPU s", ours["planning"], bound, BOOK, told)
    yield table.Row("its peak memory", "MB", ours["memory"], size=BOOK)


def others(folder: Path) -> Iterator[table.Row]:
    """A thousand rows by django-import-export, beside ours: the columns that both read, and all that ours does."""
    whole, alike = folder / "small.csv", folder / "alike.csv"
    organisation.write(whole, SMALL)
    write_columns(whole, alike, ("position_id", "reports_to", "title", "grade"))
    theirs = imported("others", alike, database(folder, "others"), has_others=True)["importing"]
    for file, name, bound in ((alike, "ours, same columns", LEAST_OF_OTHERS), (whole, "ours with people", None)):
        url = database(folder, file.stem)
        prepare(url)
        ours = imported("twice", file, url)["importing"]
        told = f"ours {ours:.2f} s with its record, theirs {theirs:.1f} s without"
        is_least = bound is not None
        yield table.Row(f"import-export, times {name}", "x", theirs / ours, bound, SMALL, told, is_least=is_least)


def write_columns(file: Path, other: Path, columns: tuple[str, ...]) -> None:
    """Write some columns of a table to another file."""
    with file.open(encoding="utf-8-sig", newline="") as read, other.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(csv.DictReader(read))


def refusals(folder: Path) -> Iterator[table.Row]:
    """Files that are made to hurt."""
    url = database(folder, "empty")
    for file in hostile.write_all(folder):
        facts = imported("refuse", file, url)
        told = facts["problems"][0].partition(": ")[2][:70] if facts["problems"] else "TAKEN"
        yield table.Row(f"refused: {file.name}", "CPU s", facts["reading"], MOST_REFUSING, beside=told)
        yield table.Row(f"refused: {file.name}", "MB", facts["memory"], MOST_MEMORY_REFUSING)
        file.unlink()


def database(folder: Path, name: str) -> str:
    """The address of a database of its own."""
    return f"sqlite:///{folder}/{name}.sqlite3"


def prepare(url: str) -> None:
    """Make the tables, and the role that a title of the company names."""
    serving.run(["manage.py", "migrate", "--verbosity", "0"], url)
    title = organisation.ROLE
    made = f"from roles.models import Role; Role.objects.create(slug='operations-manager', title={title!r})"
    serving.run(["manage.py", "shell", "--verbosity", "0", "--command", made], url)


def imported(act: str, file: Path, url: str, *, has_others: bool = False) -> dict[str, Any]:
    """Do something with a file in a process of its own; return the figures."""
    arguments = (act, str(file))
    module = "imports.importing"
    command = beside_others(module, *arguments) if has_others else ["-m", module, *arguments]
    facts: dict[str, Any] = json.loads(serving.run(command, url))
    return facts


def beside_others(module: str, *arguments: str) -> list[str]:
    """Run a module with the libraries installed that ours is measured beside."""
    script = (
        "import os, runpy, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'bench.settings'; "
        f"sys.argv[1:] = {list(arguments)!r}; runpy.run_module({module!r}, run_name='__main__')"
    )
    return ["-c", script]


def write_workbook(file: Path, size: int) -> None:
    """Write the company as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("positions")
    sheet.append(organisation.HEADINGS)
    for row in organisation.rows(size):
        sheet.append(row)
    book.save(file)


PARTS: dict[str, Callable[[Path], Iterator[table.Row]]] = {
    "large": large,
    "workbook": workbook,
    "others": others,
    "refusals": refusals,
}


if __name__ == "__main__":
    main()
