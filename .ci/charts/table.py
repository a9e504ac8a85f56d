"""What was measured, as rows: a figure, what it may be at most, and whether it is."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

WIDTH = 46


@dataclass(frozen=True)
class Row:
    """One figure and what it may be at most, or must be at least; without a bound it is only told.

    Without a figure the note says why there is none.
    """

    what: str
    unit: str
    figure: float | None
    bound: float | None = None
    size: int | None = None
    beside: str = ""
    note: str = ""
    is_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the figure keeps to its bound; nothing where either is missing."""
        if self.figure is None or self.bound is None:
            return None
        return self.figure >= self.bound if self.is_least else self.figure <= self.bound


def missing(what: str, size: int | None, error: object) -> Row:
    """A row that could not be measured, with the first line of the reason."""
    return Row(what, "", None, size=size, note=f"not measured: {str(error).partition(chr(10))[0][:100]}")


def measured(name: str, part: Callable[..., Iterable[Row]], *arguments: object) -> Iterator[Row]:
    """Measure a part; what stops it becomes a row, never a made-up number."""
    print(f"Measuring: {name}", file=sys.stderr, flush=True)
    try:
        yield from part(*arguments)
    except Exception as error:  # noqa: BLE001 # whatever one part meets, the others are measured
        yield missing(name, None, error)


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table, and a sentence that sums it up."""
    yield f"{'':{WIDTH}}{'positions':>10}{'figure':>10}{'at most':>10}  {'':8}{'':8}beside"
    for row in rows:
        size = f"{row.size:,}" if row.size else ""
        verdict = {True: "holds", False: "MISSED", None: ""}[row.holds]
        bound = f"≥ {shown(row.bound)}" if row.is_least else shown(row.bound)
        figures = f"{shown(row.figure):>10}{bound:>10}"
        yield f"{row.what:{WIDTH}}{size:>10}{figures}  {row.unit:8}{verdict:8}{row.beside}{row.note}".rstrip()
    bounded = [row for row in rows if row.holds is not None]
    yield f"\n{sum(row.holds is True for row in bounded)} of {len(bounded)} bounds hold"


def shown(figure: float | None) -> str:
    """A figure in as many digits as mean anything."""
    if figure is None:
        return ""
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.1f}"


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows for a machine."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([asdict(row) | {"holds": row.holds} for row in rows], indent=2) + "\n")
