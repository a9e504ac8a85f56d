"""Insert many rows by SQL of our own, where Django's `bulk_create` takes three times as long to say the same."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model

from roles.batches import batches


def insert(model: type[Model], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Insert rows whose values are those of all columns behind the key, in their order; returns their keys in order.

    Values of JSON columns are encoded here; all others stand as the database takes them, no default is filled in.
    """
    key, *columns = model._meta.concrete_fields
    encoded = [at for at, column in enumerate(columns) if isinstance(column, JSONField)]
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in columns)
    one = ", ".join(_placeholder(column) for column in columns)
    keys: list[int] = []
    with connection.cursor() as cursor:
        for batch in batches(rows):
            values = [value for row in batch for value in _encode(row, encoded)]
            sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([f'({one})'] * len(batch))}"  # noqa: S608
            cursor.execute(f"{sql} RETURNING {key.column}", values)
            # Keys grow in the order of the rows; what comes back need not stand in it.
            keys += sorted(found for (found,) in cursor.fetchall())
    return keys


def _placeholder(column: Any) -> str:
    """Where a value goes; PostgreSQL must be told that a text is JSON."""
    is_typed = isinstance(column, JSONField) and connection.vendor == "postgresql"
    return "%s::jsonb" if is_typed else "%s"


def _encode(row: Sequence[Any], encoded: Sequence[int]) -> Sequence[Any]:
    """The values of a row, those that are JSON as text; none stays none."""
    values = list(row)
    for at in encoded:
        if values[at] is not None:
            values[at] = json.dumps(values[at])
    return values
