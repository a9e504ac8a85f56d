"""Suggest positions to whoever types into a search box."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.models import Position
from roles.sentences import held_now, is_vacant
from roles.snapshot import one_snapshot
from roles.suggesting.asking import suggest
from roles.views.lookup import query_of

MOST_SUGGESTIONS = 10


@public_when_allowed
@require_safe
@one_snapshot()
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with at most ten positions whose title, code, role or holder fits, those higher up first."""
    rows = [suggestion(position) for position in suggest(query_of(request), MOST_SUGGESTIONS)]
    status = ngettext("%(number)s suggestion", "%(number)s suggestions", len(rows)) % {"number": len(rows)}
    return JsonResponse({"suggestions": rows, "status": status})


def suggestion(position: Position) -> dict[str, str | bool]:
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
