"""What a request may ask for, checked."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.models import MOST_LEVELS
from roles.text import LONGEST_QUERY

DEFAULT_LEVELS = 3
WRONG_LEVELS = _("Give a number from 1 to 64: three levels are shown instead.")


class QueryForm(forms.Form):
    """A form that asks and changes nothing: the page writes its tag and its button."""

    layout: Layout

    @property
    def helper(self) -> FormHelper:
        """How crispy forms lay out the fields."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout
        return helper


class ChartForm(QueryForm):
    """How much of the chart to show; what can't be shown falls back to what is usual, and the form says so."""

    levels = forms.IntegerField(
        label=_("Levels"),
        min_value=1,
        max_value=MOST_LEVELS,
        required=False,
        error_messages={"invalid": WRONG_LEVELS, "min_value": WRONG_LEVELS, "max_value": WRONG_LEVELS},
    )
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)
    layout = Layout("levels", "all")

    def __init__(self, query: QueryDict) -> None:
        super().__init__({"levels": query.get("levels", DEFAULT_LEVELS), "all": query.get("all", "")})
        self.is_valid()

    @property
    def chosen_levels(self) -> int:
        """The number asked for, or the usual one."""
        levels: int | None = self.cleaned_data.get("levels")
        return levels or DEFAULT_LEVELS

    @property
    def shows_all(self) -> bool:
        """Whether every direct report is wanted, however many there are."""
        return bool(self.cleaned_data.get("all"))

    @property
    def query(self) -> str:
        """What an address needs for the same levels; nothing for the usual ones."""
        return f"levels={self.chosen_levels}" if self.chosen_levels != DEFAULT_LEVELS else ""


class CompareForm(QueryForm):
    """Which two positions to compare, each by its code or by words to find it."""

    left = forms.CharField(label=_("First position"), max_length=LONGEST_QUERY, required=False)
    right = forms.CharField(label=_("Second position"), max_length=LONGEST_QUERY, required=False)
    layout = Layout(Row("left", "right"))

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        for field in self.fields.values():
            field.widget.attrs |= {
                "autocomplete": "off",
                "data-suggest": reverse("roles:suggestions"),
                "data-suggest-fill": True,
                "placeholder": _("Title, holder or code"),
            }
        self.is_valid()

    def text_of(self, name: str) -> str:
        """What stands in a field, nothing where that can't be taken."""
        return str(self.cleaned_data.get(name, ""))
