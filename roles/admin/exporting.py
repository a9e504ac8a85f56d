"""Export the chart or a branch from the admin, and send the template to begin with."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.downloads import ExportBusyError, page_asking, require_rights, send_in_turn
from roles.downloads import send
from roles.models import Position
from roles.spreadsheet.exporting import Form, export
from roles.spreadsheet.grids import UnwritableCellError, write_workbook
from roles.spreadsheet.template import template_grids
from roles.spreadsheet.whole import Extent
from roles.text import LONGEST_QUERY


class ExportForm(forms.Form):
    """What is exported, and as what."""

    code = forms.CharField(
        label=gettext_lazy("Branch of"),
        required=False,
        max_length=LONGEST_QUERY,
        help_text=gettext_lazy("The code of the position at its top; empty for the whole chart."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("As"), choices=Form.choices, initial=Form.XLSX, widget=forms.RadioSelect
    )

    def clean_code(self) -> Position | None:
        """The position of that code, which must be in the chart."""
        code = self.cleaned_data["code"]
        if not code:
            return None
        position = Position.objects.in_chart().with_code(code).first() if code.isprintable() else None
        if position is None:
            raise ValidationError(_("No position of the chart has this code."))
        return position


def export_page(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Ask what is exported and as what; send the file once that is said."""
    require_rights(request)
    form = ExportForm(request.GET if "format" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return send_export(Form(form.cleaned_data["format"]), form.cleaned_data["code"])
        except UnwritableCellError as error:
            form.add_error("format", f"{error}.")
        except ExportBusyError as error:
            form.add_error(None, error)
    context = {**admin.admin_site.each_context(request), "title": _("Export"), "opts": admin.opts}
    return page_asking(request, "admin/roles/position/export.html", form, **context)


def send_export(form: Form, top: Position | None) -> HttpResponseBase:
    """Write the file and send it."""
    about = top.code if top else ""
    return send_in_turn(form.ending, lambda file: export(form, Extent(top), file), about)


def template(_admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Send the workbook that HR fills in."""
    require_rights(request)
    return send(".xlsx", lambda file: write_workbook(template_grids(), file.buffer), _("template"))  # type: ignore[arg-type] # a file
