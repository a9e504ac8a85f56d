"""Let a page that only reads see one state of the database, however many statements it asks and whoever writes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, transaction

# Compiling a statement takes PostgreSQL up to a second where it guesses one of ours too high; running it, much less.
READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Read in one snapshot, which waits for no writer and keeps none waiting; nothing may be written inside.

    Inside a transaction that has begun already it changes nothing. Views are decorated with `@one_snapshot()`.
    """
    with ExitStack() as stack:
        if not connection.in_atomic_block:
            with _transactions_deferred():
                stack.enter_context(transaction.atomic())
            _only_read()
        yield


@contextmanager
def _transactions_deferred() -> Iterator[None]:
    """Let SQLite begin without the write lock, which all other transactions of ours take at once."""
    options: Any = connection
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()  # whose mode is known only then; nobody was asked for who has not signed in
    usual, options.transaction_mode = options.transaction_mode, None
    try:
        yield
    finally:
        options.transaction_mode = usual


def _only_read() -> None:
    """Ask PostgreSQL for one snapshot; a deferred transaction of SQLite is one in itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY)
