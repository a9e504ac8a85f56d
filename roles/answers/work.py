"""Answer what the roles of two positions say: how they differ, who sets what for whom, and who works with whom."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.answers.wording import Answer, agree, named, role_named, several, without_person
from roles.cells import FACTS, fact_name, fact_of
from roles.differences import collaborators
from roles.models import Focus, Link, LinkKind, Role
from roles.naming import BEGINNING, HAVING, INSIDE, as_subject, titled, to_whom
from roles.pairs import AnyPair, Pair, RolePair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence, written
from roles.sides.places import NONE_BELOW
from roles.sides.side import AnySide, RoleSide

RANKS = {focus.value: rank for rank, focus in enumerate(Focus)}

# How do they differ?


def how_roles_differ(pair: AnyPair) -> Answer:
    """Set the facts of the two roles against each other."""
    asked = plain(_("How do their roles differ?"))
    left, right = pair.left.role, pair.right.role
    if left is None or right is None:
        return Answer(asked, not_known(pair.sides))
    if left.pk == right.pk:
        if not isinstance(pair, Pair):
            return Answer(asked, sentence(_("They do not: it is the same role, %(role)s."), role=role_named(left)))
        pattern = _("They do not: both positions have the role %(role)s.")
        return Answer(asked, sentence(pattern, role=role_named(left)), different_departments(pair))
    both = {name: (fact_of(left, name), fact_of(right, name)) for name in FACTS}
    known = {name: values for name, values in both.items() if all(values)}
    if different := [against(name, *values) for name, values in known.items() if values[0] != values[1]]:
        return Answer(asked, sentence(_("In %(facts)s."), facts=listed(different)), source(left, right))
    if known:
        pattern = _("In what they answer for; their facts are the same: %(facts)s.")
        facts = listed([Part(value) for value, _same in known.values()])
        return Answer(asked, sentence(pattern, facts=facts), source(left, right))
    return Answer(asked, without_facts([left, right]))


def without_facts(roles: Sequence[Role]) -> Sentence:
    """Say of which role no fact is written down, or that none is of both."""
    lacking = [role for role in roles if not any(fact_of(role, name) for name in FACTS)]
    if not lacking:
        return plain(_("That can't be said yet: no fact is written down for both."))
    pattern = ngettext(
        "That can't be said yet: no facts are written down for the role %(roles)s.",
        "That can't be said yet: no facts are written down for the roles %(roles)s.",
        len(lacking),
    )
    return sentence(pattern, roles=listed([role_named(role) for role in lacking]))


def source(left: Role, right: Role) -> Sentence:
    """Say where facts are written down."""
    pattern = _("That is what is written down about the roles %(left)s and %(right)s.")
    return sentence(pattern, left=role_named(left), right=role_named(right))


def against(name: str, left: str, right: str) -> Sentence:
    """Set a fact of one role against that of another."""
    pattern = _("%(fact)s (%(left)s against %(right)s)")
    return sentence(pattern, fact=Part(fact_name(name)), left=Part(left), right=Part(right))


def not_known(sides: Sequence[AnySide]) -> Sentence:
    """Say which positions have no role."""
    without = [named(without_person(side), INSIDE) for side in sides if side.role is None]
    if len(without) == len(sides):
        return plain(_("That can't be said yet: neither position has a role."))
    return sentence(_("That can't be said yet: %(position)s has no role."), position=without[0])


def different_departments(pair: Pair) -> Sentence:
    """Say in which departments two positions of one role are."""
    left, right = pair.left.position.department, pair.right.position.department
    if left is None or right is None or left.pk == right.pk:
        return NOTHING
    pattern = _("One belongs to the department %(left)s, the other to %(right)s.")
    return sentence(pattern, left=left.name, right=right.name)


# Who sets what the other carries out?


def who_sets_what(pair: AnyPair) -> Answer:
    """Say whether the focus of one side directs the work of the other."""
    asked = plain(_("Who sets what the other carries out?"))
    without = [named(side, HAVING) for side in pair.sides if not fact_of(side.role, "focus")]
    if without:
        pattern = _("That can't be said yet: no focus is written down for %(positions)s.")
        return Answer(asked, sentence(pattern, positions=listed(without)))
    left, right = pair.sides
    if fact_of(left.role, "focus") == fact_of(right.role, "focus"):
        return Answer(asked, sentence(_("Neither: the focus of both is %(focus)s."), focus=focus(left)))
    if isinstance(pair, RolePair) and pair.goes_both_ways:
        text = plain(_("It differs from position to position, since each is above the other somewhere."))
        return Answer(asked, text, foci(left, right))
    both = pair.upper_and_lower
    if both is None:
        return Answer(asked, plain(_("Neither, since neither is above the other.")), foci(left, right))
    return Answer(asked, in_a_row([directing(*both), true_of_some(pair)]), foci(*both))


def true_of_some(pair: AnyPair) -> Sentence:
    """Say of how many positions of a role something is true, where it is not of all."""
    side, below = pair.lower if isinstance(pair, RolePair) else (pair.right, NONE_BELOW)
    if below.count == below.total or not isinstance(side, RoleSide):
        return NOTHING
    pattern = ngettext(
        "That holds for %(number)s of the %(total)s positions with the role %(role)s.",
        "That holds for %(number)s of the %(total)s positions with the role %(role)s.",
        below.count,
    )
    numbers = {"number": Part(written(below.count)), "total": Part(written(below.total))}
    return sentence(pattern, role=role_named(side.role), **numbers)


def directing(upper: AnySide, lower: AnySide) -> Sentence:
    """Say what the upper side sets for the lower one; its focus is another."""
    if rank(upper) > rank(lower):
        pattern = _("The facts of the roles leave it open, since the focus of %(upper)s is the narrower one.")
        return sentence(pattern, upper=named(upper, HAVING))
    if upper.role and upper.role.focus == Focus.STRATEGIC:
        pattern = agree(
            upper,
            pgettext("one position", "%(upper)s sets the strategy that %(lower)s."),
            pgettext("several posts", "%(upper)s set the strategy that %(lower)s."),
        )
    else:
        pattern = agree(
            upper,
            pgettext("one position", "%(upper)s sets the plans that %(lower)s."),
            pgettext("several posts", "%(upper)s set the plans that %(lower)s."),
        )
    return sentence(pattern, upper=named(upper, BEGINNING), lower=carrying_out(lower))


def carrying_out(side: AnySide) -> Sentence:
    """Say who carries out what was named before."""
    pattern = agree(
        side,
        pgettext("one position", "%(position)s carries out"),
        pgettext("several posts", "%(position)s carry out"),
    )
    return sentence(pattern, position=named(side, INSIDE))


def foci(first: AnySide, second: AnySide) -> Sentence:
    """Say what the focus of each is."""
    return sentence(
        _("The focus of %(first)s is %(first_focus)s, that of %(second)s %(second_focus)s."),
        first=named(first, HAVING),
        first_focus=focus(first),
        second=named(second, HAVING),
        second_focus=focus(second),
    )


def focus(side: AnySide) -> Part:
    """Return the focus of a side's role."""
    return Part(fact_of(side.role, "focus"))


