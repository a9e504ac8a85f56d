"""List what is printed as the template of Typst reads it: short rows of numbers and texts, looks told once."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from roles.chart.fonts import MEASURED, UNITS
from roles.chart.missing import drawable
from roles.chart.text import measure
from roles.sheets.pages import Anchor, Block, Page, Panel, Printed, Stroke, Words

SIDES: dict[Anchor, int] = {"left": 0, "middle": 1, "right": 2}
# How the fonts of Han characters are called for languages that write them in other shapes than Simplified Chinese.
HAN = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK"}
DASH = (5, 4)  # of an edge, in its own width
Look = tuple[float, int, str, bool]
# Fill, edge, its width and dash, as SVG writes them.
Ink = tuple[str, str, float, str]


class Listing:
    """What is said of the pages of one print; the looks of words are collected on the way."""

    def __init__(self, printed: Printed, *, language: str, is_dated: bool = False) -> None:
        self.looks: dict[Look, int] = {}
        self.numbers: Mapping[int, int] = {page.number: place for place, page in enumerate(printed.pages, start=1)}
        pages = [self.page(page) for page in printed.pages]
        self.data: dict[str, Any] = {
            "title": drawable(printed.title),
            "language": language.partition("-")[0].lower(),
            "dated": is_dated,
            "fonts": fonts(language),
            "looks": list(self.looks),
            "pages": pages,
        }

    def page(self, page: Page) -> list[Any]:
        """Its size, the shapes behind the words, and the words."""
        return [page.width, page.height, shapes(page), list(self.parts(page))]

    def parts(self, page: Page) -> Iterator[list[Any]]:
        """The blocks in the order of reading; items that follow each other are one list."""
        for kind, blocks in groupby(page.blocks, key=lambda block: block.kind):
            told = [(block.level, body) for block in blocks if (body := self.block(block, page.width))]
            if kind == "item":
                yield [kind, 0, [body for _level, body in told]]
            else:
                yield from ([kind, level, [body]] for level, body in told)

    def block(self, block: Block, room: float) -> list[list[Any]]:
        """Its words, each but the last with a space behind it, so that no reader joins two lines to one word."""
        seen = [(each, text) for each in block.words if (text := drawable(each.text))]
        return [self.words(each, text, room, " ") for each, text in seen[:-1]] + [
            self.words(each, text, room) for each, text in seen[-1:]
        ]

    def words(self, words: Words, text: str, room: float, space: str = "") -> list[Any]:
        """Text, where it stands, its look, where it leads; and how wide it is where that is more than the page."""
        look = words.size, words.weight, words.colour, words.is_right_to_left
        side = SIDES[words.anchor]
        beside = overhang(side, is_right_to_left=words.is_right_to_left)
        is_wide = len(text) * words.size > room and points(text, words) > room - 1
        return [
            text + space,
            round(words.x + beside * points(space, words), 3) if space and beside else words.x,
            words.y,
            self.looks.setdefault(look, len(self.looks)),
            side,
            self.numbers.get(words.to, 0),
            round(points(text + space, words) + words.size, 2) if is_wide else 0,
        ]


def fonts(language: str) -> list[str]:
    """The families as Typst calls them, in the order of falling back."""
    han = HAN.get(language.lower(), HAN.get(language.lower().partition("-")[0], "SC"))
    names = (family.typeset or family.name for family in MEASURED)
    return list(dict.fromkeys(name.replace("CJK SC", f"CJK {han}") for name in names))


def overhang(side: int, *, is_right_to_left: bool) -> float:
    """How much of the space behind words would move them from where they are anchored."""
    return side / 2 - is_right_to_left


def points(text: str, words: Words) -> float:
    """The width of text in the look of some words."""
    return measure(text, words.weight) * words.size / UNITS


def shapes(page: Page) -> list[list[Any]]:
    """Strokes, then panels, as paths of SVG; neighbours that look alike are one."""
    drawn = [*map(of_stroke, page.strokes), *map(of_panel, page.panels)]
    return [[*ink, "".join(path for _ink, path in same)] for ink, same in groupby(drawn, key=lambda each: each[0])]


def of_stroke(stroke: Stroke) -> tuple[Ink, str]:
    """How a line is drawn, or what it surrounds."""
    if stroke.is_filled:
        return (stroke.colour, "none", 0, "none"), f"{stroke.path}Z"
    return ("none", stroke.colour, stroke.width, dashes(stroke.dash)), stroke.path


def of_panel(panel: Panel) -> tuple[Ink, str]:
    """How a rectangle is drawn, its corners round where it says so."""
    dash = dashes(tuple(part * panel.edge_width for part in DASH)) if panel.is_dashed else "none"
    ink = panel.fill or "none", panel.edge or "none", panel.edge_width if panel.edge else 0, dash
    round_ = min(panel.radius, panel.width / 2, panel.height / 2)
    across, down = panel.width - 2 * round_, panel.height - 2 * round_
    turns = [f"a{round_:g} {round_:g} 0 0 1 {turn}" if round_ else "" for turn in turned(f"{round_:g}")]
    sides = f"h{across:g}{turns[0]}v{down:g}{turns[1]}h{-across:g}{turns[2]}v{-down:g}{turns[3]}"
    return ink, f"M{panel.x + round_:g} {panel.y:g}{sides}Z"


def turned(length: str) -> tuple[str, str, str, str]:
    """Where an arc ends at each corner, clockwise from the upper right."""
    return f"{length} {length}", f"-{length} {length}", f"-{length} -{length}", f"{length} -{length}"


def dashes(lengths: tuple[float, ...]) -> str:
    """The lengths of dashes and gaps as SVG writes them."""
    return " ".join(f"{length:g}" for length in lengths) or "none"
