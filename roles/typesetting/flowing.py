"""Make texts ready to be set where Typst breaks the lines: in our fonts, no word wider than its room.

What a name holds never turns the text around it about: it stands apart, by marks of Unicode that cleaned text has not.
"""

from collections.abc import Iterable, Sequence
from unicodedata import bidirectional, east_asian_width

from roles.chart.fonts import SEMIBOLD, UNITS
from roles.chart.missing import drawable
from roles.chart.text import CUT, PIECE, cut, measure

APART, TOGETHER = "\u2068", "\u2069"  # FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE
MAY_BREAK, MAY_HYPHENATE = "\u200b", "\u00ad"
# Text, and whether it is a name.
Run = tuple[str, bool]


def flowing(runs: Sequence[Run], room: float, size: float) -> str:
    """Join runs to a text that can be set at a size in lines as wide as the room, both in points."""
    said = [(spaced(text), is_name or len(runs) == 1) for text, is_name in runs]
    if any(map(turns, said)):
        said = [(f"{APART}{text}{TOGETHER}" if stands_apart else text, False) for text, stands_apart in said]
    return breakable("".join(text for text, _stands_apart in said), max(2, int((room / size - 1) * UNITS)))


def spaced(text: str) -> str:
    """The text as our fonts have it, with the space at its ends."""
    before, after = (" " if text[at].isspace() else "" for at in (0, -1)) if text else ("", "")
    line = drawable(text)
    return f"{before}{line}{after}" if line else before


def turns(run: Run) -> bool:
    """Whether some of it is written from right to left."""
    text = run[0]
    return not text.isascii() and any(bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def breakable(text: str, room: int) -> str:
    """Let words that are too wide be broken, in thousandths of an em; at their heaviest."""
    return " ".join(
        word if measure(word, SEMIBOLD) <= room else "".join(broken(word, room)) for word in text.split(" ")
    )


def broken(word: str, room: int) -> Iterable[str]:
    """Cut a word into parts, each but the last with a mark after it that says how it may be broken there."""
    for piece in PIECE.findall(word):
        parts = [piece] if measure(piece, SEMIBOLD) <= room else cut(piece, room, SEMIBOLD)
        for part in parts:
            if part.endswith(CUT):
                yield part.removesuffix(CUT) + MAY_HYPHENATE
            else:
                # Between ideographs a line may be broken as it is.
                yield part if east_asian_width(part[-1]) in "WF" else part + MAY_BREAK
