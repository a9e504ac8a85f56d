"""The addresses of comparisons, which say all that is shown."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

NAMES = ("left", "right", "and", "and")
ONLY, DIFFERENCES = "only", "differences"
ASKS = "add"
LEAST_SIDES = 2


def query_of(values: Sequence[str], *, only: bool = False, asks: bool = False) -> str:
    """Return the query that names what is compared, in that order, or asks for one more before anything is."""
    options = [*([(ONLY, DIFFERENCES)] if only else []), *([(ASKS, "another")] if asks else [])]
    return urlencode([*zip(NAMES, values, strict=False), *options], safe=":")


def address_of(values: Sequence[str], *, only: bool = False, asks: bool = False, name: str = "roles:compare") -> str:
    """Return the address that compares what has these values, perhaps as a file."""
    return f"{reverse(name)}?{query_of(values, only=only, asks=asks)}"
