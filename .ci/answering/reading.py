"""What it costs to see whom somebody reports to, at several sizes, and how many see it at once on two workers."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from address import free_address, wait_for
from charts import company, serving, table
from charts.table import Row

from answering.readers import addresses

SIZES = (1_000, 10_000, 100_000)
MOST_MILLISECONDS, MOST_STATEMENTS = 12, 8
LASTING = 15  # seconds
SERVING = ["--workers", "2", "--threads", "4", "--no-control-socket", "--forwarded-allow-ips", ""]


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """The pages at each size, then two workers under load at the largest, alone and with somebody who writes."""
    for size in sizes:
        yield from pages(filled(folder, size), size)
    url = filled(folder, sizes[-1])
    yield from under_load(url, sizes[-1], "SQLite")
    yield from under_load(url, sizes[-1], "SQLite", is_written=True)


def filled(folder: Path, size: int) -> str:
    """The address of a database with a company of that size, filled when it is first asked for."""
    url = f"sqlite:///{folder}/reading-{size}.sqlite3"
    if not (folder / f"reading-{size}.sqlite3").exists():
        fill(url, folder / f"reading-{size}.csv", size)
    return url


def fill(url: str, file: Path, size: int) -> None:
    """Fill a database with a company."""
    company.write(file, size, None)
    session(url, file)


def session(url: str, file: Path | None = None) -> str:
    """Sign a reader in, filling the database from a file where it is empty."""
    facts = json.loads(serving.run(["-m", "charts.filling", str(file)], url))
    return str(facts["session"])


def pages(url: str, size: int) -> Iterator[Row]:
    """What each page costs."""
    for line in serving.run(["-m", "answering.readers", str(size)], url).splitlines():
        page = json.loads(line)
        is_first = "statements" not in page
        yield Row(page["name"], "CPU ms", page["cpu"], None if is_first else MOST_MILLISECONDS, size)
        if not is_first:
            yield Row("  its statements", "", page["statements"], MOST_STATEMENTS, size)


def under_load(url: str, size: int, database: str, *, is_written: bool = False) -> Iterator[Row]:
    """Requests a second, the time that one in twenty takes longer than, and what went wrong."""
    signed_in = session(url)
    writing = [sys.executable, "-m", "answering.writing", str(LASTING)]
    with served(url) as address:
        paths = list(addresses(size).values())
        serving.run(["-m", "answering.load", address, signed_in, "1", *paths])  # so that all is warm
        writer = subprocess.Popen(writing, cwd=serving.ROOT, env=serving.environment(url)) if is_written else None
        found = json.loads(serving.run(["-m", "answering.load", address, signed_in, str(LASTING), *paths]))
        if writer is not None:
            writer.wait()
    beside = f"{database}, one writes each second" if is_written else database
    yield Row("requests a second, two workers", "", found["a_second"], size=size, beside=beside)
    yield Row("95th percentile", "ms", found["slowest"], size=size, beside=beside)
    yield Row("errors", "", found["faults"], 0, size, beside, " ".join(found["first"]))


@contextmanager
def served(url: str) -> Iterator[str]:
    """Serve a database as make serve does, until the block ends."""
    address = free_address()
    command = [sys.executable, "-m", "gunicorn", "orgchart.wsgi", "--bind", address, *SERVING]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=serving.ROOT, env=serving.environment(url))
    try:
        wait_for(f"http://{address}/livez")
        yield address
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Measure this part alone, at the sizes named or at all."""
    serving.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"])
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory(prefix="orgchart-bench-") as folder:
        rows = list(table.measured("reading", measure, Path(folder), sizes))
    print("\n".join(table.lines(rows)))


if __name__ == "__main__":
    main()
