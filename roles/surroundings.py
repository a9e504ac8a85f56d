"""What stands around a position - its line, its reports, its peers, its links - in a fixed number of statements."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import Appointment, Link, LinkKind, Position
from roles.prepared import Prepared
from roles.querysets import in_order_of_holders, over_all, running
from roles.reporting_line import MOST_AT_THE_TOP, MOST_NEAREST, ReportingLine, line_of

# What lists, sentences and small charts say of a position.
SHOWN = (
    "code", "title", "reports_to", "level", "reports_count", "posts", "is_assistant", "is_placed", "ended_on",
    "role__title", "department__name", "department__colour",
)  # fmt: skip
MOST_REPORTS, MOST_PEERS = 20, 12  # so many fit on two sheets of paper
# The line up to its head, and the first direct reports of the position and of its manager: each is found right behind
# the branch of the one before, so that a manager of ten thousand costs no more than one of twenty. CROSS JOIN keeps
# SQLite from beginning at the other end.
AROUND = f"""
WITH RECURSIVE line(id, reports_to_id, level) AS (
    SELECT id, reports_to_id, level FROM roles_position WHERE id = %s
    UNION
    SELECT manager.id, manager.reports_to_id, manager.level
    FROM line CROSS JOIN roles_position manager WHERE manager.id = line.reports_to_id
), near(id, manager, tree_id, after, until, place) AS (
    SELECT id, id, tree_id, lft, rght, 0 FROM roles_position
    WHERE id = %s OR id = (SELECT reports_to_id FROM roles_position WHERE id = %s)
    UNION ALL
    SELECT next.id, near.manager, near.tree_id, next.rght, near.until, near.place + 1
    FROM near CROSS JOIN roles_position next
    WHERE near.place <= {max(MOST_REPORTS, MOST_PEERS)} AND next.reports_to_id = near.manager AND next.id = (
        SELECT behind.id FROM roles_position behind
        WHERE behind.tree_id = near.tree_id AND behind.lft > near.after AND behind.lft < near.until
        ORDER BY behind.lft LIMIT 1
    )
)
SELECT id FROM line WHERE id <> %s AND (
    level < {MOST_AT_THE_TOP} OR level >= (SELECT level FROM roles_position WHERE id = %s) - {MOST_NEAREST}
)
UNION SELECT id FROM near WHERE place > 0 AND id <> %s"""  # noqa: S608 - constants


@dataclass(frozen=True)
class LinkedPosition:
    """A position beside the solid line, and what it is to the one looked at."""

    relation: str
    position: Position


@dataclass(frozen=True)
class Surroundings:
    """The positions around one, with their holders."""

    line: ReportingLine
    reports: list[Position]
    peers: list[Position]
    links: list[LinkedPosition]
    appointments: "Appointments"

    @property
    def manager(self) -> Position | None:
        """Return the position that this one reports to."""
        return self.line.manager

    @property
    def has_more_peers(self) -> bool:
        """True when not all peers are here."""
        return self.manager is not None and self.manager.span > len(self.peers) + 1


def around(position: Position) -> Surroundings:
    """Read what stands around a position, and who has held, holds and will hold it, in three statements."""
    day = timezone.localdate()
    rows = NEAR(position.pk, position.reports_to_id or 0, day)
    managers = {position.pk, position.reports_to_id}
    reports = [each for each in rows if each.reports_to_id == position.pk][:MOST_REPORTS]
    peers = [each for each in rows if each.reports_to_id in managers - {position.pk}][:MOST_PEERS]
    above = sorted((each for each in rows if each.reports_to_id not in managers), key=lambda each: -each.level)
    line, links = line_of(position, above), links_of(position)
    others = [*line.upwards, *reports, *peers, *(link.position for link in links)]
    held = HELD(position.pk, [each.pk for each in others] or [position.pk], day)
    hand_out([each for each in held if each.is_current(day)], [position, *others])
    return Surroundings(
        line=line,
        reports=reports,
        peers=peers,
        links=links,
        appointments=by_day(each for each in held if each.position_id == position.pk),
    )


def rows_around(position_id: int, manager_id: int, day: datetime.date) -> "QuerySet[Position]":
    """The line of a position, of a long one both ends, its first direct reports and peers; the manager has a span."""
    keys = RawSQL(AROUND, [position_id] * 6)  # noqa: S611 - a constant with parameters
    rows = Position.objects.filter(pk__in=keys).select_related("role", "department").in_tree_order().only(*SHOWN)
    direct = Position.objects.filter(reports_to=manager_id)
    span = Case(When(pk=manager_id, then=over_all(direct, Count("pk"))), default=0, output_field=IntegerField())
    found: QuerySet[Position] = rows.with_is_filled(day).annotate(span=span)
    return found


def held_around(position_id: int, others: Sequence[int], day: datetime.date) -> "QuerySet[Appointment]":
    """All appointments to a position ever, and those of today to others."""
    current = Q(position__in=others) & running(day)
    return in_order_of_holders(Appointment.objects.filter(Q(position=position_id) | current))


def held_today(positions: Sequence[int], day: datetime.date) -> "QuerySet[Appointment]":
    """The appointments of today to these positions."""
    return in_order_of_holders(Appointment.objects.current(day).filter(position__in=positions))


def links_from_and_to(position_id: int) -> "QuerySet[Link]":
    """The links of a position, with both ends."""
    return Link.objects.touching(position_id)


NEAR, HELD = Prepared(rows_around), Prepared(held_around)
HELD_TODAY, LINKS = Prepared(held_today), Prepared(links_from_and_to)


def links_of(position: Position) -> list[LinkedPosition]:
    """Return what is linked with a position: by kind, and in each kind those it points to first."""
    links = sorted(LINKS(position.pk), key=lambda link: (link.kind, link.from_position_id != position.pk))
    return [linked(position, link) for link in links]


def linked(position: Position, link: Link) -> LinkedPosition:
    """Say what the other end of a link is to a position."""
    is_from_here = link.from_position_id == position.pk
    relations = {
        (LinkKind.DOTTED_LINE, True): _("Also reports to (dotted line)"),
        (LinkKind.DOTTED_LINE, False): _("Also reports here (dotted line)"),
        (LinkKind.DEPUTY, True): _("Deputises for"),
        (LinkKind.DEPUTY, False): _("Deputy"),
    }
    relation = relations.get((LinkKind(link.kind), is_from_here), _("Works with"))
    return LinkedPosition(relation, link.to_position if is_from_here else link.from_position)


def attach_holders(positions: Iterable[Position]) -> None:
    """Fetch the holders of all these positions in one statement."""
    every = list(positions)
    hand_out(HELD_TODAY([each.pk for each in every], timezone.localdate()), every)


def hand_out(appointments: Iterable[Appointment], positions: Iterable[Position]) -> None:
    """Give each position the appointments of today to it."""
    held: dict[int, list[Appointment]] = {}
    for appointment in appointments:
        held.setdefault(appointment.position_id, []).append(appointment)
    for position in positions:
        position.current_appointments = held.get(position.pk, [])


@dataclass(frozen=True)
class Appointments:
    """Appointments by the day they are looked at: those of today, those to come, and those that ended, last first."""

    current: list[Appointment]
    coming: list[Appointment]
    earlier: list[Appointment]


def by_day(appointments: Iterable[Appointment]) -> Appointments:
    """Part appointments into those of today, those to come and those that ended."""
    today = timezone.localdate()
    every = sorted(appointments, key=lambda each: (each.start or datetime.date.min, each.pk))
    return Appointments(
        current=[each for each in every if each.is_current(today)],
        coming=[each for each in every if each.start is not None and each.start > today],
        earlier=sorted((each for each in every if each.end is not None and each.end < today), key=end_of, reverse=True),
    )


def end_of(appointment: Appointment) -> datetime.date:
    """Return the last day of an appointment, or the last of all days."""
    return appointment.end or datetime.date.max
