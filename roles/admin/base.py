"""What all our pages of the admin share: folded search, counted refusals, and answers to those who write at once."""

from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import PROTECT, ManyToOneRel, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.admin.formsets import RowsTogether
from roles.admin.widgets import RememberingForm, RememberingSelect, SearchSeveral
from roles.models import ChangeKind, Position
from roles.text import words_to_find
from roles.tree import beside, writing

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline

# What the database or the tree's door refuses although the form allowed it: somebody else wrote in between.
RACES = (ValidationError, IntegrityError)
MOST_AT_ONCE = 100
LOOKUPS = ("exact", "in", "isnull")


class SearchFields:
    """Search fields instead of selects of thousands."""

    admin_site: admin.AdminSite

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the button that would delete, from a position's form, the department or role it has."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc] # of the class beside
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            if isinstance(self, OrganisationInline):
                field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg] # of any model
        """Give search fields our widget, and positions a plain field instead of the tree's."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined] # of the admin class beside
            kwargs["widget"] = RememberingSelect(db_field, self.admin_site, using=kwargs.get("using"))
        if db_field.related_model is Position:
            kwargs |= {"form_class": forms.ModelChoiceField, "queryset": Position.objects.select_related("role")}
        field: forms.ModelChoiceField = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc,type-arg] # as above
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give search fields for several rows our widget."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined] # as above
            kwargs["widget"] = SearchSeveral(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc] # as above


class OrganisationInline(SearchFields, TabularInline):
    """Rows edited inside the form of what they belong to, read in one query."""

    form = RememberingForm
    formset = RowsTogether
    extra = 1
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the rows with what their line shows."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows


class OrganisationAdmin(SearchFields, ModelAdmin):
    """How HR edits one kind of thing."""

    list_per_page = list_max_show_all = 100
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    empty_value_display = gettext_lazy("none")
    actions: Any = ("delete_selected",)
    # True where a form is judged by what the database says, which nobody may change until it is written.
    holds_lock = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find rows in whose keys each word stands, accents and case ignored."""
        for word in words_to_find(search_term):
            anywhere = Q()
            for key in self.search_fields:
                anywhere |= Q(**{f"{key}__contains": word})
            queryset = queryset.filter(anywhere)
        return queryset, False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Take from an address what our filters ask: regular expressions, years and the like only make errors."""
        is_plain = "__" not in lookup or lookup.split("__")[-1] in LOOKUPS
        return is_plain and super().lookup_allowed(lookup, value, request)

    def get_ordering(self, request: HttpRequest) -> Any:
        """Say the model's order aloud: a query that counts forgets it."""
        return self.ordering or self.opts.ordering

    def view_on_site(self, obj: Model) -> str | None:
        """Lead to the page of the site, where there is one; a code that was mistyped just now leads nowhere."""
        address = getattr(obj, "get_absolute_url", None)
        try:
            return address() if address else None
        except NoReverseMatch:
            return None

    # Writes that somebody else's write overtook

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Check again, and say what is wrong now, where a write is refused that the form had allowed."""
        # What one form writes is one change of the chart.
        kind = ChangeKind.EDITED if object_id else ChangeKind.CREATED
        lock = partial(writing, kind) if self.holds_lock and request.method == "POST" else nullcontext
        try:
            with lock():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except RACES:
            try:
                with lock():
                    return super().changeform_view(request, object_id, form_url, extra_context)
            except RACES as refusal:
                return self.refuse(request, refusal, request.get_full_path())

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Refuse with a reason, and a status that says so, what can't be deleted."""
        try:
            response = super().delete_view(request, object_id, extra_context)
        except RACES as refusal:
            return self.refuse(request, refusal, request.get_full_path())
        if request.method == "POST" and isinstance(response, TemplateResponse):
            response.status_code = 409
        return response

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any) -> Any:
        """Write all or nothing, and say why an action was refused."""
        try:
            with transaction.atomic():
                return super().response_action(request, queryset, *args)
        except RACES as refusal:
            return self.refuse(request, refusal, request.get_full_path())

    def refuse(self, request: HttpRequest, refusal: Exception, address: str) -> HttpResponse:
        """Say why nothing was written, on the page that follows."""
        in_use = _("Somebody else changed the same thing at the same moment, so nothing was saved: look at it again.")
        text = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else in_use
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(address)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Write appointments and links into the record of the chart, and tell who has their positions open."""
        model = formset.model
        if model not in beside.ENDS:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        removed = {row.pk: row for row in formset.deleted_objects}
        changed = [row for row, _fields in formset.changed_objects]
        with writing() as record:
            beside.write(record, model, formset.new_objects, changed, removed)
            rows = [*formset.new_objects, *changed, *removed.values()]
            beside.touch({getattr(row, end) for row in rows for end in beside.ENDS[model]})

    # Deleting

    @admin.action(permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        """Delete a page of rows at most, after asking."""
        if len(queryset[: MOST_AT_ONCE + 1]) > MOST_AT_ONCE:
            raise ValidationError(_("Choose at most %(most)d rows at once.") % {"most": MOST_AT_ONCE})
        response = delete_selected(self, request, queryset)
        if response is not None and "post" in request.POST:
            response.status_code = 409
        return response

    def get_deleted_objects(
        self, objs: QuerySet[Any] | Iterable[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Count what would go and what stands in the way, instead of reading every row of it."""
        rows = list(objs)
        names: dict[str, int] = {str(self.opts.verbose_name_plural): len(rows)}
        refusals: list[str] = []
        for relation in self.opts.related_objects:
            if isinstance(relation, ManyToOneRel):
                count = self.count_related(relation, rows)
                if count and relation.on_delete is PROTECT:
                    refusals.append(self.refusal(relation, rows, count))
                elif count:
                    name = str(relation.related_model._meta.verbose_name_plural)
                    names[name] = names.get(name, 0) + count
        allowed = self.has_delete_permission(request)
        return [str(row) for row in rows], names, set() if allowed else {str(self.opts.verbose_name)}, refusals

    def count_related(self, relation: ManyToOneRel, rows: list[Any]) -> int:
        """How many rows hang on these, beside these themselves."""
        related = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows})
        if relation.related_model is self.model:
            related = related.exclude(pk__in=[row.pk for row in rows])
        return related.count()

    def refusal(self, relation: ManyToOneRel, rows: list[Any], count: int) -> str:
        """Say what stands in the way, and lead to it where there is a list of it."""
        things = relation.related_model._meta
        name = things.verbose_name if count == 1 else things.verbose_name_plural
        text = ngettext("%(count)d %(name)s", "%(count)d %(name)s", count) % {"count": count, "name": name}
        if len(rows) > 1 or not self.admin_site.is_registered(relation.related_model):
            return text
        address = reverse(f"admin:{things.app_label}_{things.model_name}_changelist")
        return format_html('<a href="{}?{}__id__exact={}">{}</a>', address, relation.field.name, rows[0].pk, text)
