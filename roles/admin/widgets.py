"""Inputs of the admin's forms: a colour, a day, and a search field that knows the row it shows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst

from roles.admin_site import is_key

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class ColourInput(forms.TextInput):
    """The browser's own colour picker: no script, no inline style."""

    input_type = "color"


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        """Write days as browsers want them."""
        super().__init__(format="%Y-%m-%d", **options)


class ShareField(forms.DecimalField):
    """A number; Django fails to compare the one that Python calls signalling NaN."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # the stubs say whole number
        """Refuse it like anything else that is no number."""
        number = super().to_python(value)
        if number is not None and number.is_snan():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class KeysOnly(AutocompleteMixin):
    """A search field that shows nothing chosen where something was posted that is no key: Django fails there."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        """Look up keys alone."""
        return super().optgroups(name, [each for each in value if each == "" or is_key(each)], attr)


class SearchSeveral(KeysOnly, AutocompleteSelectMultiple):
    """A search field for several rows."""


class RememberingSelect(KeysOnly, AutocompleteSelect):
    """Search field that names the row chosen without asking the database, where the form has read it already."""

    remembered: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        """Return the row chosen as the only option, beside the empty one."""
        row = self.remembered
        if row is None or list(value) != [str(row.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, row.pk, str(row), True, len(empty))], 0)]


class RememberingForm(ModelForm):
    """A row of an inline table whose related rows came with it in one query."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Hand each search field the row it shows, and give each field the name that only the column's heading says."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label:
                field.widget.attrs.setdefault("aria-label", capfirst(str(field.label)))
            select = getattr(field.widget, "widget", field.widget)
            if isinstance(select, RememberingSelect):
                select.remembered = self.instance._state.fields_cache.get(name)
