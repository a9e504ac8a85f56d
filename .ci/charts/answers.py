"""What the server spends: the chart page at every size, and suggestions while one types, on both databases."""

import json
from collections.abc import Iterator, Sequence

import postgres

from charts import serving
from charts.serving import Companies
from charts.table import Row

FLAT, MOST_QUERIES, MOST_KB, SUGGESTION_MS = 1.3, 10, 60, 20
# The chart of fewer positions is smaller than three levels can be.
SMALLEST = 1_000


def chart(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """CPU, queries and compressed size of the chart's three levels; the CPU must not grow with the company."""
    least: float | None = None
    for size in sizes:
        url = serving.database(companies, size)
        serving.fill(companies, size, url)
        found = json.loads(serving.run(["-m", "charts.asking", "chart"], url))
        bound = least and least * FLAT
        yield Row("chart page: server", "CPU ms", found["cpu_ms"], bound, size, note=f"{found['boxes']} boxes")
        yield Row("chart page: queries", "", found["queries"], MOST_QUERIES, size)
        yield Row("chart page: HTML compressed", "kB", found["kb"], MOST_KB, size)
        if least is None and size >= SMALLEST:
            least = found["cpu_ms"]


def suggestions(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """The dearest question on each database, in the largest company."""
    size = max(sizes)
    url = serving.database(companies, size)
    yield dearest("suggestions on SQLite", companies, size, url)
    with postgres.server() as server:
        if server is None:
            raise LookupError("there is no PostgreSQL on this machine, and pip could not install one")
        yield dearest("suggestions on PostgreSQL", companies, size, server)


def dearest(what: str, companies: Companies, size: int, url: str) -> Row:
    """The question that costs most."""
    serving.fill(companies, size, url)
    found: dict[str, float] = json.loads(serving.run(["-m", "charts.asking", "suggestions"], url))
    query = max(found, key=lambda each: found[each])
    return Row(what, "CPU ms", found[query], SUGGESTION_MS, size, note=f'"{query[:24]}" is the dearest')
