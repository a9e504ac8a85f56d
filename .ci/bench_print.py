"""Measure what prints cost and how they come out: a table for a person, var/bench-print.json for a machine."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import browser  # noqa: E402
import organisation  # noqa: E402
from charts import serving, table  # noqa: E402
from charts.serving import Companies  # noqa: E402
from prints import chromium, names  # noqa: E402

REPORT = ROOT / "var" / "bench-print.json"
LARGE, SMALL = 10_000, 290
REAL = Path("companies/adventureworks/positions.csv")
NAMES = Path("names.txt")
MOST_CPU = {LARGE: 10.0, SMALL: 1.0}
MOST_MEMORY, MOST_MEGABYTES, MOST_CPU_OF_POSTER = 1200, 16, 3.0
LEAST_OF_CHROMIUM, LONGEST = 10, 600.0  # times what ours takes; seconds
LEAST_TYPE, LEAST_COVERED = 7.0, 50
LEAST_FOUND = {"PDFium": 27, "pdftotext": 29}
FOOTNOTE = """CPU seconds run from the first statement to the file, in a fresh process, with those of the process that
typesets. Memory is the peak of both added up. Chromium is stopped once it has used twice what it must; it prints the
same page. How large type is on one sheet, bench-layout measures. Real companies come from REAL_DATA_DIR."""


@dataclass(frozen=True)
class Run:
    """Where companies are kept during a run, and where the real ones are, if anywhere."""

    companies: Companies
    real: Path | None

    def real_file(self, file: Path) -> Path:
        """A file of real data; where there is none, an error that says so."""
        if self.real is None:
            raise FileNotFoundError("REAL_DATA_DIR is not set")
        return self.real / file


Part = Callable[[Run], Iterator[table.Row]]


def main() -> None:
    """Measure the parts asked for, or all, and write the report of a whole run."""
    options = arguments()
    browser.install()
    browser.install_reader()
    with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as temporary:
        companies = Companies((options.keep or Path(temporary)).resolve(), None)
        companies.folder.mkdir(exist_ok=True)
        run = Run(companies, Path(os.environ["REAL_DATA_DIR"]) if os.environ.get("REAL_DATA_DIR") else None)
        rows = [row for part in options.part or PARTS for row in table.measured(part, PARTS[part], run)]
    print("\n".join(["", *table.lines(rows), "", FOOTNOTE]))
    if not options.part:
        table.write(REPORT, rows)
        print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="one alone; writes no report")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the databases for the next run")
    return parser.parse_args()


def large_book(run: Run) -> Iterator[table.Row]:
    """Everything about ten thousand positions."""
    facts = printed(run, LARGE, "book", "a4")
    yield table.Row("book", "CPU s", facts["cpu"], MOST_CPU[LARGE], LARGE, beside(facts))
    yield table.Row("book: memory", "MB", facts["memory"], MOST_MEMORY, LARGE)
    yield table.Row("book: file", "MB", facts["megabytes"], MOST_MEGABYTES, LARGE)


def small_book(run: Run) -> Iterator[table.Row]:
    """Everything about as many positions as the real company has."""
    facts = printed(run, SMALL, "book", "a4")
    yield table.Row("book", "CPU s", facts["cpu"], MOST_CPU[SMALL], SMALL, beside(facts))


def poster(run: Run) -> Iterator[table.Row]:
    """Ten thousand positions on one sheet, by us and by Chromium."""
    document = run.companies.folder / "poster.html"
    facts = printed(run, LARGE, "sheet", "a0", document)
    yield table.Row("poster on A0", "CPU s", facts["cpu"], MOST_CPU_OF_POSTER, LARGE, beside(facts))
    least = LEAST_OF_CHROMIUM * facts["cpu"]
    cpu, is_done = chromium.print_page(document, 2 * least, LONGEST)
    note = "" if is_done else "stopped before it was done"
    yield table.Row("the same by Chromium", "CPU s", cpu, least, LARGE, note, is_least=True)


def real_book(run: Run) -> Iterator[table.Row]:
    """How a real company comes out on sheets of A4."""
    facts = made(f"sqlite:///{run.companies.folder}/real.sqlite3", run.real_file(REAL), ["book", "a4"])
    yield table.Row("AdventureWorks: book", "CPU s", facts["cpu"], MOST_CPU[SMALL], SMALL, beside(facts))
    yield table.Row("AdventureWorks: smallest type", "pt", facts["smallest"], LEAST_TYPE, SMALL, is_least=True)
    yield table.Row("AdventureWorks: covered", "%", facts["covered"], LEAST_COVERED, SMALL, is_least=True)


def found_names(run: Run) -> Iterator[table.Row]:
    """How many names in many scripts are found by searching."""
    sought, file = names.read_names(run.real_file(NAMES)), run.companies.folder / "names.pdf"
    names.print_names(sought, file)
    searches = {"PDFium": names.found_by_pdfium, "pdftotext": names.found_by_pdftotext}
    for name, search in searches.items():
        found = search(sought, file)
        lost = ", ".join(each for each in sought if each not in found)
        yield table.Row(f"names found by {name}", "", len(found), LEAST_FOUND[name], len(sought), lost, is_least=True)


def printed(run: Run, size: int, layout: str, paper: str, document: Path | None = None) -> dict[str, Any]:
    """Print a made-up company."""
    file = run.companies.folder / f"{size}.csv"
    organisation.write(file, size)
    options = [layout, paper, *(["--document", str(document)] if document else [])]
    return made(serving.database(run.companies, size), file, options)


def made(url: str, file: Path, options: list[str]) -> dict[str, Any]:
    """Fill a database unless it is filled, and print it in a process of its own; return the figures."""
    serving.run(["-m", "charts.filling", str(file)], url)
    layout, paper, *others = options
    with tempfile.NamedTemporaryFile(suffix=".pdf") as output:
        facts: dict[str, Any] = json.loads(
            serving.run(["-m", "prints.making", layout, paper, output.name, *others], url)
        )
    return facts


def beside(facts: dict[str, Any]) -> str:
    """What else there is to say of a print."""
    standard = "PDF/UA-1" if facts["has_standard"] else "without the standard"
    return f"{facts['sheets']:,} sheets, {facts['pages']:,} pages, names {facts['type']} pt, {standard}"


PARTS: dict[str, Part] = {
    "large book": large_book,
    "small book": small_book,
    "poster": poster,
    "real book": real_book,
    "names": found_names,
}


if __name__ == "__main__":
    main()
