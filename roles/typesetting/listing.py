"""List what is printed as the template of Typst reads it: short rows of numbers and texts, looks told once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from roles.chart.fonts import MEASURED
from roles.chart.missing import drawable
from roles.sheets.pages import INK, Block, Page, Panel, Printed, Stroke, Words
from roles.typesetting.setting import Run, Setting, columns

# How the fonts of Han characters are called for languages that write them in other shapes than Simplified Chinese.
HAN = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK"}
Look = tuple[float, int, str, bool]
# Fill, edge, its width and dash, as SVG writes them.
Ink = tuple[str, str, float, str]


USUAL = 9.0, 400, INK


class Listing:
    """What is said of the pages of one print; the looks of words are collected on the way."""

    def __init__(self, printed: Printed, *, language: str, is_dated: bool = False) -> None:
        self.looks: dict[tuple[Any, ...], int] = {(None, None, None, None): 0}
        self.numbered: Mapping[Look, int] = {}
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
        """Its size, the shapes behind the words, how most of its words look, and the words."""
        looks = Counter(map(look_of, page.words))
        size, weight, colour = max(looks, key=looks.__getitem__)[:3] if looks else USUAL
        self.numbered = {look: self.number(look, (size, weight, colour, False)) for look in looks}
        return [page.width, page.height, shapes(page), [size, weight, colour], list(self.parts(page))]

    def number(self, look: Look, usual: Look) -> int:
        """The number of what is other about a look than about the usual one: what is told of each word costs time."""
        other = tuple(own if own != its else None for own, its in zip(look, usual, strict=True))
        return self.looks.setdefault(other, len(self.looks))

    def parts(self, page: Page) -> Iterator[list[Any]]:
        """The blocks in the order of reading; items that follow each other are one list, texts below each other too."""
        for kind, blocks in groupby(page.blocks, key=lambda block: block.kind):
            told = [(block.level, runs) for block in blocks if (runs := self.runs(block, page.width))]
            if kind == "item":
                yield [kind, 0, [[run.told(page.width) for run in runs] for _level, runs in told]]
            elif kind == "text":
                for column in columns(runs for _level, runs in told):
                    yield [kind, 0, [[run.told(page.width) for run in runs] for runs in column]]
            else:
                yield from ([kind, level, [[run.told(page.width) for run in runs]]] for level, runs in told)

    def runs(self, block: Block, page_width: float) -> list[Run]:
        """Its words, each but the last with a space behind it, so that no reader joins two lines to one word."""
        seen = [(each, text) for each in block.words if (text := drawable(each.text))]
        setting = Setting(self.look, self.place, page_width, is_heading=block.kind == "heading")
        for place, (each, text) in enumerate(seen, start=1):
            setting.add(each, text, " " if place < len(seen) else "")
        return setting.runs

    def place(self, number: int) -> int:
        """Which of the pages has a number; 0 where none has it."""
        return self.numbers.get(number, 0)

    def look(self, words: Words) -> int:
        """The number of how words look on this page."""
        return self.numbered[look_of(words)]


def look_of(words: Words) -> Look:
    """How words look."""
    return words.size, words.weight, words.colour, words.is_right_to_left


def fonts(language: str) -> list[str]:
    """The families as Typst calls them, in the order of falling back."""
    han = HAN.get(language.lower(), HAN.get(language.lower().partition("-")[0], "SC"))
    names = (family.typeset or family.name for family in MEASURED)
    return list(dict.fromkeys(name.replace("CJK SC", f"CJK {han}") for name in names))


def shapes(page: Page) -> list[list[Any]]:
    """Strokes, then panels, as paths of SVG; neighbours that look alike are one."""
    drawn = [*map(of_stroke, page.strokes), *map(of_panel, page.panels)]
    return [[*ink, "".join(path for _ink, path in same)] for ink, same in groupby(drawn, key=lambda each: each[0])]


def of_stroke(stroke: Stroke) -> tuple[Ink, str]:
    """How a line is drawn, or what it surrounds."""
    if stroke.is_filled:
        return (stroke.colour, "none", 0, "none"), f"{stroke.path}Z"
    return ("none", stroke.colour, stroke.width, stroke.dashes or "none"), stroke.path


def of_panel(panel: Panel) -> tuple[Ink, str]:
    """How a rectangle is drawn, its corners round where it says so."""
    dash = panel.dashes if panel.is_dashed else "none"
    ink = panel.fill or "none", panel.edge or "none", panel.edge_width if panel.edge else 0, dash
    round_ = min(panel.radius, panel.width / 2, panel.height / 2)
    across, down = panel.width - 2 * round_, panel.height - 2 * round_
    turns = [f"a{round_:g} {round_:g} 0 0 1 {turn}" if round_ else "" for turn in turned(f"{round_:g}")]
    sides = f"h{across:g}{turns[0]}v{down:g}{turns[1]}h{-across:g}{turns[2]}v{-down:g}{turns[3]}"
    return ink, f"M{panel.x + round_:g} {panel.y:g}{sides}Z"


def turned(length: str) -> tuple[str, str, str, str]:
    """Where an arc ends at each corner, clockwise from the upper right."""
    return f"{length} {length}", f"-{length} {length}", f"-{length} -{length}", f"{length} -{length}"
