"""What pages cover: where each line of words really stands, and whether it stays in a place."""

from collections.abc import Iterator

from roles.chart.fonts import UNITS
from roles.chart.text import measure
from roles.sheets.pages import Page, Words

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom
SLACK = 0.1  # of rounding


def extent(words: Words) -> Rectangle:
    """The place of a line of words, from ascenders to descenders."""
    wide = measure(words.text, words.weight) * words.size / UNITS
    left = words.x - {"left": 0, "middle": wide / 2, "right": wide}[words.anchor]
    return left, words.y - words.size, left + wide, words.y + words.size * 0.3


def outside(page: Page, border: float) -> Iterator[str]:
    """Tell what leaves a page's border."""
    right, bottom = page.width - border, page.height - border
    for words in page.words:
        x, y, end, low = extent(words)
        if min(x, y) < border - SLACK or end > right + SLACK or low > bottom + SLACK:
            yield words.text
    for panel in page.panels:
        end, low = panel.x + panel.width, panel.y + panel.height
        if min(panel.x, panel.y) < border - SLACK or end > right + SLACK or low > bottom + SLACK:
            yield f"{panel}"
    for x, y in (spot for stroke in page.strokes for spot in stroke.points):
        if not (border - SLACK <= x <= right + SLACK and border - SLACK <= y <= bottom + SLACK):
            yield f"stroke at {x}, {y}"


def overlapping(page: Page) -> Iterator[tuple[str, str]]:
    """Tell which lines of words stand on each other."""
    placed = sorted((extent(words), words.text) for words in page.words)
    for number, (one, text) in enumerate(placed):
        for other, other_text in placed[number + 1 :]:
            if other[0] >= one[2] - SLACK:
                break
            if one[1] < other[3] - SLACK - 2 and other[1] < one[3] - SLACK - 2:
                yield text, other_text
