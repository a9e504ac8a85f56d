"""How HR edits positions: the tree as a list, the form of one, and every write through roles.tree."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import tree
from roles.admin.base import OrganisationAdmin
from roles.admin.choosing import held
from roles.admin.departments import dotted
from roles.admin.filters import AssistantFilter, HolderFilter, LevelFilter, StateFilter
from roles.admin.inlines import HolderInline, LinkInInline, LinkOutInline
from roles.admin.invitations import ClosesLeavers
from roles.admin.position_form import PositionForm
from roles.admin.position_pages import PositionPages
from roles.models import Position
from roles.paging import KeysFirst
from roles.phrases import written
from roles.reporting_line import line_above

DEEPEST_INDENT = 20
COMPUTED = (
    "manager", "manager_to_change", "reporting_line", "level", "direct_reports", "reports_to_order", "reports_count",
    "ended_on",
)  # fmt: skip


class TreeList(ChangeList):
    """A list that is always in the order of the chart: its rows are indented by level."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Each manager before their reports, whatever the address says."""
        return ["tree_id", "lft"]


@admin.register(Position)
class PositionAdmin(PositionPages, ClosesLeavers, OrganisationAdmin):
    """Positions, as an indented tree."""

    form = PositionForm
    holds_lock = True
    list_display = ("code", "indented_title", "holders", "department_name", "level", "direct_reports", "reports_count")
    list_display_links = ("indented_title",)
    paginator = KeysFirst
    list_filter = (StateFilter, HolderFilter, LevelFilter, AssistantFilter, "department", "role")
    sortable_by = ()
    search_fields = ("search_key",)
    search_help_text = gettext_lazy("Code, title, role or holder; accents and capitals don't matter.")
    autocomplete_fields = ("reports_to", "role", "department")
    inlines = (HolderInline, LinkOutInline, LinkInInline)

    # What the list shows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Keep the list in tree order."""
        return TreeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read positions in tree order with everything that a row or a suggestion says."""
        return Position.objects.in_tree_order().with_holders().select_related("reports_to__role").with_span()

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
        return f"{position}: {held(position)}"

    @admin.display(description=gettext_lazy("title"))
    def indented_title(self, position: Position) -> str:
        """The title, further right the deeper it stands."""
        depth = min(position.level, DEEPEST_INDENT)
        return format_html('<span class="indent-{}">{}</span>', depth, position.shown_title)

    @admin.display(description=gettext_lazy("holder"))
    def holders(self, position: Position) -> str:
        """Who holds it, or why nobody does."""
        return held(position)

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
        may_change = obj is not None and self.has_change_permission(request, obj)
        manager, span = ("manager_to_change", "reports_to_order") if may_change else ("manager", "direct_reports")
        is_placed = obj is not None and obj.is_in_chart
        where: tuple[Any, ...] = ("department", manager if is_placed else "reports_to", "is_placed", "is_assistant")
        if obj is not None:
            where += ("reporting_line", ("level", span, "reports_count", "ended_on"))
        if may_change:
            where += ("seen_version", "seen_manager")
        return (
            (None, {"fields": (("title", "code"), "role")}),
            (_("Where it stands"), {"fields": where}),
            (_("More"), {"fields": (("organisation", "location", "grade"), "posts", "notes")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Position | None = None) -> tuple[str, ...]:
        """What follows from the tree can't be typed; an ended position stays where it is."""
        is_over = obj is not None and obj.ended_on is not None
        return (*COMPUTED, "reports_to", "is_placed") if is_over else COMPUTED

    @admin.display(description=gettext_lazy("reports to"))
    def manager(self, position: Position) -> str:
        """Whom it reports to."""
        if position.reports_to is None:
            return _("none")
        address = reverse("admin:roles_position_change", args=[position.reports_to.pk])
        return format_html('<a href="{}">{}</a>', address, position.reports_to)

    @admin.display(description=gettext_lazy("reports to"))
    def manager_to_change(self, position: Position) -> str:
        """Whom it reports to, with the page that moves it beside."""
        return beside(self.manager(position), "move", _("Move …"), position)

    @admin.display(description=gettext_lazy("direct reports"))
    def reports_to_order(self, position: Position) -> str:
        """Their number, with the page that puts them in order beside."""
        span = self.direct_reports(position)
        return beside(span, "order", _("Order the direct reports …"), position) if position.span else span

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


def beside(shown: str, page: str, label: str, position: Position) -> str:
    """What is shown, with a link to a page of the position beside it."""
    address = reverse(f"admin:roles_position_{page}", args=[position.pk])
    return format_html('{} <a class="beside" href="{}">{}</a>', shown, address, label)
