"""Write a file whole or not at all: beside the old one first, then in its place."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

NEW_FILE = 0o666
# A path down there stands for something that is open already, and that others go on writing to.
OF_THE_SYSTEM = ("/dev", "/proc")


@contextmanager
def replacing(name: str) -> Iterator[TextIOWrapper]:
    """Open a file that takes its place, with the rights of the old one, once all is written; raises OSError."""
    path = Path(name)
    if is_written_directly(path):
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    # A link stays, and leads to the new file.
    target = Path(os.path.realpath(path))
    old = target.stat() if target.exists() else None
    if old and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
    partial = target.with_name(f".{secrets.token_hex(8)}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IMODE(old.st_mode) if old else NEW_FILE)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            if old:
                take_over(descriptor, old)
            yield file
            file.flush()
            os.fsync(descriptor)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def is_written_directly(path: Path) -> bool:
    """True for what can't be replaced: a pipe, a device, a folder (which refuses to be written)."""
    is_of_the_system = any(path.absolute().is_relative_to(folder) for folder in OF_THE_SYSTEM)
    return is_of_the_system or (path.exists() and not path.is_file())


def take_over(descriptor: int, old: os.stat_result) -> None:
    """Give a new file the owner and the rights of the old one, as far as we and its file system may; never more."""
    with suppress(PermissionError):
        os.fchown(descriptor, old.st_uid, old.st_gid)
    with suppress(PermissionError):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def said_why(error: Exception) -> str:
    """Why a file could not be written."""
    return getattr(error, "strerror", None) or str(error)
