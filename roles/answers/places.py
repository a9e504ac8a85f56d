"""Answer what the chart says of two positions: who is above each, where their lines meet, who stands in for whom."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.answers.of_people import people_in_both
from roles.answers.wording import Answer, agree, each_through, question, reporting, who_they_are
from roles.models import Appointment, AppointmentKind, Link, LinkKind, Position
from roles.naming import as_subject, beside, of_whom, stood_in_for, the, titled
from roles.pairs import Pair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence
from roles.sentences import as_manager, holders_of, is_vacant, next_filled, who_it_is
from roles.sides.side import Side

# Who is above each, and above both?


def who_is_above(side: Side) -> Answer:
    """Say who is above one position."""
    further = side.further_up
    up = ngettext("Further up is %(managers)s.", "Further up are %(managers)s.", further.count)
    return Answer(
        question(_("Who is above %(position)s?"), position=beside(side.position)),
        reporting(side.position, side.manager),
        in_a_row(
            [sentence(up, managers=who_they_are(further)) if further else NOTHING, next_filled(side.upwards)],
        ),
    )


def same_manager(left: Side, right: Side) -> Answer:
    """Say whether two positions report to the same person."""
    asked = plain(_("Do they report to the same person?"))
    return Answer(asked, of_one_manager(left, right))


def of_one_manager(left: Side, right: Side) -> Sentence:
    """Say to whom both report, or each of them."""
    first, second = left.manager, right.manager
    if first is None and second is None:
        return plain(_("No: both are heads and report to no other position."))
    if first is None or second is None:
        head = left.position if first is None else right.position
        return in_a_row([plain(_("No.")), reporting(head, None)])
    if first == second:
        return sentence(_("Yes: both report to %(manager)s."), manager=as_manager(first))
    names = people_in_both(first, second)
    if names:
        pattern = ngettext(
            "Yes, though in two positions: %(names)s is both %(left)s and %(right)s.",
            "Yes, though in two positions: %(names)s are both %(left)s and %(right)s.",
            len(names),
        )
        return sentence(pattern, names=listed(names), left=titled(first), right=titled(second))
    return different_managers(left.position, first, right.position, second)


def different_managers(left: Position, left_manager: Position, right: Position, right_manager: Position) -> Sentence:
    """Say that two positions report to two others."""
    pattern = agree(
        left,
        pgettext("one position", "No: %(left)s reports to %(left_manager)s, and %(right)s to %(right_manager)s."),
        pgettext("several posts", "No: %(left)s report to %(left_manager)s, and %(right)s to %(right_manager)s."),
    )
    above_both = {"left_manager": as_manager(left_manager), "right_manager": as_manager(right_manager)}
    return sentence(pattern, left=the(left), right=the(right), **above_both)


def nearest_common_manager(pair: Pair) -> Answer:
    """Say who is the lowest above both, and through whom the two report there."""
    asked = plain(_("Who is their nearest common manager?"))
    common = pair.common_manager
    if common is not None:
        text = sentence(_("The lowest position above both is %(manager)s."), manager=who_it_is(common))
        return Answer(asked, text, in_a_row(by_which_way(side, common) for side in pair.sides))
    heads = [side for side in pair.sides if not side.line]
    if not heads or len(heads) == len(pair.sides):
        return Answer(asked, plain(_("There is none: no position is above both.")))
    pattern = _("There is none, since no position is above %(head)s.")
    return Answer(asked, sentence(pattern, head=beside(heads[0].position)))


def by_which_way(side: Side, common: Position) -> Sentence:
    """Say how a position reports to the nearest common manager."""
    between = side.below(common)
    if not between:
        pattern = agree(
            side.position,
            pgettext("one position", "%(position)s reports to it directly."),
            pgettext("several posts", "%(position)s report to it directly."),
        )
        return sentence(pattern, position=as_subject(side.position))
    pattern = agree(
        side.position,
        pgettext("one position", "%(position)s reports to it through %(managers)s."),
        pgettext("several posts", "%(position)s report to it through %(managers)s."),
    )
    return sentence(pattern, position=as_subject(side.position), managers=each_through(between))


# Who stands in for whom?


def second_in_command(pair: Pair) -> Answer:
    """Say whether one of the two deputises for the other, and who does for whom else."""
    asked = plain(_("Is one of them second-in-command to the other?"))
    between = pair.links_between(LinkKind.DEPUTY)
    if between:
        return Answer(asked, in_a_row([plain(_("Yes.")), *map(deputising, between)]))
    others = pair.linked(LinkKind.DEPUTY)
    if not others:
        return Answer(asked, plain(_("No, and no deputy is written down for either of them.")))
    return Answer(asked, plain(_("No.")), in_a_row(map(deputising, others)))


def deputising(link: Link) -> Sentence:
    """Say who deputises for whom."""
    pattern = agree(
        link.from_position,
        pgettext("one position", "%(deputy)s deputises for %(position)s, as second-in-command."),
        pgettext("several posts", "%(deputy)s deputise for %(position)s, as second-in-command."),
    )
    return sentence(pattern, deputy=as_subject(link.from_position), position=stood_in_for(link.to_position))


def who_stands_in(pair: Pair) -> Answer:
    """Say of each who takes its place when nobody is there: a deputy, or somebody who acts."""
    asked = plain(_("Who stands in for whom?"))
    told = [standing_in(side, pair.linked(LinkKind.DEPUTY)) for side in pair.sides]
    if not any(told):
        return Answer(asked, plain(_("No deputy is written down for either of them.")))
    return Answer(asked, in_a_row(each or no_deputy(side) for side, each in zip(pair.sides, told, strict=True)))


def standing_in(side: Side, links: Iterable[Link]) -> Sentence:
    """Say who stands in for one position, and that nobody does where it has none."""
    position = side.position
    told = [acts(each, position) for each in holders_of(position) if each.kind == AppointmentKind.ACTING]
    if is_vacant(position) and position.is_in_chart:
        told.append(sentence(_("%(position)s is vacant."), position=as_subject(position)))
    deputies = [stands_in(link) for link in links if link.to_position_id == position.pk]
    if told and not deputies:
        told.append(no_deputy(side))
    return in_a_row([*told, *deputies])


def no_deputy(side: Side) -> Sentence:
    """Say that nobody deputises for a position."""
    return sentence(_("No deputy is written down for %(position)s."), position=of_whom(side.position))


def stands_in(link: Link) -> Sentence:
    """Say who stands in for whom."""
    pattern = agree(
        link.from_position,
        pgettext("one position", "%(deputy)s stands in for %(position)s."),
        pgettext("several posts", "%(deputy)s stand in for %(position)s."),
    )
    return sentence(pattern, deputy=as_subject(link.from_position), position=stood_in_for(link.to_position))


def acts(appointment: Appointment, position: Position) -> Sentence:
    """Say who acts in a position."""
    if appointment.person is None:
        person = plain(_("A person whose name is not published"))
    else:
        person = Sentence((Part(appointment.person.name, appointment.person.get_absolute_url(), is_name=True),))
    title = Part(position.shown_title, is_name=True)
    return sentence(_("%(person)s acts as %(title)s."), person=person, title=title)
