"""The addresses of comparisons, which say all that is shown."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

NAMES = ("left", "right", "and", "and")
ONLY, DIFFERENCES = "only", "differences"
ASKS = "add"
LEAST_SIDES = 2


def address_of(values: Sequence[str], *, only: bool = False, asks: bool = False, name: str = "roles:compare") -> str:
    """Return the address that compares what has these values in that order, perhaps as a file; or asks for one more."""
    options = [*([(ONLY, DIFFERENCES)] if only else []), *([(ASKS, "another")] if asks else [])]
    return f"{reverse(name)}?{urlencode([*zip(NAMES, values, strict=False), *options], safe=':')}"
