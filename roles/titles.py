"""Decide whether a title takes an article: "the Driver reports", but "Communications reports".

Titles of real organisations name who does the work (Driver) or the work itself (Communications). The words that tell
them apart belong to a language, so they are messages; a language without articles has one pattern for both.
"""

import re

from django.utils.translation import pgettext

from roles.models import Position

WORD = re.compile(r"[^\W\d_]+")


def takes_article(position: Position) -> bool:
    """True where a position's title names who does the work, and has no article of its own; not of a person."""
    if position.as_person:
        return False
    title = position.shown_title.casefold()
    if title.partition(" ")[0] in own_articles():
        return False
    return position.role is not None or any(names_a_doer(word) for word in WORD.findall(title))


def names_a_doer(word: str) -> bool:
    """True for a word such as driver, analyst or CEO, and for an office or a board."""
    return word in doers() or (word.endswith(endings_of_doers()) and word not in things())


def own_articles() -> set[str]:
    """Return the articles that a title may begin with."""
    return set(pgettext("articles that a title may begin with, with a space between", "the").split())


def endings_of_doers() -> tuple[str, ...]:
    """Return how words end that name who does the work."""
    return tuple(pgettext("endings of words that name who does a job", "er or ist ian yst tant man woman").split())


def doers() -> set[str]:
    """Return further words that name who does the work, and bodies that act like one."""
    words = pgettext(
        "words that name who does a job or a body, and short forms of them",
        "agent apprentice associate attendant attorney board bureau ceo cfo chair chief chro cio ciso clerk cmo coach "
        "committee coo cook cpo cto dean delegate deputy directorate evp executive fellow head intern judge lead md "
        "nurse office operative pa pilot president principal professional representative secretariat secretary "
        "specialist superintendent surgeon svp trainee unit vp",
    )
    return set(words.split())


def things() -> set[str]:
    """Return words that end as if they named who does the work, but do not."""
    words = pgettext(
        "words with such an ending that name no one",
        "after border career center computer consumer corner customer error exterior fiber floor for indoor interior "
        "investor junior labor major master matter member minor motor newsletter number or order other our outdoor "
        "over paper power printer river sector senior shareholder stakeholder supplier timber under user visitor water "
        "weather",
    )
    return set(words.split())
