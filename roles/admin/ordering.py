"""The page that puts the direct reports of a manager in order, by buttons that say before whom each would stand."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from roles import tree
from roles.admin.choosing import keys_of, positions_of
from roles.admin_site import is_key
from roles.models import ChangeKind, Position

PER_PAGE = 100
LAST = "last"


@dataclass(frozen=True)
class Row:
    """A direct report, its place, and before whom each of its buttons puts it; none where it stands there already."""

    position: Position
    place: int
    first: str | None
    up: str | None
    down: str | None
    last: str | None


class PlaceError(ValidationError):
    """What was posted names no place in this order."""


def order(admin: Any, request: HttpRequest, position_id: str) -> HttpResponse:
    """Show a page of direct reports in their order, and put one of them elsewhere."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    (manager,) = positions_of(keys_of(request, position_id))
    if request.method != "POST":
        return page(admin, request, manager)
    try:
        position = write(admin, request, manager)
    except PlaceError as refusal:
        return page(admin, request, manager, refusal.messages, 400)
    except ValidationError as refusal:
        return page(admin, request, manager, refusal.messages, 409)
    place = place_of(position)
    admin.message_user(
        request, _("%(position)s is number %(place)d now.") % {"position": position, "place": place}, messages.SUCCESS
    )
    address = reverse("admin:roles_position_order", args=[manager.pk])
    return HttpResponseRedirect(f"{address}?p={(place - 1) // PER_PAGE + 1}#position-{position.pk}")


def write(admin: Any, request: HttpRequest, manager: Position) -> Position:
    """Put a direct report before another, or at a place; returns it as it is afterwards."""
    key = key_from(request.POST.get("position", ""))
    with tree.writing(ChangeKind.ORDERED):
        position = reports_of(manager).filter(pk=key).first()
        if position is None:
            raise ValidationError(_("This position no longer reports to %(manager)s.") % {"manager": manager})
        tree.order_position(key, before_whom(request, manager, key))
        admin.log_change(request, position, [{"changed": {"fields": [_("order among its peers")]}}])
    return Position.objects.select_related("role").get(pk=key)


def before_whom(request: HttpRequest, manager: Position, key: int) -> int | None:
    """Before whom it is to stand, none for the last place; raises PlaceError for anything else."""
    if "place" in request.POST:
        return key_at(manager, key, request.POST["place"])
    before = request.POST.get("before", "")
    return None if before == LAST else key_from(before)


def key_from(text: str) -> int:
    """A primary key; raises PlaceError for anything else."""
    if not is_key(text):
        raise PlaceError(_("Nothing was moved: use the buttons of this page."))
    return int(text)


def key_at(manager: Position, key: int, place: str) -> int | None:
    """Before whom a position must stand to be at that place, counted from 1; none for the last place."""
    count = reports_of(manager).count()
    if not is_key(place) or not 1 <= int(place) <= count:
        raise PlaceError(_("Nothing was moved: write a place from 1 to %(count)d.") % {"count": count})
    others = reports_of(manager).exclude(pk=key).values_list("pk", flat=True)
    return next(iter(others[int(place) - 1 : int(place)]), None)


def reports_of(manager: Position) -> QuerySet[Position]:
    """The direct reports of a manager, in their order."""
    found: QuerySet[Position] = Position.objects.filter(reports_to=manager).in_tree_order()
    return found


def place_of(position: Position) -> int:
    """Its place among its peers, counted from 1."""
    peers = Position.objects.filter(reports_to=position.reports_to_id, lft__lt=position.lft)
    return peers.count() + 1


def page(
    admin: Any, request: HttpRequest, manager: Position, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    """Show so many direct reports with the buttons that move each."""
    paginator = Paginator(reports_of(manager), PER_PAGE)
    shown = paginator.get_page(request.GET.get("p"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Order the direct reports of %(position)s") % {"position": manager},
        "opts": admin.opts,
        "only": manager,
        "refusals": problems or [],
        "rows": rows_of(manager, shown.start_index() - 1, paginator.count) if paginator.count else [],
        "pages": shown,
        "count": paginator.count,
    }
    return TemplateResponse(request, "admin/roles/position/order.html", context, status=status)


def rows_of(manager: Position, start: int, count: int) -> list[Row]:
    """A page of direct reports, with the one before it and the two behind it looked at as well."""
    at = max(start - 1, 0)
    found = reports_of(manager).select_related("role").with_holders()[at : start + PER_PAGE + 2]  # type: ignore[attr-defined] # ours
    around = dict(enumerate(found, at))
    first = around[0] if start < 2 else reports_of(manager)[0]
    rows = []
    for index in range(start, min(start + PER_PAGE, count)):
        if index in around:
            up = str(around[index - 1].pk) if index else None
            down = str(around[index + 2].pk) if index + 2 in around else LAST
            is_last = index == count - 1
            rows.append(
                Row(
                    around[index],
                    index + 1,
                    str(first.pk) if index else None,
                    up,
                    None if is_last else down,
                    None if is_last else LAST,
                )
            )
    return rows
