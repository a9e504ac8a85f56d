"""Refuse to serve without what only the person who installs it can give."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

NO_SECRET_KEY = Error(
    "SECRET_KEY is not set.",
    hint="Set it to 50 or more random characters, for example what this prints: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    id="roles.E001",
)
NO_HOSTS = Error(
    "ALLOWED_HOSTS is not set.",
    hint="Set it to the names people type, with commas between them, for example ALLOWED_HOSTS=chart.example.org",
    id="roles.E002",
)


@register(Tags.security, deploy=True)
def check_what_serving_needs(**_options: Any) -> list[CheckMessage]:
    """Ask for the secret key and the names of the site."""
    return [*([] if _has_secret_key() else [NO_SECRET_KEY]), *([] if settings.ALLOWED_HOSTS else [NO_HOSTS])]


def _has_secret_key() -> bool:
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False
