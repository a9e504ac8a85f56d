"""Shorten what is long: the first of many things with the number of the others, the first letters of a text."""

from collections.abc import Sequence

from django.utils.translation import ngettext

MOST_NAMES = 5
LONGEST = 200


def first_of(names: Sequence[str], most: int = MOST_NAMES, separator: str = ", ") -> str:
    """The first names with commas between them, or what else parts them, and the number of the others."""
    shown = names if len(names) <= most + 1 else names[:most]
    others = len(names) - len(shown)
    more = ngettext(" and %(count)d other", " and %(count)d others", others) % {"count": others} if others else ""
    return f"{separator.join(shown)}{more}"


def shortened(text: str) -> str:
    """A long text in part."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
