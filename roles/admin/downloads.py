"""Say who may take files away, and let one large file be written at a time."""

import threading
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from roles.downloads import send
from roles.one_at_a_time import turn
from roles.views.failures import RETRY_AFTER

# Who takes files away may see all that stands in them.
NEEDED = ("roles.view_position", "roles.view_person")

LONGEST_WAIT = 3.0  # in seconds; who waits keeps a thread of the server
IN_THIS_PROCESS = threading.Lock()
BUSY = "busy"


class ExportBusyError(ValidationError):
    """Another file is being written on this server."""

    def __init__(self) -> None:
        super().__init__(_("Another export is being written right now: send the form again in a moment."), BUSY)


def require_rights(request: HttpRequest, *more: str) -> None:
    """Refuse whoever may not see positions and people."""
    if not request.user.has_perms((*NEEDED, *more)):
        raise PermissionDenied


def page_asking(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> TemplateResponse:
    """The page whose form asks what is exported, with what is wrong with the answers, or when to send them again."""
    page = TemplateResponse(request, template, {**context, "form": form}, status=400 if form.is_bound else 200)
    if form.has_error(NON_FIELD_ERRORS, BUSY):
        page.status_code, page.headers["Retry-After"] = 503, str(RETRY_AFTER)
    return page


def send_in_turn(ending: str, write: Callable[[TextIOWrapper], object], *about: str) -> FileResponse:
    """Send a file that may be large: one at a time is written; raises ExportBusyError."""
    with turn(settings.EXPORT_LOCK_FILE, LONGEST_WAIT, IN_THIS_PROCESS) as is_ours:
        if not is_ours:
            raise ExportBusyError
        return send(ending, write, *about)
