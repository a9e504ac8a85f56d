"""Filters of the admin's lists; a value that none of them knows shows everything, not an error."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import MOST_LEVELS, Appointment, AppointmentKind, Position
from roles.querysets import running
from roles.role_page.missing import LACKS_FACTS

Choices = Iterable[tuple[str, Any]]


class KnownFilter(admin.SimpleListFilter):
    """A filter that takes no value but its own."""

    def value(self) -> str | None:
        """The value chosen, if there is one by that name."""
        chosen = super().value()
        return chosen if chosen in {str(value) for value, _name in self.lookup_choices} else None


class StateFilter(KnownFilter):
    """Where a position stands: those that ended are left out of the list, but not out of a search."""

    title = gettext_lazy("place")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name the states."""
        return (
            ("chart", _("In the chart")),
            ("unplaced", _("Not placed yet")),
            ("ended", _("Ended")),
            ("all", _("All, those that ended too")),
        )

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Say what the list shows when nothing is chosen."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Any") if changelist.query else _("Not ended")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave those of the state chosen."""
        state = self.value()
        if state == "chart":
            return queryset.filter(is_placed=True, ended_on__isnull=True)
        if state == "unplaced":
            return queryset.filter(is_placed=False, ended_on__isnull=True)
        if state == "ended":
            return queryset.filter(ended_on__isnull=False)
        return queryset if state == "all" or request.GET.get("q") else queryset.filter(ended_on__isnull=True)


class HolderFilter(KnownFilter):
    """Whether and how a position is held."""

    title = gettext_lazy("holder")
    parameter_name = "holder"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name the ways."""
        return (
            ("vacant", _("Vacant")),
            ("filled", _("Filled")),
            (AppointmentKind.ACTING.value, _("Somebody acts")),
            (AppointmentKind.SHARED.value, _("Shared")),
            ("nameless", _("Name not published")),
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave positions held that way today."""
        way, held = self.value(), Appointment.objects.current().filter(position=OuterRef("pk"))
        if way == "vacant":
            return queryset.filter(pk__in=Position.objects.vacant().values("pk"))
        if way == "filled":
            return queryset.filter(Exists(held))
        if way == "nameless":
            return queryset.filter(Exists(held.filter(person__isnull=True)))
        return queryset.filter(Exists(held.filter(kind=way))) if way else queryset


class LevelFilter(KnownFilter):
    """How many steps below the head; those too deep to have come in by the door are one choice together."""

    title = gettext_lazy("level")
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Number the levels there are."""
        deepest = Position.objects.order_by().aggregate(deepest=Max("level"))["deepest"] or 0
        deeper = (
            [(str(MOST_LEVELS), _("%(level)s and deeper") % {"level": MOST_LEVELS})] if deepest >= MOST_LEVELS else []
        )
        return [*((str(level), level) for level in range(min(deepest + 1, MOST_LEVELS))), *deeper]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave positions of that level."""
        if self.value() is None:
            return queryset
        level = int(self.value() or 0)
        chosen = Q(level__gte=level) if level == MOST_LEVELS else Q(level=level)
        return queryset.filter(chosen, is_placed=True, ended_on__isnull=True)


class AssistantFilter(KnownFilter):
    """Whether a position is an assistant."""

    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name both."""
        return (("assistant", _("Assistants")), ("other", _("All but assistants")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave assistants, or the others."""
        return queryset.filter(is_assistant=self.value() == "assistant") if self.value() else queryset


class FactsFilter(KnownFilter):
    """Whether a role says all that can be said of it."""

    title = gettext_lazy("facts")
    parameter_name = "facts"
    MISSING = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name both."""
        return ((self.MISSING, _("Some are missing")), ("complete", _("Complete")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave roles that lack facts, or the others."""
        if self.value() is None:
            return queryset
        return queryset.filter(LACKS_FACTS) if self.value() == self.MISSING else queryset.exclude(LACKS_FACTS)


class HoldsFilter(KnownFilter):
    """Whether a person holds a position today."""

    title = gettext_lazy("position")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name both."""
        return (("now", _("Holds one")), ("none", _("Holds none")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave people with a position, or without."""
        held = Exists(Appointment.objects.filter(running(), person=OuterRef("pk")))
        if self.value() is None:
            return queryset
        return queryset.filter(held if self.value() == "now" else ~held)


class AccountFilter(KnownFilter):
    """Whether a person can sign in."""

    title = gettext_lazy("account")
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Name both."""
        return (("linked", _("Has one")), ("none", _("Has none")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave people with an account, or without."""
        if self.value() is None:
            return queryset
        return queryset.filter(account__isnull=self.value() == "none")
