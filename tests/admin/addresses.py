"""The addresses of the admin's pages about positions, for one of them and for rows ticked in the list."""

from urllib.parse import urlencode

from django.urls import reverse

from roles.models import Position

LIST = "/admin/roles/position/"


def page(name: str, position: Position, **query: str) -> str:
    """The address of a page about one position."""
    return f"{reverse(f'admin:roles_position_{name}', args=[position.pk])}?{urlencode(query)}"


def pages(name: str, *positions: Position, **query: str) -> str:
    """The address of a page about several positions."""
    keys = [("position", position.pk) for position in positions]
    return f"{reverse(f'admin:roles_positions_{name}')}?{urlencode([*keys, *query.items()])}"
