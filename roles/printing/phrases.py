"""The words that pages need, in the reader's language, and numbers as one writes them there."""

import math
from functools import cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roles.phrases import written
from roles.sheets.content import Phrases

EPSILON = 0.005  # in points; on pages type sizes are written in hundredths


def page_phrases() -> Phrases:
    """The patterns of what stands around the chart on its pages."""
    return Phrases(
        number=cache(written),  # a book says some hundreds of numbers ten thousand times
        continues=_("continues on page %(page)s"),
        reports_to=_("reports to %(title)s, page %(page)s"),
        part=_("%(title)s, %(number)s of %(all)s"),
        page_of=_("page %(number)s of %(all)s"),
        contents=_("Contents"),
        roles=_("Roles"),
        legend=_("Colours"),
        heads=_("The highest positions"),
        several=_("%(title)s (%(number)s)"),
    )


def measured(number: float) -> str:
    """A length to the nearest tenth, with one decimal where it has any."""
    return in_tenths(round(number, 1))


def type_size(points: float) -> str:
    """How large type is, which is never said to be larger than it is."""
    return in_tenths(math.floor((points + EPSILON) * 10) / 10)


def is_under(points: float, least: float) -> bool:
    """Whether type is smaller than it must be."""
    return points < least - EPSILON


def in_tenths(number: float) -> str:
    """A number that has no more than one decimal: Django cuts off what it doesn't write."""
    return number_format(number, decimal_pos=0 if number == int(number) else 1)
