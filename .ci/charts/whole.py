"""The whole company on the map: what opening it costs, what it weighs, how smoothly it moves at every zoom level."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from charts import peers
from charts.chromium import VIEWPORT, Clock, fresh_page, open_page, times_slower
from charts.serving import Companies, Served, served
from charts.table import Row

ROUNDS = 3
MAP, CANVAS = "/map/", "main canvas"
# The part of what GoJS takes for the whole company, by size.
SHARE = {10_000: 1 / 10, 100_000: 1 / 20}
# A machine that is busier than this shows its own frames, not ours.
QUIET = 1.3
MOST_MB, FRAME_MS, SCRIPT_MS = 1.5, 25, 4
# At each level: so many seconds of dragging, then so many notches of the wheel into the next.
SECONDS, NOTCHES, MOST_LEVELS = 1.0, 5, 14
MIDDLE = (VIEWPORT["width"] / 2, VIEWPORT["height"] / 2 + 60)
START = """() => { const f = (window.frameTimes = []); window.countsFrames = true;
  (function next(now) { if (!window.countsFrames) return; if (now) f.push(now); requestAnimationFrame(next); })(); }"""
STOP = """() => { window.countsFrames = false;
  const gaps = window.frameTimes.slice(1).map((time, at) => time - window.frameTimes[at]).sort((a, b) => a - b);
  return { frames: gaps.length, p95: gaps[Math.min(gaps.length - 1, Math.floor(0.95 * gaps.length))] ?? 0 }; }"""


@dataclass(frozen=True)
class Motion:
    """How smooth a movement was: the gap between frames that 95 of 100 keep to, and script a frame."""

    p95: float
    script: float


def opening(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """What the main thread and the workers spend until the map is drawn, and its bytes."""
    for size in sizes:
        if size not in SHARE:
            continue
        with served(companies, size) as at:
            found = [open_map(at) for _ in range(ROUNDS)]
        gojs = peers.render_ms(companies.peers, "gojs", size, peers.WHOLE) if companies.peers else None
        beside = f"gojs {gojs:,.0f}" if gojs else "no peers given"
        bound = gojs and gojs * SHARE[size]
        yield Row("map: opened", "CPU ms", statistics.median(cpu for cpu, _mb in found), bound, size, beside)
        yield Row("map: all that travels but the font", "MB", found[0][1], MOST_MB, size)


def open_map(at: Served) -> tuple[float, float]:
    """CPU milliseconds and megabytes of one opening."""
    with fresh_page(at) as (page, clock):
        weight = Weight(page)
        return open_page(page, clock, MAP).whole, weight.megabytes


class Weight:
    """What travels for a page, but for the font, which every page has."""

    def __init__(self, page: Page) -> None:
        self.fonts: set[str] = set()
        self.megabytes = 0.0
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.responseReceived", self.receive)
        network.on("Network.loadingFinished", self.finish)

    def receive(self, event: dict[str, Any]) -> None:
        """Remember which answers are fonts."""
        if event["type"] == "Font":
            self.fonts.add(event["requestId"])

    def finish(self, event: dict[str, Any]) -> None:
        """Weigh an answer that has come whole."""
        if event["requestId"] not in self.fonts:
            self.megabytes += event["encodedDataLength"] / 1e6


def moving(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """Drag and turn the wheel from the whole company down to its cards; the worst level counts."""
    with served(companies, max(sizes)) as at, fresh_page(at) as (page, clock):
        open_page(page, clock, MAP)
        page.wait_for_selector(CANVAS, timeout=5000)
        found, slower = levels(page, clock), times_slower()
        busy = f"; the machine is busy, {slower:.1f} times slower" if slower > QUIET else ""
        for name, motions in found.items():
            worst, most = max(each.p95 for each in motions), max(each.script for each in motions)
            note = f"worst of {len(motions)} levels{busy}"
            yield Row(f"map: {name}, 95 of 100 frames", "ms", worst, FRAME_MS, at.size, note=note)
            yield Row(f"map: {name}, script a frame", "CPU ms", most, SCRIPT_MS, at.size, note=note)


def levels(page: Page, clock: Clock) -> dict[str, list[Motion]]:
    """Move at each level of zoom until the wheel leads no further."""
    found: dict[str, list[Motion]] = {"panned": [], "zoomed": []}
    page.mouse.move(*MIDDLE)
    for _ in range(MOST_LEVELS):
        before = page.url
        found["panned"].append(motion(page, clock, lambda: drag(page)))
        found["zoomed"].append(motion(page, clock, lambda: wheel(page)))
        clock.settle()
        if zoom_of(page.url) == zoom_of(before):
            break
    return found


def motion(page: Page, clock: Clock, act: Callable[[], None]) -> Motion:
    """Count frames and script while something moves."""
    page.evaluate(START)
    before = clock.read()
    act()
    counted = page.evaluate(STOP)
    return Motion(counted["p95"], (clock.read() - before).script / max(1, counted["frames"]))


def drag(page: Page) -> None:
    """Drag along a rectangle of triangle waves, a move for each frame or so."""
    across, down = MIDDLE
    page.mouse.down()
    for step in range(int(SECONDS * 60)):
        page.mouse.move(across + 200 * wave(step / 60), down + 120 * wave(step / 60 + 0.25))
    page.mouse.move(across, down)
    page.mouse.up()


def wave(turn: float) -> float:
    """A triangle wave between -1 and 1."""
    return 4 * abs(turn % 1 - 0.5) - 1


def wheel(page: Page) -> None:
    """Turn the wheel in, notch by notch."""
    for _ in range(NOTCHES):
        page.mouse.wheel(0, -120)
        page.wait_for_timeout(60)


def zoom_of(address: str) -> str:
    """The zoom that the fragment of an address names."""
    return next((part for part in address.partition("#")[2].split("&") if part.startswith("zoom=")), "")