def rank(side: AnySide) -> int:
    """Rank the focus of a position's role: strategic before tactical before operational."""
    return RANKS[side.role.focus] if side.role else len(RANKS)


# Do they work together?


def work_together(pair: AnyPair) -> Answer:
    """Say what is written down about both sides working together, and with whom both do."""
    both = with_both(pair)
    shared = sentence(_("Collaborators of both: %(names)s."), names=several(both)) if both else NOTHING
    return Answer(plain(_("Do they work together?")), in_a_row(together(pair)), shared)


def with_both(pair: AnyPair) -> list[Sentence]:
    """Name whom both sides work with."""
    left, right = (collaborators(side, pair.links) for side in pair.sides)
    return [name for key, name in left.items() if key in right]


def together(pair: AnyPair) -> list[Sentence]:
    """Say how both sides work together."""
    dotted = [dotted_line(link) for link in pair.links_between(LinkKind.DOTTED_LINE)]
    left, right = pair.left.role, pair.right.role
    if links := pair.links_between(LinkKind.WORKS_WITH):
        return [linked(pair, links), *dotted]
    if left and right and right.pk in {role.key for role in pair.left.details.works_with}:
        pattern = _("Yes: the roles %(left)s and %(right)s work closely together.")
        return [sentence(pattern, left=role_named(left), right=role_named(right)), *dotted]
    if are_manager_and_report(pair):
        return [plain(_("Yes, as manager and direct report; nothing else is written down about it.")), *dotted]
    if isinstance(pair, RolePair) and (some := some_report_directly(pair)):
        return [some, *dotted]
    return dotted or [plain(_("Nothing is written down about it."))]


def are_manager_and_report(pair: AnyPair) -> bool:
    """True where one reports to the other; of a role, where all its positions do."""
    if isinstance(pair, Pair):
        return pair.are_manager_and_report
    directly, below = pair.reporting
    return below.are_all and directly == below.total


def some_report_directly(pair: RolePair) -> Sentence:
    """Say how many positions of one side report to one of the other; nothing for none."""
    directly, below = pair.reporting
    if not directly:
        return NOTHING
    pattern = ngettext(
        "In %(number)s of %(total)s cases, as manager and direct report; nothing else is written down about it.",
        "In %(number)s of %(total)s cases, as managers and direct reports; nothing else is written down about it.",
        directly,
    )
    return sentence(pattern, number=Part(written(directly)), total=Part(written(below.total)))


def linked(pair: AnyPair, links: Sequence[Link]) -> Sentence:
    """Say that both are linked, or which of their positions are."""
    if isinstance(pair, Pair):
        return plain(_("Yes: the two positions are linked as working together."))
    both = sentence(_("%(one)s with %(other)s"), one=titled(links[0].from_position), other=titled(links[0].to_position))
    more = len(links) - 1
    if not more:
        return sentence(_("Yes, by a link between two of their positions: %(both)s."), both=both)
    pattern = ngettext(
        "Yes, by links between their positions: %(both)s, and %(number)s other.",
        "Yes, by links between their positions: %(both)s, and %(number)s others.",
        more,
    )
    return sentence(pattern, both=both, number=more)


def dotted_line(link: Link) -> Sentence:
    """Say who also reports to whom."""
    pattern = agree(
        link.from_position,
        pgettext("one position", "%(position)s also reports to %(manager)s, by a dotted line."),
        pgettext("several posts", "%(position)s also report to %(manager)s, by a dotted line."),
    )
    return sentence(pattern, position=as_subject(link.from_position), manager=to_whom(link.to_position))
