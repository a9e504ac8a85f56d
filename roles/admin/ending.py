"""Take positions out of the chart from the admin: a page that asks for the day, and says why not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import tree
from roles.admin.base import MOST_AT_ONCE
from roles.admin.widgets import DayInput
from roles.models import ChangeKind, Position
from roles.models.position import reports_in_words


class EndForm(forms.Form):
    """The last day of positions."""

    day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DayInput,
        help_text=gettext_lazy("The positions leave the chart at once, and their appointments end that day."),
    )

    def clean_day(self) -> Any:
        """Refuse a day to come: what has ended is drawn nowhere from now on."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("Choose today or an earlier day: the positions leave the chart at once."))
        return day


def end_positions(admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
    """Ask for the day, then end all of the positions or none."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    positions = list(queryset[: MOST_AT_ONCE + 1])
    if not positions:
        raise Http404(_("No position is there to end."))
    if len(positions) > MOST_AT_ONCE:
        raise ValidationError(_("Choose at most %(most)d rows at once.") % {"most": MOST_AT_ONCE})
    refusals = list(refusals_to_end(positions))
    confirmed = "confirmed" in request.POST
    form = EndForm(request.POST if confirmed else None, initial={"day": timezone.localdate()})
    if confirmed and not refusals and form.is_valid():
        try:
            end(admin, request, positions, form.cleaned_data["day"])
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            return HttpResponseRedirect(reverse("admin:roles_position_changelist"))
    return ending_page(admin, request, positions, form, refusals)


def refusals_to_end(positions: list[Position]) -> list[str]:
    """Say which of the positions can't end, and why."""
    chosen = [position.pk for position in positions]
    staying = Position.objects.filter(reports_to__in=chosen).exclude(pk__in=chosen).order_by()
    left: dict[int, int] = {}
    for manager in staying.values_list("reports_to", flat=True):
        left[manager] = left.get(manager, 0) + 1
    ended = _("%(position)s has ended already.")
    over = [ended % {"position": position} for position in positions if position.ended_on]
    return [*over, *(reports_in_words(each, left[each.pk]) for each in positions if each.pk in left)]


def end(admin: Any, request: HttpRequest, positions: list[Position], day: Any) -> None:
    """Write it through the door, and into the history."""
    with tree.writing(ChangeKind.ENDED):
        for key in tree.deepest_first([position.pk for position in positions]):
            tree.end_position(key, day)
        for position in positions:
            admin.log_change(request, position, [{"changed": {"fields": [_("ended on")]}}])
    count = len(positions)
    done = ngettext("%(count)d position ended.", "%(count)d positions ended.", count) % {"count": count}
    admin.message_user(request, done, messages.SUCCESS)


def ending_page(
    admin: Any, request: HttpRequest, positions: list[Position], form: EndForm, refusals: list[str]
) -> TemplateResponse:
    """Show what would end, or why it can't; a refusal of what was confirmed is a conflict."""
    title = ngettext("End this position", "End these positions", len(positions))
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "opts": admin.opts,
        "positions": positions,
        "form": form,
        "refusals": refusals,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    status = 409 if refusals and form.is_bound else 200
    return TemplateResponse(request, "admin/roles/position/end.html", context, status=status)
