"""The form of a position: it places one that gets a manager, and refuses to overwrite what somebody else changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.admin.seen import say_now
from roles.models import Position

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Position]
else:
    ModelForm = forms.ModelForm

SEEN = ("seen_version", "seen_manager")


class PositionForm(ModelForm):
    """A position as HR edits it; it carries the version that was opened, and what each field said then."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_manager = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Position
        fields = (
            "title", "code", "role", "department", "reports_to", "is_placed", "is_assistant", "posts",
            "organisation", "location", "grade", "notes",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let a position that exists remember its version and its values."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
            self.initial["seen_manager"] = self.instance.reports_to_id
            for name, field in self.fields.items():
                field.show_hidden_initial = name not in SEEN

    def clean(self) -> dict[str, Any] | None:
        """Check what lies between fields, and between two editors."""
        cleaned = super().clean()
        if cleaned is not None and cleaned.get("reports_to") and "is_placed" in self.fields:
            cleaned["is_placed"] = True
        if self.instance.pk and "seen_version" in self.initial:
            self._refuse_overwriting()
        return cleaned

    def _post_clean(self) -> None:
        """Let a position that is taken out of the chart report to none; the page still says where it stands."""
        manager = self.instance.reports_to
        leaves = self.instance.is_in_chart and self.cleaned_data.get("is_placed") is False
        if leaves:
            self.instance.reports_to = None
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if leaves and self.errors:
            self.instance.reports_to = manager

    def _refuse_overwriting(self) -> None:
        """Say what changed since the form was opened; the second attempt overwrites it knowingly."""
        if self.cleaned_data.get("seen_version") == self.instance.version:
            return
        posted: Any = self.data
        self.data = posted = posted.copy()
        posted[self.add_prefix("seen_version")] = str(self.instance.version)
        posted[self.add_prefix("seen_manager")] = str(self.instance.reports_to_id or "")
        changes = list(self._changed_meanwhile()) or [
            _("Its appointments or links were changed, or its place among its peers.")
        ]
        raise ValidationError(
            [
                _("Somebody else changed this position while you had it open. Nothing was saved yet."),
                *changes,
                _("Put into the form what shall stand, and save again."),
            ]
        )

    def _changed_meanwhile(self) -> Iterator[str]:
        """What the database says now where it said something else when the form was opened."""
        if "reports_to" not in self.fields and self.cleaned_data.get("seen_manager") != self.instance.reports_to_id:
            yield self._say_now(_("reports to"), "reports_to")
        for bound in self:
            if bound.field.show_hidden_initial:
                widget = bound.field.hidden_widget()
                opened = widget.value_from_datadict(self.data, self.files, bound.html_initial_name)
                if bound.field.has_changed(bound.initial, opened):
                    yield self._say_now(str(bound.label), bound.name)

    def _say_now(self, label: str, name: str) -> str:
        """Say what a field of the stored position holds."""
        return say_now(label, getattr(self.instance, name))
