"""Printing: the dialogue that says beforehand what comes out, and the pages for the browser's own printer."""

import re
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roles.access import public_when_allowed
from roles.frame import Frame
from roles.models import Position
from roles.printing import browser
from roles.printing.answer import Answer
from roles.printing.asked import address_of
from roles.printing.form import LEAST_SIDE, MOST_SIDE, PrintForm
from roles.printing.reading import counted_from
from roles.snapshot import one_snapshot
from roles.typesetting import is_available
from roles.views.lookup import position_or_404
from roles.views.prints import start_print

PAPER = re.compile(r"(\d{1,4}(?:\.\d)?)x(\d{1,4}(?:\.\d)?)", re.ASCII)
DAY = 24 * 3600


@public_when_allowed
@require_http_methods(("GET", "HEAD", "POST"))
def print_dialogue(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask how the chart is to be printed, and say what comes of it; by POST, have a PDF made of it."""
    return make_pdf(request, code) if request.method == "POST" else show_dialogue(request, code)


def make_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Take in a print as it is asked for; what can't be had is said in the dialogue first."""
    top = position_or_404(code) if code else None
    if top and not top.is_in_chart:
        return redirect(top)
    form = form_of(request, top.code if top else "")
    if form.errors:
        return redirect(dialogue_of(request, form))
    answer = Answer(form.asked, counted_from(top), request.user)
    if why := why_no_pdf(answer):
        messages.warning(request, why)
        return redirect(address_of("roles:print", answer.asked))
    return start_print(request, answer.asked)


def show_dialogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form, and the answer."""
    form = form_of(request, code)
    answer = answer_or_elsewhere(request, form, "roles:print")
    if isinstance(answer, HttpResponse):
        return answer
    pages = address_of("roles:print_pages", form.asked) if browser.prints_in_browser(answer) else ""
    context = {
        "form": form,
        "answer": answer,
        "pages_address": pages,
        "pdf_address": address_of("roles:print", form.asked) if can_be_pdf(answer) else "",
        "frame": frame_of(request, answer),
    }
    return render(request, "roles/print.html", context)


@public_when_allowed
@require_safe
def print_pages(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the pages themselves, which a browser prints one by one."""
    form = form_of(request, code)
    answer = answer_or_elsewhere(request, form, "roles:print_pages")
    if isinstance(answer, HttpResponse):
        return answer
    if form.errors:
        return redirect(dialogue_of(request, form))
    context = {
        "answer": answer,
        "pages": answer.made.printed.pages if browser.prints_in_browser(answer) else (),
        "back": address_of("roles:print", answer.asked),
        "frame": frame_of(request, answer),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE if answer.is_busy else HTTPStatus.OK
    return render(request, "roles/print_pages.html", context, status=status)


def answer_or_elsewhere(request: HttpRequest, form: PrintForm, name: str) -> Answer | HttpResponse:
    """What is answered, of which nothing is worked out yet; or where to go instead, and nothing to HEAD.

    Each reading is one snapshot of its own, which ends before anything is laid out: that can take seconds, in which
    SQLite could not tidy up its log, nor PostgreSQL its rows.
    """
    with one_snapshot():
        top = position_or_404(form.code) if form.code else None
        if top and (elsewhere := elsewhere_than(request, top, form.code, name)):
            return redirect(elsewhere)
        if request.method == "HEAD":
            return HttpResponse()
        return Answer(form.asked, counted_from(top), request.user)


def elsewhere_than(request: HttpRequest, top: Position, code: str, name: str) -> str:
    """The address as it is written, or the page of a position that is not in the chart."""
    if not top.is_in_chart:
        return top.get_absolute_url()
    return f"{reverse(name, args=[top.code])}?{request.GET.urlencode()}" if top.code != code else ""


def form_of(request: HttpRequest, code: str) -> PrintForm:
    """What is asked for; readers who have not signed in are offered what is for them."""
    return PrintForm(settings_of(request), code, is_public=not request.user.is_authenticated)


def settings_of(request: HttpRequest) -> QueryDict:
    """What the form sends, else what the address says: a form that is sent says what was answered before in that."""
    return request.POST if PrintForm.base_fields.keys() & request.POST.keys() else request.GET


def dialogue_of(request: HttpRequest, form: PrintForm) -> str:
    """The dialogue with all that was filled in, also what it can't take."""
    settings = settings_of(request).copy()
    settings.pop("csrfmiddlewaretoken", None)
    return f"{reverse('roles:print', args=[form.code] if form.code else [])}?{settings.urlencode()}"


def frame_of(request: HttpRequest, answer: Answer) -> Frame:
    """What stands around the page, with the name of the organisation if the pages were made."""
    return Frame(request, answer.organisation)


def can_be_pdf(answer: Answer) -> bool:
    """Whether a PDF can be asked for."""
    return not why_no_pdf(answer)


def why_no_pdf(answer: Answer) -> str:
    """Why none can be asked for, as far as that is known before any page is made."""
    if not is_available():
        return _("No PDF can be made here: Typst, which writes them, is not installed.")
    if answer.is_too_large:
        return _("No PDF was made: there are more positions than are printed at once.")
    return "" if answer.count else _("No PDF was made: there is nothing to print yet.")


@public_when_allowed
@require_safe
def paper_css(request: HttpRequest, size: str) -> HttpResponse:
    """Name a page of that size, in millimetres: no stylesheet can know them all."""
    match = PAPER.fullmatch(size)
    sides = [float(side) for side in match.groups()] if match else []
    if not sides or not all(LEAST_SIDE <= side <= MOST_SIDE for side in sides):
        raise Http404(_("No paper has this size."))
    width, height = (f"{side:g}" for side in sides)
    response = render(request, "roles/paper.css", {"width": width, "height": height}, content_type="text/css")
    patch_cache_control(response, private=True, max_age=DAY)
    return response
