"""What other libraries take for the same company, measured by a script that stands beside them."""

import json
import os
import signal
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("d3orgchart", "dabeng", "gojs", "arc")
DEFAULT, WHOLE = "def", "all"
# Seconds for one measurement; who needs more has failed.
LIMIT = 170
# Who is near the fastest is measured again, so that the bound hangs on no single run.
NEAR, AGAIN = 2.0, 2


@cache
def fastest(folder: Path, size: int) -> tuple[str, float]:
    """The peer that shows the first three levels with the least CPU time of the main thread, and that time."""
    figures = {name: render_ms(folder, name, size, DEFAULT) for name in NAMES}
    known = {name: [figure] for name, figure in figures.items() if figure is not None}
    least = min(figure for [figure] in known.values())
    near = [name for name, [figure] in known.items() if figure <= NEAR * least]
    for name in near * AGAIN:
        figure = render_ms(folder, name, size, DEFAULT)
        known[name] += [figure] if figure is not None else []
    name = min(near, key=lambda each: statistics.median(known[each]))
    return name, statistics.median(known[name])


@cache
def render_ms(folder: Path, name: str, size: int, mode: str) -> float | None:
    """CPU milliseconds of the main thread to show the company; nothing where the peer fails."""
    answer = measure(folder, name, size, mode)
    figure = answer.get("render", {}).get("main", {}).get("TaskDuration")
    return None if figure is None else float(figure)


def measure(folder: Path, name: str, size: int, mode: str) -> dict[str, dict[str, dict[str, float]]]:
    """Run one measurement, whose browser must not outlive it."""
    command = [sys.executable, "-B", str(folder / "peer_worker.py"), name, str(size), mode]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as worker:
        try:
            output, _errors = worker.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            output = ""
        finally:
            stop(worker.pid)
    found = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return found[0] if found else {}


def stop(group: int) -> None:
    """End what is left of a measurement."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
