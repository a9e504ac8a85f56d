"""Write a plan as it was shown and confirmed, or nothing at all with the reason why."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles import tree
from roles.admin.importing.headings import remember_headings
from roles.admin.importing.preview import Preview, Seen
from roles.admin_site import is_key
from roles.collector import collector_paused
from roles.history.telling import tell_all
from roles.models import Change, ChangeKind, Entry, Upload
from roles.spreadsheet.applying import write_plan

CHANGES_SHOWN = 20
LINES_SHOWN = 5


@dataclass(frozen=True)
class Meanwhile:
    """A change that was made since a plan was shown: its key, when and by whom, and the first of what it did."""

    change: Change
    lines: list[str]


@dataclass
class NotWrittenError(Exception):
    """Nothing was written; the reason, and the changes that are one."""

    reason: str
    status: int = 409
    preview: Preview | None = None
    meanwhile: list[Meanwhile] = field(default_factory=list)
    # True where all that is wrong is the number that was typed.
    is_of_count: bool = False


def confirm(request: HttpRequest, upload: Upload) -> int:
    """Write what was shown and return the key of the change; raises NotWrittenError. A second time changes nothing."""
    try:
        with collector_paused(), tree.writing(ChangeKind.IMPORTED) as record:
            # The lock is held: whoever confirmed it before has written already.
            current = Upload.objects.get(pk=upload.pk)
            if current.change_key is not None:
                return current.change_key
            preview = Preview(current)
            require_as_shown(request, preview)
            write_plan(record, preview.plan, preview.state)
            key: int = record.begin().pk
            Upload.objects.filter(pk=upload.pk).update(change_key=key)
            remember_headings(current.files.values_list("headings", flat=True))
            current.files.all().delete()
            return key
    except Upload.DoesNotExist as error:
        raise NotWrittenError(_("This upload was cancelled: nothing was written.")) from error
    except (ValidationError, IntegrityError) as error:
        text = " ".join(error.messages) if isinstance(error, ValidationError) else ""
        raise NotWrittenError(
            text or _("Somebody else changed the same thing at the same moment, so nothing was written.")
        ) from error


def require_as_shown(request: HttpRequest, preview: Preview) -> None:
    """Refuse what is not the plan that was shown, and an end of positions whose number was not typed."""
    shown = Seen(*(request.POST.get(name, "") for name in ("version", "change", "seen")))
    has_chart_changed = shown.version != preview.seen.version
    if has_chart_changed or shown.mark != preview.seen.mark:
        reason = (
            _("Nothing was written: the chart has changed since this plan was shown. This is the plan as it is now.")
            if has_chart_changed
            else _("Nothing was written: this is another plan than was shown. Look through it as it is now.")
        )
        raise NotWrittenError(reason, preview=preview, meanwhile=made_since(shown.change))
    if not preview.is_ready:
        raise NotWrittenError(_("Nothing was written: there is nothing that could be."), 400, preview)
    ending = len(preview.plan.ended)
    if ending and request.POST.get("count", "").strip() != str(ending):
        text = ngettext(
            "Nothing was written: %(count)d position would end. Type that number to confirm it.",
            "Nothing was written: %(count)d positions would end. Type that number to confirm it.",
            ending,
        )
        raise NotWrittenError(text % {"count": ending}, 400, preview, is_of_count=True)


def made_since(change: str) -> list[Meanwhile]:
    """The changes after one, the first first."""
    if not is_key(change):
        return []
    found = Change.objects.filter(pk__gt=int(change)).select_related("account").order_by("pk")[:CHANGES_SHOWN]
    return [Meanwhile(each, lines_of(each)) for each in found]


def lines_of(change: Change) -> list[str]:
    """The first of what a change did, each with its position."""
    entries = Entry.objects.filter(change=change).order_by("pk")[:LINES_SHOWN]
    lines = [f"{told.code}: {line}" if told.code else line for told in tell_all(entries) for line in told.lines]
    return lines[:LINES_SHOWN]
