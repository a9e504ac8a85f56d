"""Send what changed in the chart between two days, from the history in the admin."""

import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.downloads import ExportBusyError, page_asking, require_rights, send_in_turn
from roles.admin.widgets import DayInput
from roles.models import Change
from roles.spreadsheet.changes import changes_between, check_days
from roles.spreadsheet.grids import UnwritableCellError, write_workbook

USUAL_PERIOD = datetime.timedelta(days=30)


class PeriodForm(forms.Form):
    """Two days, each of which stands for its end."""

    first = forms.DateField(label=gettext_lazy("From the end of"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("To the end of"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and days to come."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            check_days(cleaned["first"], cleaned["last"])
        return cleaned


def changes_page(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Ask for two days; send the workbook once they are said."""
    require_rights(request, "roles.view_change")
    today = timezone.localdate()
    is_asked = "first" in request.GET or "last" in request.GET
    form = PeriodForm(request.GET if is_asked else None, initial={"first": today - USUAL_PERIOD, "last": today})
    if is_asked and form.is_valid():
        try:
            return send_changes(form.cleaned_data["first"], form.cleaned_data["last"])
        except UnwritableCellError as error:
            form.add_error(None, f"{error}.")
        except ExportBusyError as error:
            form.add_error(None, error)
    begin = Change.objects.order_by("at").values_list("at", flat=True).first()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Changes between two days"),
        "opts": admin.opts,
        "begin": begin,
    }
    return page_asking(request, "admin/roles/change/export.html", form, **context)


def send_changes(first: datetime.date, last: datetime.date) -> HttpResponseBase:
    """Compare the days and send the workbook."""
    about = _("changes-from-%(first)s-to-%(last)s") % {"first": first.isoformat(), "last": last.isoformat()}
    return send_in_turn(".xlsx", lambda file: write_workbook(changes_between(first, last), file.buffer), about)  # type: ignore[arg-type] # a file
