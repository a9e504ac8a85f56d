"""The page that compares two to four positions, roles or people, and the one on which they are chosen."""

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.compared import Compared
from roles.comparison_print import data_of, make_pdf
from roles.comparison_sheets import sheets_of
from roles.downloads import name_of_file, send
from roles.forms import CompareForm
from roles.frame import Frame
from roles.pictures import PictureError, is_available
from roles.sides.addresses import ASKS, DIFFERENCES, ONLY, address_of
from roles.sides.asking import Asked, find_all
from roles.sides.finding import hits_of
from roles.snapshot import one_snapshot
from roles.spreadsheet.grids import write_workbook
from roles.views.failures import not_made

PDF_TYPE = "application/pdf"


@require_safe
@one_snapshot()
def compare(request: HttpRequest) -> HttpResponse:
    """Compare what the address names, or let the reader choose it."""
    form, asked = read(request)
    if ASKS in request.GET or not can_be_compared(asked):
        return choose(request, form, asked)
    only = shows_differences(request)
    if any(each.value != each.text for each in asked.values()):
        return redirect(address_of([each.value for each in asked.values()], only=only))
    compared = Compared(list(asked.values()), only=only)
    frame = Frame(request, compared.sides.state.chart.name)
    return render(request, "roles/compare.html", {"form": form, "compared": compared, "frame": frame})


def read(request: HttpRequest) -> tuple[CompareForm, dict[str, Asked]]:
    """Return the form, and what each of its fields names."""
    form = CompareForm(request.GET)
    return form, dict(zip(form.texts, find_all(list(form.texts.values())), strict=True))


def shows_differences(request: HttpRequest) -> bool:
    """True where the address leaves out what is the same."""
    return request.GET.get(ONLY) == DIFFERENCES


@require_safe
@one_snapshot()
def compare_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Send the comparison as a workbook; where nothing is to compare, lead to the page that says why."""
    _form, asked = read(request)
    if not can_be_compared(asked):
        return redirect(f"{reverse('roles:compare')}?{request.GET.urlencode()}")
    compared = Compared(list(asked.values()), only=shows_differences(request))
    return send(".xlsx", lambda file: write_workbook(sheets_of(compared), file.buffer), _("comparison"))  # type: ignore[arg-type] # a file


@require_safe
def compare_pdf(request: HttpRequest) -> HttpResponse:
    """Send the comparison as a PDF, or say why there is none; nothing is read while it is made."""
    if not is_available():
        raise Http404(_("This server makes no PDF files."))
    with one_snapshot():
        _form, asked = read(request)
        if not can_be_compared(asked):
            return redirect(f"{reverse('roles:compare')}?{request.GET.urlencode()}")
        compared = Compared(list(asked.values()), only=shows_differences(request))
        data = data_of(compared, compared.sides.state.chart.name)
        name = name_of_file(".pdf", _("comparison"))
    try:
        content = make_pdf(data)
    except PictureError as error:
        return no_pdf(request, compared, error)
    response = HttpResponse(content, content_type=PDF_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def no_pdf(request: HttpRequest, compared: Compared, error: PictureError) -> HttpResponse:
    """Say why there is no PDF, and what there is."""
    reasons = {
        "busy": _("Another file is being made right now. Load the page again in a moment."),
        "large": _("This comparison is too long for a PDF that is made while you wait."),
        "failed": _("This PDF could not be made."),
    }
    context = {"reason": reasons[error.reason], "compared": compared}
    return not_made(request, "roles/no_pdf.html", context, may_pass=error.reason == "busy")


def can_be_compared(asked: Mapping[str, Asked]) -> bool:
    """True where everything was found, each once."""
    return all(each.is_found for each in asked.values()) and len({each.value for each in asked.values()}) == len(asked)


def twice(asked: Iterable[Asked]) -> Asked | None:
    """Return what was chosen more than once."""
    seen: set[str] = set()
    for each in asked:
        if each.is_found and each.value in seen:
            return each
        seen.add(each.value)
    return None


def choose(request: HttpRequest, form: CompareForm, asked: Mapping[str, Asked]) -> HttpResponse:
    """Let the reader choose what is not chosen yet; 404 where something was written that fits nothing."""
    unknown = [name for name, each in asked.items() if each.text and not each.is_found and not each.person]
    hits = hits_of({name: each.value for name, each in asked.items()}, unknown)
    context = {
        "form": form,
        "hits": hits,
        "chosen": [each for each in asked.values() if each.is_found],
        "twice": twice(asked.values()),
        "without_position": [each.person for each in asked.values() if each.person and not each.is_found],
    }
    status = 404 if any(not each for each in hits) else 200
    return render(request, "roles/compare_choose.html", context, status=status)
