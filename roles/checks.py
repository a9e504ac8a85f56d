"""Refuse to serve without what only the person who installs it can give."""

import stat
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

# A dot alone stands for all that ends in one, which any name may.
ANY = frozenset({"*", "."})
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
ANY_HOST = Error(
    "ALLOWED_HOSTS allows any host: whoever asks for a password link under a name of their own has it lead there.",
    hint="Name the hosts people type, with commas between them, for example ALLOWED_HOSTS=chart.example.org",
    id="roles.E004",
)
SAMPLE_IN_PRODUCTION = Error(
    "The sample organisation is in this database, and everybody knows the passwords of its accounts.",
    hint="Remove it on the admin's start page (make run), name another database in DATABASE_URL, "
    "or say HTTPS=off to try production mode on this machine",
    id="roles.E003",
)

OPEN_PRINTS = Warning(
    "PRINTS_DIR may be opened by others on this machine; PDFs with names, and some with contact data, lie in it.",
    hint="chmod 700 it, or name a folder of the user that serves",
    id="roles.W001",
)


@register(Tags.security, deploy=True)
def check_what_serving_needs(**_options: Any) -> list[CheckMessage]:
    """Ask for the secret key and the names of the site."""
    found = (
        (NO_SECRET_KEY, not _has_secret_key()),
        (NO_HOSTS, not settings.ALLOWED_HOSTS),
        (ANY_HOST, not ANY.isdisjoint(settings.ALLOWED_HOSTS)),
    )
    return [error for error, applies in found if applies]


@register(Tags.security, deploy=True)
def check_who_may_open_prints(**_options: Any) -> list[CheckMessage]:
    """Warn of a folder that was there before we would have made it; one that is not there yet is made for us alone."""
    try:
        mode = settings.PRINTS_DIR.stat().st_mode
    except OSError:
        return []
    return [OPEN_PRINTS] if mode & (stat.S_IRWXG | stat.S_IRWXO) else []


@register(Tags.database, deploy=True)
def check_that_no_sample_is_served(databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Keep the sample's accounts off the network; asks the database, so only where --database names it."""
    from roles.models import Account, Chart
    from roles.sample import ACCOUNTS

    if not databases or not settings.SECURE_SSL_REDIRECT or not Chart.objects.filter(is_sample=True).exists():
        return []
    names = [account.username for account in ACCOUNTS]
    return [SAMPLE_IN_PRODUCTION] if Account.objects.filter(username__in=names, is_active=True).exists() else []


def _has_secret_key() -> bool:
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False
