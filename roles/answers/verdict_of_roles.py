"""Say who is above whom where at least one side is a role: of how many of its positions it is true."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.answers.verdict import by_management_level
from roles.answers.wording import Answer, agree, in_words, named, question, role_named
from roles.naming import BEGINNING, BESIDE, INSIDE
from roles.pairs import RolePair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, plain, sentence, written
from roles.sentences import as_manager, out_of_chart
from roles.sides.places import Below, below
from roles.sides.side import AnySide, RoleSide, Side

BOTH = 2


def which_is_higher(pair: RolePair) -> Answer:
    """Say of how many positions it is true that one side is above the other."""
    asked = agree(
        pair.left,
        pgettext("one position", "Is %(left)s higher than %(right)s?"),
        pgettext("several posts", "Are %(left)s higher than %(right)s?"),
    )
    left, right = named(pair.left, INSIDE), named(pair.right, BESIDE)
    return Answer(question(asked, left=left, right=right), verdict_of_roles(pair), by_management_level(pair))


def verdict_of_roles(pair: RolePair) -> Sentence:
    """Say how the positions of both sides stand to each other."""
    if own := having_the_role(pair):
        return in_a_row([own, *in_further_positions(pair)])
    if missing := [side for side in pair.sides if not side.places]:
        return nowhere_both(missing) if len(missing) > 1 else nowhere(missing[0])
    down, up = pair.right_below, pair.left_below
    told = [
        *([counted(pair.right, down, pair.left)] if down.count else []),
        *([counted(pair.left, up, pair.right)] if up.count else []),
        *in_further_positions(pair),
    ]
    return in_a_row(told) or side_by_side(pair)


def in_further_positions(pair: RolePair) -> Iterator[Sentence]:
    """Say of what a person holds beside the position they are compared by how it stands to a role."""
    role, person = pair.role_first
    if isinstance(role, RoleSide) and isinstance(person, Side):
        for other in person.others:
            yield from as_another(person, other, role)


def as_another(person: Side, other: Side, role: RoleSide) -> Iterator[Sentence]:
    """Say how another position of a person stands to those of a role."""
    name, title = named(person, BEGINNING), Part(other.position.shown_title, is_name=True)
    down, up = below(role.places, other.places), below(other.places, role.places)
    if down.count:
        number = Part(written(down.count))
        total = in_words(down.total) if down.are_all else Part(written(down.total))
        named_role = role_named(role.role)
        yield sentence(above_some(down), name=name, title=title, number=number, total=total, role=named_role)
    if up.count:
        yield sentence(_("%(name)s, as %(title)s, is below %(upper)s."), name=name, title=title, upper=one_of(role))
    if role.has(other.position):
        pattern = _("%(name)s, as %(title)s, holds a position with the role %(role)s.")
        yield sentence(pattern, name=name, title=title, role=role_named(role.role))


def above_some(below: Below) -> str:
    """Return the pattern for somebody who is above all positions of a role, or above some."""
    if below.are_all and below.total == BOTH:
        return _("%(name)s, as %(title)s, is above both positions with the role %(role)s.")
    if below.are_all:
        return ngettext(
            "%(name)s, as %(title)s, is above the only position with the role %(role)s.",
            "%(name)s, as %(title)s, is above all %(total)s positions with the role %(role)s.",
            below.total,
        )
    return ngettext(
        "%(name)s, as %(title)s, is above %(number)s of the %(total)s positions with the role %(role)s.",
        "%(name)s, as %(title)s, is above %(number)s of the %(total)s positions with the role %(role)s.",
        below.count,
    )


def side_by_side(pair: RolePair) -> Sentence:
    """Say that no position of one side is above one of the other, and whether all are peers."""
    shared = pair.shared_managers
    if shared.are_all:
        pattern = _("Neither is above the other: all of them report to %(manager)s.")
        return sentence(pattern, manager=as_manager(pair.known[shared.first[0]]))
    trees = {tree for side in pair.sides for tree in side.places.trees}
    if len(trees) > 1:
        return plain(_("Neither is above the other."))
    return plain(_("Neither is above the other: they are in different branches of the chart."))


def having_the_role(pair: RolePair) -> Sentence:
    """Say that a position of the chart is one of those that have the role it is compared with."""
    role, other = pair.role_first
    if isinstance(other, RoleSide) or not isinstance(role, RoleSide) or other.role != role.role or not other.places:
        return NOTHING
    count, position, named_role = len(role.seats), named(other, BEGINNING), role_named(role.role)
    if other.person:
        return held_with_role(other, count, named_role)
    if count < 2:
        only = agree(
            other,
            pgettext("one position", "%(position)s is the only position with the role %(role)s."),
            pgettext("several posts", "%(position)s are the only ones with the role %(role)s."),
        )
        return sentence(only, position=position, role=named_role)
    pattern = agree(
        other,
        pgettext("one position", "%(position)s is one of the %(number)s positions with the role %(role)s."),
        pgettext("several posts", "%(position)s belong to the %(number)s positions with the role %(role)s."),
    )
    return sentence(pattern, position=position, number=in_words(count), role=named_role)


def held_with_role(side: Side, count: int, role: Part) -> Sentence:
    """Say that a person holds one of so many positions with a role."""
    pattern = ngettext(
        "%(name)s holds the only position with the role %(role)s.",
        "%(name)s holds one of the %(number)s positions with the role %(role)s.",
        count,
    )
    return sentence(pattern, name=named(side, BEGINNING), number=in_words(count), role=role)


def nowhere(side: AnySide) -> Sentence:
    """Say that a side stands nowhere in the chart, and why."""
    if isinstance(side, RoleSide):
        pattern = _("No position of the chart has the role %(side)s, so the chart can't say.")
        return sentence(pattern, side=role_named(side.role))
    return out_of_chart(side.position, named(side, BEGINNING))


def nowhere_both(sides: Sequence[AnySide]) -> Sentence:
    """Say that neither side stands in the chart; of two roles in one sentence."""
    roles = [role_named(side.role) for side in sides if isinstance(side, RoleSide)]
    if len(roles) < len(sides):
        return in_a_row(map(nowhere, sides))
    pattern = _("No position of the chart has the role %(left)s or the role %(right)s, so the chart can't say.")
    return sentence(pattern, left=roles[0], right=roles[1])


def counted(lower: AnySide, below: Below, upper: AnySide) -> Sentence:
    """Say how many positions of a side are below the other side."""
    above = one_of(upper)
    if not isinstance(lower, RoleSide):
        pattern = agree(
            lower,
            pgettext("one position", "%(lower)s is below %(upper)s."),
            pgettext("several posts", "%(lower)s are below %(upper)s."),
        )
        return sentence(pattern, lower=named(lower, BEGINNING), upper=above)
    role = role_named(lower.role)
    if below.total == 1:
        return sentence(_("The only position with the role %(role)s is below %(upper)s."), role=role, upper=above)
    if below.are_all and below.total == BOTH:
        return sentence(_("Both positions with the role %(role)s are below %(upper)s."), role=role, upper=above)
    if below.are_all:
        pattern = _("All %(total)s positions with the role %(role)s are below %(upper)s.")
        return sentence(pattern, total=in_words(below.total), role=role, upper=above)
    pattern = ngettext(
        "%(number)s of the %(total)s positions with the role %(role)s is below %(upper)s.",
        "%(number)s of the %(total)s positions with the role %(role)s are below %(upper)s.",
        below.count,
    )
    return sentence(
        pattern, number=Part(written(below.count)), total=Part(written(below.total)), role=role, upper=above
    )


def one_of(side: AnySide) -> Sentence:
    """Name a position, or one of those that have a role."""
    if not isinstance(side, RoleSide):
        return named(side, BESIDE)
    if len(side.seats) == 1:
        pattern = pgettext("after “above” or “below”", "the position with the role %(role)s")
    else:
        pattern = pgettext("after “above” or “below”", "a position with the role %(role)s")
    return sentence(pattern, role=role_named(side.role))
