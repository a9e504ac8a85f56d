"""The page that moves positions: it asks for the manager, shows what the move would do, and writes on confirmation."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles import tree
from roles.admin.choosing import Choice, choose, foretell, keys_of, positions_of, require_as_shown
from roles.effects import Effect
from roles.effects.moving import effect_of_move
from roles.models import ChangeKind, Chart, Position


@dataclass(frozen=True)
class Asked:
    """What the address asks: which positions go where, each with its branch or one of them alone."""

    positions: list[Position]
    manager: Choice
    as_head: bool
    alone: bool

    @property
    def is_complete(self) -> bool:
        """True once it is said where they go."""
        return self.as_head or self.manager.position is not None

    @property
    def may_go_alone(self) -> bool:
        """True for one position that has reports."""
        return len(self.positions) == 1 and self.positions[0].reports_count > 0

    def effect(self) -> Effect:
        """Foretell the move."""
        keys = [each.pk for each in self.positions]
        return effect_of_move(keys, None if self.as_head else self.manager.key, alone=self.alone)


def move(admin: Any, request: HttpRequest, position_id: str | None = None) -> HttpResponse:
    """Ask where to, show the effect, and write once that is confirmed as it was shown."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    asked = read(request, position_id)
    if request.method != "POST":
        return page(admin, request, asked)
    if not asked.is_complete:
        return page(admin, request, asked, [_("Nothing was moved: choose a manager first.")], 400)
    try:
        write(admin, request, asked)
    except ValidationError as refusal:
        return page(admin, request, asked, refusal.messages, 409)
    if len(asked.positions) == 1:
        return redirect("admin:roles_position_change", asked.positions[0].pk)
    return redirect("admin:roles_position_changelist")


def read(request: HttpRequest, position_id: str | None) -> Asked:
    """Read the address; 404 for positions that are not there."""
    positions = positions_of(keys_of(request, position_id))
    as_head = "head" in request.GET
    manager = Choice() if as_head else choose(request, "to")
    alone = request.GET.get("what") == "alone"
    asked = Asked(positions, manager, as_head, alone)
    return asked if asked.may_go_alone else Asked(positions, manager, as_head, alone=False)


def write(admin: Any, request: HttpRequest, asked: Asked) -> None:
    """Move them as one change, if the effect is still the one that was shown."""
    with tree.writing(ChangeKind.MOVED):
        effect = asked.effect()
        require_as_shown(request, effect)
        for key in effect.ids:
            tree.move_position(key, None if asked.as_head else asked.manager.key, with_reports=not asked.alone)
        for position in asked.positions:
            if position.pk in effect.ids:
                admin.log_change(request, position, [{"changed": {"fields": [_("reports to")]}}])
    admin.message_user(request, done(asked, len(effect.ids)), messages.SUCCESS)


def done(asked: Asked, count: int) -> str:
    """Say what was written."""
    if asked.as_head:
        text = ngettext("%(position)s reports to none now.", "%(count)d positions report to none now.", count)
    else:
        text = ngettext(
            "%(position)s reports to %(manager)s now.", "%(count)d positions report to %(manager)s now.", count
        )
    return text % {"position": asked.positions[0], "count": count, "manager": asked.manager.position}


def page(
    admin: Any, request: HttpRequest, asked: Asked, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    """Show the questions, and the effect of the answers as far as there are any."""
    effect, refusals = foretell(asked.effect if asked.is_complete else None, problems or [])
    first = asked.positions[0]
    count = len(asked.positions)
    title = ngettext("Move %(position)s", "Move %(count)d positions", count) % {"position": first, "count": count}
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "opts": admin.opts,
        "asked": asked,
        "only": first if count == 1 else None,
        "effect": effect,
        "refusals": refusals,
        "may_be_head": may_be_head(asked.positions),
    }
    return TemplateResponse(request, "admin/roles/position/move.html", context, status=status)


def may_be_head(positions: list[Position]) -> bool:
    """True where one more head is allowed, or the first one, and none of them is one already."""
    if any(each.is_head for each in positions):
        return False
    if Chart.current().allows_several_heads:
        return True
    is_outside = len(positions) == 1 and not positions[0].is_in_chart
    return is_outside and not Position.objects.heads().exists()
