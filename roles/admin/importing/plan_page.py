"""The page of an upload: how it was read, what is wrong, what is asked, what would happen, and the button for it."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.admin.history import may_undo
from roles.admin.importing.confirming import NotWrittenError, confirm
from roles.admin.importing.drawing import draw_outcome
from roles.admin.importing.headings import files_read, read_again
from roles.admin.importing.keeping import keep_answers
from roles.admin.importing.preview import Preview
from roles.admin.importing.uploads import own_upload, read_upload, require_editor
from roles.models import Change, Upload
from roles.phrases import written

PROBLEMS_SHOWN = 100
COLUMNS_SHOWN = 10


def plan(admin: Any, request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Show what an upload would do, and do what the page's forms ask."""
    require_editor(request)
    upload = own_upload(request, upload_id)
    if upload.change_key is not None:
        return lead_to_change(upload.change_key)
    if request.method != "POST":
        return page(admin, request, upload)
    asked = request.POST.get("do")
    if asked == "confirm":
        return confirmed(admin, request, upload)
    if asked == "cancel":
        upload.delete()
        messages.success(request, _("Nothing was imported, and the files are forgotten."))
        return redirect("admin:roles_position_import")
    if asked == "read":
        read_again(read_upload(upload), request.POST)
    elif asked == "answer":
        keep_answers(upload, request.POST)
    return redirect(upload)


def confirmed(admin: Any, request: HttpRequest, upload: Upload) -> HttpResponse:
    """Write it and lead to the history, or say why not and show the plan as it is now."""
    try:
        key = confirm(request, upload)
    except NotWrittenError as refusal:
        if refusal.preview is None and not Upload.objects.filter(pk=upload.pk).exists():
            messages.error(request, refusal.reason)
            return redirect("admin:roles_position_import")
        return page(admin, request, upload, refusal)
    messages.success(request, done(request, key))
    return lead_to_change(key)


def done(request: HttpRequest, key: int) -> str:
    """Say that it is written, with the way back for who may take it."""
    text = _("The import is in the chart.")
    change = Change.objects.filter(pk=key).first()
    if change is None or not may_undo(request, change):
        return text
    address = reverse("admin:roles_change_undo", args=[key])
    return format_html('{} <a href="{}">{}</a>', text, address, _("Take the whole import back"))


def lead_to_change(key: int) -> HttpResponse:
    """Lead to the change that an import became, or to the history where it is no longer there."""
    if Change.objects.filter(pk=key).exists():
        return redirect("admin:roles_change_change", key)
    return redirect("admin:roles_change_changelist")


def page(admin: Any, request: HttpRequest, upload: Upload, refusal: NotWrittenError | None = None) -> HttpResponse:
    """Show it all; after a refusal with the reason, and its status."""
    preview = (refusal.preview if refusal else None) or Preview(upload)
    problems = preview.problems
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Import: what would happen"),
        "opts": admin.opts,
        "upload": upload,
        "files": files_read(preview.reads),
        "preview": preview,
        "plan": preview.plan,
        "problems": problems[:PROBLEMS_SHOWN],
        "problem_count": len(problems),
        "problem_columns": Counter(problem.column for problem in problems if problem.column).most_common(COLUMNS_SHOWN),
        "more_problems": max(len(problems) - PROBLEMS_SHOWN, 0),
        "told": preview.told,
        "drawn": draw_outcome(preview.outcome) if preview.is_ready and preview.writes else None,
        "refusal": refusal,
        "confirm_words": confirm_words(preview),
        "here": reverse("admin:roles_position_import_plan", args=[upload.pk]),
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "admin/roles/position/import/plan.html", context, status=status)


def confirm_words(preview: Preview) -> str:
    """What the button says: how many positions are written."""
    count = preview.writes
    if not count:
        return _("Import this")
    words = ngettext("Import: write %(number)s position", "Import: write %(number)s positions", count)
    return words % {"number": written(count)}
