"""The measurements as rows: for a person with targets and changes, for a machine as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

OURS = "ours"
WAYS = (OURS, "mptt", "treebeard MP", "treebeard NS", "tree-queries", "by hand", "bulk_create", "no writers")


@dataclass(frozen=True)
class Goal:
    """What is asked of a row: a figure in words, what it came to, and whether that will do."""

    words: str
    measured: str
    is_met: bool


@dataclass(frozen=True)
class Row:
    """One measurement of several ways, in one unit."""

    database: str
    what: str
    unit: str
    figures: dict[str, float]
    goals: list[Goal] = field(default_factory=list)
    note: str = ""


def at_most(words: str, figure: float, limit: float, unit: str = "x") -> Goal:
    """A goal that a figure must not pass."""
    return Goal(words, f"{figure:.2f} {unit}", figure <= limit)


def at_least(words: str, figure: float, limit: float) -> Goal:
    """A goal that a figure must reach."""
    return Goal(words, f"{figure:.1f} x", figure >= limit)


def read(path: Path) -> dict[str, Any]:
    """An earlier report, empty where there is none."""
    return json.loads(path.read_text()) if path.exists() else {}


def write(path: Path, size: int, rows: Iterable[Row]) -> None:
    """Write a report."""
    path.write_text(json.dumps({"positions": size, "rows": [asdict(row) for row in rows]}, indent=2) + "\n")


def from_json(line: str) -> Row:
    """A row that another process has printed."""
    values = json.loads(line)
    return Row(**{**values, "goals": [Goal(**goal) for goal in values["goals"]]})


def lines(rows: Sequence[Row], earlier: dict[str, Any], size: int) -> list[str]:
    """The table: what each way takes, ours against an earlier report of the same size, and each goal below its row."""
    before = {(row["database"], row["what"]): row["figures"].get(OURS) for row in earlier.get("rows", ())}
    if earlier.get("positions") != size:
        before = {}
    ways = [way for way in WAYS if any(way in row.figures for row in rows)]
    table = [f"{'':12}{'':38}{'unit':10}" + "".join(f"{way:>14}" for way in ways) + f"{'change':>10}"]
    for row in rows:
        figures = "".join(f"{shown(row.figures.get(way)):>14}" for way in ways)
        changed = change(before.get((row.database, row.what)), row.figures.get(OURS))
        table.append(f"{row.database:12}{row.what:38}{row.unit:10}{figures}{changed:>10}")
        table.extend(
            f"{'':12}  {'met   ' if goal.is_met else 'MISSED'}  {goal.words}: {goal.measured}" for goal in row.goals
        )
        if row.note:
            table.append(f"{'':12}  {row.note}")
    return table


def shown(figure: float | None) -> str:
    """A figure in as many digits as mean anything."""
    if figure is None:
        return ""
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"


def change(before: float | None, now: float | None) -> str:
    """How much our figure has changed."""
    return f"{(now / before - 1) * 100:+.0f} %" if before and now is not None else ""
