"""The form of a position: it places one that gets a manager, and refuses to overwrite what somebody else changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.models import Position

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Position]
else:
    ModelForm = forms.ModelForm


class PositionForm(ModelForm):
    """A position as HR edits it; it carries the version that was opened, and what each field said then."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Position
        fields = (
            "title", "code", "role", "department", "reports_to", "peer_order", "is_placed", "is_assistant", "posts",
            "organisation", "location", "grade", "notes",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let a position that exists remember its version and its values."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
            for name, field in self.fields.items():
                field.show_hidden_initial = name != "seen_version"

    def clean(self) -> dict[str, Any] | None:
        """Check what lies between fields, and between two editors."""
        cleaned = super().clean()
        if cleaned is not None and cleaned.get("reports_to"):
            self._place(cleaned)
        if self.instance.pk and "seen_version" in self.initial:
            self._refuse_overwriting()
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        """Place a position that gets a manager; one that leaves the chart must leave its manager too."""
        if cleaned.get("is_placed") or "is_placed" not in self.fields:
            return
        if "is_placed" not in self.changed_data or "reports_to" in self.changed_data:
            cleaned["is_placed"] = True
        else:
            self.add_error("is_placed", _("Empty “reports to” as well, to take the position out of the chart."))

    def _refuse_overwriting(self) -> None:
        """Say what changed since the form was opened; the second attempt overwrites it knowingly."""
        if self.cleaned_data.get("seen_version") == self.instance.version:
            return
        posted: Any = self.data
        self.data = posted = posted.copy()
        posted[self.add_prefix("seen_version")] = str(self.instance.version)
        changes = list(self._changed_meanwhile()) or [_("Its appointments or links were changed.")]
        raise ValidationError(
            [
                _("Somebody else changed this position while you had it open. Nothing was saved yet."),
                *changes,
                _("Put into the form what shall stand, and save again."),
            ]
        )

    def _changed_meanwhile(self) -> Iterator[str]:
        """What the database says now where it said something else when the form was opened."""
        for bound in self:
            if bound.field.show_hidden_initial:
                widget = bound.field.hidden_widget()
                opened = widget.value_from_datadict(self.data, self.files, bound.html_initial_name)
                if bound.field.has_changed(bound.initial, opened):
                    yield _("%(field)s is now: %(value)s.") % {
                        "field": capfirst(str(bound.label)),
                        "value": self._said_now(bound.name),
                    }

    def _said_now(self, name: str) -> str:
        """A field of the stored position in words."""
        value = getattr(self.instance, name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(value) if value not in ("", None) else _("empty")
