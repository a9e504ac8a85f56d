"""How HR edits positions: the tree as a list, the form of one, and every write through roles.tree."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import sentences, tree
from roles.admin.base import OrganisationAdmin
from roles.admin.departments import dotted
from roles.admin.ending import end_positions
from roles.admin.filters import AssistantFilter, HolderFilter, LevelFilter, StateFilter
from roles.admin.inlines import HolderInline, LinkInInline, LinkOutInline
from roles.admin.invitations import ClosesLeavers
from roles.admin.position_form import PositionForm
from roles.models import Position
from roles.models.position import reports_in_words
from roles.paging import KeysFirst
from roles.phrases import written
from roles.reporting_line import line_above

DEEPEST_INDENT = 20


class TreeList(ChangeList):
    """A list that is always in the order of the chart: its rows are indented by level."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Each manager before their reports, whatever the address says."""
        return ["tree_id", "lft"]


@admin.register(Position)
class PositionAdmin(ClosesLeavers, OrganisationAdmin):
    """Positions, as an indented tree."""

    form = PositionForm
    appoints = True
    list_display = ("code", "indented_title", "holders", "department_name", "level", "direct_reports", "reports_count")
    list_display_links = ("indented_title",)
    paginator = KeysFirst
    list_filter = (StateFilter, HolderFilter, LevelFilter, AssistantFilter, "department", "role")
    sortable_by = ()
    search_fields = ("search_key",)
    search_help_text = gettext_lazy("Code, title, role or holder; accents and capitals don't matter.")
    autocomplete_fields = ("reports_to", "role", "department")
    inlines = (HolderInline, LinkOutInline, LinkInInline)
    actions = ("end_selected", "delete_selected")

    # What the list shows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Keep the list in tree order."""
        return TreeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read positions in tree order with everything that a row or a suggestion says."""
        return Position.objects.in_tree_order().with_holders().with_span()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find positions by code, title, role or holder; suggest only those of the chart."""
        positions: Any = queryset
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            positions = positions.in_chart()
        return positions.matching(search_term), False

    def describe(self, position: Position) -> str:
        """Name a position among suggestions: many share a title, so its code and holder say which it is."""
        return f"{position}: {_held(position)}"

    @admin.display(description=gettext_lazy("title"))
    def indented_title(self, position: Position) -> str:
        """The title, further right the deeper it stands."""
        depth = min(position.level, DEEPEST_INDENT)
        return format_html('<span class="indent-{}">{}</span>', depth, position.shown_title)

    @admin.display(description=gettext_lazy("holder"))
    def holders(self, position: Position) -> str:
        """Who holds it, or why nobody does."""
        return _held(position)

    @admin.display(description=gettext_lazy("department"))
    def department_name(self, position: Position) -> str | None:
        """The department's dot and name."""
        return dotted(position.department) if position.department else None

    @admin.display(description=gettext_lazy("direct reports"))
    def direct_reports(self, position: Position) -> str:
        """Their number, which leads to the list of them."""
        if not position.span:
            return "0"
        address = reverse("admin:roles_position_changelist")
        return format_html('<a href="{}?reports_to__id__exact={}">{}</a>', address, position.pk, position.span)

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Position | None = None) -> Any:
        """Group the fields; what follows from the tree is shown for a position that exists."""
        where: tuple[Any, ...] = ("department", "reports_to", "peer_order", "is_placed", "is_assistant")
        if obj is not None:
            where += ("reporting_line", ("level", "direct_reports", "reports_count", "ended_on"))
        if obj is not None and self.has_change_permission(request, obj):
            where += ("seen_version",)
        return (
            (None, {"fields": (("title", "code"), "role")}),
            (_("Where it stands"), {"fields": where}),
            (_("More"), {"fields": (("organisation", "location", "grade"), "posts", "notes")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Position | None = None) -> tuple[str, ...]:
        """What follows from the tree can't be typed; an ended position stays where it is."""
        computed = ("reporting_line", "level", "direct_reports", "reports_count", "ended_on")
        is_over = obj is not None and obj.ended_on is not None
        return (*computed, "reports_to", "peer_order", "is_placed") if is_over else computed

    @admin.display(description=gettext_lazy("reporting line"))
    def reporting_line(self, position: Position) -> str:
        """The positions above, the nearest manager first; of a long line the nearest and the highest."""
        line = line_above(position)
        links = [(reverse("admin:roles_position_change", args=[above.pk]), above) for above in reversed([*line])]
        if line.between:
            others = ngettext("%(number)s other between", "%(number)s others between", line.between)
            address = reverse("roles:positions", query={"above": position.code})
            links.insert(len(line.lower), (address, others % {"number": written(line.between)}))
        return format_html_join(" → ", '<a href="{}">{}</a>', links) or _("Reports to none.")

    # Writing: all of it through the door

    def save_model(self, request: HttpRequest, obj: Position, form: Any, change: bool) -> None:
        """Create the position, or write it unless somebody else did since the form was opened."""
        if change:
            obj.version = form.cleaned_data["seen_version"]
            tree.save_position(obj)
        else:
            tree.create_position(obj)

    def delete_model(self, request: HttpRequest, obj: Position) -> None:
        """Delete a position that nobody reports to."""
        tree.delete_position(obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete several, all or none."""
        tree.delete_positions(list(queryset.values_list("pk", flat=True)))

    def refusal(self, relation: Any, rows: list[Any], count: int) -> str:
        """Say what to do with those who report to a position."""
        text = super().refusal(relation, rows, count)
        if len(rows) == 1:
            return format_html("{} {}", reports_in_words(rows[0], count), text)
        return format_html(_("{}: move those that report to these to another manager first."), text)

    # Ending

    @admin.action(permissions=["change"], description=gettext_lazy("End selected positions"))
    def end_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Take positions out of the chart, after asking for the day."""
        return end_positions(self, request, queryset)

    def end_view(self, request: HttpRequest, position_id: int) -> HttpResponse:
        """Take one position out of the chart, after asking for the day."""
        return end_positions(self, request, self.get_queryset(request).filter(pk=position_id))

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a position ends."""
        end = path("<int:position_id>/end/", self.admin_site.admin_view(self.end_view), name="roles_position_end")
        return [end, *super().get_urls()]


def _held(position: Position) -> str:
    """Who holds a position, or why nobody does."""
    if position.ended_on:
        return _("ended on %(day)s") % {"day": date_format(position.ended_on)}
    if not position.is_placed:
        return _("not placed yet")
    if sentences.is_vacant(position):
        return _("vacant")
    return str(sentences.held_now(position))
