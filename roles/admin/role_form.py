"""The form of a role, which refuses to overwrite what somebody else wrote while it was open."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from roles.admin.seen import LISTS, changed_between, marks_of, name_of, say_now
from roles.admin.widgets import RememberingForm
from roles.models import Role


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
            raise ValidationError(list(overtaken(self.instance, changed_between(seen, now))))
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


def overtaken(role: Role, changed: list[str]) -> Iterator[str]:
    """Say what a stored role says now where somebody else changed it since a form was opened, and what to do."""
    yield _("Somebody else changed this role while you had it open. Nothing was saved yet.")
    for name in changed:
        if name not in LISTS:
            yield say_now(name_of(name), said_now(role, name))
    if lists := [name_of(name) for name in changed if name in LISTS]:
        yield _("Changed meanwhile: %(names)s.") % {"names": ", ".join(lists)}
        # Not in place of the form: what is typed in it would be lost.
        link = '<a href="{}" target="_blank">{}</a>'
        yield format_html(link, role.get_absolute_url(), _("See the role as it is now, in a new tab."))
    yield _("Put into the form what shall stand, and save again.")


def said_now(role: Role, name: str) -> Any:
    """Return what a field holds, a choice by its name."""
    choice = getattr(role, f"get_{name}_display", None)
    return choice() if choice else getattr(role, name)
