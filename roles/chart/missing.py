"""Find the characters that no font has, and put something that can be seen in their place."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from roles.chart.fonts import FAMILIES, characters_of
from roles.chart.text import INVISIBLE, clean, clusters, family_for

REPLACEMENT = "\ufffd"
USUAL = frozenset(map(chr, characters_of(FAMILIES[0])))


def undrawable(texts: Iterable[str]) -> list[str]:
    """Name each character of some texts that no font has, as in "U+1F9FF NAZAR AMULET", in the order of their codes."""
    letters = {letter for text in texts for letter in missing_from(text)}
    return [f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip() for letter in sorted(letters)]


def drawable(text: str) -> str:
    """Clean a text and replace what no font has, so that it can be set with nothing but our fonts."""
    line = clean(text)
    if not missing_from(text):
        return line
    return "".join("".join(shown for shown, _letter in drawn(cluster)) for cluster in clusters(line))


def missing_from(text: str) -> frozenset[str]:
    """The characters of a text that no font has, or not the one in which the letter before them is set."""
    if USUAL.issuperset(text):
        return frozenset()
    alone = {cluster for cluster in clusters(clean(text)) if family_for(cluster) is None}
    return frozenset(letter for cluster in alone for shown, letter in drawn(cluster) if shown != letter)


@lru_cache(maxsize=1 << 10)
def drawn(cluster: str) -> tuple[tuple[str, str], ...]:
    """Say for each character of a cluster what is shown in its place."""
    return tuple(replaced(cluster))


def replaced(cluster: str) -> Iterator[tuple[str, str]]:
    """Keep of a cluster what one font has together."""
    shown = ""
    for letter in cluster:
        can_be_shown = bool(INVISIBLE.match(letter)) or family_for(shown + letter) is not None
        yield letter if can_be_shown else REPLACEMENT, letter
        shown += letter if can_be_shown else ""
