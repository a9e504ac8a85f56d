"""Answer what the chart says where at least one side is a role: what is true of how many of its positions."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.answers.places import deputising, same_manager
from roles.answers.verdict import by_management_level
from roles.answers.wording import Answer, agree, in_words, named, question, role_named, several
from roles.models import LinkKind, Position
from roles.naming import BEGINNING, BESIDE, INSIDE, titled, to_whom
from roles.pairs import RolePair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, plain, sentence, written
from roles.sentences import as_manager, out_of_chart, who_it_is
from roles.sides.places import Below, Places
from roles.sides.seats import Reporting
from roles.sides.side import MOST_NAMED, AnySide, RoleSide, Side

# Is one higher than the other?


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
        return own
    if missing := [side for side in pair.sides if not side.places]:
        return nowhere_both(missing) if len(missing) > 1 else nowhere(missing[0])
    down, up = pair.right_below, pair.left_below
    told = [
        *([counted(pair.right, down, pair.left)] if down.count else []),
        *([counted(pair.left, up, pair.right)] if up.count else []),
    ]
    return in_a_row(told) or side_by_side(pair)


def side_by_side(pair: RolePair) -> Sentence:
    """Say that no position of one side is above one of the other, and whether all are peers."""
    shared = pair.shared_managers
    if shared.are_all:
        pattern = _("Neither is above the other: all of them report to %(manager)s.")
        return sentence(pattern, manager=as_manager(pair.known[shared.first[0]]))
    return plain(_("Neither is above the other: they are in different branches of the chart."))


def having_the_role(pair: RolePair) -> Sentence:
    """Say that a position of the chart is one of those that have the role it is compared with."""
    role, other = pair.role_first
    if isinstance(other, RoleSide) or not isinstance(role, RoleSide) or other.role != role.role or not other.places:
        return NOTHING
    count, position, named_role = len(role.seats), named(other, BEGINNING), role_named(role.role)
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


# Who is above a role, and above both?


def who_is_above_role(side: RoleSide) -> Answer:
    """Say whom the positions of a role report to."""
    asked = question(_("Who is above %(position)s?"), position=named(side, BESIDE))
    if not side.seats:
        return Answer(asked, nowhere(side))
    heads = side.places.heads
    told = [reporting_to(side), heads_of(side, heads) if heads else NOTHING]
    return Answer(asked, in_a_row(told))


def reporting_to(side: RoleSide) -> Sentence:
    """Say to which roles or positions the positions of a role report, and how many to each."""
    managers = side.seats.managers
    if not managers:
        return NOTHING
    if len(managers) > 1:
        pattern = _("%(manager)s (%(number)s)")
        names = [sentence(pattern, manager=managers_named(each), number=each.count) for each in managers]
        return sentence(_("Its positions report to %(managers)s."), managers=several(names, side.seats.manager_count))
    (only,) = managers
    count, manager = only.count, to_managers(only)
    if count < len(side.seats):
        pattern = ngettext(
            "%(number)s of its %(total)s positions reports to %(manager)s.",
            "%(number)s of its %(total)s positions report to %(manager)s.",
            count,
        )
        return sentence(pattern, number=count, total=len(side.seats), manager=manager)
    pattern = ngettext("Its position reports to %(manager)s.", "Its %(number)s positions report to %(manager)s.", count)
    return sentence(pattern, number=in_words(count), manager=manager)


def to_managers(reporting: Reporting) -> Sentence:
    """Name whom positions report to as the only managers there are, in a sentence."""
    if reporting.code:
        return to_whom(Position(code=reporting.code, title=reporting.title))
    pattern = pgettext("after “reports to”", "positions called %(title)s")
    return sentence(pattern, title=reporting.title)


def managers_named(reporting: Reporting) -> Part:
    """Name whom positions report to among others: the only one as a link to its page, several by their role."""
    if not reporting.code:
        return Part(reporting.title, is_name=True)
    return titled(Position(code=reporting.code, title=reporting.title))


def heads_of(side: RoleSide, heads: int) -> Sentence:
    """Say how many positions of a role report to nobody."""
    if len(side.seats) == 1:
        return plain(_("Its position is a head and reports to no other one."))
    pattern = ngettext(
        "%(number)s of them is a head and reports to no other position.",
        "%(number)s of them are heads and report to no other position.",
        heads,
    )
    return sentence(pattern, number=Part(written(heads)))


def same_manager_somewhere(pair: RolePair) -> Answer:
    """Say whether positions of both sides report to the same one; a position is not compared with itself."""
    if pair.positions:
        return same_manager(*pair.positions)
    asked, shared = plain(_("Do they report to the same person?")), pair.shared_managers
    if not shared.count:
        return Answer(asked, plain(_("No: no two of them report to the same position.")))
    names = several([to_whom(pair.known[key]) for key in shared.first], shared.count)
    if shared.are_all:
        return Answer(asked, sentence(_("Yes: all of them report to %(manager)s."), manager=names))
    return Answer(asked, sentence(_("Some do: positions of both report to %(managers)s."), managers=names))


def common_manager_of_all(pair: RolePair) -> Answer:
    """Say who is the lowest above all positions of both sides."""
    asked = plain(_("Who is their nearest common manager?"))
    first = pair.left.first[0] if isinstance(pair.left, RoleSide) else pair.left
    return Answer(asked, common_manager([side.places for side in pair.sides], first))


def common_manager(every: Sequence[Places], first: Side) -> Sentence:
    """Say who is the lowest above all positions, looked for along the line of one of them."""
    for manager in (first.known[key] for key in first.line if key in first.known):
        if all(places.are_below(manager) for places in every):
            return sentence(_("The lowest position above all of them is %(manager)s."), manager=who_it_is(manager))
    return plain(_("No position is above all of them."))


# Who stands in for whom?


def second_in_command_of_roles(pair: RolePair) -> Answer:
    """Say which positions of one side deputise for one of the other."""
    asked = plain(_("Is one of them second-in-command to the other?"))
    between = pair.links_between(LinkKind.DEPUTY)
    if not between:
        return Answer(asked, plain(_("No: no position of one deputises for one of the other.")))
    more = len(between) - MOST_NAMED
    others = ngettext("There is %(number)s further deputy.", "There are %(number)s further deputies.", more)
    told = [*map(deputising, between[:MOST_NAMED]), *([sentence(others, number=more)] if more > 0 else [])]
    return Answer(asked, in_a_row([plain(_("Yes.")), *told]))
