"""Put sentences together from translated patterns, so that names in them can be links and keep their own direction."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Part:
    """A run of text; a name stands apart from the direction of the text around it, and may lead to a page.

    `is_public` says that readers who are not signed in may follow the link too.
    """

    text: str
    url: str = ""
    is_name: bool = False
    is_public: bool = False


@dataclass(frozen=True)
class Sentence:
    """Words in order, written in templates by the filter `said`, or as plain text by str()."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)


Words = Sentence | Part | str | int
NOTHING = Sentence(())


def sentence(pattern: str, **words: Words) -> Sentence:
    """Fill the places of a translated pattern, written %(name)s as in gettext's messages."""
    pieces = PLACE.split(pattern)
    runs = (
        parts_of(words[piece]) if at % 2 else (Part(piece.replace("%%", "%")),)
        for at, piece in enumerate(pieces)
        if piece
    )
    return Sentence(tuple(chain.from_iterable(runs)))


def parts_of(words: Words) -> tuple[Part, ...]:
    """Return what stands in a place of a pattern: a phrase as it is, a number as one writes it, a text as a name."""
    if isinstance(words, Sentence):
        return words.parts
    if isinstance(words, Part):
        return (words,)
    return (Part(written(words) if isinstance(words, int) else words, is_name=True),)


def written(number: int) -> str:
    """A number as the reader's language writes it, thousands apart."""
    return str(number) if 0 <= number < 1000 else number_format(number, force_grouping=True)


def plain(text: str) -> Sentence:
    """Turn a text without names into a sentence."""
    return Sentence((Part(text),))


def listed(phrases: Sequence[Words]) -> Sentence:
    """Join phrases as a language does: "A", "A and B", "A, B and C"."""
    if not phrases:
        return NOTHING
    *first, last = phrases
    if not first:
        return Sentence(parts_of(last))
    so_far = Sentence(parts_of(first[0]))
    for phrase in first[1:]:
        so_far = sentence(pgettext("a list, but for its end", "%(first)s, %(next)s"), first=so_far, next=phrase)
    return sentence(pgettext("the end of a list", "%(first)s and %(last)s"), first=so_far, last=last)


def in_a_row(sentences: Iterable[Sentence]) -> Sentence:
    """Set sentences behind one another, leaving out empty ones."""
    full = [each for each in sentences if each]
    if not full:
        return NOTHING
    together = full[0]
    for each in full[1:]:
        together = sentence(_("%(sentence)s %(next_sentence)s"), sentence=together, next_sentence=each)
    return together
