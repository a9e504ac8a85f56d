"""Measure what answers about positions cost: a table for a person, var/bench-answers.json for a machine."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from answering import company, comparing, reading, structure, ways
from charts import serving, table

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "bench-answers.json"
LARGE = 100_000
FOOTNOTE = """CPU seconds of one answer in a process that has answered before, as an HR editor: the median of seven.
Statements are all that the database is asked: session, account and permissions, begin and commit too."""


def main() -> None:
    """Measure the parts asked for, or all, and write the report of a whole run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="one alone; writes no report")
    options = parser.parse_args()
    serving.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"])
    with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as folder:
        rows = [row for part in options.part or PARTS for row in table.measured(part, PARTS[part], Path(folder))]
    print("\n".join(["", *table.lines(rows), "", FOOTNOTE]))
    if not options.part:
        table.write(REPORT, rows)
        print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def structure_health(folder: Path) -> Iterator[table.Row]:
    """The page that looks at all positions at once."""
    yield from structure.measure(filled(folder, LARGE), LARGE)


def comparisons(folder: Path) -> Iterator[table.Row]:
    """Positions, people and roles compared, at three sizes."""
    yield from comparing.measure(lambda size: filled(folder, size))


def whom_one_reports_to(folder: Path) -> Iterator[table.Row]:
    """The pages that employees open, at three sizes, and under load."""
    yield from reading.measure(folder)


def ways_between_roles(folder: Path) -> Iterator[table.Row]:
    """The ways from one role to another, and the pages of next steps."""
    yield from ways.measure(folder)


def filled(folder: Path, size: int) -> str:
    """The address of a database with a company of that size, filled when it is first asked for."""
    file, company_file = folder / f"{size}.sqlite3", folder / f"{size}.csv"
    url = f"sqlite:///{file}"
    if not file.exists():
        company.write(company_file, size)
        serving.run(["-m", "answering.company", str(company_file)], url)
    return url


# A part measures in processes of its own; the folder keeps companies for the parts that follow.
PARTS: dict[str, Callable[[Path], Iterator[table.Row]]] = {
    "structure": structure_health,
    "ways": ways_between_roles,
    "comparison": comparisons,
    "reading": whom_one_reports_to,
}


if __name__ == "__main__":
    main()
