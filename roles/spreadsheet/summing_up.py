"""Sum a plan up in sentences, each with the codes that it is about."""

from django.utils.translation import ngettext

from roles.spreadsheet.catalogue.telling import sentences
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.questions import Answer
from roles.spreadsheet.waiting import in_words, named

MOST_CODES = 50


def summarise(plan: Plan) -> list[str]:
    """What the plan does, in sentences; what ends is listed in full.

    What is left as it is goes without saying where there is no such position and something else happens.
    """
    left = ngettext("%(count)d position left as it is.", "%(count)d positions left as they are.", plan.unchanged)
    is_silent = not plan.unchanged and (plan.catalogue.count or not plan.is_empty)
    lines = (
        _line(ngettext("%(count)d position created", "%(count)d positions created", len(plan.created)), plan.created),
        _line(ngettext("%(count)d position changed", "%(count)d positions changed", len(plan.changed)), plan.changed),
        _line(ngettext("%(count)d position moved", "%(count)d positions moved", len(plan.moved)), plan.moved),
        _line(
            ngettext("%(count)d position ended", "%(count)d positions ended", len(plan.ended)), plan.ended, in_full=True
        ),
        _line(
            ngettext(
                "%(count)d eliminated position left out", "%(count)d eliminated positions left out", len(plan.left_out)
            ),
            tuple(in_words(code, plan.titles.get(code, "")) for code in plan.left_out),
            in_full=True,
        ),
        _line(
            ngettext(
                "%(count)d person without a position added",
                "%(count)d people without a position added",
                len(plan.new_people),
            ),
            plan.new_people,
        ),
        _line(
            ngettext(
                "%(count)d person changed, and no position",
                "%(count)d people changed, and no position",
                len(plan.changed_people),
            ),
            plan.changed_people,
        ),
        *sentences(plan.catalogue),
        "" if is_silent else left % {"count": plan.unchanged},
        _not_placed(plan),
        _line(
            ngettext(
                "%(count)d position left out as decided", "%(count)d positions left out as decided", len(plan.skipped)
            ),
            plan.skipped,
        ),
    )
    return [line for line in lines if line]


def _not_placed(plan: Plan) -> str:
    """What is not placed yet, each with its title and with the manager that it names."""
    text = ngettext(
        "%(count)d position not placed yet: %(positions)s.",
        "%(count)d positions not placed yet: %(positions)s.",
        len(plan.unplaced),
    )
    questions = {question.code: question for question, answer in plan.asked if answer == Answer.UNPLACED}
    return text % {"count": len(questions), "positions": named(questions.values())} if questions else ""


def _line(text: str, codes: tuple[str, ...], *, in_full: bool = False) -> str:
    """A count with its codes, the first of them when there are many; nothing for none."""
    if not codes:
        return ""
    shown = codes if in_full else codes[:MOST_CODES]
    others = len(codes) - len(shown)
    more = ngettext(" and %(count)d other", " and %(count)d others", others) % {"count": others} if others else ""
    return f"{text % {'count': len(codes)}}: {', '.join(shown)}{more}."
