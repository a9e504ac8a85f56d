"""What a request may ask for, checked."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.choice import DEFAULT_LEVELS, Choice, ColourBy, Direction, Shape
from roles.models import MOST_LEVELS
from roles.text import LONGEST_QUERY

MOST_CODES = 400
WRONG_LEVELS = _("Give a number from 1 to 64: three levels are shown instead.")


class QueryForm(forms.Form):
    """A form that asks and changes nothing: the page writes its tag and its button."""

    @property
    def layout(self) -> Layout:
        """Which fields are seen, and in what order."""
        return Layout(*self.fields)

    @property
    def helper(self) -> FormHelper:
        """How crispy forms lay out the fields."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout
        return helper


class ChoiceOrUsual(forms.ChoiceField):
    """One of some choices, the first of which is the usual one."""

    default_error_messages: ClassVar = {"invalid_choice": _("Choose from the list: the usual is shown instead.")}

    def __init__(self, choices: type[TextChoices], **options: Any) -> None:
        super().__init__(choices=choices.choices, required=False, **options)


class CodesField(forms.Field):
    """Codes of positions with commas between them, each once; beyond the most the first ones are not taken."""

    def __init__(self, most: int = MOST_CODES, **options: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput(), **options)
        self.most = most

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Part the codes; a control character stands in none of them."""
        codes = (code for code in str(value or "").split(",") if code and code.isprintable())
        return tuple(dict.fromkeys(codes))[-self.most :]


class ChartForm(QueryForm):
    """What to show of the chart and how; what can't be shown falls back to what is usual, and the form says so."""

    levels = forms.IntegerField(
        label=_("Levels"),
        min_value=1,
        max_value=MOST_LEVELS,
        required=False,
        error_messages={"invalid": WRONG_LEVELS, "min_value": WRONG_LEVELS, "max_value": WRONG_LEVELS},
    )
    colour = ChoiceOrUsual(ColourBy, label=_("Colour"))
    direction = ChoiceOrUsual(Direction, label=_("Direction"))
    shape = ChoiceOrUsual(Shape, label=_("Branches"))
    grades = forms.BooleanField(label=_("Same grade on one line"), required=False)
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)
    open = CodesField()
    closed = CodesField()
    at = CodesField(most=1)
    only = forms.CharField(required=False, widget=forms.HiddenInput)
    path = CodesField(most=2)
    seen = ("levels", "colour", "direction", "shape", "grades")

    def __init__(self, query: QueryDict) -> None:
        super().__init__({"levels": DEFAULT_LEVELS} | {name: query[name] for name in self.base_fields if name in query})
        self.is_valid()

    @property
    def layout(self) -> Layout:
        """The fields one sees, and of the others those that say something."""
        return Layout(*self.seen, *(name for name in self.fields if name not in self.seen and self.data.get(name)))

    @property
    def choice(self) -> Choice:
        """All that was asked for, what is usual where it can't be had."""
        asked = self.cleaned_data
        return Choice(
            levels=asked.get("levels") or DEFAULT_LEVELS,
            shows_all=bool(asked.get("all")),
            opened=asked.get("open", ()),
            closed=asked.get("closed", ()),
            at="".join(asked.get("at", ())),
            only_line=asked.get("only") == "line",
            path=asked.get("path", ()),
            direction=Direction(asked.get("direction") or Direction.DOWN),
            shape=Shape(asked.get("shape") or Shape.ROWS),
            by_grade=bool(asked.get("grades")),
            colour=ColourBy(asked.get("colour") or ColourBy.DEPARTMENT),
        )


class CompareForm(QueryForm):
    """Which two positions to compare, each by its code or by words to find it."""

    left = forms.CharField(label=_("First position"), max_length=LONGEST_QUERY, required=False)
    right = forms.CharField(label=_("Second position"), max_length=LONGEST_QUERY, required=False)

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

    @property
    def layout(self) -> Layout:
        """The two side by side."""
        return Layout(Row(*(Field(name, wrapper_class="combobox") for name in self.fields)))

    def text_of(self, name: str) -> str:
        """What stands in a field, nothing where that can't be taken."""
        return str(self.cleaned_data.get(name, ""))
