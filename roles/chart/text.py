"""Measure, wrap and shorten text of any script, at whole grapheme clusters."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import groupby

import regex

from roles.chart.fonts import MEASURED, REGULAR, UNITS, Family, families_with, measure_run

ELLIPSIS = "…"
CUT = "-\n"  # ends a part of a word that goes on in the next line; cleaned text has no such thing
CLUSTER = regex.compile(r"\X")
# A line may be broken after a space, a hyphen, a stroke, and any ideograph or syllable written without spaces.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}"
PIECE = regex.compile(
    rf"[{UNSPACED}]\p{{M}}*[\p{{Po}}\p{{Pe}}]*|[^\s{UNSPACED}]+?[-\u2013/]+(?=\S)|[^\s{UNSPACED}]+|\s+"
)
HYPHENATED = regex.compile(r"[\p{L}&&[\p{Latin}\p{Greek}\p{Cyrillic}]]", regex.V1)
VOWELS = frozenset("aeiouyæøœαεηιουωаеиоуыэюяіє")  # noqa: RUF001 - Latin, Greek and Cyrillic
LINKED = regex.compile(r"(?:[hk]eits|ungs|schafts|tions|täts|tums)$")
JOINTS = frozenset("@.-_ ")  # after which an address is broken rather than within a name
LOOK_BACK = 4  # so many clusters of room are given up for a better place to cut a word
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
    return next((family for family in MEASURED if all(family in families_with(code) for code in codes)), None)


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
    lines: list[str] = []
    line, used = "", 0
    for piece in pieces_of(text, room, weight):
        if line and (line.endswith(CUT) or used + measure(piece.rstrip(), weight) > room):
            if len(lines) + 1 == most_lines:
                return (*lines, shorten(line.removesuffix(CUT).rstrip(), room, weight))
            lines.append(line.rstrip())
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
    """Cut one long word into parts that each fill a line, with a hyphen where its script has one."""
    parts, rest = [], clusters(word)
    while measure("".join(rest), weight) > room and len(rest) > 1:
        fitting = max(
            1, bisect_right(range(len(rest)), room, lo=1, key=lambda count: measure_cut(rest, count, weight)) - 1
        )
        count = better_place(rest, fitting)
        parts.append("".join(rest[:count]) + (CUT if is_hyphenated(rest, count) else ""))
        rest = rest[count:]
    return [*parts, "".join(rest)]


@lru_cache(maxsize=1 << 14)
def wrap_whole(text: str, room: int, weight: int = REGULAR) -> tuple[str, ...]:
    """Break an address or a number into as many lines as it needs, with no mark that is not its own."""
    lines, rest = [], clusters(text)
    while len(rest) > 1 and measure("".join(rest), weight) > room:
        end = bisect_right(range(len(rest)), room, lo=1, key=lambda count: measure("".join(rest[:count]), weight))
        fitting = max(1, end - 1)
        places = range(fitting, fitting // 2, -1)
        count = next((place for place in places if rest[place - 1] in JOINTS), fitting)
        lines.append("".join(rest[:count]).strip())
        rest = rest[count:]
    return tuple(filter(None, [*lines, "".join(rest).strip()]))


def measure_cut(word: list[str], count: int, weight: int) -> int:
    """The width of so many clusters of a word, with a hyphen if it takes one there."""
    return measure("".join(word[:count]) + ("-" if is_hyphenated(word, count) else ""), weight)


def is_hyphenated(word: list[str], count: int) -> bool:
    """Whether a cut after so many clusters is marked: between letters of scripts that do so."""
    return bool(HYPHENATED.match(word[count - 1]) and HYPHENATED.match(word[count]))


def better_place(word: list[str], fitting: int) -> int:
    """Where to cut a word of which so many clusters fit: after a part of a compound, else before a syllable."""
    places = range(fitting, max(1, fitting - LOOK_BACK), -1)
    return next((place for good in (ends_part, begins_syllable) for place in places if good(word, place)), fitting)


def ends_part(word: list[str], count: int) -> bool:
    """Whether a German compound has one of its seams there, after a linking s."""
    return count < len(word) and is_hyphenated(word, count) and bool(LINKED.search("".join(word[:count]).lower()))


def begins_syllable(word: list[str], count: int) -> bool:
    """Whether what follows a cut is likely a syllable: a consonant and a vowel."""
    is_vowel = [unicodedata.normalize("NFD", cluster)[0].lower() in VOWELS for cluster in word[count : count + 2]]
    is_syllable = count > 1 and is_hyphenated(word, count) and is_vowel == [False, True]
    return is_syllable and not ends_part(word, count - 1)  # a vowel would be all that is left of its part


def shorten(line: str, room: int, weight: int) -> str:
    """End a line after which text was left out with an ellipsis, dropping as few clusters as needed."""
    kept = clusters(line)
    while kept and measure("".join(kept).rstrip() + ELLIPSIS, weight) > room:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction in ("R", "AL") for direction in directions if direction in ("L", "R", "AL")), False)
