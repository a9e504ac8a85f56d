"""What is kept of a spreadsheet until it is confirmed: how it is found again, read, and forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.access import may_import
from roles.models import Account, Upload, UploadedFile
from roles.models.upload import KEPT_UPLOAD, MOST_UPLOADS
from roles.spreadsheet.limits import WEB
from roles.spreadsheet.problems import LONGEST_NAME, shown_name
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.remembering import known_headings
from roles.spreadsheet.tables import Reading


@dataclass(frozen=True)
class ReadUpload:
    """A file of an upload with its tables; what was decided about headings before is taken as decided."""

    file: UploadedFile
    sheets: list[Sheet]

    @property
    def encoding(self) -> str:
        """The encoding that was chosen, or found."""
        return self.file.encoding or next((sheet.encoding for sheet in self.sheets), "")

    @property
    def separator(self) -> str:
        """The separator that was chosen, or found."""
        return self.file.separator or next((sheet.separator for sheet in self.sheets), "")


def require_editor(request: HttpRequest) -> None:
    """Refuse all who may not add and change whatever a file may bring."""
    if not may_import(cast("Account", request.user)):
        raise PermissionDenied


def own_upload(request: HttpRequest, key: UUID) -> Upload:
    """An upload of whoever asks; 404 for those of others, as for those that are not there."""
    upload = Upload.objects.filter(owner=cast("Account", request.user), pk=key).first()
    if upload is None or upload.created < timezone.now() - KEPT_UPLOAD:
        raise Http404(_("This upload is no longer there: upload the files again."))
    return upload


def waiting(owner: Account) -> QuerySet[Upload]:
    """The uploads of an account that were neither confirmed nor cancelled, without what stands in their files."""
    names = Prefetch("files", UploadedFile.objects.only("upload", "place", "name"))
    found = Upload.objects.filter(owner=owner, change_key=None, created__gte=timezone.now() - KEPT_UPLOAD)
    return found.prefetch_related(names)


@transaction.atomic
def keep(owner: Account, files: Sequence[Any], **options: Any) -> Upload:
    """Keep uploaded files, and forget what is older than a day, or more than one account may have."""
    Upload.objects.filter(created__lt=timezone.now() - KEPT_UPLOAD).delete()
    others = list(Upload.objects.filter(owner=owner).values_list("pk", flat=True)[MOST_UPLOADS - 1 :])
    Upload.objects.filter(pk__in=others).delete()
    upload = Upload.objects.create(owner=owner, **options)
    names: list[str] = []
    for place, file in enumerate(files):
        names.append(free_name(file.name, names))
        UploadedFile.objects.create(upload=upload, place=place, name=names[-1], content=file.read())
    return upload


def free_name(name: str, taken: Sequence[str]) -> str:
    """The name of a file as it is shown, with a number where another one of the same upload has it."""
    folded = shown_name(name.replace("/", "_").replace("\\", "_"))[:LONGEST_NAME]
    found, count = folded, 1
    while found in taken:
        count += 1
        found = f"{folded} ({count})"
    return found


def read_upload(upload: Upload) -> list[ReadUpload]:
    """Read the files, each as it was chosen, else as it is found."""
    known = known_headings()
    found = []
    for file in upload.files.all():
        reading = Reading(file.encoding or None, file.separator or None, known, file.headings)
        found.append(ReadUpload(file, read_file(file.name, bytes(file.content), reading, WEB)))
    return found
