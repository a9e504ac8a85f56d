"""The history of one position, change by change."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from roles.admin_site import is_key
from roles.history.telling import Teller, Told
from roles.models import Change, Entry, Position

CHANGES_A_PAGE = 50


@dataclass(frozen=True)
class Deed:
    """One change as far as it concerns one position."""

    change: Change
    lines: tuple[str, ...]


def position_history(admin_: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show every change of one position, the last first; a position that was deleted keeps its history."""
    if not admin_.has_view_permission(request):
        raise PermissionDenied
    if not is_key(object_id):
        raise Http404(_("There is no such position."))
    entries = entries_about(object_id)
    position = Position.objects.select_related("role").filter(pk=object_id).first()
    keys = entries.order_by("-change_id").values_list("change_id", flat=True).distinct()
    page = Paginator(keys, CHANGES_A_PAGE).get_page(request.GET.get("p"))
    if position is None and not page.object_list:
        raise Http404(_("There is no such position."))
    rows = list(entries.filter(change__in=list(page.object_list)).order_by("-change_id", "pk"))
    name = str(position) if position else rows[0].code
    context = {
        **admin_.admin_site.each_context(request),
        "title": _("History of %(position)s") % {"position": name},
        "opts": admin_.opts,
        "only": position,
        "deeds": deeds_of(rows),
        "pages": page,
    }
    return TemplateResponse(request, "admin/roles/position/history.html", context)


def entries_about(key: str) -> QuerySet[Entry]:
    """All entries about a position, links from others to it among them."""
    found: QuerySet[Entry] = Entry.objects.filter(Q(position=key) | Q(other=key)).select_related("change__account")
    return found


def deeds_of(entries: Iterable[Entry]) -> list[Deed]:
    """The entries of one position, told change by change."""
    rows = list(entries)
    told = tell_each(rows)
    deeds = []
    for change, group in groupby(zip(rows, told, strict=True), key=lambda pair: pair[0].change):
        deeds.append(Deed(change, tuple(line for _entry, each in group for line in each.lines)))
    return deeds


def tell_each(entries: list[Entry]) -> list[Told]:
    """Each entry in words."""
    teller = Teller.of(entries)
    return [teller.tell(entry) for entry in entries]
