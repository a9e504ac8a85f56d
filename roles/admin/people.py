"""How HR edits people: who they are, what they hold, and whether they can sign in."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from roles.admin.base import OrganisationAdmin
from roles.admin.filters import AccountFilter, HoldsFilter
from roles.admin.inlines import HeldInline
from roles.admin.invitations import ClosesLeavers, InvitesPeople
from roles.models import ChangeKind, Person
from roles.record import present_values, values_of
from roles.tree import writing


@admin.register(Person)
class PersonAdmin(InvitesPeople, ClosesLeavers, OrganisationAdmin):
    """People, with their positions."""

    list_display = ("name", "number", "held_now", "email", "account_state")
    list_filter = (HoldsFilter, AccountFilter)
    search_fields = ("search_key",)
    holds_lock = True
    search_help_text = _("Name or number; accents and capitals don't matter.")
    inlines = (HeldInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read people with what they hold today."""
        people: Any = super().get_queryset(request)
        found: QuerySet[Any] = people.select_related("account").with_positions()
        return found

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[Any, ...]:
        """The account is for administrators to link."""
        return (("name", "number"), ("email", "phone"), "location", "account")

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """As above."""
        return () if request.user.is_superuser else ("account",)

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Search for the account among thousands."""
        return ("account",)

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """Write a person, and into the record what of their own fields changed."""
        with writing() as record:
            before = present_values(Person, [obj.pk]).get(obj.pk) if change else None
            super().save_model(request, obj, form, change)
            record.add(obj, before, values_of(obj))

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        """Delete a person, and record that somebody was there: what they were called goes with them."""
        with writing(ChangeKind.DELETED) as record:
            record.add(obj, values_of(obj), None)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete several people, as one change."""
        with writing(ChangeKind.DELETED) as record:
            for person in queryset:
                record.add(person, values_of(person), None)
            super().delete_queryset(request, queryset)

    def describe(self, person: Person) -> str:
        """Name a person among suggestions: many share a name."""
        return f"{person.name} ({person.number})"

    @admin.display(description=_("holds"))
    def held_now(self, person: Any) -> str:
        """The positions held today, which lead to their forms."""
        held = (appointment.position for appointment in person.current_appointments)
        links = ((reverse("admin:roles_position_change", args=[position.pk]), position) for position in held)
        return format_html_join(", ", '<a href="{}">{}</a>', links)
