"""Say in one sentence where a position stands, what it is and who holds it."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.models import Appointment, AppointmentKind, Chart, Position
from roles.naming import INSIDE, as_subject, titled, to_whom
from roles.phrases import NOTHING, Part, Sentence, Words, listed, plain, sentence

MOST_NAMES = 3


def holders_of(position: Position) -> list[Appointment]:
    """Return the current appointments that `with_holders()` fetched."""
    return position.current_appointments


def is_vacant(position: Position) -> bool:
    """True where nobody holds a position; a group of posts is never vacant."""
    return position.posts == 1 and not holders_of(position)


# Who holds it


def holder(appointment: Appointment) -> Sentence:
    """Name a holder, and say when they act."""
    if appointment.person is None:
        name = plain(_("a person whose name is not published"))
    else:
        person = appointment.person
        name = Sentence((Part(person.name, person.get_absolute_url(), is_name=True),))
    if appointment.kind == AppointmentKind.ACTING:
        return sentence(_("%(name)s (acting)"), name=name)
    return name


def holders(appointments: Sequence[Appointment]) -> Sentence:
    """Name those who hold a position: the first three, and how many more; a job share is called so."""
    names: list[Words] = [holder(each) for each in appointments[:MOST_NAMES]]
    more = len(appointments) - MOST_NAMES
    if more > 0:
        names.append(sentence(ngettext("%(number)s other", "%(number)s others", more), number=more))
    if appointments and all(each.kind == AppointmentKind.SHARED for each in appointments):
        return sentence(_("%(names)s (job share)"), names=listed(names))
    return listed(names)


# Naming a position and who holds it


def as_manager(position: Position) -> Sentence:
    """Name a position that somebody reports to, and who holds it."""
    return with_holder(position, to_whom(position))


def who_it_is(position: Position) -> Sentence:
    """Name a position that is what was asked for, as after "the nearest above both is", and who holds it."""
    return with_holder(position, INSIDE.name_one(position))


def with_holder(position: Position, name: Sentence) -> Sentence:
    """Add to a position's name who holds it, or that nobody does."""
    held_by = holders_of(position)
    if not held_by and position.posts > 1:
        posts = ngettext("%(name)s (%(posts)s post)", "%(name)s (%(posts)s posts)", position.posts)
        return sentence(posts, name=name, posts=position.posts)
    if not held_by:
        return sentence(_("%(name)s, which is vacant"), name=name)
    if all(each.person is None for each in held_by):
        return sentence(_("%(name)s, whose holder's name is not published"), name=name)
    return sentence(_("%(name)s, %(holders)s"), name=name, holders=holders(held_by))


# What a position's page opens with


def answer(position: Position, manager: Position | None, chart: Chart) -> Sentence:
    """Say whom a position reports to, or why it reports to none; the manager comes with holders."""
    subject = as_subject(position, is_here=True)
    if not position.is_in_chart:
        return out_of_chart(position, subject)
    if manager is None:
        return as_head(subject, chart)
    return sentence(reporting_pattern(position), position=subject, manager=as_manager(manager))


def out_of_chart(position: Position, subject: Sentence) -> Sentence:
    """Say why a position reports to nobody and nobody to it: it has ended, or is not placed yet."""
    if position.ended_on:
        ended = _("%(position)s ended on %(day)s and is no longer in the chart.")
        return sentence(ended, position=subject, day=date_format(position.ended_on))
    return sentence(_("%(position)s is not in the chart yet: it waits for a manager."), position=subject)


def reporting_pattern(position: Position) -> str:
    """Return the pattern of a sentence that says whom a position in the chart reports to."""
    if position.is_assistant and position.posts > 1:
        return pgettext("several posts", "%(position)s report, as assistants, to %(manager)s.")
    if position.is_assistant:
        return _("%(position)s reports, as an assistant, to %(manager)s.")
    if position.posts > 1:
        return pgettext("several posts", "%(position)s report to %(manager)s.")
    return _("%(position)s reports to %(manager)s.")


def as_head(subject: Sentence, chart: Chart) -> Sentence:
    """Say that a position reports to none."""
    if chart.allows_several_heads:
        pattern = _("%(position)s is one of the heads of %(organisation)s and reports to no other position.")
    else:
        pattern = _("%(position)s is the head of %(organisation)s and reports to no other position.")
    return sentence(pattern, position=subject, organisation=chart.name)


def next_filled(line: Sequence[Position]) -> Sentence:
    """Say who is the nearest person above, when the manager's position is vacant; nearest manager first."""
    if not line or not is_vacant(line[0]):
        return NOTHING
    for position in line[1:]:
        if not is_vacant(position):
            return sentence(
                _("The nearest position above it that is filled is %(manager)s."), manager=who_it_is(position)
            )
    return plain(_("No position above it is filled."))


def held_now(position: Position) -> Sentence:
    """Say who holds a position."""
    held_by = holders_of(position)
    if not held_by and position.posts > 1:
        return sentence(ngettext("%(posts)s post", "%(posts)s posts", position.posts), posts=position.posts)
    if not held_by:
        return plain(_("Nobody holds this position."))
    if all(each.person is None for each in held_by):
        return plain(ngettext("name not published", "names not published", len(held_by)))
    return holders(held_by)


# Speaking to a person, or about one; the position comes with its manager, and that with holders


def holds_nothing(name: str, *, is_reader: bool) -> Sentence:
    """Say that a person has no position."""
    if is_reader:
        return plain(_("You hold no position at present."))
    return sentence(_("%(name)s holds no position at present."), name=name)


def you_report_to(position: Position, organisation: str, *, name_it: bool = False) -> Sentence:
    """Tell the person signed in whom they report to, naming the position where they hold several."""
    title = titled(position)
    if not position.is_in_chart:
        return sentence(_("Your position, %(position)s, is not in the chart."), position=title)
    if position.reports_to is None:
        pattern = _("As %(position)s you head %(organisation)s and report to no other position.")
        return sentence(pattern, position=title, organisation=organisation)
    manager = as_manager(position.reports_to)
    if name_it:
        return sentence(_("As %(position)s you report to %(manager)s."), position=title, manager=manager)
    return sentence(_("You report to %(manager)s."), manager=manager)


def person_reports_to(name: str, position: Position, organisation: str, *, name_it: bool = False) -> Sentence:
    """Say whom a person reports to, naming the position where they hold several."""
    title = titled(position)
    if not position.is_in_chart:
        pattern = _("The position of %(name)s, %(position)s, is not in the chart.")
        return sentence(pattern, name=name, position=title)
    if position.reports_to is None:
        pattern = _("As %(position)s, %(name)s heads %(organisation)s and reports to no other position.")
        return sentence(pattern, position=title, name=name, organisation=organisation)
    manager = as_manager(position.reports_to)
    if name_it:
        pattern = _("As %(position)s, %(name)s reports to %(manager)s.")
        return sentence(pattern, position=title, name=name, manager=manager)
    return sentence(_("%(name)s reports to %(manager)s."), name=name, manager=manager)
