"""What the page of the structure's health costs in a large organisation, and what it finds there."""

import json
from collections import Counter
from collections.abc import Iterator

from charts import serving
from charts.table import Row

PAGE = "/admin/roles/position/structure/"
MOST_SECONDS, MOST_STATEMENTS = 1.0, 6
LEAST_KINDS = 7


def measure(url: str, size: int) -> Iterator[Row]:
    """The page and its files."""
    addresses = [PAGE, f"{PAGE}?kind=vacant&page=9", f"{PAGE}?format=csv", f"{PAGE}?format=xlsx"]
    printed = serving.run(["-m", "answering.asking", *addresses], url)
    page, vacant, table, book = map(json.loads, printed.splitlines())
    found = findings(url)
    yield Row("structure health", "CPU s", page["cpu"], MOST_SECONDS, size, f"{page['size'] / 1024:,.0f} kB")
    yield Row("its statements", "", page["statements"], MOST_STATEMENTS, size)
    yield Row("one kind, a page of it", "CPU s", vacant["cpu"], MOST_SECONDS, size)
    yield Row("its statements", "", vacant["statements"], MOST_STATEMENTS, size)
    told = ", ".join(f"{count:,} {kind}" for kind, count in found.items())
    yield Row("kinds of findings", "", len(found), LEAST_KINDS, size, told, is_least=True)
    yield Row("all findings as CSV", "CPU s", table["cpu"], size=size, beside=f"{table['size'] / 1024:,.0f} kB")
    yield Row("all findings, spans, levels as XLSX", "CPU s", book["cpu"], size=size)
    yield Row("peak memory", "MB", book["memory"], size=size)


def findings(url: str) -> Counter[str]:
    """How many findings of each kind there are."""
    return Counter(json.loads(serving.run(["-m", "answering.finding"], url)))
