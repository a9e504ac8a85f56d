"""Prints as they stand in the database, however long ago they were asked for."""

import datetime
from typing import Any

from django.utils import timezone

from roles.models import Account, PrintJob, PrintState

PDF = b"%PDF-1.7 of this test"


def write_job(owner: Account | None = None, *, hours: float = 0, has_file: bool = True, **values: Any) -> PrintJob:
    """Write a print that was asked for so many hours ago, and ended then where it is ready; with its file."""
    then = timezone.now() - datetime.timedelta(hours=hours)
    if owner is None:
        values.setdefault("session", "session-of-a-stranger")
    job = PrintJob.objects.create(owner=owner, made=then, language="en", **values)
    if job.state in (PrintState.DONE, PrintState.FAILED):
        job.ended = then
        job.save(update_fields=["ended"])
    if job.state == PrintState.DONE and has_file:
        job.file.parent.mkdir(parents=True, exist_ok=True)
        job.file.write_bytes(PDF)
    return job
