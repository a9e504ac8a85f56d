"""Judge the rows of one inline table together, by what they will be once all are saved."""

import datetime
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from roles.admin.gone_rows import KeptRows
from roles.models import Appointment, AppointmentKind, Position, Responsibility

if TYPE_CHECKING:
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    InlineFormSet = BaseInlineFormSet

TEXT_KEY = Responsibility._meta.get_field("text_key")
MOST_NEW_ROWS = 100
# Keys are computed on the way to the database: rows are compared by them here.
KEYS = {"text_key"}


class RowsTogether(InlineFormSet):
    """A table whose rows are compared with each other."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the tick that deletes a row."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")

    def total_form_count(self) -> int:
        """Take a screenful of new rows at most: drawing thousands that no browser sent would take a minute."""
        return min(super().total_form_count(), self.initial_form_count() + MOST_NEW_ROWS)

    def clean(self) -> None:
        """Hold rows against the constraints that name what they belong to, which forms of such tables leave out."""
        super().clean()
        for form in self.kept_forms():
            try:
                form.instance.validate_constraints(exclude=KEYS)
            except ValidationError as error:
                form.add_error(None, error)
        self.show_hidden_errors()

    def show_hidden_errors(self) -> None:
        """Say for the row as a whole what is wrong with what it belongs to, which has no field of its own in it."""
        for form in self.forms:
            for message in form.errors.pop(self.fk.name, ()):
                form.add_error(None, message)

    def kept_forms(self) -> Iterator[Any]:
        """The rows that will be there afterwards, without those that are wrong on their own."""
        for form in self.forms:
            is_there = form.instance.pk is not None or form.has_changed()
            if is_there and not form.errors and not self._should_delete_form(form):  # type: ignore[attr-defined] # not in the stubs
                yield form


class StepRows(KeptRows, RowsTogether):
    """Where a role leads; what was typed lasts when somebody else deletes the row meanwhile."""


class OrderedRows(KeptRows, RowsTogether):
    """Rows with an order: a new one without a number of its own goes to the end."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Number a new row that was given no number."""
        if "order" not in form.changed_data:
            numbers = (each.instance.order for each in self.forms if each.instance.pk or each.has_changed())
            form.instance.order = max(numbers, default=0) + 1
        return super().save_new(form, commit)


class ResponsibilityRows(OrderedRows):
    """No responsibility twice, accents and case ignored."""

    def clean(self) -> None:
        """Compare by the stored key, which no form shows; what stands in the database counts until it is saved."""
        super().clean()
        owners = {row.text_key: row.pk for row in self.get_queryset()}
        for form in self.kept_forms():
            owner = form.instance.pk or form.prefix
            if owners.setdefault(TEXT_KEY.key_of(form.instance), owner) != owner:
                form.add_error("text", _("The role has this responsibility already."))


class AppointmentRows(RowsTogether):
    """Who holds a position: HR ends one appointment and begins the next in one go."""

    def full_clean(self) -> None:
        """Tell each row which others of the form it is judged with."""
        together = frozenset(form.instance.pk for form in self.initial_forms)
        for form in self.forms:
            form.instance.judged_together = together
        super().full_clean()

    @cached_property
    def has_fewer_posts(self) -> bool:
        """True where the form makes a single post of a group, which one person may hold."""
        if not isinstance(self.instance, Position) or self.instance.posts != 1 or self.instance.pk is None:
            return False
        return Position.objects.filter(pk=self.instance.pk, posts__gt=1).exists()

    def clean(self) -> None:
        """Refuse one person twice, and two substantive holders, in the same days."""
        super().clean()
        for one, other in combinations(self.kept_forms(), 2):
            changed = next((form for form in (other, one) if form.has_changed()), None)
            changed = changed or (other if self.has_fewer_posts else None)
            problem = clash(one.instance, other.instance) if changed else None
            if changed and problem:
                changed.add_error(*problem)
        self.show_hidden_errors()


def clash(one: Appointment, other: Appointment) -> tuple[str, str] | None:
    """The field and the words of what is wrong between two appointments, if anything is."""
    if one.position != other.position or not share_a_day(one, other):
        return None
    if one.person is not None and one.person == other.person:
        return "person", _("This person holds the position in these days already.")
    if one.position.posts == 1 and one.kind == other.kind == AppointmentKind.SUBSTANTIVE:
        problem = _("Somebody holds the position in these days: end that appointment, or make both of them shared.")
        return "kind", problem
    return None


def share_a_day(one: Appointment, other: Appointment) -> bool:
    """True when both run on some day; no start and no end are open."""
    first, last = datetime.date.min, datetime.date.max
    return (one.start or first) <= (other.end or last) and (other.start or first) <= (one.end or last)
