"""What HR sees of the past: all changes of the chart, and how one is taken back."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.base import OrganisationAdmin
from roles.admin.changes import changes_page
from roles.admin_site import is_key
from roles.history.judging import Undoing
from roles.history.recorded import taken_back
from roles.history.telling import Told, tell_all
from roles.history.undo_plan import plan_undo
from roles.history.undoing import undo
from roles.models import Change, Entry, Position, Subject
from roles.recording_of import MODELS, owner_of

ENTRIES_SHOWN = 200
# A change larger than this is judged when it is taken back, not each time somebody looks.
MOST_JUDGED = 2_000
REFUSALS_SHOWN = 20
# So many positions go only after their number was typed.
MANY = 10


@admin.register(Change)
class ChangeAdmin(OrganisationAdmin):
    """The history of the chart: looked at, and added to by taking something back."""

    list_display = ("when", "what", "who", "about", "entry_count", "taken_back")
    list_display_links = ("when",)
    list_filter = ("kind", "at")
    actions = ()
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read changes with what a row says of each."""
        entries = Entry.objects.filter(change=OuterRef("pk")).order_by()
        number = entries.values("change").annotate(n=Count("pk")).values("n")
        # By the index on both: PostgreSQL would walk all entries in the order of their keys alone.
        first = Entry.objects.filter(change=OuterRef("pk")).exclude(code="").order_by("change_id", "pk").values("code")
        found: QuerySet[Any] = super().get_queryset(request).select_related("account", "undoes")
        annotated: QuerySet[Any] = found.annotate(
            entry_count=Subquery(number, output_field=IntegerField()),
            first_code=Subquery(first[:1]),
        )
        return annotated

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Know of each change on a page whether it is taken back."""
        return HistoryList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Take from an address also what the filter of days asks."""
        return lookup in ("at__gte", "at__lt") or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Changes are added by writing the chart."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They stay as they are."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """And where they are."""
        return False

    @admin.display(description=gettext_lazy("when"))
    def when(self, change: Change) -> Any:
        """The moment."""
        return change.at

    @admin.display(description=gettext_lazy("what"))
    def what(self, change: Change) -> str:
        """What was done."""
        return str(change.get_kind_display())

    @admin.display(description=gettext_lazy("by"))
    def who(self, change: Change) -> str:
        """Who did it."""
        return said_by(change)

    @admin.display(description=gettext_lazy("about"))
    def about(self, change: Any) -> str | None:
        """The first position it is about."""
        code: str | None = change.first_code
        return code

    @admin.display(description=gettext_lazy("entries"))
    def entry_count(self, change: Any) -> int:
        """How many rows it wrote."""
        return change.entry_count or 0

    @admin.display(description=gettext_lazy("taken back"), empty_value="")
    def taken_back(self, change: Any) -> str | None:
        """The change that took it back."""
        if change.undone_by is None:
            return None
        return format_html('<a href="{}">{}</a>', change_page(change.undone_by), _("taken back"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Call the list what it is."""
        return super().changelist_view(request, {"title": _("History of the chart"), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what a change did, in words."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        change = self.find(request, object_id)
        entries = change.entries.order_by("pk")
        number = change.entry_count or 0
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(
                _("%(what)s on %(when)s") % {"what": change.get_kind_display(), "when": said_when(change)}
            ),
            "opts": self.opts,
            "change_made": change,
            "who": said_by(change),
            "told": with_positions(tell_all(entries[:ENTRIES_SHOWN])),
            "more": number - ENTRIES_SHOWN if number > ENTRIES_SHOWN else 0,
            "may_undo": may_undo(request, change),
            "undone_by": taken_back().get(change.pk),
        }
        return TemplateResponse(request, "admin/roles/change/change.html", context)

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show whether a change can be taken back and what would be lost, and take it back."""
        change = self.find(request, object_id)
        if not may_undo(request, change):
            raise PermissionDenied
        going = change.entries.filter(subject=Subject.POSITION, before__isnull=True).count()
        undoing = Undoing([])
        if request.method == "POST":
            try:
                require_number(request, going)
                return self.report(request, undo(change))
            except ValidationError as refusal:
                undoing.refusals = refusal.messages
        elif (change.entry_count or 0) <= MOST_JUDGED:
            undoing = plan_undo(change)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take this change back?"),
            "opts": self.opts,
            "change_made": change,
            "what": str(change.get_kind_display()),
            "who": said_by(change),
            "told": with_positions(tell_all(change.entries.order_by("-pk")[:ENTRIES_SHOWN])),
            "refusals": undoing.refusals[:REFUSALS_SHOWN],
            "more_refusals": max(len(undoing.refusals) - REFUSALS_SHOWN, 0),
            "losses": undoing.losses,
            "going": going,
            "must_count": going >= MANY,
        }
        status = 409 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/roles/change/undo.html", context, status=status)

    def report(self, request: HttpRequest, undoing: Undoing) -> HttpResponse:
        """Lead to the change that took the other one back, and say what was lost."""
        self.message_user(request, _("The change was taken back."), messages.SUCCESS)
        for loss in undoing.losses:
            self.message_user(request, loss, messages.WARNING)
        return redirect(change_page(undoing.made.pk) if undoing.made else "admin:roles_change_changelist")

    def find(self, request: HttpRequest, object_id: str) -> Any:
        """The change of that key; 404 where there is none."""
        change = self.get_queryset(request).filter(pk=object_id).first() if is_key(object_id) else None
        if change is None:
            raise Http404(_("There is no such change."))
        return change

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A change has no history: it is one."""
        return redirect(change_page(self.find(request, object_id).pk))

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Export what changed between two days."""
        return changes_page(self, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that takes a change back, and the one that exports the changes between two days."""
        undoing = self.admin_site.admin_view(self.undo_view)
        return [
            path("export/", self.admin_site.admin_view(self.export_view), name="roles_change_export"),
            path("<str:object_id>/undo/", undoing, name="roles_change_undo"),
            *super().get_urls(),
        ]


class HistoryList(ChangeList):
    """A page of changes, each with the one that took it back."""

    def get_results(self, request: HttpRequest) -> None:
        """Ask once for the whole page."""
        super().get_results(request)
        standing = taken_back()
        for change in self.result_list:
            change.undone_by = standing.get(change.pk)


def may_undo(request: HttpRequest, change: Change) -> bool:
    """Whoever may add, change and delete all that a change wrote may take it back."""
    subjects = change.entries.order_by().values_list("subject", flat=True).distinct()
    # Whom a role works with is a part of the role.
    models = {owner_of(MODELS[subject])._meta.model_name for subject in subjects}
    wanted = [f"roles.{verb}_{model}" for model in models for verb in ("add", "change", "delete")]
    return request.user.has_perms(["roles.view_change", "roles.change_position", *wanted])


def require_number(request: HttpRequest, going: int) -> None:
    """Refuse to take many positions out of the chart unless their number was typed."""
    if going >= MANY and request.POST.get("count", "").strip() != str(going):
        text = _("%(count)d positions would go: type that number to confirm it.")
        raise ValidationError(text % {"count": going})


def change_page(key: int) -> str:
    """The address of a change."""
    return reverse("admin:roles_change_change", args=[key])


def said_by(change: Change) -> str:
    """Who made a change, as far as that is known."""
    return str(change.account) if change.account else _("a command, or an account that was deleted")


def said_when(change: Change) -> str:
    """When a change was made, in the reader's words."""
    return date_format(timezone.localtime(change.at), "DATETIME_FORMAT")


def with_positions(told: list[Told]) -> list[tuple[Told, Position | None]]:
    """Each told with the position it is about, where that is there."""
    keys = {each.position for each in told if each.position is not None}
    found = Position.objects.select_related("role").in_bulk(list(keys))
    return [(each, found.get(each.position or 0)) for each in told]
