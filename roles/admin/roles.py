"""How HR edits roles: their facts, what they answer for, which skills they ask for, and where they lead."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from roles.admin.base import OrganisationAdmin, OrganisationInline
from roles.admin.filters import FactsFilter
from roles.admin.formsets import OrderedRows, ResponsibilityRows, StepRows
from roles.admin.gone_rows import SEEN, MarkedRow
from roles.admin.previewing import is_preview, is_sound, preview
from roles.admin.role_form import RoleForm
from roles.facts import MEANINGS, PROFICIENCIES
from roles.models import NextStep, OutsideBody, Position, Proficiency, Responsibility, Role, RoleSkill, Skill
from roles.querysets import over_all
from roles.role_page.missing import names_missing, with_lists
from roles.snapshot import one_snapshot
from roles.suggesting.keeping import keep
from roles.suggesting.noting import Touched
from roles.tree import writing

BLANK_ROWS = 3
PRESENT = Position.objects.filter(ended_on__isnull=True, role=OuterRef("pk"))


class RoleInline(OrganisationInline):
    """Rows of a role, each of which carries what it said."""

    form = MarkedRow

    def get_fields(self, request: HttpRequest, obj: Role | None = None) -> Any:
        """Leave that out for who may not change a role: read-only fields are shown."""
        fields = super().get_fields(request, obj)
        return (*fields, SEEN) if self.has_change_permission(request, obj) else fields


class ResponsibilityInline(RoleInline):
    """What a role answers for, in the order of their numbers."""

    model = Responsibility
    formset = ResponsibilityRows
    fields = ("order", "text")
    extra = BLANK_ROWS


class RoleSkillInline(RoleInline):
    """The skills a role asks for, and how well."""

    model = RoleSkill
    formset = OrderedRows
    fields = ("order", "skill", "proficiency")
    autocomplete_fields = ("skill",)
    related = ("skill",)
    extra = BLANK_ROWS

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Say in each choice what it means: a table has no room beside it."""
        field: Any = super().formfield_for_choice_field(db_field, request, **options)
        field.choices = [(step.value, f"{step.label}: {PROFICIENCIES[step]}") for step in Proficiency]
        return field


class NextStepInline(RoleInline):
    """Where holders of a role usually move on to."""

    model = NextStep
    formset = StepRows
    fk_name = "role"
    fields = ("next_role", "advice")
    autocomplete_fields = ("next_role",)
    related = ("role", "next_role")


@admin.register(Role)
class RoleAdmin(OrganisationAdmin):
    """Roles with their facts."""

    form = RoleForm
    holds_lock = True
    list_display = (
        "title", "position_count", "missing", "management_level", "scope", "focus", "planning_horizon", "abbreviation",
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

    def get_fieldsets(self, request: HttpRequest, obj: Role | None = None) -> Any:
        """Let whoever may change a role send along what it said."""
        fieldsets = super().get_fieldsets(request, obj)
        may_change = obj is not None and self.has_change_permission(request, obj)
        return (*fieldsets, (None, {"fields": ("seen",)})) if may_change else fieldsets

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

    # The preview: the form is judged as on saving, and where it is sound the page is shown instead of the form.

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses that a form's button sends what is typed to."""
        view = self.admin_site.admin_view(self.preview)
        return [
            path("add/preview/", view, name="roles_role_add_preview"),
            path("<path:object_id>/preview/", view, name="roles_role_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """Show what is typed; who comes without anything typed is led to the form."""
        address = reverse("admin:roles_role_change", args=[object_id]) if object_id else reverse("admin:roles_role_add")
        if request.method != "POST":
            return redirect(address)
        # Not changeform_view: it begins to write before the form is judged, and would keep writers waiting.
        with one_snapshot():
            response: HttpResponse = self._changeform_view(request, object_id, address, None)  # type: ignore[attr-defined] # not in the stubs
        return response

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Say below each fact what its choices mean."""
        field: Any = super().formfield_for_choice_field(db_field, request, **options)
        meant = ((capfirst(label), MEANINGS[value]) for value, label in db_field.choices if value in MEANINGS)
        items = format_html_join("", "<li><strong>{}</strong>: {}</li>", meant)
        field.help_text = format_html('<ul class="meanings">{}</ul>', items)
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """Let a form that is shown alone know it; the class is made for this request."""
        form: Any = super().get_form(request, obj, change=change, **options)
        form.is_preview = is_preview(request)
        return form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:
        """Show the page in place of a form that is sound, and otherwise the form with its button and its errors."""
        form, formsets = context["adminform"].form, [each.formset for each in context["inline_admin_formsets"]]
        if is_preview(request) and is_sound(form, formsets):
            return preview(request, form, formsets)
        name = "roles_role_preview" if form.instance.pk else "roles_role_add_preview"
        address = reverse(f"admin:{name}", args=[form.instance.pk] if form.instance.pk else [])
        return super().render_change_form(request, context | {"preview_url": address}, *args, **options)

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
