"""Where a person stands: what they hold, whom they report to in each position, and the line above the first of them."""

from dataclasses import dataclass

from roles.models import Appointment, AppointmentKind, Chart, Person, Position
from roles.phrases import Sentence
from roles.reporting_line import ReportingLine, line_above
from roles.sentences import holds_nothing, next_filled, person_reports_to, you_report_to
from roles.surroundings import Appointments, attach_holders, by_day

POSITIONS = ("position__role", "position__department", "position__reports_to__role")


@dataclass(frozen=True)
class Standing:
    """What a person's page opens with; the line is that of the position they mainly hold."""

    answers: list[Sentence]
    note: Sentence
    main: Position | None
    line: ReportingLine
    appointments: Appointments


def standing_of(person: Person, *, is_reader: bool = False) -> Standing:
    """Read where a person stands; a reader is spoken to."""
    appointments = by_day(person.appointments.select_related(*POSITIONS))
    held = [each.position for each in sorted(appointments.current, key=weight)]
    main = held[0] if held else None
    line = line_above(main) if main else ReportingLine()
    managers = [each.reports_to for each in held if each.reports_to is not None]
    attach_holders([*line.upwards, *managers])
    return Standing(
        answers=answers(person, held, is_reader=is_reader),
        note=next_filled(line.upwards),
        main=main,
        line=line,
        appointments=appointments,
    )


def answers(person: Person, held: list[Position], *, is_reader: bool) -> list[Sentence]:
    """Say whom a person reports to, in each of their positions."""
    if not held:
        return [holds_nothing(person.name, is_reader=is_reader)]
    organisation = Chart.shown().name if any(each.is_head for each in held) else ""
    several = len(held) > 1
    if is_reader:
        return [you_report_to(each, organisation, name_it=several) for each in held]
    return [person_reports_to(person.name, each, organisation, name_it=several) for each in held]


def weight(appointment: Appointment) -> tuple[bool, bool, float, int]:
    """Order what somebody holds: in the chart first, their own before acting, the larger share first."""
    acting = appointment.kind == AppointmentKind.ACTING
    return not appointment.position.is_in_chart, acting, -float(appointment.share), appointment.pk
