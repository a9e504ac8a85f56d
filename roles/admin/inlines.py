"""The tables inside the forms of positions and people: appointments, and links between positions."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roles.admin.base import OrganisationInline
from roles.admin.formsets import AppointmentRows
from roles.admin.widgets import DayInput, ShareField
from roles.models import Appointment, Link


class AppointmentInline(OrganisationInline):
    """Who holds what, and when."""

    model = Appointment
    formset = AppointmentRows
    related = ("person", "position__role")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Pick days from the browser's own calendar, which needs no script; take numbers alone for a share."""
        if db_field.name in ("start", "end"):
            kwargs["widget"] = DayInput()
        if db_field.name == "share":
            kwargs["form_class"] = ShareField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class HolderInline(AppointmentInline):
    """Who holds this position."""

    fields = ("person", "kind", "share", "start", "end", "closes_account")
    autocomplete_fields = ("person",)


class HeldInline(AppointmentInline):
    """What this person holds."""

    fields = ("position", "kind", "share", "start", "end", "closes_account")
    autocomplete_fields = ("position",)


class LinkOutInline(OrganisationInline):
    """Links that begin at this position."""

    model = Link
    fk_name = "from_position"
    fields = ("kind", "to_position")
    autocomplete_fields = ("to_position",)
    related = ("from_position__role", "to_position__role")
    verbose_name_plural = _("links: this position also reports to, deputises for, or works with")


class LinkInInline(OrganisationInline):
    """Links that other positions have to this one, shown only."""

    model = Link
    fk_name = "to_position"
    fields = ("kind", "from_position")
    related = ("from_position__role", "to_position__role")
    verbose_name_plural = _("links from other positions to this one")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to the other position's form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to the other position's form."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to the other position's form."""
        return False
