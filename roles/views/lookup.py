"""Find what an address names, and send readers to the address as it is written."""

import datetime
from typing import TypeVar

from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.below import with_few_below
from roles.models import Person, Position
from roles.paging import KeysFirst
from roles.prepared import Prepared
from roles.state import with_state
from roles.text import LONGEST_QUERY, code_key

Row = TypeVar("Row", bound=Model)


def with_all(key: str, day: datetime.date) -> "QuerySet[Position]":
    """The position of a code's key, with all that its page tells of it alone."""
    found = Position.objects.filter(code_key=key).select_related("role", "department").with_span()
    return with_state(with_few_below(found, day))


OF_CODE = Prepared(with_all)


def position_or_404(code: str) -> Position:
    """Return the position of a code in whatever letter case, with role, department, span and the chart's state."""
    found = [] if "\0" in code else OF_CODE(code_key(code), timezone.localdate())
    if not found:
        raise Http404(_("No position has this code."))
    return found[0]


def person_or_404(number: str) -> Person:
    """Return the person of a number in whatever letter case."""
    found = Person.objects.none() if "\0" in number else Person.objects.with_number(number)
    person = found.first()
    if person is None:
        raise Http404(_("No person has this number."))
    return person


def query_of(request: HttpRequest, name: str = "q") -> str:
    """Return what the reader searches for: a hundred characters at most, none of them a control character."""
    query = request.GET.get(name, "")[:LONGEST_QUERY]
    return "".join(letter if letter.isprintable() else " " for letter in query).strip()


def page_of(request: HttpRequest, rows: "QuerySet[Row]", size: int, count: int | None = None) -> "Page[Row]":
    """Return the page that the address asks for, the first or last one where it asks for none there is.

    Who knows the number of rows already saves a statement.
    """
    paginator = KeysFirst(rows, size)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))
