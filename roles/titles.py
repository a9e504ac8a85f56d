"""Decide which gender a title has in the reader's language, so that articles around it are right.

Titles of real organisations name who does the work (Driver), a body (Board) or the work itself (Communications): "the
Driver reports", but "Communications reports". The words that tell them apart belong to a language, so they are
messages, and a dash stands for none; docs/translating.md says what a language with cases makes of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from django.utils.translation import get_language, pgettext

from roles.models import Position

WORD = re.compile(r"[^\W\d_]+")
# Leiter/in, Leiter:in, Leiter(in): titles in several genders at once.
SEVERAL_GENDERS = re.compile(r"[^\W\d_]{3}[/*:_·(]-?[^\W\d_]")


class Gender(StrEnum):
    """What decides how a title stands in a sentence; English has one article for all of them but NONE."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    # Names somebody, but how the title changes with the case is not known.
    UNKNOWN = "unknown"
    # Names the work itself, or begins with an article of its own.
    NONE = "none"


# By gender the words that have it, and how others end that have it too.
Words = dict[Gender, tuple[set[str], tuple[str, ...]]]


@dataclass(frozen=True)
class Vocabulary:
    """What a language knows titles by."""

    own_articles: set[str]
    people: Words
    bodies: Words
    misleading: set[str]
    misleading_endings: tuple[str, ...]
    inflected: tuple[str, ...]

    def gender(self, title: str) -> Gender | None:
        """Return the gender of the first word that names who does the work, or else a body; none where none does."""
        words = WORD.findall(title)
        for word in words:
            if word.endswith(self.inflected):
                return Gender.UNKNOWN
            if gender := self.gender_of_person(word):
                return gender
        return next((gender for word in words if (gender := among(self.bodies, word))), None)

    def gender_of_person(self, word: str) -> Gender | None:
        """Return the gender of a word that names who does the work."""
        whole = any(word in words for words, _endings in self.people.values())
        if not whole and (word in self.misleading or word.endswith(self.misleading_endings)):
            return None
        return among(self.people, word)


def among(genders: Words, word: str) -> Gender | None:
    """Return the gender of a word by what it is, or else by how it ends."""
    for gender, (whole, _endings) in genders.items():
        if word in whole:
            return gender
    return next((gender for gender, (_whole, endings) in genders.items() if word.endswith(endings)), None)


def gender_of(position: Position) -> Gender:
    """Return the gender of a position's title."""
    gender = gender_of_title(position.shown_title, get_language())
    return gender or (Gender.NONE if position.role is None else Gender.UNKNOWN)


@lru_cache(maxsize=4096)
def gender_of_title(title: str, language: str | None) -> Gender | None:
    """Return the gender of a title in a language, which is the one spoken now; none where its words do not tell."""
    vocabulary, words = vocabulary_of(language), title.casefold()
    if words.partition(" ")[0] in vocabulary.own_articles:
        return Gender.NONE
    gender = vocabulary.gender(words)
    return Gender.UNKNOWN if gender and SEVERAL_GENDERS.search(words) else gender


@cache
def vocabulary_of(language: str | None) -> Vocabulary:
    """Read the words of a language, which is the one spoken now, once."""
    return Vocabulary(
        own_articles=own_articles(),
        people=genders_of_people(),
        bodies=genders_of_bodies(),
        misleading=misleading(),
        misleading_endings=endings_that_mislead(),
        inflected=endings_of_adjectives(),
    )


def split(message: str) -> Iterator[str]:
    """Return the words of a message, as titles are compared."""
    return (word for word in message.casefold().split() if word != "-")


def own_articles() -> set[str]:
    """Return the articles that a title may begin with."""
    return set(split(pgettext("articles that a title may begin with, with a space between", "the")))


def endings_of_adjectives() -> tuple[str, ...]:
    """Return how words end before a noun that change with its case; a title with one takes the safe form."""
    return tuple(split(pgettext("endings of adjectives that change with the case, or a dash", "-")))


def genders_of_people() -> Words:
    """Return the words that name who does the work, and how others of them end."""
    return {
        Gender.UNKNOWN: (
            set(split(pgettext("people whose title itself changes with the case, or a dash", "-"))),
            tuple(split(pgettext("endings of people whose title itself changes with the case, or a dash", "-"))),
        ),
        Gender.FEMININE: (
            set(split(pgettext("people, feminine, or a dash", "nurse"))),
            tuple(split(pgettext("endings of people, feminine, or a dash", "woman"))),
        ),
        Gender.MASCULINE: (
            set(
                split(
                    pgettext(
                        "people, masculine, and short forms, or a dash",
                        "agent apprentice associate attendant attorney ceo cfo chair chief chro cio ciso clerk cmo "
                        "coach coo cook cpo cto dean delegate deputy evp executive fellow head intern judge lead md "
                        "operative pa pilot president principal professional representative secretary specialist "
                        "superintendent surgeon svp trainee vp",
                    )
                )
            ),
            tuple(split(pgettext("endings of people, masculine, or a dash", "er or ist ian yst tant man"))),
        ),
    }


def genders_of_bodies() -> Words:
    """Return the words that name a body or a unit, and how others of them end."""
    return {
        Gender.FEMININE: (
            set(split(pgettext("bodies and units, feminine, or a dash", "-"))),
            tuple(split(pgettext("endings of bodies and units, feminine, or a dash", "-"))),
        ),
        Gender.NEUTER: (
            set(
                split(
                    pgettext(
                        "bodies and units, neuter, or a dash",
                        "board bureau committee directorate office secretariat unit",
                    )
                )
            ),
            tuple(split(pgettext("endings of bodies and units, neuter, or a dash", "-"))),
        ),
        Gender.MASCULINE: (
            set(split(pgettext("bodies and units, masculine, or a dash", "-"))),
            tuple(split(pgettext("endings of bodies and units, masculine, or a dash", "-"))),
        ),
    }


def misleading() -> set[str]:
    """Return words that end as if they named somebody, but do not."""
    words = pgettext(
        "words that end as if they named somebody, but do not",
        "after border career center computer consumer corner customer error exterior fiber floor for indoor interior "
        "investor junior labor major master matter member minor motor newsletter number or order other our outdoor "
        "over paper power printer river sector senior shareholder stakeholder supplier timber under user visitor water "
        "weather",
    )
    return set(split(words))


def endings_that_mislead() -> tuple[str, ...]:
    """Return how longer such words end."""
    return tuple(split(pgettext("endings of words that end as if they named somebody, but do not; or a dash", "-")))
