"""What stands around the content of every page: the organisation's name, the navigation, appearance and language."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roles.access import is_public
from roles.models import Chart

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Entry:
    """One page of the navigation; `current` is what aria-current says of it, if anything."""

    title: str
    url: str
    current: str


@dataclass(frozen=True)
class Choice:
    """One way the pages can look, or a language; an empty value follows the reader's system."""

    value: str
    title: str
    is_current: bool


class Frame:
    """The frame of one request's page; asks the database only for what the page shows and has not read yet."""

    def __init__(self, request: HttpRequest, name: str = "") -> None:
        self.request = request
        self.name = name

    @cached_property
    def organisation(self) -> str:
        """The name of the organisation."""
        return self.name or Chart.shown().name

    @property
    def view_name(self) -> str:
        """The name of the page's address; empty where no address fits."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    @property
    def is_start(self) -> bool:
        """The start page has a search box of its own."""
        return self.view_name == "roles:start"

    @property
    def is_sign_in(self) -> bool:
        """The sign-in page needs no link to itself."""
        return self.view_name == "login"

    @property
    def is_signed_in(self) -> bool:
        """False also where a request was refused before anybody asked who reads, as with a foreign host."""
        user = getattr(self.request, "user", None)
        return user is not None and user.is_authenticated

    @cached_property
    def entries(self) -> list[Entry]:
        """Return the pages that this reader may open."""
        places = places_of_pages(get_urlconf(), get_script_prefix())
        return [
            Entry(title, places[name], self.currency(name, places[name], others))
            for name, others, title in pages()
            if self.is_signed_in or is_public(resolve(places[name]).func)
        ]

    def currency(self, name: str, address: str, others: tuple[str, ...]) -> str:
        """Return "page" for the page shown, "true" for the one above it, and nothing for any other."""
        if self.request.path == address:
            return "page"
        return "true" if self.view_name in (name, *others) else ""

    @property
    def theme(self) -> str:
        """Return what the reader chose: light, dark, or nothing."""
        theme = self.request.COOKIES.get(THEME_COOKIE, "")
        return theme if theme in THEMES else ""

    @property
    def appearances(self) -> list[Choice]:
        """Return the ways the pages can look."""
        titles = {"light": _("Light"), "dark": _("Dark"), "": _("System")}
        return [Choice(value, title, value == self.theme) for value, title in titles.items()]

    @property
    def languages(self) -> list[Choice]:
        """Return the languages there are, each under the name that its speakers know, if there are several."""
        if len(settings.LANGUAGES) == 1:
            return []
        return [Choice(code, name, code == get_language()) for code, name in settings.LANGUAGES]


@cache
def places_of_pages(urlconf: str | None, prefix: str) -> dict[str, str]:
    """Where the pages of the navigation are; that depends on the prefix too, which Django knows by itself."""
    return {name: reverse(name, urlconf) for name, _others, _title in pages()}


def pages() -> list[tuple[str, tuple[str, ...], str]]:
    """Name each page of the navigation, the pages below it, and its title."""
    return [
        ("roles:chart", (), _("Chart")),
        ("roles:map", (), _("Map")),
        ("roles:positions", ("roles:position",), _("Positions")),
        ("roles:roles", ("roles:role",), _("Roles")),
        ("roles:people", ("roles:person",), _("People")),
        ("roles:compare", (), _("Compare")),
        ("roles:me", (), _("Me")),
    ]


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give the frame to every template."""
    return {"frame": Frame(request)}
