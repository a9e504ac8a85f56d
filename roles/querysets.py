"""Which positions, appointments and people: every read of the tree is one statement, right beside a writer too."""

import datetime
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from roles.text import code_key, words_to_find

if TYPE_CHECKING:
    from django.db.models import QuerySet as TreeQuerySet

    from roles.models import Appointment, Link, Person, Position  # noqa: F401 - the rows of the querysets
else:
    from mptt.querysets import TreeQuerySet

# UNION, not UNION ALL: it ends even in a database where somebody wrote a loop by hand.
LINES = """
WITH RECURSIVE line(id, reports_to_id) AS (
    SELECT id, reports_to_id FROM roles_position WHERE id IN ({starts})
    UNION
    SELECT manager.id, manager.reports_to_id FROM roles_position manager JOIN line ON manager.id = line.reports_to_id
) SELECT id FROM line"""


def running(day: datetime.date | None = None) -> Q:
    """The condition that an appointment holds on that day, or today."""
    on = day or timezone.localdate()
    return (Q(start__isnull=True) | Q(start__lte=on)) & (Q(end__isnull=True) | Q(end__gte=on))


def over_all(rows: "models.QuerySet[Any]", number: models.expressions.Combinable) -> Coalesce:
    """An aggregate over all rows of a subquery, 0 where there are none."""
    one_group = rows.order_by().annotate(one=models.Value(1)).values("one")
    return Coalesce(Subquery(one_group.annotate(n=number).values("n"), output_field=IntegerField()), 0)


def holders(on: datetime.date | None = None) -> "Prefetch[str, models.QuerySet[Appointment], str]":
    """What to fetch beside positions so that each has, as `current_appointments`, who holds it."""
    appointments = in_order_of_holders(apps.get_model("roles", "Appointment").objects.current(on))
    return Prefetch("appointments", queryset=appointments, to_attr="current_appointments")


def in_order_of_holders(appointments: "models.QuerySet[Appointment]") -> "models.QuerySet[Appointment]":
    """Appointments with their people, in the order in which those are named."""
    # A start that nobody knows is an early one; left to themselves, databases disagree about it.
    order = ("kind", F("start").asc(nulls_first=True), "pk")
    return appointments.select_related("person").order_by(*order)


