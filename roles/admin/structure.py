"""Show what in the structure wants a look: spans, levels, vacancies, and role facts at odds with the tree; send it."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.downloads import ExportBusyError, page_asking, send_in_turn
from roles.collector import collector_paused
from roles.structure.findings import USUAL_LIMIT, Finding, Kind, find_all
from roles.structure.reading import read_seats
from roles.structure.showing import Looked, show
from roles.structure.summing import put_together
from roles.structure.writing import Form, write

TEMPLATE = "admin/roles/position/structure.html"
HIGHEST_LIMIT = 1_000
# So many rows of each kind where all kinds are shown, and so many on a page of one kind.
FIRST_ROWS, ROWS = 10, 100


class StructureForm(forms.Form):
    """What is shown, and above which span a manager is named."""

    limit = forms.IntegerField(
        label=gettext_lazy("Largest span of control"),
        min_value=1,
        max_value=HIGHEST_LIMIT,
        help_text=gettext_lazy("Managers with more reports are named."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={
            "required": gettext_lazy("Write a number."),
            "invalid": gettext_lazy("Write a whole number, such as 12."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Show"), required=False, choices=[("", gettext_lazy("Everything found")), *Kind.choices]
    )
    format = forms.ChoiceField(required=False, choices=Form.choices, widget=forms.HiddenInput)


def structure_page(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Show what was found, or send all of it as a file."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    form = StructureForm({"limit": USUAL_LIMIT, **request.GET.dict()})
    is_valid = form.is_valid()
    # Looking for circles among so many values, of which none has one, would only cost time.
    with collector_paused():
        looked = look(form)
        if is_valid and form.cleaned_data["format"]:
            try:
                return send_file(looked, Form(form.cleaned_data["format"]))
            except ExportBusyError as error:
                form.add_error(None, error)
        context = shown(looked, request.GET.get("page"), may_move=admin.has_change_permission(request))
    context |= {**admin.admin_site.each_context(request), "title": _("Structure health"), "opts": admin.opts}
    page = page_asking(request, TEMPLATE, form, **context)
    # What was asked wrongly is as usual, and the form says so; only a file that can't be had is refused.
    if page.status_code == 400 and not request.GET.get("format"):
        page.status_code = 200
    return page


def look(form: StructureForm) -> Looked:
    """Read the structure and find what there is to find; what was asked wrongly is as usual."""
    structure = put_together(read_seats())
    limit = form.cleaned_data.get("limit") or USUAL_LIMIT
    kind = form.cleaned_data.get("kind")
    return Looked(structure, find_all(structure, limit), limit, Kind(kind) if kind else None)


def shown(looked: Looked, number: str | None, *, may_move: bool) -> dict[str, Any]:
    """What stands on the page: one kind in pages, or the first rows of all."""
    page = Paginator(looked.findings[looked.kind], ROWS).get_page(number) if looked.kind else None
    rows: dict[Kind, Sequence[Finding]] = {kind: found[:FIRST_ROWS] for kind, found in looked.findings.items()}
    if looked.kind and page:
        rows = {looked.kind: list(page.object_list)}
    return {"shown": show(looked, rows, may_move=may_move), "page": page}


def send_file(looked: Looked, form: Form) -> HttpResponseBase:
    """Send all that was found, or all of the kind that is shown."""
    kinds = [looked.kind] if looked.kind else list(Kind)
    rows = list(chain.from_iterable(looked.findings[kind] for kind in kinds))
    about = ["structure", looked.kind.value] if looked.kind else ["structure"]
    return send_in_turn(f".{form.value}", lambda file: write(form, rows, looked.structure, looked.limit, file), *about)
