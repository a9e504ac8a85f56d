"""The form of a role, which refuses to overwrite what somebody else wrote while it was open."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.admin.seen import changed_between, marks_of
from roles.admin.widgets import RememberingForm


class RoleForm(RememberingForm):
    """A role and whom it deals with; one that is shown alone is never taken for one that may be saved."""

    is_preview = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let a role that exists remember what it says."""
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_preview:
            self.initial["seen"] = marks_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        """Refuse to overwrite what somebody else wrote meanwhile; the second attempt does so knowingly."""
        cleaned = super().clean()
        seen, now = self.cleaned_data.get("seen"), self.initial.get("seen")
        if seen and now and seen != now:
            posted: Any = self.data
            self.data = posted = posted.copy()
            posted[self.add_prefix("seen")] = now
            raise ValidationError(overtaken(changed_between(seen, now)))
        return cleaned

    def is_valid(self) -> bool:
        """Judge it all the same, so that its errors are known."""
        return super().is_valid() and not self.is_preview

    def clean_works_with(self) -> Any:
        """Refuse the role itself."""
        others = self.cleaned_data["works_with"]
        if self.instance.pk and self.instance in others:
            raise ValidationError(_("A role always works with itself: choose other roles."))
        return others


def overtaken(changed: list[str]) -> list[str]:
    """Say what somebody else changed since a form was opened, and what to do."""
    return [
        _("Somebody else changed this role while you had it open. Nothing was saved yet."),
        _("Changed meanwhile: %(names)s.") % {"names": ", ".join(changed)},
        _("Put into the form what shall stand, and save again."),
    ]