class PositionQuerySet(TreeQuerySet["Position"]):
    """Positions in the words of the chart; `in_chart` leaves out those that ended or are not placed yet."""

    def in_chart(self) -> Self:
        """Positions that stand in the tree."""
        return self.filter(is_placed=True, ended_on__isnull=True)

    def not_placed(self) -> Self:
        """Positions that wait for a manager."""
        return self.filter(is_placed=False, ended_on__isnull=True)

    def heads(self) -> Self:
        """Positions that report to none."""
        return self.in_chart().filter(reports_to__isnull=True)

    def in_tree_order(self) -> Self:
        """Each manager before their reports, peers in HR's order."""
        return self.order_by("tree_id", "lft")

    def with_code(self, code: str) -> Self:
        """The position of that code, in whatever letter case."""
        return self.filter(code_key=code_key(code))

    def line_from(self, position_id: int) -> Self:
        """That position and its reporting line, nearest first."""
        return self.lines_from([position_id])

    def lines_from(self, position_ids: Sequence[int]) -> Self:
        """Those positions and everybody above them, the lowest first, in one statement however many they are."""
        if not position_ids:
            return self.none()
        lines = LINES.format(starts=", ".join(["%s"] * len(position_ids)))
        return self.filter(pk__in=RawSQL(lines, list(position_ids))).order_by("-level")  # noqa: S611 - a constant with parameters

    def lines_from_codes(self, code_keys: Sequence[str]) -> Self:
        """The positions of those codes and everybody above them, in one statement however many they are."""
        starts = f"SELECT id FROM roles_position WHERE code_key IN ({', '.join(['%s'] * len(code_keys))})"  # noqa: S608
        return self.filter(pk__in=RawSQL(LINES.format(starts=starts), list(code_keys)))  # noqa: S611 - parameters

    def line_of(self, position_id: int) -> Self:
        """The reporting line: the positions above, nearest manager first."""
        return self.line_from(position_id).exclude(pk=position_id)

    def ends_of_line(self, position_id: int, top: int, nearest: int) -> Self:
        """Of a reporting line so many from the head down and so many next to the position, nearest manager first."""
        level = Subquery(self.model._base_manager.filter(pk=position_id).values("level"))
        return self.line_of(position_id).filter(Q(level__lt=top) | Q(level__gte=level - nearest))

    def under(self, position_id: int) -> Self:
        """The reports: everybody below, direct or not, in tree order."""
        return self.branch(position_id).exclude(pk=position_id)

    def branch(self, position_id: int) -> Self:
        """A position and everybody below, in tree order."""
        top = self.model._base_manager.filter(pk=position_id)
        return self.filter(
            tree_id=Subquery(top.values("tree_id")),
            lft__gte=Subquery(top.values("lft")),
            lft__lt=Subquery(top.values("rght")),
        ).in_tree_order()

    def drawn(
        self,
        top_id: int | None,
        levels: int,
        peers: int | None,
        under: Collection[int] = (),
        always: Collection[int] = (),
    ) -> Self:
        """What a chart of so many levels shows, and the direct reports of those under whom more was opened.

        Of each manager the first so many direct reports (None: all), and those that are always shown. Below a
        position that is not shown the rows are still there: leave out those whose manager is missing.
        """
        shown = self.in_chart() if top_id is None else self.branch(top_id)
        depth: Any = levels
        if top_id is not None:
            depth += Coalesce(Subquery(self.model._base_manager.filter(pk=top_id).values("level")), 0)
        wanted = Q(level__lt=depth) | Q(reports_to__in=under) if under else Q(level__lt=depth)
        return shown.first_of_peers(wanted, peers, always)

    def first_of_peers(self, wanted: Q, peers: int | None, always: Collection[int] = ()) -> Self:
        """Of each manager the first so many of the direct reports that are wanted (None: all), in tree order."""
        shown = self.filter(wanted)
        if peers is not None:
            first = Q(place_among_peers__lte=peers) | Q(reports_to__isnull=True)
            shown = shown.with_place_among_peers().filter(first | Q(pk__in=always) if always else first)
        return shown.in_tree_order()

    def with_place_among_peers(self) -> Self:
        """Annotate `place_among_peers`: 1 for a manager's first direct report, in tree order."""
        # The sum keeps SQLite from walking the whole table along the index of managers: few positions are so high up.
        place = Window(RowNumber(), partition_by=[F("reports_to") + 0], order_by=[F("tree_id").asc(), F("lft").asc()])
        return self.annotate(place_among_peers=place)

    def levels_under(self, position_id: int) -> int:
        """How many levels the branch reaches below that position."""
        found = self.branch(position_id).order_by().aggregate(deepest=Max("level"), own=models.Min("level"))
        return int((found["deepest"] or 0) - (found["own"] or 0))

    def with_span(self) -> Self:
        """Annotate `span`: the number of direct reports; who has no reports at all is not asked about them.

        Beside a manager of ten thousand, PostgreSQL reads the whole table for each position whose reports it counts.
        """
        direct = self.model._base_manager.filter(reports_to=OuterRef("pk"))
        nobody = When(reports_count=0, then=Value(0))
        return self.annotate(span=Case(nobody, default=over_all(direct, Count("pk")), output_field=IntegerField()))

    def with_code_of_manager(self) -> Self:
        """Annotate `code_of_manager`: of whom each reports to, none for a head."""
        return self.annotate(code_of_manager=F("reports_to__code"))

    def with_holders(self, on: datetime.date | None = None) -> Self:
        """Fetch role, department and, as `current_appointments`, who holds the position, in two statements."""
        return self.select_related("role", "department").prefetch_related(holders(on))

    def with_is_filled(self, on: datetime.date | None = None) -> Self:
        """Annotate `is_filled`: somebody holds it, or it is a group of posts."""
        held = apps.get_model("roles", "Appointment").objects.current(on).filter(position=OuterRef("pk"))
        return self.annotate(is_filled=Exists(held) | Q(posts__gt=1))

    def vacant(self, on: datetime.date | None = None) -> Self:
        """Positions without a current appointment; a group of posts is not one."""
        return self.in_chart().with_is_filled(on).filter(is_filled=False)

    def search(self, text: str) -> Self:
        """Positions of the chart that match; none for no words."""
        return self.in_chart().matching(text) if words_to_find(text) else self.none()

    def matching(self, text: str) -> Self:
        """Positions in which each word stands, in code, title, role or a present holder's name; all for no words."""
        found = self
        for word in words_to_find(text):
            holds = apps.get_model("roles", "Appointment").objects.current()
            held = holds.filter(person__name_search_key__contains=word).values("position")
            found = found.filter(Q(search_key__contains=word) | Q(role__search_key__contains=word) | Q(pk__in=held))
        return found


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Who holds what, and when."""

    def current(self, on: datetime.date | None = None) -> Self:
        """Appointments that hold on that day, or today."""
        return self.filter(running(on))

    def overlapping(self, start: datetime.date | None, end: datetime.date | None) -> Self:
        """Appointments that share a day with the days given; None is open."""
        found = self
        if end is not None:
            found = found.filter(Q(start__isnull=True) | Q(start__lte=end))
        if start is not None:
            found = found.filter(Q(end__isnull=True) | Q(end__gte=start))
        return found


class LinkQuerySet(models.QuerySet["Link"]):
    """Relations beside the solid line."""

    def touching(self, *position_ids: int) -> Self:
        """Links from or to these positions, with both ends and their roles."""
        ends = ("from_position__role", "to_position__role")
        return self.filter(Q(from_position__in=position_ids) | Q(to_position__in=position_ids)).select_related(*ends)


class PersonQuerySet(models.QuerySet["Person"]):
    """People, found by name or number."""

    def search(self, text: str) -> Self:
        """People in whose name or number each word stands; nothing for an empty text."""
        words = words_to_find(text)
        found = self.filter(*(Q(search_key__contains=word) for word in words))
        return found if words else self.none()

    def with_number(self, number: str) -> Self:
        """The person of that number, in whatever letter case."""
        return self.filter(number_key=code_key(number))

    def with_positions(self, on: datetime.date | None = None) -> Self:
        """Fetch, as `current_appointments`, which positions each person holds, in two statements."""
        appointments = (
            apps.get_model("roles", "Appointment")
            .objects.current(on)
            .select_related("position__role", "position__department")
        )
        return self.prefetch_related(Prefetch("appointments", queryset=appointments, to_attr="current_appointments"))
