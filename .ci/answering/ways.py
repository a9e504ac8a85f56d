"""What it costs to find the ways from one role to another where 201 roles have next steps."""

import json
from collections.abc import Iterator
from pathlib import Path

from charts import serving
from charts.table import Row

MOST_MS, MOST_STATEMENTS = 5.0, 12
PAGES = ("/roles/role-100/next-steps/?moves=4", "/roles/role-0/next-steps/?to=role:role-200")


def measure(folder: Path) -> Iterator[Row]:
    """The ways between all pairs, what reading the steps adds, and the pages that tell of them."""
    url = f"sqlite:///{folder / 'careers.sqlite3'}"
    found = json.loads(serving.run(["-m", "answering.careers"], url))
    told = f"{found['roles']} roles, {found['steps']} next steps, up to {found['moves']} moves, {found['ways']:,} ways"
    yield Row("ways from A to B, all pairs: median", "CPU ms", found["median"], MOST_MS, beside=told)
    yield Row("the worst pair", "CPU ms", found["worst"], MOST_MS)
    yield Row("with the next steps read: median", "CPU ms", found["median_read"], MOST_MS)
    yield Row("the worst of these", "CPU ms", found["worst_read"], MOST_MS)
    printed = serving.run(["-m", "answering.asking", *PAGES], url)
    for what, line in zip(("where one could go", "the way to a goal"), printed.splitlines(), strict=True):
        page = json.loads(line)
        yield Row(f"page: {what}", "CPU ms", page["cpu"] * 1000, beside=f"{page['size'] / 1024:,.0f} kB")
        yield Row("its statements", "", page["statements"], MOST_STATEMENTS)
