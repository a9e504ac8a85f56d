"""Answer whether the holder of one position can come to another: by which steps, and what is missing on the way."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers.wording import Answer, Listing, holds_beside, in_words, named, question, role_named
from roles.answers.work import not_known
from roles.models import Role
from roles.naming import BEGINNING, MOVING
from roles.pairs import AnyPair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence, written
from roles.sides.side import AnySide, RoleSide
from roles.ways import SkillGap, Step, Way, Ways, missing_between


def can_become(pair: AnyPair, mover: AnySide, goal: AnySide) -> Answer:
    """Say whether next steps lead from one side's role to the other's, and what is missing all the same."""
    asked = question(_("Can %(mover)s become %(goal)s?"), mover=named(mover, MOVING), goal=title_of(goal))
    if holds_beside(mover, goal):
        return Answer(asked, already_there(mover, goal))
    if mover.role is None or goal.role is None:
        return Answer(asked, not_known(pair.sides), lists=filled(asked_for(goal)))
    if mover.role.pk == goal.role.pk:
        return Answer(asked, change_of_place(goal.role))
    ways = pair.next_steps.ways(mover.role.pk, goal.role.pk)
    way = ways.first[0] if ways else ()
    reasons = in_a_row([also(ways), why_nothing_is_missing(mover, goal)])
    return Answer(asked, by_steps(way, mover.role, goal.role), reasons, filled(advice(way), missing(mover, goal)))


def already_there(mover: AnySide, goal: AnySide) -> Sentence:
    """Say that somebody holds the other position too, or one with the other role."""
    if isinstance(goal, RoleSide):
        pattern = _("%(name)s holds a position with the role %(role)s already.")
        return sentence(pattern, name=named(mover, BEGINNING), role=role_named(goal.role))
    return sentence(_("%(name)s holds that position already."), name=named(mover, BEGINNING))


def change_of_place(role: Role) -> Sentence:
    """Say that one changes the position and not the role."""
    pattern = _("That is a change of place, not of role: both have the role %(role)s, which asks the same skills.")
    return sentence(pattern, role=role_named(role))


def title_of(side: AnySide) -> Part:
    """Return what one becomes: the title of the position, also where a person holds it."""
    return Part(side.title if isinstance(side, RoleSide) else side.position.shown_title, is_name=True)


def filled(*lists: Listing) -> tuple[Listing, ...]:
    """Leave out lists without items."""
    return tuple(each for each in lists if each.items)


def by_steps(way: Sequence[Step], start: Role, goal: Role) -> Sentence:
    """Say over how many next steps, and which, one role leads to another."""
    if not way:
        pattern = _("No next steps that are written down lead from %(start)s to %(goal)s.")
        return sentence(pattern, start=role_named(start), goal=role_named(goal))
    if len(way) == 1:
        pattern = _("Yes, directly: from %(start)s the next step can be %(goal)s.")
        return sentence(pattern, start=role_named(start), goal=role_named(goal))
    pattern = ngettext(
        "Yes, in %(number)s step: from %(start)s by way of %(roles)s.",
        "Yes, in %(number)s steps: from %(start)s by way of %(roles)s.",
        len(way),
    )
    return sentence(
        pattern, number=in_words(len(way)), start=role_named(start), roles=listed([step_to(step) for step in way[:-1]])
    )


def also(ways: Ways) -> Sentence:
    """Name further ways of the same length, and say how many there are beside those named."""
    named = in_a_row(by_way_of(way) for way in ways.first[1:])
    if not ways.others:
        return named
    others = ngettext(
        "%(number)s further way has as many steps.", "%(number)s further ways have as many steps.", ways.others
    )
    return in_a_row([named, sentence(others, number=Part(written(ways.others)))])


def by_way_of(way: Way) -> Sentence:
    """Name another way of the same length by the roles between its ends."""
    return sentence(_("Equally short is the way over %(roles)s."), roles=listed([step_to(step) for step in way[:-1]]))


def step_to(step: Step) -> Part:
    """Name the role that a step leads to."""
    return Part(step.title, step.url, is_name=True)


def advice(way: Sequence[Step]) -> Listing:
    """List what each step takes, as far as it is written down."""
    told = [step for step in way if step.advice]
    if len(way) == 1:
        items = [plain(step.advice) for step in told]
    else:
        pattern = _("To become %(role)s: %(advice)s")
        items = [sentence(pattern, role=step_to(step), advice=Part(step.advice)) for step in told]
    return Listing(plain(_("What it takes")), tuple(items))


def missing(mover: AnySide, goal: AnySide) -> Listing:
    """List the skills that have to grow, and those that are new; all, where nobody knows what is there already."""
    if not mover.details.skills:
        return asked_for(goal)
    gaps = missing_between(mover.details.skills, goal.details.skills)
    total = len(goal.details.skills)
    pattern = everything(total) if len(gaps) == total else some_of_it(len(gaps))
    heading = sentence(pattern, number=Part(written(len(gaps))), total=Part(written(total)), goal=role_title(goal))
    return Listing(heading, tuple(gap_in_words(gap) for gap in gaps), is_of_skills=True)


def everything(total: int) -> str:
    """Say that not one skill is there yet."""
    return ngettext(
        "What is missing: the only skill that %(goal)s asks for",
        "What is missing: all %(total)s skills that %(goal)s asks for",
        total,
    )


def some_of_it(number: int) -> str:
    """Say how many skills are missing of how many."""
    return ngettext(
        "What is missing: %(number)s of the %(total)s skills that %(goal)s asks for",
        "What is missing: %(number)s of the %(total)s skills that %(goal)s asks for",
        number,
    )


def role_title(side: AnySide) -> Part:
    """Return what the role of a side is called."""
    return Part(side.role.title if side.role else "", is_name=True)


def gap_in_words(gap: SkillGap) -> Sentence:
    """Say from which proficiency to which a skill has to grow."""
    needs = Part(gap.needs.step if gap.needs else "")
    if gap.has is None:
        return sentence(_("%(skill)s: %(needs)s, not asked for so far"), skill=gap.name, needs=needs)
    has = Part(gap.has.step)
    return sentence(_("%(skill)s: from %(has)s to %(needs)s"), skill=gap.name, has=has, needs=needs)


def why_nothing_is_missing(mover: AnySide, goal: AnySide) -> Sentence:
    """Say why no skill is listed as missing from one role to another; nothing where some are."""
    start, end = mover.details.skills, goal.details.skills
    if end and not start:
        return nothing_missing(role_title(goal), role_title(mover), asks_any=False)
    if missing_between(start, end):
        return NOTHING
    return nothing_missing(role_title(mover), role_title(goal), asks_any=bool(end))


def nothing_missing(start: Part, goal: Part, *, asks_any: bool) -> Sentence:
    """Say why no skill is missing from one role to another."""
    if not asks_any:
        return sentence(_("Which skills %(goal)s asks for is not written down."), goal=goal)
    pattern = _(
        "%(start)s already asks for every skill that %(goal)s asks for, at the same proficiency or a higher one."
    )
    return sentence(pattern, start=start, goal=goal)


def asked_for(goal: AnySide) -> Listing:
    """List the skills that a role asks for, where nobody knows what is there already."""
    items = tuple(
        sentence(_("%(skill)s: %(needs)s"), skill=name, needs=Part(needs.step))
        for name, needs in goal.details.skills.items()
    )
    heading = sentence(_("The skills that %(goal)s asks for"), goal=role_title(goal))
    return Listing(heading, items, is_of_skills=True)
