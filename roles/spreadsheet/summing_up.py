"""Sum a plan up in sentences, each with the codes that it is about."""

from collections.abc import Callable
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import ngettext, ngettext_lazy

from roles.spreadsheet.catalogue.telling import sentences
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.questions import Answer
from roles.spreadsheet.waiting import in_words, named

MOST_CODES = 50
Codes = Callable[[Plan], tuple[str, ...]]
# In which words codes are counted, and whether all of them are listed.
OF_POSITIONS: tuple[tuple[Promise, Codes, bool], ...] = (
    (ngettext_lazy("%(count)d position created", "%(count)d positions created", "count"), attrgetter("created"), False),
    (ngettext_lazy("%(count)d position changed", "%(count)d positions changed", "count"), attrgetter("changed"), False),
    (ngettext_lazy("%(count)d position moved", "%(count)d positions moved", "count"), attrgetter("moved"), False),
    (ngettext_lazy("%(count)d position ended", "%(count)d positions ended", "count"), attrgetter("ended"), True),
    (
        ngettext_lazy("%(count)d eliminated position left out", "%(count)d eliminated positions left out", "count"),
        lambda plan: tuple(in_words(code, plan.titles.get(code, "")) for code in plan.left_out),
        True,
    ),
    (
        ngettext_lazy(
            "%(count)d person without a position added", "%(count)d people without a position added", "count"
        ),
        attrgetter("new_people"),
        False,
    ),
    (
        ngettext_lazy(
            "%(count)d person changed, and no position", "%(count)d people changed, and no position", "count"
        ),
        attrgetter("changed_people"),
        False,
    ),
)
SKIPPED = ngettext_lazy("%(count)d position left out as decided", "%(count)d positions left out as decided", "count")


def summarise(plan: Plan) -> list[str]:
    """What the plan does, in sentences; what ends is listed in full."""
    lines = (
        *(_line(words, codes(plan), in_full=in_full) for words, codes, in_full in OF_POSITIONS),
        *sentences(plan.catalogue),
        _left(plan),
        _not_placed(plan),
        _line(SKIPPED, plan.skipped),
    )
    return [line for line in lines if line]


def _left(plan: Plan) -> str:
    """What is left as it is; it goes without saying where there is no such position and something else happens."""
    if not plan.unchanged and (plan.catalogue.count or not plan.is_empty):
        return ""
    text = ngettext("%(count)d position left as it is.", "%(count)d positions left as they are.", plan.unchanged)
    return text % {"count": plan.unchanged}


def _not_placed(plan: Plan) -> str:
    """What is not placed yet, each with its title and with the manager that it names."""
    text = ngettext(
        "%(count)d position not placed yet: %(positions)s.",
        "%(count)d positions not placed yet: %(positions)s.",
        len(plan.unplaced),
    )
    questions = {question.code: question for question, answer in plan.asked if answer == Answer.UNPLACED}
    return text % {"count": len(questions), "positions": named(questions.values())} if questions else ""


def _line(words: Promise, codes: tuple[str, ...], *, in_full: bool = False) -> str:
    """A count with its codes, the first of them when there are many; nothing for none."""
    if not codes:
        return ""
    shown = codes if in_full else codes[:MOST_CODES]
    others = len(codes) - len(shown)
    more = ngettext(" and %(count)d other", " and %(count)d others", others) % {"count": others} if others else ""
    return f"{words % {'count': len(codes)}}: {', '.join(shown)}{more}."
