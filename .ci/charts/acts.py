"""What a reader does on the chart: open a branch, go to a hit of the search."""

import statistics
from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Page

from charts.chromium import Clock, fresh_page, open_page
from charts.serving import Companies, Served, served
from charts.table import Row

ROUNDS = 3
OPEN_MS, JUMP_MS = 50, 100
FIELD, HIT = "#chart-find", "[role=option]"


def measure(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """What the main thread spends from the click, or the Enter, until all is quiet."""
    for size in sizes:
        with served(companies, size) as at:
            if not at.places["branch_key"]:
                continue
            opened = statistics.median(once(at, above(at), open_branch) for _ in range(ROUNDS))
            note = f"{at.places['span']} direct reports"
            yield Row("chart: a branch opened", "CPU ms", opened, OPEN_MS, size, note=note)
            jumped = statistics.median(once(at, "/chart/", jump) for _ in range(ROUNDS))
            yield Row("chart: gone to a hit of the search", "CPU ms", jumped, JUMP_MS, size)


def above(at: Served) -> str:
    """The chart on which the branch is seen closed."""
    return f"/chart/{at.places['above_branch']}/?levels=2"


def once(at: Served, address: str, act: Callable[[Page, Clock, Served], float]) -> float:
    """Do it in a fresh browser."""
    with fresh_page(at) as (page, clock):
        open_page(page, clock, address)
        return act(page, clock, at)


def open_branch(page: Page, clock: Clock, at: Served) -> float:
    """Click on the foot of the branch's box."""
    foot = page.locator(f"svg.chart [data-key='{at.places['branch_key']}'] a.opens")
    foot.scroll_into_view_if_needed(timeout=5000)
    boxes = page.locator("svg.chart .box").count()
    before = clock.settle()
    foot.click(timeout=5000)
    spent = clock.settle() - before
    if page.locator("svg.chart .box").count() < boxes + at.places["span"]:
        raise LookupError("the branch did not open")
    return spent.main


def jump(page: Page, clock: Clock, at: Served) -> float:
    """Type the code of the last position, take the first suggestion."""
    page.locator(FIELD).press_sequentially(at.places["last"], timeout=5000)
    page.locator(HIT).first.wait_for(timeout=5000)
    page.keyboard.press("ArrowDown")
    before = clock.settle()
    page.keyboard.press("Enter")
    spent = clock.settle() - before
    if at.places["last"] not in page.url:
        raise LookupError("the hit was not gone to")
    return spent.main
