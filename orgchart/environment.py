"""Read settings from environment variables and refuse what cannot be meant."""

import os
import re
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

ON = ("on", "yes", "true", "1")
OFF = ("off", "no", "false", "0")


def env_text(name: str, default: str = "") -> str:
    """Return the value without blanks around it; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool) -> bool:
    """Return whether the variable says on or off; any other word is an error."""
    value = env_text(name, "on" if default else "off").lower()
    if value not in ON + OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}; say {ON[0]} or {OFF[0]}.")
    return value in ON


def env_number(name: str, default: int, *, lowest: int = 0, highest: int = 2**31 - 1) -> int:
    """Return a whole number from the lowest to the highest."""
    value = env_text(name, str(default))
    if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
        raise ImproperlyConfigured(f"{name} is {value!r}; give a whole number from {lowest} to {highest}.")
    return int(value)


def env_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the words between the commas."""
    words = [word.strip() for word in env_text(name).split(",")]
    if words == [""]:
        return list(default)
    if "" in words:
        raise ImproperlyConfigured(f"{name} has an empty entry; give words with one comma between them.")
    return words


def env_host(name: str, default: str) -> str:
    """Return a host as it stands in a URL: an IPv6 address in brackets, whether or not it came in them."""
    value = env_text(name, default)
    return f"[{value.strip('[]')}]" if ":" in value else value


def env_site(name: str) -> str:
    """Return the address of a site without a slash at its end, e.g. https://chart.example.org."""
    value = env_text(name)
    if value and not re.fullmatch(r"https?://[^\s/?#@]+/?", value):
        raise ImproperlyConfigured(f"{name} is {value!r}; give an address such as https://chart.example.org.")
    return value.removesuffix("/")


def env_header(name: str) -> str:
    """Return the key under which WSGI hands on the request header that is named, e.g. HTTP_X_REMOTE_USER."""
    header = env_text(name)
    if header and not header.replace("-", "").isalnum():
        raise ImproperlyConfigured(f"{name} is {header!r}; name a request header, for example X-Forwarded-Proto.")
    return "HTTP_" + header.upper().replace("-", "_") if header else ""


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Return one of the words."""
    value = env_text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; say one of {', '.join(choices)}.")
    return value


def env_time_zone(name: str) -> str:
    """Return the name of a time zone that this machine knows."""
    value = env_text(name, "UTC")
    try:
        ZoneInfo(value)
    # A part of a name, such as Europe, is a folder; a name with dots is refused; any other is not found.
    except (OSError, ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} is {value!r}; name one such as Europe/Berlin.") from error
    return value
