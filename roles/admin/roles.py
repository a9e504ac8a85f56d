"""How HR edits roles: their facts, what they answer for, which skills they ask for, and where they lead."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.base import OrganisationAdmin, OrganisationInline
from roles.admin.filters import FactsFilter
from roles.admin.formsets import OrderedRows, ResponsibilityRows
from roles.admin.widgets import RememberingForm
from roles.models import NextStep, OutsideBody, Position, Responsibility, Role, RoleSkill, Skill
from roles.querysets import over_all
from roles.role_page.missing import names_missing, with_lists
from roles.suggesting.keeping import keep
from roles.suggesting.noting import Touched
from roles.tree import writing

BLANK_ROWS = 3
PRESENT = Position.objects.filter(ended_on__isnull=True, role=OuterRef("pk"))


class ResponsibilityInline(OrganisationInline):
    """What a role answers for, in the order of their numbers."""

    model = Responsibility
    formset = ResponsibilityRows
    fields = ("order", "text")
    extra = BLANK_ROWS


class RoleSkillInline(OrganisationInline):
    """The skills a role asks for, and how well."""

    model = RoleSkill
    formset = OrderedRows
    fields = ("order", "skill", "proficiency")
    autocomplete_fields = ("skill",)
    related = ("skill",)
    extra = BLANK_ROWS


class NextStepInline(OrganisationInline):
    """Where holders of a role usually move on to."""

    model = NextStep
    fk_name = "role"
    fields = ("next_role", "advice")
    autocomplete_fields = ("next_role",)
    related = ("role", "next_role")


class RoleForm(RememberingForm):
    """A role and whom it deals with."""

    def clean_works_with(self) -> Any:
        """Refuse the role itself."""
        others = self.cleaned_data["works_with"]
        if self.instance.pk and self.instance in others:
            raise ValidationError(_("A role always works with itself: choose other roles."))
        return others


@admin.register(Role)
class RoleAdmin(OrganisationAdmin):
    """Roles with their facts."""

    form = RoleForm
    list_display = (
        "title", "abbreviation", "management_level", "scope", "focus", "planning_horizon", "missing", "position_count",
    )  # fmt: skip
    list_filter = (FactsFilter, "management_level", "scope", "focus", "planning_horizon")
    search_fields = ("search_key",)
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("works_with", "outside_bodies")
    inlines = (ResponsibilityInline, RoleSkillInline, NextStepInline)
    fieldsets = (
        (None, {"fields": (("title", "abbreviation"), "also_called", "slug", "purpose")}),
        (gettext_lazy("Facts"), {"fields": (("management_level", "scope"), ("focus", "planning_horizon"))}),
        (gettext_lazy("Works with"), {"fields": ("works_with", "also_works_with", "outside_bodies")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the positions of each, those that ended left out, and see what it lacks."""
        counted = super().get_queryset(request).annotate(position_count=over_all(PRESENT, Count("pk")))
        return with_lists(counted)

    def get_ordering(self, request: HttpRequest) -> Any:
        """Begin with what concerns most positions where those that lack something are asked for."""
        usual = super().get_ordering(request)
        if request.GET.get(FactsFilter.parameter_name) == FactsFilter.MISSING:
            return (F("position_count").desc(), *usual)
        return usual

    @admin.display(description=gettext_lazy("missing"))
    def missing(self, role: Any) -> str:
        """What nobody has written down yet."""
        lists = {"has_responsibilities": role.has_responsibilities, "has_skills": role.has_skills}
        return ", ".join(names_missing(role, **lists))

    def save_model(self, request: HttpRequest, obj: Role, form: Any, change: bool) -> None:
        """Write a role, by whose words its positions are found."""
        with writing():
            before = Role.objects.filter(pk=obj.pk).values_list("search_key", flat=True).first()
            super().save_model(request, obj, form, change)
            if before != obj.search_key:
                keep(Touched(set(obj.positions.values_list("pk", flat=True))))

    @admin.display(description=gettext_lazy("positions"), ordering="position_count")
    def position_count(self, role: Any) -> str:
        """Their number, which leads to the list of them."""
        address = reverse("admin:roles_position_changelist")
        return format_html('<a href="{}?role__id__exact={}">{}</a>', address, role.pk, role.position_count)


class RolesCountAdmin(OrganisationAdmin):
    """A list of names, each with the number of roles that use it."""

    list_display = ("name", "role_count")
    search_fields = ("name_key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the roles of each."""
        counted: QuerySet[Any] = super().get_queryset(request).annotate(role_count=Count("roles"))
        return counted

    @admin.display(description=gettext_lazy("roles"), ordering="role_count")
    def role_count(self, row: Any) -> int:
        """In how many roles it stands."""
        count: int = row.role_count
        return count

    def view_on_site(self, obj: Model) -> None:
        """These have no page of their own."""
        return


@admin.register(Skill)
class SkillAdmin(RolesCountAdmin):
    """Skills that roles ask for."""

    fields = ("name", "description")


@admin.register(OutsideBody)
class OutsideBodyAdmin(RolesCountAdmin):
    """Those outside the chart whom roles deal with."""

    fields = ("name",)
