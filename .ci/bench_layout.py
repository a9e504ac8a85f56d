"""Measure the layout: its speed at three sizes, how well it fills its room, how large type is on paper; posters too."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from charts import ragged, table, two_columns  # noqa: E402

from roles.chart import PLAIN, Style, draw_chart  # noqa: E402
from roles.chart.labels import label  # noqa: E402
from roles.chart.layout import lay_out  # noqa: E402
from roles.chart.paper import best_shape, fitted_type  # noqa: E402
from roles.collector import collector_paused  # noqa: E402
from roles.sheets.pages import Printed  # noqa: E402
from roles.sheets.poster import make_poster  # noqa: E402
from roles.sheets.setup import Setup  # noqa: E402
from tests.sheets.phrases import content_of  # noqa: E402

REPORT = ROOT / "var" / "bench-layout.json"
MOST_MS = {1_000: 5, 10_000: 50, 100_000: 500}
# What does not fit into the processor's caches takes half as long again, whatever is done with it.
MOST_GROWTH = 2
BOX = (208, 90)
PACKED = replace(PLAIN, shape="packed")
SHAPES = {"rows": PLAIN, "packed": PACKED, "rows to the right": replace(PLAIN, direction="right")}
ROUNDS = 7
DRAWN, BRANCHING = 2_000, 6
ORGANISATIONS = range(1, 26)
PEOPLE = (50, 100, 300)
PAPERS = {"A4": Setup(297, 210, orientation="landscape"), "A3": Setup(420, 297, orientation="landscape")}
# The best of what else is known to be done with such companies, in points.
LEAST_ON_POSTER = {("A4", 50): 9.0, ("A3", 50): 10.5, ("A4", 100): 6.3, ("A3", 100): 9.0}
A0, LARGE = Setup(1189, 841), 10_000
# How large type in two columns may be at most, in hundredths of that in our best shape.
MOST_OF_OURS = {("A3", 100): 50}
FOOTNOTE = """CPU ms are the least of several rounds, labels measured beforehand. Growth is the time a box takes among
100,000 over the time it takes among 1,000. Type on paper is the median of 25 random companies, one manager of each
with a crew of 40; the two columns are those of d3-org-chart 3.1. Names on one sheet are measured on printed pages,
with head, foot and margins of 10 mm, titles, departments and counts of managers."""


def main() -> None:
    """Measure everything, and write the report."""
    rows = [*speed(), *drawing(), *filling(), *on_paper(), *on_posters()]
    print("\n".join(["", *table.lines(rows), "", FOOTNOTE]))
    table.write(REPORT, rows)
    print(f"\nWritten to {REPORT.relative_to(ROOT)}")


def speed() -> Iterator[table.Row]:
    """How long the layout takes at each size, in each shape, and how it grows."""
    for name, style in SHAPES.items():
        taken = {}
        for size, most in MOST_MS.items():
            seats, sizes = ragged.company(size), [BOX] * size
            taken[size] = least(lambda: lay_out(seats, sizes, style))  # noqa: B023 - called before they change
            yield table.Row(f"layout, {name}", "CPU ms", taken[size], most, size)
        yield table.Row(f"growth, {name}", "times", taken[100_000] / taken[1_000] / 100, MOST_GROWTH)


def drawing() -> Iterator[table.Row]:
    """How long a whole drawing takes that fills a page, its labels broken before."""
    seats = [
        ragged.seat(number, (number - 1) // BRANCHING if number else None, 2, number < DRAWN // BRANCHING)
        for number in range(DRAWN)
    ]
    for name, style in SHAPES.items():
        yield table.Row(f"drawing, {name}", "CPU ms", least(lambda: draw_chart(seats, style)), size=DRAWN)  # noqa: B023


def least(act: Callable[[], object]) -> float:
    """The least CPU time of several rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        begin = time.process_time()
        with collector_paused():  # as where the map is made
            act()
        taken.append(time.process_time() - begin)
    return min(taken) * 1000


def filling() -> Iterator[table.Row]:
    """What of a packed drawing is not boxes, and how far it is from the wanted proportions."""
    for size in MOST_MS:
        layout = lay_out(ragged.company(size), [BOX] * size, PACKED)
        share = size * BOX[0] * BOX[1] / (layout.width * layout.height)
        aspect = layout.width / layout.height
        yield table.Row("boxes of the room, packed", "%", 100 * share, size=size)
        yield table.Row(
            "width to height, packed", "to 1", aspect, 1.33 * PACKED.aspect, size, f"{PACKED.aspect} wanted"
        )


def on_paper() -> Iterator[table.Row]:
    """How large type is in the best shape, and of that in two columns."""
    for people in PEOPLE:
        companies = [ragged.small_company(people, seed) for seed in ORGANISATIONS]
        labels = [[label(seat, PLAIN) for seat in seats] for seats in companies]
        sizes = [[(text.width, text.height) for text in texts] for texts in labels]
        for name, paper in PAPERS.items():
            room = paper.room
            styles: list[Style] = [best_shape(*company, room) for company in zip(companies, labels, strict=True)]
            ours = median(
                fitted_type(lay_out(*company), room) for company in zip(companies, sizes, styles, strict=True)
            )
            theirs = median(
                fitted_type(two_columns.two_columns(*company), room) for company in zip(companies, sizes, strict=True)
            )
            yield table.Row(f"type on {name} landscape", "pt", ours, size=people)
            share, most = 100 * theirs / ours, MOST_OF_OURS.get((name, people))
            yield table.Row(f"the same in two columns, {name}", "%", share, most, people, f"{theirs:.1f} pt")


def smallest_in_boxes(poster: Printed) -> float:
    """The smallest type in which anything about a position is said, departments and counts too."""
    items = (block for page in poster.pages for block in page.blocks if block.kind == "item")
    return min(words.size for block in items for words in block.words)


def on_posters() -> Iterator[table.Row]:
    """How small type is on one sheet with all that stands around the chart, and how long a large sheet takes."""
    for people in PEOPLE:
        contents = [content_of(ragged.small_company(people, seed)) for seed in ORGANISATIONS]
        for name, setup in PAPERS.items():
            posters = [make_poster(content, setup) for content in contents]
            figure, bound = median(map(smallest_in_boxes, posters)), LEAST_ON_POSTER.get((name, people))
            beside = f"{median(poster.type for poster in posters):.1f} pt the names"
            yield table.Row(f"boxes on one sheet of {name}", "pt", figure, bound, people, beside, is_least=bool(bound))
    content = content_of(ragged.worded_company(LARGE))
    yield table.Row("one sheet of A0, without Typst", "CPU ms", least(lambda: make_poster(content, A0)), size=LARGE)


if __name__ == "__main__":
    main()
