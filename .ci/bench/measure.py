"""Measure one database, in a process of its own whose settings name it, and print a row of JSON for each figure."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

import django


def main(size: int, budget: float, parts: list[str]) -> None:
    """Make the tables and measure the parts asked for, or all."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import bulk, crowd, edits, questions, rewritten, whole
    from bench.company import company
    from bench.fresh import empty, fill
    from bench.table import Row

    def tree() -> Iterator[Row]:
        contenders = fill(company(size))
        yield from questions.measure(contenders, size)
        yield from edits.measure(contenders, company(size), budget)

    measures: dict[str, Callable[[], Iterator[Row]]] = {
        "tree": tree,
        "whole": lambda: whole.measure(size),
        "rewritten": lambda: rewritten.measure(size, budget),
        "crowd": lambda: crowd.measure(size),
        "bulk": lambda: bulk.measure(size),
    }
    # The peers' tables refer to ours, so they come second.
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)
    for part in parts or measures:
        print(f"  {connection.vendor}: {part}", file=sys.stderr, flush=True)
        empty()
        for row in measures[part]():
            print(json.dumps(asdict(row)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
