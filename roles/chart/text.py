"""Measure, wrap and shorten text of any script, at whole grapheme clusters."""

import unicodedata
from functools import lru_cache
from itertools import groupby

import regex

from roles.chart.fonts import FAMILIES, REGULAR, UNITS, Family, families_with, measure_run

ELLIPSIS = "…"
CLUSTER = regex.compile(r"\X")
# A line may be broken after a space, a hyphen, a stroke, and any ideograph or syllable written without spaces.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}"
PIECE = regex.compile(
    rf"[{UNSPACED}]\p{{M}}*[\p{{Po}}\p{{Pe}}]*|[^\s{UNSPACED}]+?[-\u2013/]+(?=\S)|[^\s{UNSPACED}]+|\s+"
)
# Explicit directional formatting would turn the text around it about; the other two are not characters of XML.
UNDRAWABLE = regex.compile(r"[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]")
MARKS_PILED_UP = regex.compile(r"(\p{Mn}{6})\p{Mn}+")
INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}]")


@lru_cache(maxsize=1 << 16)
def clean(text: str) -> str:
    """Make text fit to be drawn on a line: composed, without controls, white space joined, no towers of accents."""
    line = " ".join(UNDRAWABLE.sub(" ", text).split())
    return str(MARKS_PILED_UP.sub(r"\1", unicodedata.normalize("NFC", line)))


def clusters(text: str) -> list[str]:
    """Split text into what a reader takes for characters."""
    return list(CLUSTER.findall(text))


@lru_cache(maxsize=1 << 16)
def measure(text: str, weight: int = REGULAR) -> int:
    """The width of text on one line, in thousandths of an em."""
    if not text:
        return 0
    runs = groupby(clusters(text), key=family_for)
    return sum(measure_in("".join(run), family, weight) for family, run in runs)


def width(text: str, size: int, weight: int = REGULAR) -> int:
    """The width of text at a size, in the size's unit, rounded up."""
    return -(-measure(text, weight) * size // UNITS)


@lru_cache(maxsize=1 << 14)
def family_for(cluster: str) -> Family | None:
    """The first family that can show a whole cluster; None is for the system's own fonts."""
    codes = [ord(letter) for letter in cluster if not INVISIBLE.match(letter)]
    return next((family for family in FAMILIES if all(family in families_with(code) for code in codes)), None)


def measure_in(text: str, family: Family | None, weight: int) -> int:
    """Measure a run in its family, or guess: wide characters take an em, others six tenths, marks nothing."""
    if family:
        return measure_run(text, family, weight)
    return sum(guessed_width(cluster[0]) for cluster in clusters(text))


def guessed_width(letter: str) -> int:
    """The usual width of a character that none of our fonts has."""
    return UNITS if unicodedata.east_asian_width(letter) in "WF" else UNITS * 6 // 10


@lru_cache(maxsize=1 << 16)
def wrap(text: str, room: int, most_lines: int, weight: int = REGULAR) -> tuple[str, ...]:
    """Break cleaned text into lines no wider than the room, in thousandths of an em.

    If text is left after the most lines allowed, the last one ends in an ellipsis.
    """
    lines, line, used = [], "", 0
    for piece in pieces_of(text, room, weight):
        if line and used + measure(piece.rstrip(), weight) > room:
            lines.append(line.rstrip())
            if len(lines) == most_lines:
                return (*lines[:-1], shorten(lines[-1], room, weight))
            line, used = "", 0
        if line or not piece.isspace():
            line += piece
            used += measure(piece, weight)
    return (*lines, line.rstrip()) if line else tuple(lines)


def pieces_of(text: str, room: int, weight: int) -> list[str]:
    """Cut text where a line may break; a word wider than the room is cut between its clusters."""
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        pieces += [piece] if measure(piece, weight) <= room else cut(piece, room, weight)
    return pieces


def cut(word: str, room: int, weight: int) -> list[str]:
    """Cut one long word into parts that each fill a line."""
    parts = [""]
    for cluster in clusters(word):
        if parts[-1] and measure(parts[-1] + cluster, weight) > room:
            parts.append("")
        parts[-1] += cluster
    return parts


def shorten(line: str, room: int, weight: int) -> str:
    """End a line after which text was left out with an ellipsis, dropping as few clusters as needed."""
    kept = clusters(line)
    while kept and measure("".join(kept).rstrip() + ELLIPSIS, weight) > room:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction in ("R", "AL") for direction in directions if direction in ("L", "R", "AL")), False)
