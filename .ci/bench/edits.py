"""CPU time of an edit, each contender's ordinary calls, the same edits for all."""

import statistics
import time
from collections.abc import Iterator, Sequence

from django.db import connection

from bench.clock import cpu_seconds
from bench.company import DELETE, INSERT, KINDS, MOVE, Company, Edit, Editor
from bench.contenders import Contender, StockMptt, TreebeardSet, TreeQueries
from bench.fresh import tidy
from bench.table import OURS, Goal, Row, at_least, at_most

BLOCKS = 60
MPTT_BLOCKS = 3
A_BLOCK = 5
MOVED = (80, 120)
# A small company has too few of those.
MOVED_IN_SMALL = (2, 120)
SMALL = 50_000
NAMES = {INSERT: "insert last under a manager", MOVE: "move a branch of 80 to 120", DELETE: "delete a leaf"}
OVER_TREE_QUERIES = 5.0
UNDER_MPTT = {"postgresql": 50.0, "sqlite": 20.0}

Block = dict[str, list[Edit]]


def measure(contenders: Sequence[Contender], edited: Company, budget: float) -> Iterator[Row]:
    """A row for each kind of edit; stock mptt comes last and does fewer, as each rewrites the table."""
    blocks = make_blocks(edited)
    times: dict[str, dict[str, list[float]]] = {}
    stock = [contender for contender in contenders if isinstance(contender, StockMptt)]
    others = [contender for contender in contenders if not isinstance(contender, StockMptt | TreebeardSet)]
    run_in_turns(others, blocks, budget, times)
    tidy()
    run_in_turns(stock, blocks[:MPTT_BLOCKS], budget, times)
    for kind in KINDS:
        figures = {name: statistics.median(found[kind]) for name, found in times.items()}
        counts = ", ".join(f"{name} {len(found[kind]) * A_BLOCK}" for name, found in times.items())
        mean = statistics.mean(times[OURS][kind])
        note = f"edits: {counts}; on average ours takes {mean:.1f}"
        yield Row("", NAMES[kind], "CPU ms", figures, goals(figures), note)


def make_blocks(edited: Company) -> list[Block]:
    """Think up all edits, some of each kind a block."""
    editor = Editor(edited, MOVED if len(edited.managers) >= SMALL else MOVED_IN_SMALL)
    return [{kind: [editor.edit(kind) for _ in range(A_BLOCK)] for kind in KINDS} for _ in range(BLOCKS)]


def run_in_turns(
    contenders: Sequence[Contender], blocks: list[Block], budget: float, times: dict[str, dict[str, list[float]]]
) -> None:
    """Let each do a block in turn, until it has none left or its time is up."""
    spent = dict.fromkeys(contenders, 0.0)
    for block in blocks:
        for contender in contenders:
            if spent[contender] > budget:
                continue
            start = time.perf_counter()
            for kind, edits in block.items():
                found = times.setdefault(contender.name, {each: [] for each in KINDS})
                found[kind].append(milliseconds(contender, edits))
            spent[contender] += time.perf_counter() - start


def milliseconds(contender: Contender, edits: Sequence[Edit]) -> float:
    """The CPU milliseconds of an edit, on average over some."""
    start = cpu_seconds()
    for edit in edits:
        contender.do(edit)
    return (cpu_seconds() - start) / len(edits) * 1000


def goals(figures: dict[str, float]) -> list[Goal]:
    """What is asked of our edits."""
    ours, peer, stock = figures[OURS], figures[TreeQueries.name], figures[StockMptt.name]
    least = UNDER_MPTT[connection.vendor]
    return [
        at_most(f"at most {OVER_TREE_QUERIES:.0f} x tree-queries", ours / peer, OVER_TREE_QUERIES),
        at_least(f"at least {least:.0f} x cheaper than stock mptt", stock / ours, least),
    ]
