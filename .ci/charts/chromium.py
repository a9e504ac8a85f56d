"""A fresh browser, and a clock of the CPU time that its page takes: of the main thread, of scripts, of workers."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import browser
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from charts.serving import Served

VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
WORKER = "DedicatedWorker"
# A page is quiet once it has spent less than this within a pause, twice.
PAUSE, IDLE_MS, LIMIT = 0.3, 2.0, 60.0


@dataclass(frozen=True)
class Spent:
    """CPU milliseconds of the main thread, of it in scripts, and of workers."""

    main: float
    script: float
    workers: float

    def __sub__(self, earlier: "Spent") -> "Spent":
        return Spent(self.main - earlier.main, self.script - earlier.script, self.workers - earlier.workers)

    @property
    def whole(self) -> float:
        """What the reader's machine did for the page, on whichever thread."""
        return self.main + self.workers


class Clock:
    """Reads what a page has spent since the clock was made."""

    def __init__(self, page: Page, chromium: Browser) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.processes = chromium.new_browser_cdp_session()

    def read(self) -> Spent:
        """What was spent until now."""
        metrics = {
            each["name"]: each["value"] * 1000 for each in self.session.send("Performance.getMetrics")["metrics"]
        }
        return Spent(metrics["TaskDuration"], metrics["ScriptDuration"], self.workers())

    def workers(self) -> float:
        """The CPU time of the workers that live."""
        processes = self.processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(worker_ms(each["id"]) for each in processes if each["type"] == "renderer")

    def settle(self) -> Spent:
        """Wait until the page is quiet; return what it has spent by then."""
        spent, quiet, until = self.read(), 0, time.monotonic() + LIMIT
        while quiet < 2:
            if time.monotonic() > until:
                raise TimeoutError(f"not quiet within {LIMIT:.0f} s")
            self.page.wait_for_timeout(PAUSE * 1000)
            now = self.read()
            quiet = quiet + 1 if (now - spent).whole < IDLE_MS else 0
            spent = now
        return spent


def times_slower(seconds: float = 0.1) -> float:
    """How many times longer than its CPU time something takes now: 1 on a quiet machine."""
    wall, cpu = time.perf_counter(), time.thread_time()
    while time.thread_time() - cpu < seconds:
        pass
    return (time.perf_counter() - wall) / (time.thread_time() - cpu)


def worker_ms(process: int) -> float:
    """The CPU time of the workers among the threads of a process."""
    total = 0
    for thread in Path(f"/proc/{process}/task").glob("*"):
        try:
            if (thread / "comm").read_text().startswith(WORKER):
                total += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            continue
    return total / 1e6


@contextmanager
def fresh_page(at: Served) -> Iterator[tuple[Page, Clock]]:
    """A page of a browser that has seen nothing, where the reader is signed in."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        page = chromium.new_page(base_url=at.home, viewport=VIEWPORT, locale="en-GB")
        page.context.add_cookies([{"name": "sessionid", "value": at.session, "url": at.home}])
        try:
            yield page, Clock(page, chromium)
        finally:
            chromium.close()


def open_page(page: Page, clock: Clock, address: str) -> Spent:
    """Go there and wait until all is shown; an answer other than 200 is an error."""
    response = page.goto(address, wait_until="networkidle", timeout=LIMIT * 1000)
    if response is None or not response.ok:
        raise LookupError(f"{address} answers {response and response.status}")
    return clock.settle()
