"""Keep what was typed in a row that somebody else deleted meanwhile: it is posted with a key that is no more."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseInlineFormSet

from roles.admin.seen import mark
from roles.admin.widgets import RememberingForm

if TYPE_CHECKING:
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    InlineFormSet = BaseInlineFormSet

SEEN = "seen"
# No key is so long; Python refuses to read numbers of thousands of digits.
LONG = 20


class SeenField(forms.CharField):
    """What a row said when the form was opened, which is no change of the row."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Leave it to the other fields."""
        return False


class MarkedRow(RememberingForm):
    """A row that carries a mark of what it said when it was opened."""

    seen = SeenField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Mark a row that exists."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[SEEN] = mark_of_row(self.initial, self.base_fields)


class KeptRows(InlineFormSet):
    """Rows of which one that is gone becomes a new one, or falls out where nothing was typed in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put in order what was posted before any row is made of it."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk and self.management_form.is_valid():
            self.take_out_gone()

    def take_out_gone(self) -> None:
        """Number the posted rows anew where some are gone, those that exist first."""
        rows = [self.posted_row(at) for at in range(self.total_form_count())]
        first = min(self.initial_form_count(), len(rows))
        gone = [row for row in rows[:first] if self.is_gone(row)]
        if not gone:
            return
        there = [row for row in rows[:first] if row not in gone]
        typed = [row | {self.key: [""], SEEN: [""]} for row in gone if self.is_typed(row)]
        self.post_again(there, [*typed, *rows[first:]])

    @property
    def key(self) -> str:
        """The name of the hidden field that says which row it is."""
        rows: Any = self.model
        return str(rows._meta.pk.attname)

    def posted_row(self, at: int) -> dict[str, list[str]]:
        """Return what was posted of a row, by field."""
        posted: Any = self.data
        names = {name: f"{self.add_prefix(at)}-{name}" for name in self.names()}
        return {name: posted.getlist(full) for name, full in names.items() if full in posted}

    def names(self) -> list[str]:
        """Name the fields of a row, the hidden ones too."""
        return [*self.form.base_fields, self.key, self.fk.name, "DELETE"]

    def is_gone(self, row: Mapping[str, list[str]]) -> bool:
        """True where a row has a key, and none of the role's rows has it."""
        key = last(row, self.key)
        return key.isdecimal() and len(key) < LONG and self._existing_object(int(key)) is None  # type: ignore[attr-defined] # not in the stubs

    def is_typed(self, row: Mapping[str, list[str]]) -> bool:
        """True where a row says something else than it did, and was not to be deleted anyway."""
        values = {name: last(row, name) for name in self.form.base_fields}
        return "DELETE" not in row and last(row, SEEN) != mark_of_row(values, self.form.base_fields)

    def post_again(self, there: list[dict[str, list[str]]], new: list[dict[str, list[str]]]) -> None:
        """Write the rows into what was posted, and how many there are."""
        posted: Any = self.data
        self.data = posted = posted.copy()
        for at in range(self.total_form_count()):
            for name in self.names():
                posted.pop(f"{self.add_prefix(at)}-{name}", None)
        for at, row in enumerate([*there, *new]):
            for name, values in row.items():
                posted.setlist(f"{self.add_prefix(at)}-{name}", values)
        posted[f"{self.prefix}-INITIAL_FORMS"] = str(len(there))
        posted[f"{self.prefix}-TOTAL_FORMS"] = str(len(there) + len(new))
        del self.management_form  # which remembers the old numbers


def mark_of_row(values: Mapping[str, Any], names: Any) -> str:
    """Return a mark of what a row says, the same of what is stored and of what a browser posts of it."""
    said = ((name, values.get(name)) for name in names if name != SEEN)
    return mark([(name, "" if value is None else " ".join(str(value).split())) for name, value in said])


def last(row: Mapping[str, list[str]], name: str) -> str:
    """Return what was posted of a field, nothing where it was not."""
    return (row.get(name) or [""])[-1]
