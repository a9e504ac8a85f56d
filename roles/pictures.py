"""Make a picture of a drawing: one at a time for each server, and no longer than a reader waits."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from django.conf import settings
from django.core.files import locks
from django.utils.translation import get_language

from roles.chart import Drawing
from roles.sheets.picture import density, picture_of
from roles.typesetting import Limits, TypesettingError, is_available, typeset

__all__ = ("PictureError", "is_available", "make_picture")

LIMITS = Limits(seconds=25, computing=20, memory=1500)
LONGEST_WAIT, PAUSE = 3.0, 0.1  # in seconds; who waits keeps a thread of the server
Reason = Literal["busy", "large", "failed"]


class PictureError(Exception):
    """There is no picture: another one is being made, the drawing is too large, or it failed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def make_picture(drawing: Drawing, title: str) -> bytes:
    """Return a drawing as a PNG file."""
    printed, ppi = picture_of(drawing, title), density(drawing)
    with TemporaryDirectory(prefix="orgchart-picture-") as folder, one_at_a_time():
        output = Path(folder) / "chart.png"
        try:
            typeset(printed, output, language=get_language() or "en", format="png", ppi=ppi, limits=LIMITS)
        except TypesettingError as error:
            raise PictureError("large" if error.kind in ("long", "large") else "failed") from error
        return output.read_bytes()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait a little while for others; the lock goes with the process that holds it, and where none can be had."""
    try:
        file = settings.PICTURE_LOCK_FILE.open("wb")
    except OSError:
        yield
        return
    with file:
        until = time.monotonic() + LONGEST_WAIT
        while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() > until:
                raise PictureError("busy")
            time.sleep(PAUSE)
        yield
