"""Ask for a print that takes longer than a page may, see how far it is, and have the file."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.models import PrintJob, PrintState
from roles.printing.asked import Asked, address_of
from roles.printing.job_page import JobPage
from roles.printing.jobs import Owner, TooManyPrintsError, ask_for, refuse_too_many
from roles.printing.naming import name_of_file
from roles.printing.turn import start_runner


def start_print(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Take in a print, and lead to its page; back to the dialogue where there are too many."""
    try:
        if request.user.pk is None and not request.session.session_key:
            refuse_too_many(Owner(None))  # before a session is made for nothing
            request.session.create()
        job = ask_for(asked.code, asked.query, get_language() or "", owner_of(request))
    except TooManyPrintsError as error:
        messages.warning(request, str(error))
        return redirect(address_of("roles:print", asked))
    return redirect(job)


def owner_of(request: HttpRequest) -> Owner:
    """Whoever asks."""
    if request.user.pk is not None:
        return Owner(request.user.pk)
    return Owner(None, request.session.session_key or "")


@public_when_allowed
@require_safe
def print_job(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how far a print is; where it waits and no runner is there, start one."""
    owner = owner_of(request)
    page = JobPage(job_or_404(owner, key), owner)
    if page.is_waiting or page.job.is_silent:
        start_runner()
    response = render(request, "roles/print_job.html", {"page": page, "job": page.job})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@public_when_allowed
@require_safe
def print_pdf(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Send the file to its owner."""
    job = job_or_404(owner_of(request), key)
    try:
        file = job.file.open("rb") if job.state == PrintState.DONE else None
    except OSError:
        file = None
    if file is None:
        raise Http404(_("There is no such PDF."))
    response = FileResponse(file, as_attachment=True, filename=name_of_file(job), content_type="application/pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def job_or_404(owner: Owner, key: UUID) -> PrintJob:
    """Return a print of the reader's that is not older than a day; to everybody else there is none."""
    job = owner.jobs.filter(pk=key).first()
    if job is None:
        raise Http404(_("There is no such print, or it is older than a day."))
    return job
