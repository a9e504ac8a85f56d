"""Every page there is, as the resolver knows it, so that a new one cannot be forgotten."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns: list[Any] | None = None, prefix: str = "/", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every page that has a name, the admin's too."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route, f"{each.app_name}:" if each.app_name else namespace)
        elif isinstance(each, URLPattern) and each.name:
            yield namespace + each.name, route


def names_of_ours() -> set[str]:
    """Return the names of all pages outside the admin."""
    return {name for name, _route in routes() if not name.startswith("admin:")}


def names_in_admin() -> set[str]:
    """Return the names of all pages of the admin."""
    return {name for name, _route in routes() if name.startswith("admin:")}
