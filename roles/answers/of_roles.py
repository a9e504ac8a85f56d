"""Answer what the chart says where at least one side is a role: what is true of how many of its positions."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.answers.places import deputising, same_manager
from roles.answers.verdict_of_roles import nowhere
from roles.answers.wording import Answer, in_words, named, question, several
from roles.models import LinkKind, Position
from roles.naming import BESIDE, titled, to_whom
from roles.pairs import RolePair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, plain, sentence, written
from roles.sentences import who_it_is
from roles.sides.places import Places
from roles.sides.seats import Reporting
from roles.sides.side import MOST_NAMED, RoleSide, Side

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
