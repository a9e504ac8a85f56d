"""Take positions out of the chart from the admin: a page that asks for the day, and says why not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import tree
from roles.admin.leaving import Leaving
from roles.admin.widgets import DayInput
from roles.models import ChangeKind


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


def end(admin: Any, request: HttpRequest, position_id: str | None = None) -> HttpResponse:
    """Ask for the day and what becomes of the reports, then end all of the positions or none."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    return Ending(admin, request, position_id).answer()


class Ending(Leaving):
    """One request to end positions."""

    kind = ChangeKind.ENDED
    template = "admin/roles/position/end.html"

    def __init__(self, admin: Any, request: HttpRequest, position_id: str | None) -> None:
        """Read the day too, once it is posted."""
        super().__init__(admin, request, position_id)
        data = request.POST if request.method == "POST" else None
        self.form = EndForm(data, initial={"day": timezone.localdate()})

    def title(self) -> str:
        """Say what is asked."""
        count = len(self.positions)
        return ngettext("End %(position)s", "End %(count)d positions", count) % {
            "position": self.positions[0],
            "count": count,
        }

    def context(self) -> dict[str, Any]:
        """Show the day."""
        return {"form": self.form}

    def is_valid(self) -> bool:
        """Check the day."""
        return self.form.is_valid()

    def refusals(self) -> list[str]:
        """Refuse those that are over."""
        over = _("%(position)s has ended already.")
        return [over % {"position": position} for position in self.positions if position.ended_on]

    def write(self) -> None:
        """Write it through the door, and into the history."""
        for key in tree.deepest_first(self.keys):
            tree.end_position(key, self.form.cleaned_data["day"], heir_id=self.heir_of(key))
        for position in self.positions:
            self.admin.log_change(self.request, position, [{"changed": {"fields": [_("ended on")]}}])
        count = len(self.positions)
        done = ngettext("%(count)d position ended.", "%(count)d positions ended.", count) % {"count": count}
        self.admin.message_user(self.request, done, messages.SUCCESS)
