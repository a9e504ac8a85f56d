"""What a request may ask for, checked."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roles.choice import DEFAULT_LEVELS, Choice, ColourBy, Direction, Shape
from roles.models import MOST_LEVELS
from roles.sides.addresses import LEAST_SIDES, NAMES
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


class OneOfSeveral(forms.TextInput):
    """One of several fields that share a name in the address: the first, the second and so on."""

    def __init__(self, shared: str, at: int) -> None:
        super().__init__()
        self.shared, self.at = shared, at

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> str:  # type: ignore[override] # an address
        """Read the value at this one's place."""
        return "".join(data.getlist(self.shared)[self.at : self.at + 1])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Write the shared name."""
        return super().get_context(self.shared, value, attrs)


class SideField(forms.CharField):
    """What names one side of a comparison; it may be left empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_QUERY, required=False, **options)


class CompareForm(QueryForm):
    """What to compare, two to four of them, each by its code, as role:slug or person:number, or by words to find it."""

    left = SideField(label=pgettext_lazy("what is compared", "First"))
    right = SideField(label=pgettext_lazy("what is compared", "Second"))
    third = SideField(label=pgettext_lazy("what is compared", "Third (if you like)"), widget=OneOfSeveral(NAMES[2], 0))
    fourth = SideField(
        label=pgettext_lazy("what is compared", "Fourth (if you like)"), widget=OneOfSeveral(NAMES[3], 1)
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        for field in self.fields.values():
            field.widget.attrs |= {
                "autocomplete": "off",
                "data-suggest": reverse("roles:suggestions_to_compare"),
                "data-suggest-fill": True,
                "placeholder": _("Title, person or code"),
            }
        self.is_valid()

    @property
    def layout(self) -> Layout:
        """All beside each other."""
        return Layout(Row(*(Field(name, wrapper_class="combobox") for name in self.fields)))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each field; nothing where that can't be taken, and fields beyond the second if filled."""
        texts = {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
        return {name: text for at, (name, text) in enumerate(texts.items()) if text or at < LEAST_SIDES}
