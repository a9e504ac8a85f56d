"""Say which appointments begin, change and end, so that each position is held as its rows say."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from roles.models import AppointmentKind
from roles.spreadsheet.entries import Group
from roles.spreadsheet.holding import ONE_DAY, Day, Holding, Terms, Wanted, overlap
from roles.spreadsheet.people import People
from roles.spreadsheet.problems import Problems
from roles.spreadsheet.state import Held


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """An appointment to be made; position and person by their keys."""

    position: str
    person: str | None
    terms: Terms


@dataclass(slots=True)
class Appointments:
    """What happens to appointments, and the positions it happens to."""

    new: list[NewAppointment] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    positions: set[str] = field(default_factory=set)
    # Who begins later and whom no row names: they are left as they are, each with the key of the position.
    to_come: list[tuple[str, Held]] = field(default_factory=list)


def plan_appointments(
    groups: Iterable[Group], people: People, today: datetime.date, problems: Problems
) -> Appointments:
    """Plan the appointments of every position whose rows say something of its holder."""
    plan = Appointments()
    for group in groups:
        holding = Holding(group, people, today, problems)
        if holding.is_said:
            _plan_position(holding, plan, problems)
        elif _becomes_one_post(group):
            _refuse_crowd(group, holding.running(), problems)
    return plan


def _becomes_one_post(group: Group) -> bool:
    """True for a group of posts of which one is left."""
    return bool(group.known and group.known.values.get("posts", 1) > 1 and group.said("posts", 1) == 1)


def _refuse_crowd(group: Group, held: Iterable[Terms | Held], problems: Problems) -> None:
    """Refuse one post for several who each hold one of their own."""
    alone = [each for each in held if each.kind == AppointmentKind.SUBSTANTIVE]
    if any(_overlapping(each, alone) for each in alone):
        message = _("Several people hold these posts, and one post can have one: say by rows of this code who stays.")
        problems.add(group.row, "posts", message)


def _plan_position(holding: Holding, plan: Appointments, problems: Problems) -> None:
    """Make, change and end the appointments of one position."""
    decided = [(wanted, _terms(holding, wanted)) for wanted in holding.wanted]
    left = [*holding.past(), *holding.later()]
    plan.to_come += ((holding.group.key, held) for held in holding.later())
    if running := holding.running():
        last = _last_day(holding, decided)
        left += [rest for held in running for rest in _end(holding, held, last, plan)]
    crowd: list[tuple[str | None, Terms | Held]] = [(wanted.person, terms) for wanted, terms in decided]
    crowd += [(each.person, each) for each in left]
    rivals = Rivals(crowd) if len(crowd) > 1 else None
    for wanted, terms in decided:
        changes = _changes(wanted.held, terms)
        if wanted.held is None:
            plan.new.append(NewAppointment(holding.group.key, wanted.person, terms))
        elif changes:
            plan.changed[wanted.held.key] = changes
        if wanted.held is None or changes:
            plan.positions.add(holding.group.key)
            _check_days(wanted, terms, problems)
            if rivals:
                _refuse_overlap(holding, wanted, terms, rivals, problems)


def _terms(holding: Holding, wanted: Wanted) -> Terms:
    """What the row says; where it says nothing what is there, else what is usual."""
    values, held = wanted.entry.values, wanted.held
    return Terms(
        _kind(holding, wanted, values.get("kind")),
        values.get("fte", held.share if held else Decimal(1)),
        values.get("start") or (held.start if held else _usual_start(holding, values.get("end"))),
        holding.last_day_of(wanted),
    )


def _kind(holding: Holding, wanted: Wanted, said: str | None) -> str:
    """Several at a time share a position unless the rows say otherwise; a group of posts may have many."""
    if said:
        return said
    held = wanted.held
    if len(holding.wanted) == 1:
        return held.kind if said is None and held else AppointmentKind.SUBSTANTIVE.value
    is_shared = holding.shares(wanted)
    usual = AppointmentKind.SHARED if is_shared else AppointmentKind.SUBSTANTIVE
    if said is None and held and not (is_shared and held.kind == AppointmentKind.SUBSTANTIVE):
        return held.kind
    return usual.value


def _usual_start(holding: Holding, end: Day) -> Day:
    """Today for whoever follows somebody; not known for the first holder, or one who has left already.

    So an empty start leaves the start alone: importing a file again must not empty what we wrote.
    """
    follows = holding.group.known is not None and bool(holding.group.known.held)
    return holding.today if follows and (end is None or end >= holding.today) else None


def _changes(held: Held | None, terms: Terms) -> dict[str, Any]:
    """The fields in which an appointment differs from what is wanted."""
    if held is None:
        return {}
    if (terms.kind, terms.share, terms.start, terms.end) == (held.kind, held.share, held.start, held.end):
        return {}
    names = ("kind", "share", "start", "end")
    return {name: value for name in names if (value := getattr(terms, name)) != getattr(held, name)}


def _check_days(wanted: Wanted, terms: Terms, problems: Problems) -> None:
    """Refuse an end before the start."""
    if terms.start and terms.end and terms.end < terms.start:
        problems.add(
            wanted.entry.row,
            "end",
            _("The appointment would end on %(end)s, before it starts on %(start)s.")
            % {"end": terms.end, "start": terms.start},
        )


class Rivals:
    """All appointments of one position, by whom they could clash with: of many, few are looked at."""

    def __init__(self, held: Iterable[tuple[str | None, Terms | Held]]) -> None:
        """Sort them by person; those of which there may be one at a time are apart."""
        self.by_person: defaultdict[str, list[Terms | Held]] = defaultdict(list)
        self.substantive: list[Terms | Held] = []
        for person, terms in held:
            if person is not None:
                self.by_person[person].append(terms)
            if terms.kind == AppointmentKind.SUBSTANTIVE:
                self.substantive.append(terms)


def _overlapping(terms: Terms | Held, others: Iterable[Terms | Held]) -> Terms | Held | None:
    """The first of the others that holds on the same day."""
    return next((other for other in others if other is not terms and overlap(terms, other)), None)


def _refuse_overlap(holding: Holding, wanted: Wanted, terms: Terms, rivals: Rivals, problems: Problems) -> None:
    """Refuse the same person twice at a time, and two substantive holders of one post."""
    if wanted.person is not None and _overlapping(terms, rivals.by_person[wanted.person]):
        message = _("The same person would hold this position twice at a time.")
        problems.add(wanted.entry.row, "holder", message)
        return
    is_alone = terms.kind == AppointmentKind.SUBSTANTIVE and not holding.is_group()
    if is_alone and (other := _overlapping(terms, rivals.substantive)):
        if isinstance(other, Held) and other.start == wanted.entry.values.get("start"):
            message = _(
                "On this day the former holder began: write when the new one begins, or empty the cell for today."
            )
            problems.add(wanted.entry.row, "start", message)
            return
        message = _("Two people would hold this position at a time%(days)s: write shared under kind, or other days.")
        problems.add(wanted.entry.row, "holder", message % {"days": _days(other)})


def _days(held: Terms | Held) -> str:
    """From when to when somebody else holds the position, as far as that is known."""
    if held.start and held.end:
        return _(" (the other from %(start)s to %(end)s)") % {"start": held.start, "end": held.end}
    if held.start:
        return _(" (the other from %(start)s)") % {"start": held.start}
    return _(" (the other to %(end)s)") % {"end": held.end} if held.end else ""


def _end(holding: Holding, held: Held, day: datetime.date, plan: Appointments) -> list[Held]:
    """End the appointment of somebody whom no row names, and return what is left of it.

    One that began today never was; one that began after the day ends with its first.
    """
    if held.end is not None and held.end <= day:
        return [held]
    plan.positions.add(holding.group.key)
    if held.start is not None and held.start >= holding.today and day < held.start:
        plan.removed.append(held.key)
        return []
    end = max(day, held.start or day)
    plan.changed[held.key] = {"end": end}
    return [replace(held, end=end)]


def _last_day(holding: Holding, decided: list[tuple[Wanted, Terms]]) -> datetime.date:
    """Yesterday, since today's chart shows what the file says; earlier or later where a successor's start says so."""
    starts = [terms.start for _wanted, terms in decided]
    if starts and all(start is not None and start > holding.today for start in starts):
        return min(start for start in starts if start is not None) - ONE_DAY
    new = [terms.start for wanted, terms in decided if wanted.held is None and terms.start is not None]
    # Before the first day that a date can be there is none.
    return max(min([holding.today, *new]), datetime.date.min + ONE_DAY) - ONE_DAY
