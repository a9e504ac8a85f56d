"""What comparisons cost in organisations of several sizes."""

import json
from collections.abc import Callable, Iterator

from charts import serving
from charts.table import Row

SIZES = (1_000, 10_000, 100_000)
MOST_MS, MOST_STATEMENTS, MOST_GROWTH = 30.0, 12, 1.3
MOST_POSITIONS = "role:specialist", "role:operations-manager"
ROLES = "role:chief-executive-officer", "role:team-lead"


def measure(filled: Callable[[int], str]) -> Iterator[Row]:
    """Each comparison at each size, and how many times as long the largest takes as the smallest."""
    costs: dict[str, list[float]] = {}
    for size in SIZES:
        compared = pairs(size)
        lines = serving.run(["-m", "answering.asking", *compared.values()], filled(size)).splitlines()
        for what, line in zip(compared, lines, strict=True):
            page = json.loads(line)
            costs.setdefault(what, []).append(page["cpu"])
            bound = None if what == FOUR else MOST_MS
            yield Row(what, "CPU ms", page["cpu"] * 1000, bound, size, f"{page['size'] / 1024:,.0f} kB")
            yield Row("  its statements", "", page["statements"], MOST_STATEMENTS, size)
    for what in costs:
        yield Row(f"{what}: times as long", "x", max(costs[what]) / costs[what][0], MOST_GROWTH, SIZES[-1])


def last_filled(size: int) -> int:
    """The last position that somebody holds; every seventeenth is vacant."""
    return size if size % 17 else size - 1


FOUR = "four columns"


def pairs(size: int) -> dict[str, str]:
    """What is compared, and the address."""
    last = f"P{size}"
    values = {
        "near the top and at the bottom": ("P9", last),
        "the head and the bottom": ("P1", last),
        "two peers": ("P9", "P10"),
        "two people": ("person:N9", f"person:N{last_filled(size)}"),
        "two roles": ROLES,
        "two roles of many positions": MOST_POSITIONS,
        FOUR: ("P9", last, "person:N12", "role:team-lead"),
    }
    names = ("left", "right", "and", "and")
    return {
        what: "/compare/?" + "&".join(f"{name}={value}" for name, value in zip(names, compared, strict=False))
        for what, compared in values.items()
    }
