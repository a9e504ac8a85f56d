"""What stands around a position - its line, its reports, its peers, its links - in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import Appointment, Link, LinkKind, Position
from roles.querysets import holders
from roles.reporting_line import ReportingLine, line_above

MOST_SHOWN = 100


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

    @property
    def manager(self) -> Position | None:
        """Return the position that this one reports to."""
        return self.line.manager

    @property
    def has_more_peers(self) -> bool:
        """True when not all peers are here."""
        return self.manager is not None and self.manager.span > len(self.peers) + 1


def around(position: Position) -> Surroundings:
    """Read what stands around a position that has come with its own holders."""
    line = line_above(position)
    near = list(near_to(position))
    links = links_of(position)
    attach_holders(chain(line.upwards, near, (link.position for link in links)))
    return Surroundings(
        line=line,
        reports=[each for each in near if each.reports_to_id == position.pk],
        peers=[each for each in near if each.reports_to_id != position.pk],
        links=links,
    )


def near_to(position: Position) -> "QuerySet[Position]":
    """Return the first hundred direct reports and the first hundred peers, in tree order."""
    managers = [each for each in (position.pk, position.reports_to_id) if each is not None]
    near: QuerySet[Position] = (
        Position.objects.filter(reports_to__in=managers)
        .exclude(pk=position.pk)
        .with_place_among_peers()
        .filter(place_among_peers__lte=MOST_SHOWN)
        .select_related("role", "department")
        .in_tree_order()
    )
    return near


def links_of(position: Position) -> list[LinkedPosition]:
    """Return what is linked with a position: by kind, and in each kind those it points to first."""
    links = sorted(
        Link.objects.touching(position.pk), key=lambda link: (link.kind, link.from_position_id != position.pk)
    )
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
    prefetch_related_objects(list(positions), holders())


@dataclass(frozen=True)
class Appointments:
    """Appointments by the day they are looked at: those of today, those to come, and those that ended, last first."""

    current: list[Appointment]
    coming: list[Appointment]
    earlier: list[Appointment]


def by_day(appointments: Iterable[Appointment]) -> Appointments:
    """Part appointments into those of today, those to come and those that ended."""
    today = timezone.localdate()
    every = sorted(appointments, key=lambda each: (each.start or date.min, each.pk))
    return Appointments(
        current=[each for each in every if each.is_current(today)],
        coming=[each for each in every if each.start is not None and each.start > today],
        earlier=sorted((each for each in every if each.end is not None and each.end < today), key=end_of, reverse=True),
    )


def end_of(appointment: Appointment) -> date:
    """Return the last day of an appointment, or the last of all days."""
    return appointment.end or date.max
