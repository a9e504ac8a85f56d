"""The lock of the tree: one writer at a time, who is told when somebody else takes too long."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

LOCK = 7_305_214
LOCK_TIMEOUT = "10s"
# PostgreSQL's lock_not_available and deadlock_detected.
BUSY_STATES = frozenset(("55P03", "40P01"))
_is_held: ContextVar[bool] = ContextVar("tree_lock_is_held", default=False)


class TreeBusyError(Exception):
    """Somebody else is writing the tree and did not finish in time: try again."""


@contextmanager
def locked() -> Iterator[None]:
    """Hold the tree's lock for one transaction: what is read inside stays true until its end; an inner one joins in."""
    if _is_held.get():
        with transaction.atomic():
            yield
        return
    try:
        with transaction.atomic():
            _lock()
            token = _is_held.set(True)
            try:
                yield
            finally:
                _is_held.reset(token)
    except OperationalError as error:
        if is_busy(error):
            raise TreeBusyError(_("Somebody else is changing the chart right now: try again in a moment.")) from error
        raise


def require_lock() -> None:
    """Raise RuntimeError outside `locked`: what was read without it may have changed."""
    if not _is_held.get():
        raise RuntimeError("The tree is written inside roles.tree.writing, with positions read there.")


def is_busy(error: OperationalError) -> bool:
    """True when somebody else held a lock too long; PostgreSQL words its messages in the language of the server."""
    return getattr(error.__cause__, "sqlstate", "") in BUSY_STATES or "is locked" in str(error)


def lock_until_the_end(lock: int) -> None:
    """Wait for a lock of this transaction: PostgreSQL's advisory lock; on SQLite the IMMEDIATE transaction is it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def _lock() -> None:
    """Wait for the tree's lock."""
    lock_until_the_end(LOCK)
