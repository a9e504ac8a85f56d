"""Rows of the positions' table that an edit writes beyond what it moves and the lines to the top."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from bench.company import INSERT, KINDS, Company, Edit, Editor, company
from bench.contenders import Contender, Ours
from bench.fresh import empty, fill
from bench.table import OURS, Row, at_most

SIZES = (1_000, 10_000)
EDITS = 5_000
APPENDS = 20_000
# Branches of any size up to this move about.
MOVED = (1, 120)
LIMIT = 10.0
VERBS = ("INSERT", "UPDATE", "DELETE")
TRIGGER = """
CREATE TEMP TRIGGER on_{verb} AFTER {verb} ON main.roles_position BEGIN UPDATE written SET number = number + 1; END"""


def measure(size: int, budget: float) -> Iterator[Row]:
    """A row for random edits of each size of company, and one for appending under one manager."""
    for each in sorted({*(small for small in SIZES if small < size), size}):
        edited = company(each)
        (contender,) = fill(edited, [Ours])
        editor = Editor(edited, MOVED)
        kinds = (editor.chance.choice(KINDS) for _ in range(EDITS))
        yield count(f"random edits of {each:,}", contender, (editor.edit(kind) for kind in kinds), budget)
        empty()
    edited = company(SIZES[0])
    (contender,) = fill(edited, [Ours])
    yield count("appends under one manager", contender, appends(edited), budget)


def appends(edited: Company) -> Iterator[Edit]:
    """Ever new positions under the same manager, last of their peers."""
    manager = edited.reports[1][0]
    for key in range(len(edited.managers) + 1, len(edited.managers) + 1 + APPENDS):
        yield Edit(INSERT, key, manager, 1, 2)


def count(what: str, contender: Contender, edits: Iterator[Edit], budget: float) -> Row:
    """Do the edits, as many as the time allows, and count what was written."""
    done, allowed, end = 0, 0, time.perf_counter() + budget
    with counted() as written:
        for edit in edits:
            contender.do(edit)
            done, allowed = done + 1, allowed + edit.moving + edit.lines
            if time.perf_counter() > end:
                break
        total = written()
    beyond = (total - allowed) / done
    goals = [at_most(f"at most {LIMIT:.0f} beyond what moves and the lines", beyond, LIMIT, "rows")]
    note = f"{done:,} edits; what moves and the lines are {allowed / done:.1f} rows an edit"
    return Row("", what, "rows", {OURS: total / done}, goals, note)


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Count in the database the rows of positions that are written, whatever statement writes them."""
    if connection.vendor == "postgresql":
        before = from_statistics()
        yield lambda: from_statistics() - before
        return
    run("CREATE TEMP TABLE written (number integer)", "INSERT INTO written VALUES (0)")
    run(*(TRIGGER.format(verb=verb) for verb in VERBS))
    yield lambda: number("SELECT number FROM written")
    run(*(f"DROP TRIGGER temp.on_{verb}" for verb in VERBS), "DROP TABLE temp.written")


def run(*statements: str) -> None:
    """Run statements."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def from_statistics() -> int:
    """The rows that PostgreSQL counted, after this session has handed in what it did."""
    run("SELECT pg_stat_force_next_flush()")
    return number("SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE relname = 'roles_position'")


def number(statement: str) -> int:
    """The one number that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
