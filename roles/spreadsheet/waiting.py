"""Tell of positions that are not placed: what they are called, and whom they name as their manager."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.questions import Question
from roles.spreadsheet.shortening import first_of

MOST = 20


def note_staying(decisions: Decisions) -> Iterator[str]:
    """That positions stay on the list of those not placed yet, if any do."""
    if staying := decisions.staying.values():
        text = ngettext(
            "%(count)d position stays not placed, since its manager is still not there: %(positions)s.",
            "%(count)d positions stay not placed, since their managers are still not there: %(positions)s.",
            len(staying),
        )
        yield text % {"count": len(staying), "positions": named(staying)}


def named(questions: Iterable[Question]) -> str:
    """The first positions that questions are about, and how many others there are."""
    return first_of([_named(question) for question in questions], MOST)


def _named(question: Question) -> str:
    """A code, with the title and with the manager as the file names it."""
    words = in_words(question.code, question.title)
    wanted = _("reports to %(manager)s") % {"manager": question.wanted} if question.wanted else ""
    return f"{words} ({wanted})" if wanted else words


def in_words(code: str, title: str) -> str:
    """A code, with the title if there is one."""
    return f"{code} “{title}”" if title else code
