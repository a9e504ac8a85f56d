"""What readers are told when a page can't be had: that the chart is busy, or that the fault is ours."""

import sys
from collections.abc import Mapping

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from roles.lock import TreeBusyError, is_busy

RETRY_AFTER = 5


def is_for_now(error: BaseException | None) -> bool:
    """True for what passes when somebody else has finished writing."""
    return isinstance(error, TreeBusyError) or (isinstance(error, OperationalError) and is_busy(error))


def busy(request: HttpRequest) -> HttpResponse:
    """Say that somebody else is writing, and when to try again."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def not_made(request: HttpRequest, template: str, context: Mapping[str, object], *, may_pass: bool) -> HttpResponse:
    """Say why there is no file: for now, while another one is being made, or because this one can't be made at all."""
    if not may_pass:
        return render(request, template, dict(context), status=422)
    response = render(request, template, dict(context), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Tell a busy database, such as one that could not save the session, from a fault of ours."""
    return busy(request) if is_for_now(sys.exc_info()[1]) else defaults.server_error(request)
