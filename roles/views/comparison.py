"""The page that compares two to four positions, roles or people, and the one on which they are chosen."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.compared import Compared
from roles.comparison_sheets import sheets_of
from roles.downloads import send
from roles.forms import CompareForm
from roles.frame import Frame
from roles.sides.addresses import ASKS, DIFFERENCES, ONLY, address_of
from roles.sides.asking import Asked, find_all
from roles.sides.finding import hits_of
from roles.snapshot import one_snapshot
from roles.spreadsheet.grids import write_workbook


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
