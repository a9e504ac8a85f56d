"""What the pages share on which positions are deleted or end: what becomes of their reports is asked first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from roles import tree
from roles.admin.choosing import choose, foretell, keys_of, positions_of, require_as_shown
from roles.effects import Effect
from roles.effects.leaving import effect_of_leaving
from roles.models import ChangeKind, Position
from roles.models.position import reports_in_words


class Leaving:
    """One request to a page on which positions go: it asks, shows the effect, and writes what was confirmed."""

    kind: ChangeKind
    template: str

    def __init__(self, admin: Any, request: HttpRequest, position_id: str | None) -> None:
        """Read the address; 404 for positions that are not there."""
        self.admin, self.request = admin, request
        self.positions = positions_of(keys_of(request, position_id))
        self.keys = [position.pk for position in self.positions]
        self.heir = choose(request, "heir")
        self.up = not self.heir.text and request.GET.get("reports") == "up"

    def answer(self) -> HttpResponse:
        """Show the page, or write and lead to the list."""
        if self.request.method != "POST":
            return self.page()
        if not self.is_valid():
            return self.page(status=400)
        try:
            with tree.writing(self.kind):
                effect = self.effect()
                self.require_answer(effect)
                require_as_shown(self.request, effect)
                self.write()
        except ValidationError as refusal:
            return self.page(refusal.messages, 409)
        return redirect("admin:roles_position_changelist")

    # What the two pages differ in

    def is_valid(self) -> bool:
        """Check what was posted."""
        return True

    def write(self) -> None:
        """Write it through the door, and say so."""
        raise NotImplementedError

    def title(self) -> str:
        """The heading."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What this page alone shows."""
        return {}

    def refusals(self) -> list[str]:
        """Why it can't be done, whatever becomes of the reports."""
        return []

    # What they share

    @property
    def is_answered(self) -> bool:
        """True once it is said who takes the reports."""
        return self.up or self.heir.position is not None

    def effect(self) -> Effect:
        """Foretell what becomes of the reports."""
        return effect_of_leaving(self.keys, self.heir.key)

    def require_answer(self, effect: Effect) -> None:
        """Raise ValidationError where it was not said who takes the reports, or nothing can be done at all."""
        if effect.steps and not self.is_answered:
            raise ValidationError(self.say_reports_stay(effect))
        if refusals := self.refusals():
            raise ValidationError(refusals)

    def say_reports_stay(self, effect: Effect) -> str:
        """Say that others report to these."""
        if len(self.positions) == 1:
            return reports_in_words(self.positions[0], len(effect.steps) + effect.others)
        return _("Others report to these positions: say first to whom they shall report.")

    def heir_of(self, position_id: int) -> int | None:
        """Who takes the reports of a position as it stands now, those that go above it still in place."""
        if self.heir.key is not None:
            return self.heir.key
        if not self.up:
            return None
        return Position.objects.values_list("reports_to", flat=True).get(pk=position_id)

    def above(self) -> Position | None:
        """The manager above, where there is but one position."""
        return self.positions[0].reports_to if len(self.positions) == 1 else None

    def has_no_manager_above(self) -> bool:
        """True where the reports of one of them would report to nobody."""
        return any(position.is_head and position.reports_count for position in self.positions)

    def page(self, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
        """Show what would go, and the question about the reports or the effect of its answer."""
        effect, refusals = foretell(self.effect, [*(problems or ()), *self.refusals()])
        is_open = effect is not None and bool(effect.steps) and not self.is_answered
        context = {
            **self.admin.admin_site.each_context(self.request),
            "title": self.title(),
            "opts": self.admin.opts,
            "positions": self.positions,
            "only": self.positions[0] if len(self.positions) == 1 else None,
            "leaving": self,
            "effect": effect,
            "is_open": is_open,
            "refusals": (problems or []) + self.refusals() if is_open else refusals,
            "may_confirm": not is_open and effect is not None and not effect.refusals and not self.refusals(),
            **self.context(),
        }
        return TemplateResponse(self.request, self.template, context, status=status)
