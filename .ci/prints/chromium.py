"""Have Chromium print a page with one drawing as a PDF, and add up what all of its processes compute."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import browser
from bench.clock import TICKS, children, stat

PAUSE = 0.2


def print_page(document: Path, most: float, seconds: float) -> tuple[float, bool]:
    """Return the CPU seconds and whether it came to an end before it had used that many, or was too slow."""
    with TemporaryDirectory(prefix="orgchart-bench-") as folder:
        output = Path(folder) / "out.pdf"
        options = ["--headless", f"--print-to-pdf={output}", f"--user-data-dir={folder}/profile", *browser.ARGUMENTS]
        process = subprocess.Popen([str(browser.find()), *options, document.as_uri()], stderr=subprocess.DEVNULL)
        try:
            cpu = watch(process, most, seconds)
        finally:
            end(process)
        return cpu, output.exists()


def watch(process: "subprocess.Popen[bytes]", most: float, seconds: float) -> float:
    """Add up what each process has used until the first one ends, or all have used enough."""
    used: dict[int, float] = {}
    until = time.monotonic() + seconds
    while process.poll() is None and sum(used.values()) < most and time.monotonic() < until:
        for pid in family(process.pid):
            used[pid] = max(used.get(pid, 0.0), cpu_of(pid))
        time.sleep(PAUSE)
    return sum(used.values())


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        below = children(pid)
    except OSError:
        return
    for child in below:
        yield from family(child)


def cpu_of(pid: int) -> float:
    """What all threads of a process have used; nothing where it has just ended."""
    try:
        fields = stat(pid)
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def end(process: "subprocess.Popen[bytes]") -> None:
    """End it and all that it started, which would go on without it."""
    started = list(family(process.pid))
    process.kill()
    process.wait()
    for pid in started[1:]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
