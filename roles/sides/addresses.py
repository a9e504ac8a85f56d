"""The addresses of comparisons, which say all that is shown."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

NAMES = ("left", "right", "and", "and")
ONLY, DIFFERENCES = "only", "differences"


def query_of(values: Sequence[str], *, only: bool = False) -> str:
    """Return the query that names what is compared, in that order; what is left empty is still to be chosen."""
    named = list(zip(NAMES, values, strict=False))
    return urlencode([*named, (ONLY, DIFFERENCES)] if only else named, safe=":")


def address_of(values: Sequence[str], *, only: bool = False, name: str = "roles:compare") -> str:
    """Return the address that compares what has these values, perhaps as a file."""
    return f"{reverse(name)}?{query_of(values, only=only)}"
