"""The pages of positions beside list and form: moving, ordering, ending and deleting, for one or for rows ticked."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from roles.admin.choosing import lead_to
from roles.admin.deleting import delete
from roles.admin.ending import end
from roles.admin.exporting import export_page, template
from roles.admin.importing.plan_page import plan
from roles.admin.importing.upload_page import upload
from roles.admin.moving import move
from roles.admin.ordering import order
from roles.admin.position_history import position_history
from roles.admin.structure import structure_page

if TYPE_CHECKING:
    from roles.admin.base import OrganisationAdmin
else:
    OrganisationAdmin = object


class PositionPages(OrganisationAdmin):
    """Pages that ask, show what would happen, and write through the door; actions lead there and write nothing."""

    actions = ("move_selected", "end_selected", "delete_selected")

    @admin.action(permissions=["change"], description=gettext_lazy("Move selected positions"))
    def move_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Ask where to."""
        return lead_to("roles_positions_move", queryset)

    @admin.action(permissions=["change"], description=gettext_lazy("End selected positions"))
    def end_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Ask for the day."""
        return lead_to("roles_positions_end", queryset)

    @admin.action(permissions=["delete"], description=gettext_lazy("Delete selected positions"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:  # type: ignore[override] # leads on
        """Ask what becomes of those who report to them."""
        return lead_to("roles_positions_delete", queryset)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Put our page in the place of Django's, which knows of no reports."""
        return delete(self, request, object_id)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Put what the chart records in the place of Django's log."""
        return position_history(self, request, object_id)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages, before Django's, which take any text for a key."""
        pages = {"move": move, "order": order, "end": end}
        found = [
            path(f"<str:position_id>/{name}/", self._page(page), name=f"roles_position_{name}")
            for name, page in pages.items()
        ]
        for name, several in {"move": move, "end": end, "delete": delete}.items():
            found.append(path(f"{name}/", self._page(several), name=f"roles_positions_{name}"))
        found += [
            path("export/", self._page(export_page), name="roles_position_export"),
            path("template/", self._page(template), name="roles_position_template"),
            path("import/", self._page(upload), name="roles_position_import"),
            path("import/<uuid:upload_id>/", self._page(plan), name="roles_position_import_plan"),
        ]
        # Named apart from the pages of the tree: it reads all in one statement, and needs no snapshot for it.
        found.append(path("structure/", self._page(structure_page), name="roles_structure"))
        return [*found, *super().get_urls()]

    def _page(self, page: Any) -> Any:
        """A page of this admin as a view."""

        def view(request: HttpRequest, **values: Any) -> HttpResponse:
            response: HttpResponse = page(self, request, **values)
            return response

        return self.admin_site.admin_view(view)
