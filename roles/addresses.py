"""Say where the pages of positions and people are, asking the URL configuration once for all of them."""

from functools import cache
from urllib.parse import quote

from django.urls import get_script_prefix, get_urlconf, reverse

SOME_CODE = "some-code"


def address_of(name: str, code: str) -> str:
    """The address that a name has for a code."""
    return pattern_of(name, get_urlconf(), get_script_prefix()).replace(SOME_CODE, quote(code))


@cache
def pattern_of(name: str, urlconf: str | None, prefix: str) -> str:
    """The address of some code; that depends on the prefix too, which Django knows by itself."""
    return reverse(name, urlconf, args=[SOME_CODE])
