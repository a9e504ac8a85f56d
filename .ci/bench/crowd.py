"""Four writers and eight readers at once on PostgreSQL: does anything fail, and how much longer do the readers wait?"""

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

from bench.company import Company, company
from bench.table import OURS, Goal, Row, at_most

WRITERS, READERS = 4, 8
SECONDS = 20.0
# Two cores are no server: between two calls each process waits so many seconds, on average.
THINKS = {"reader": 0.02, "writer": 0.1}
DOES = {"reader": "reads", "writer": "writes"}
LIMIT = 1.5


def measure(size: int) -> Iterator[Row]:
    """A row for the readers' median and one for the errors; nothing on SQLite."""
    from django.db import connection

    from bench.contenders import Ours
    from bench.fresh import fill
    from roles.soundness import check_tree

    if connection.vendor != "postgresql":
        return
    fill(company(size), [Ours])
    connection.close()
    alone = run(size, writers=0)
    crowd = run(size, writers=WRITERS)
    errors = [error for each in [*alone, *crowd] for error in each["errors"]] + check_tree()
    medians = [statistics.median(t for each in found for t in each["reads"]) for found in (alone, crowd)]
    reads, writes = (sum(len(each[kind]) for each in crowd) for kind in ("reads", "writes"))
    note = (
        f"{READERS} readers, 20 ms between reads, and {WRITERS} writers, 100 ms between edits, for {SECONDS:.0f} s:"
        f" {reads:,} reads, {writes:,} edits"
    )
    figures = {OURS: medians[1], "no writers": medians[0]}
    goals = [at_most("at most 1.5 x without writers", medians[1] / medians[0], LIMIT)]
    yield Row("", "a read beside writers", "wall ms", figures, goals, note)
    goals = [Goal("no errors", f"{len(errors)} {errors[:2] if errors else ''}", not errors)]
    yield Row("", "errors of readers and writers", "errors", {OURS: float(len(errors))}, goals)


def run(size: int, writers: int) -> list[dict[str, Any]]:
    """Start everybody, and return what each has seen."""
    roles = [*(("writer", at) for at in range(writers)), *(("reader", at) for at in range(READERS))]
    commands = [[sys.executable, "-m", "bench.crowd", role, str(at), str(size)] for role, at in roles]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    outputs = [each.communicate()[0] for each in running]
    return [
        json.loads(output) if output else {"errors": ["a process died"], "reads": [], "writes": []}
        for output in outputs
    ]


def take_part(role: str, number: int, size: int) -> dict[str, Any]:
    """Read or write until the time is up; the milliseconds of each call, and what went wrong."""
    from django.core.exceptions import ValidationError
    from django.db import Error

    from roles.lock import TreeBusyError

    chance = random.Random(number)  # noqa: S311
    act = reader(size, chance) if role == "reader" else writer(company(size), number, chance)
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            act()
        except (Error, TreeBusyError, ValidationError, AssertionError) as error:
            errors.append(f"{role}: {type(error).__name__} {error}")
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(chance.uniform(0, 2 * THINKS[role]))
    return {"reads": [], "writes": [], "errors": errors, DOES[role]: times}


def reader(size: int, chance: random.Random) -> Callable[[], None]:
    """Ask anything about random positions; a line that does not end at the head is an error."""
    from itertools import pairwise

    from roles import reads

    def line() -> None:
        found = reads.read_line(chance.randint(2, size))
        if found and (found[-1].id != 1 or any(one.reports_to_id != two.id for one, two in pairwise(found))):
            raise AssertionError(f"a line is torn: {found}")

    def common() -> None:
        reads.read_nearest_common_manager(chance.randint(1, size), chance.randint(1, size))

    def reports() -> None:
        reads.read_reports(chance.randint(size // 100, size))

    def top() -> None:
        reads.read_first_levels(3)

    return lambda: chance.choice((line, common, reports, top))()


def writer(edited: Company, number: int, chance: random.Random) -> Callable[[], None]:
    """Edit one part of the company that no other writer touches, so that each edit is one that the door allows."""
    from roles import tree
    from roles.models import Position

    parts = edited.reports[1][number::WRITERS]
    part = [key for top in parts for key in edited.preorder(top)]
    managers = {key: edited.managers[key] for key in part}
    made: list[int] = []

    def insert() -> None:
        code = f"W{number}-{time.monotonic_ns()}"
        made.append(tree.create_position(Position(code=code, title="New", reports_to_id=chance.choice(part))).pk)

    def move() -> None:
        key, manager = chance.choice(part), chance.choice(part)
        above = manager
        while above in managers and above != key:
            above = managers[above]
        if above != key and key not in parts:
            tree.move_position(key, manager)
            managers[key] = manager

    def delete() -> None:
        if made:
            tree.delete_position(made.pop())

    return lambda: chance.choice((insert, move, delete))()


if __name__ == "__main__":
    django.setup()
    print(json.dumps(take_part(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
