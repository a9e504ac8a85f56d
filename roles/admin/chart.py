"""How HR edits the organisation itself: one row, opened at once; and the way to be rid of the sample."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from roles.admin.base import OrganisationAdmin
from roles.admin.sample import remove_sample
from roles.admin.widgets import RememberingForm
from roles.models import Chart, Position


class ChartForm(RememberingForm):
    """The organisation's name and rules."""

    def clean_allows_several_heads(self) -> bool:
        """Keep the rule true of the chart as it is."""
        allows: bool = self.cleaned_data["allows_several_heads"]
        heads = Position.objects.heads().count()
        if not allows and heads > 1:
            raise ValidationError(
                _("The chart has %(heads)d heads: let all but one report to somebody first.") % {"heads": heads}
            )
        return allows


@admin.register(Chart)
class ChartAdmin(OrganisationAdmin):
    """The one organisation."""

    form = ChartForm
    fields = ("name", "allows_several_heads")
    actions = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Chart | None = None) -> bool:
        """There is always one row."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Open the row."""
        return redirect("admin:roles_chart_change", Chart.current().pk)

    def save_model(self, request: HttpRequest, obj: Chart, form: Any, change: bool) -> None:
        """Write what was typed and nothing else: the version belongs to the tree."""
        obj.save(update_fields=form.changed_data)

    def view_on_site(self, obj: Any) -> str:
        """Lead to the chart."""
        return reverse("roles:chart")

    def get_urls(self) -> list[URLPattern]:
        """Add the page that removes the sample organisation."""
        view = self.admin_site.admin_view(remove_sample)
        return [path("remove-sample/", view, name="roles_chart_remove_sample"), *super().get_urls()]
