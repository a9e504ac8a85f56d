"""Name the first of many things in one line, and say how many others there are."""

from collections.abc import Sequence

from django.utils.translation import ngettext

MOST_NAMES = 5


def first_of(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """The first names with commas between them, and the number of the others."""
    shown = names if len(names) <= most + 1 else names[:most]
    others = len(names) - len(shown)
    more = ngettext(" and %(count)d other", " and %(count)d others", others) % {"count": others} if others else ""
    return f"{', '.join(shown)}{more}"
