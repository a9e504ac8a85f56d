"""Suggest positions to whoever types into a search box."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.models import Position
from roles.sentences import held_now, is_vacant
from roles.sides.asking import PERSON, ROLE
from roles.sides.finding import look_up_others
from roles.snapshot import one_snapshot
from roles.suggesting.asking import suggest
from roles.views.lookup import query_of

MOST_SUGGESTIONS, MOST_OTHERS = 10, 4
Suggested = dict[str, str | bool]


@public_when_allowed
@require_safe
@one_snapshot()
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with at most ten positions whose title, code, role or holder fits, those higher up first."""
    return answer([suggestion(position) for position in suggest(query_of(request), MOST_SUGGESTIONS)])


@require_safe
@one_snapshot()
def suggestions_to_compare(request: HttpRequest) -> JsonResponse:
    """Answer with all that can be compared: positions, and a few roles and people that fit."""
    query = query_of(request)
    found = look_up_others(query, MOST_OTHERS)
    roles = [other(role.title, _("Role"), f"{ROLE}{role.slug}", role.get_absolute_url()) for role in found.roles]
    people = [other(each.name, _("Person"), f"{PERSON}{each.number}", each.get_absolute_url()) for each in found.people]
    return answer([*(suggestion(each) for each in suggest(query, MOST_SUGGESTIONS)), *roles, *people])


def answer(rows: list[Suggested]) -> JsonResponse:
    """Return suggestions, and how many they are."""
    status = ngettext("%(number)s suggestion", "%(number)s suggestions", len(rows)) % {"number": len(rows)}
    return JsonResponse({"suggestions": rows, "status": status})


def other(title: str, kind: str, value: str, url: str) -> Suggested:
    """Return what a list of suggestions shows of something that is no position."""
    told = {"key": value, "code": value, "title": title, "holder": kind, "department": "", "url": url}
    return {**told, "is_vacant": False}


def suggestion(position: Position) -> Suggested:
    """Return what a list of suggestions shows of a position."""
    return {
        "key": str(position.pk),
        "code": position.code,
        "title": position.shown_title,
        "holder": str(held_now(position)),
        "is_vacant": is_vacant(position),
        "department": position.department.name if position.department else "",
        "url": position.get_absolute_url(),
    }
