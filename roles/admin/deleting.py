"""The page that deletes positions: what goes with them is counted, and their reports go to another manager."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from roles import tree
from roles.admin.leaving import Leaving
from roles.models import Appointment, ChangeKind, Link

MOST_NAMED = 5


@dataclass(frozen=True)
class Pile:
    """What goes with positions: how many of it, and the first of them."""

    said: str
    first: tuple[Any, ...]
    others: int


def delete(admin: Any, request: HttpRequest, position_id: str | None = None) -> HttpResponse:
    """Ask what becomes of the reports, show what goes, and delete once that is confirmed as it was shown."""
    if not admin.has_delete_permission(request):
        raise PermissionDenied
    return Deletion(admin, request, position_id).answer()


class Deletion(Leaving):
    """One request to delete positions."""

    kind = ChangeKind.DELETED
    template = "admin/roles/position/delete.html"

    def title(self) -> str:
        """Say what is asked."""
        count = len(self.positions)
        text = ngettext("Delete %(position)s?", "Delete %(count)d positions?", count)
        return text % {"position": self.positions[0], "count": count}

    def context(self) -> dict[str, Any]:
        """Count the appointments and links that go."""
        return {"piles": list(filter(None, (appointments_of(self.keys), links_of(self.keys))))}

    def write(self) -> None:
        """Delete them, the deepest first, so that what goes as a whole hands nobody over."""
        self.admin.log_deletions(self.request, self.positions)
        for key in tree.deepest_first(self.keys):
            tree.delete_position(key, heir_id=self.heir_of(key))
        count = len(self.positions)
        text = ngettext("%(position)s was deleted.", "%(count)d positions were deleted.", count)
        done = text % {"position": self.positions[0], "count": count}
        self.admin.message_user(self.request, done, messages.SUCCESS)


def appointments_of(keys: list[int]) -> Pile | None:
    """The appointments to these positions, former ones too."""
    rows = Appointment.objects.filter(position__in=keys).select_related("person", "position__role")
    return pile(rows, lambda count: ngettext("%(count)d appointment", "%(count)d appointments", count))


def links_of(keys: list[int]) -> Pile | None:
    """The links from and to these positions."""
    return pile(Link.objects.touching(*keys), lambda count: ngettext("%(count)d link", "%(count)d links", count))


def pile(rows: "QuerySet[Any]", say: Any) -> Pile | None:
    """Read the first rows with the number of all of them, in one statement; none where there is no row."""
    first = tuple(rows.annotate(number=Window(Count("pk")))[:MOST_NAMED])
    if not first:
        return None
    count = first[0].number
    return Pile(say(count) % {"count": count}, first, count - len(first))
