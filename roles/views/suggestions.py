"""Suggest positions to whoever types into a search box."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from roles.models import Position
from roles.sentences import held_now, is_vacant
from roles.views.lookup import query_of

MOST_SUGGESTIONS = 10


@require_GET
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with at most ten positions whose title, code, role or holder fits, those higher up first."""
    found = Position.objects.search(query_of(request)).order_by("level", "tree_id", "lft").with_holders()
    return JsonResponse({"suggestions": [suggestion(position) for position in found[:MOST_SUGGESTIONS]]})


def suggestion(position: Position) -> dict[str, str | bool]:
    """Return what a list of suggestions shows of a position."""
    return {
        "code": position.code,
        "title": position.shown_title,
        "holder": str(held_now(position)),
        "is_vacant": is_vacant(position),
        "department": position.department.name if position.department else "",
        "url": position.get_absolute_url(),
    }
