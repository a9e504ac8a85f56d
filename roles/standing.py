"""Where a person stands: what they hold, whom they report to in each position, and the line above the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from roles.models import Appointment, AppointmentKind, Person, Position
from roles.phrases import Sentence
from roles.prepared import Prepared
from roles.reporting_line import ReportingLine, line_above
from roles.sentences import holds_nothing, next_filled, person_reports_to, you_report_to
from roles.state import state_of, with_state
from roles.surroundings import Appointments, attach_holders, by_day

POSITIONS = ("position__role", "position__department", "position__reports_to__role")


@dataclass(frozen=True)
class Standing:
    """What a person's page opens with; the line is that of the position they mainly hold."""

    person: Person
    answers: list[Sentence]
    note: Sentence
    main: Position | None
    line: ReportingLine
    appointments: Appointments
    organisation: str  # its name, empty where it was not read


def held_by_person(person: int) -> "QuerySet[Appointment]":
    """What a person holds, has held and will hold, and the chart's state."""
    return with_state(Appointment.objects.filter(person=person).select_related("person", *POSITIONS))


def held_by_account(account: int) -> "QuerySet[Appointment]":
    """The same of the person of an account."""
    return with_state(Appointment.objects.filter(person__account=account).select_related("person", *POSITIONS))


HELD_BY_PERSON, HELD_BY_ACCOUNT = Prepared(held_by_person), Prepared(held_by_account)


def standing_of(person: Person) -> Standing:
    """Read where a person stands, to speak about them."""
    return standing(person, HELD_BY_PERSON(person.pk), is_reader=False)


def standing_of_account(account: int | None) -> Standing | None:
    """Read where the person of an account stands, to speak to them; None where the account is linked to nobody."""
    if account is None:
        return None
    appointments = HELD_BY_ACCOUNT(account)
    person = appointments[0].person if appointments else Person.objects.filter(account=account).first()
    return standing(person, appointments, is_reader=True) if person else None


def positions_of_account(account: int | None) -> list[Position]:
    """Return the positions that the person of an account holds, the one that they mainly hold first."""
    appointments = Appointment.objects.current().filter(person__account=account)
    held = sorted(appointments.select_related("position__role"), key=weight)
    return list({each.position_id: each.position for each in held}.values())


def standing(person: Person, held_ever: Sequence[Appointment], *, is_reader: bool) -> Standing:
    """Read what is above a person whose appointments were read."""
    appointments = by_day(held_ever)
    held = [each.position for each in sorted(appointments.current, key=weight)]
    main = held[0] if held else None
    line = line_above(main) if main else ReportingLine()
    managers = [each.reports_to for each in held if each.reports_to is not None]
    attach_holders([*line.upwards, *managers])
    organisation = state_of(held_ever[0]).chart.name if held_ever else ""
    return Standing(
        person=person,
        answers=answers(person, held, organisation, is_reader=is_reader),
        note=next_filled(line.upwards),
        main=main,
        line=line,
        appointments=appointments,
        organisation=organisation,
    )


def answers(person: Person, held: list[Position], organisation: str, *, is_reader: bool) -> list[Sentence]:
    """Say whom a person reports to, in each of their positions."""
    if not held:
        return [holds_nothing(person.name, is_reader=is_reader)]
    several = len(held) > 1
    if is_reader:
        return [you_report_to(each, organisation, name_it=several) for each in held]
    return [person_reports_to(person.name, each, organisation, name_it=several) for each in held]


def weight(appointment: Appointment) -> tuple[bool, bool, float, int]:
    """Order what somebody holds: in the chart first, their own before acting, the larger share first."""
    acting = appointment.kind == AppointmentKind.ACTING
    return not appointment.position.is_in_chart, acting, -float(appointment.share), appointment.pk
