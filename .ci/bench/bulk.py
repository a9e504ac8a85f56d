"""A whole organisation written by a plan of the import, beside `bulk_create` of the same rows; a process each."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import organisation

from bench.table import OURS, Row, at_most

BATCH = 500
SLOWER, MEMORY = 1.5, 600.0


def measure(size: int) -> Iterator[Row]:
    """A row for the time and one for the peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "positions.csv"
        organisation.write(file, size)
        ours, plain = run("plan", str(file)), run("plain")
    figures = {OURS: ours["seconds"], "bulk_create": plain["seconds"]}
    ratio = figures[OURS] / figures["bulk_create"]
    what = f"all of {size:,} in one transaction"
    rows = ", ".join(f"{count:,} {name}" for name, count in plain["rows"].items())
    yield Row(
        "", what, "CPU s", figures, [at_most("at most 1.5 x bulk_create", ratio, SLOWER)], f"{rows}; batches of 500"
    )
    peaks = {OURS: ours["megabytes"], "bulk_create": plain["megabytes"]}
    goals = [at_most("at most 600 MB", peaks[OURS], MEMORY, "MB")]
    note = f"ours had {ours['before']:,.0f} MB when the file was read and planned, before the first write"
    yield Row("", "its peak memory", "MB", peaks, goals, note)


def run(*arguments: str) -> dict[str, Any]:
    """Run this module in a process of its own."""
    command = [sys.executable, "-m", "bench.bulk", *arguments]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(printed)
    return found


def write_plan(file: str) -> dict[str, Any]:
    """Read and plan a file, then write the plan against the clock."""
    from bench.clock import cpu_seconds
    from bench.fresh import empty, tidy
    from roles import tree
    from roles.models import ChangeKind, Role
    from roles.spreadsheet import applying
    from roles.spreadsheet.planning import make_plan
    from roles.spreadsheet.recognising import read_file
    from roles.spreadsheet.state import read_state

    empty()
    Role.objects.create(slug="operations-manager", title=organisation.ROLE)
    tidy()
    with tree.writing(ChangeKind.IMPORTED) as record:
        state = read_state()
        plan = make_plan(read_file(file, Path(file).read_bytes()), state)
        if plan.problems:
            raise AssertionError(f"the file has problems: {plan.problems[:3]}")
        before = megabytes()
        start = cpu_seconds()
        applying.write_plan(record, plan, state)
        record.flush()
    return {"seconds": cpu_seconds() - start, "before": before, "megabytes": megabytes()}


def write_plainly() -> dict[str, Any]:
    """Read every row that the plan has written, and write them into the emptied database against the clock."""
    from django.apps import apps
    from django.db import transaction

    from bench.clock import cpu_seconds
    from bench.fresh import empty, tidy
    from roles.models.door import open_door

    rows = {model: list(model._base_manager.all()) for model in apps.get_app_config("roles").get_models()}
    # One row is the organisation's or a role's, which stay, but for the one change that all entries belong to.
    change = apps.get_model("roles", "Change")
    rows = {model: found for model, found in rows.items() if len(found) > 1 or (found and model is change)}
    roles = list(apps.get_model("roles", "Role")._base_manager.all())
    empty()
    type(roles[0])._base_manager.bulk_create(roles)
    rows.pop(type(roles[0]), None)
    tidy()
    start = cpu_seconds()
    with transaction.atomic(), open_door():
        for model, found in rows.items():
            model._base_manager.bulk_create(found, batch_size=BATCH)
    took = cpu_seconds() - start
    counts = {str(model._meta.verbose_name_plural): len(found) for model, found in rows.items()}
    return {"seconds": took, "rows": counts, "megabytes": megabytes()}


def megabytes() -> float:
    """The peak memory of this process until now; the kernel's `ru_maxrss` would count that of the parent's as well."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    django.setup()
    print(json.dumps(write_plan(sys.argv[2]) if sys.argv[1] == "plan" else write_plainly()))
