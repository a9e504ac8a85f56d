"""Answer what the roles of two positions say: how they differ, who sets what for whom, and who works with whom."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roles.answers.wording import Answer, agree, role_named, several, the
from roles.comparison import Relation
from roles.differences import FACTS, fact_name, fact_of, works_with
from roles.models import Focus, Link, LinkKind, Position, Role
from roles.pairs import Pair, Side
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence
from roles.sentences import as_subject

RANKS = {focus.value: rank for rank, focus in enumerate(Focus)}

# How do they differ?


def how_roles_differ(pair: Pair) -> Answer:
    """Set the facts of the two roles against each other."""
    asked = plain(_("How do their roles differ?"))
    left, right = pair.left.role, pair.right.role
    if left is None or right is None:
        return Answer(asked, not_known(pair.sides))
    if left.pk == right.pk:
        pattern = _("They do not: both positions have the role %(role)s.")
        return Answer(asked, sentence(pattern, role=role_named(left)), different_departments(pair))
    known = [name for name in FACTS if fact_of(left, name) and fact_of(right, name)]
    different = [against(left, right, name) for name in known if fact_of(left, name) != fact_of(right, name)]
    if different:
        return Answer(asked, sentence(_("In %(facts)s."), facts=listed(different)))
    if known:
        facts = listed([Part(fact_of(left, name)) for name in known])
        return Answer(asked, sentence(_("In what they answer for; their facts are the same: %(facts)s."), facts=facts))
    return Answer(asked, plain(_("That can't be said yet: the facts of the two roles are not written down.")))


def against(left: Role, right: Role, name: str) -> Sentence:
    """Set a fact of one role against that of another."""
    values = {"left": Part(fact_of(left, name)), "right": Part(fact_of(right, name))}
    return sentence(_("%(fact)s (%(left)s against %(right)s)"), fact=Part(fact_name(name)), **values)


def not_known(sides: Sequence[Side]) -> Sentence:
    """Say which positions have no role."""
    without = [the(side.position) for side in sides if side.role is None]
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


def who_sets_what(pair: Pair) -> Answer:
    """Say whether the focus of one position directs the work of the other."""
    asked = plain(_("Who sets what the other carries out?"))
    without = [side.position for side in pair.sides if not fact_of(side.role, "focus")]
    if without:
        pattern = _("That can't be said yet: no focus is written down for %(positions)s.")
        return Answer(asked, sentence(pattern, positions=listed([the(position) for position in without])))
    left, right = pair.sides
    if fact_of(left.role, "focus") == fact_of(right.role, "focus"):
        return Answer(asked, sentence(_("Neither: the focus of both is %(focus)s."), focus=focus(left)))
    upper, lower = upper_and_lower(pair)
    if upper is None or lower is None:
        return Answer(asked, plain(_("Neither, since neither is above the other.")), foci(left, right))
    return Answer(asked, directing(upper, lower), foci(upper, lower))


def upper_and_lower(pair: Pair) -> tuple[Side, Side] | tuple[None, None]:
    """Return which of the two is above the other, by the solid line or else by a dotted one."""
    left, right = pair.sides
    relation = pair.comparison.relation if pair.comparison else Relation.NEITHER
    dotted_to = {link.to_position_id for link in pair.links_between(LinkKind.DOTTED_LINE)}
    if relation == Relation.ABOVE or (relation != Relation.BELOW and dotted_to == {left.position.pk}):
        return left, right
    if relation == Relation.BELOW or dotted_to == {right.position.pk}:
        return right, left
    return None, None


def directing(upper: Side, lower: Side) -> Sentence:
    """Say what the upper position sets for the lower one; its focus is another."""
    if rank(upper) > rank(lower):
        pattern = _("The facts of the roles leave it open, since the focus of %(upper)s is the narrower one.")
        return sentence(pattern, upper=the(upper.position))
    if upper.role and upper.role.focus == Focus.STRATEGIC:
        pattern = agree(
            upper.position,
            pgettext("one position", "%(upper)s sets the strategy that %(lower)s."),
            pgettext("several posts", "%(upper)s set the strategy that %(lower)s."),
        )
    else:
        pattern = agree(
            upper.position,
            pgettext("one position", "%(upper)s sets the plans that %(lower)s."),
            pgettext("several posts", "%(upper)s set the plans that %(lower)s."),
        )
    return sentence(pattern, upper=as_subject(upper.position), lower=carrying_out(lower.position))


def carrying_out(position: Position) -> Sentence:
    """Say who carries out what was named before."""
    pattern = agree(
        position,
        pgettext("one position", "%(position)s carries out"),
        pgettext("several posts", "%(position)s carry out"),
    )
    return sentence(pattern, position=the(position))


def foci(first: Side, second: Side) -> Sentence:
    """Say what the focus of each is."""
    return sentence(
        _("The focus of %(first)s is %(first_focus)s, that of %(second)s %(second_focus)s."),
        first=the(first.position),
        first_focus=focus(first),
        second=the(second.position),
        second_focus=focus(second),
    )


def focus(side: Side) -> Part:
    """Return the focus of a position's role."""
    return Part(fact_of(side.role, "focus"))


def rank(side: Side) -> int:
    """Rank the focus of a position's role: strategic before tactical before operational."""
    return RANKS[side.role.focus] if side.role else len(RANKS)


# Do they work together?


def work_together(pair: Pair) -> Answer:
    """Say what is written down about two positions working together, and with whom both do."""
    both = works_with(pair).both
    shared = sentence(_("Collaborators of both: %(names)s."), names=several(both)) if both else NOTHING
    return Answer(plain(_("Do they work together?")), in_a_row(together(pair)), shared)


def together(pair: Pair) -> list[Sentence]:
    """Say how two positions work together."""
    dotted = [dotted_line(link) for link in pair.links_between(LinkKind.DOTTED_LINE)]
    left, right = pair.left.role, pair.right.role
    if pair.links_between(LinkKind.WORKS_WITH):
        return [plain(_("Yes: the two positions are linked as working together.")), *dotted]
    if left and right and right in left.works_with.all():
        pattern = _("Yes: the roles %(left)s and %(right)s work closely together.")
        return [sentence(pattern, left=role_named(left), right=role_named(right)), *dotted]
    if pair.comparison and pair.comparison.levels_between == 1:
        return [plain(_("Yes, as manager and direct report; nothing else is written down about it.")), *dotted]
    return dotted or [plain(_("Nothing is written down about it."))]


def dotted_line(link: Link) -> Sentence:
    """Say who also reports to whom."""
    pattern = agree(
        link.from_position,
        pgettext("one position", "%(position)s also reports to %(manager)s, by a dotted line."),
        pgettext("several posts", "%(position)s also report to %(manager)s, by a dotted line."),
    )
    return sentence(pattern, position=as_subject(link.from_position), manager=the(link.to_position))
