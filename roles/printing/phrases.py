"""The words that pages need, in the reader's language, and numbers as one writes them there."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roles.phrases import written
from roles.sheets.content import Phrases


def page_phrases() -> Phrases:
    """The patterns of what stands around the chart on its pages."""
    return Phrases(
        number=written,
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
    """A length or a type size, with one decimal where it has any."""
    return number_format(number, decimal_pos=0 if number == int(number) else 1)
