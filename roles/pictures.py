"""Make what Typst sets while a reader waits, as a picture of a drawing: one at a time for each server, and not long."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from django.conf import settings
from django.utils.translation import get_language

from roles import one_at_a_time
from roles.chart import Drawing
from roles.sheets.picture import density, picture_of
from roles.typesetting import Limits, TypesettingError, is_available, typeset

__all__ = ("PictureError", "is_available", "made", "make_picture")

LIMITS = Limits(seconds=25, computing=20, memory=1500)
LONGEST_WAIT = 3.0  # in seconds; who waits keeps a thread of the server
IN_THIS_PROCESS = threading.Lock()
Reason = Literal["busy", "large", "failed"]


class PictureError(Exception):
    """There is no file: another one is being made, what is in it is too large, or it failed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def make_picture(drawing: Drawing, title: str) -> bytes:
    """Return a drawing as a PNG file."""
    printed, ppi = picture_of(drawing, title), density(drawing)
    language = get_language() or "en"
    return made(
        lambda output: typeset(printed, output, language=language, format="png", ppi=ppi, limits=LIMITS), "chart.png"
    )


def made(write: Callable[[Path], object], name: str) -> bytes:
    """Have a file typeset when it is our turn, and return it."""
    with TemporaryDirectory(prefix="orgchart-picture-") as folder, turn():
        output = Path(folder) / name
        try:
            write(output)
        except TypesettingError as error:
            raise PictureError("large" if error.kind in ("long", "large") else "failed") from error
        return output.read_bytes()


@contextmanager
def turn() -> Iterator[None]:
    """Wait a little while for others: those of this server, or of this process where no lock can be had."""
    with one_at_a_time.turn(settings.PICTURE_LOCK_FILE, LONGEST_WAIT, IN_THIS_PROCESS) as is_ours:
        if not is_ours:
            raise PictureError("busy")
        yield
