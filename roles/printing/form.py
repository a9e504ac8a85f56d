"""What of a print may be asked for, checked: what can't be had falls back to what is usual, and the form says so."""

from dataclasses import replace
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Hidden, Layout, Row
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.forms import ChoiceOrUsual, QueryForm
from roles.models import MOST_LEVELS
from roles.printing.asked import TITLE, USUAL_MARGIN, USUALLY_TOLD, Asked, Binding, Ink, Lying, PaperSize, Told
from roles.printing.phrases import measured
from roles.sheets.setup import LEAST_TYPE, POINTS_IN_MM

LEAST_SIDE, MOST_SIDE = 50, 5000  # Acrobat opens no page of more than 14,400 points: 5,080 mm
MOST_MARGIN = 50
LEAST_ROOM = 30  # between the margins
SMALLEST_TYPE, LARGEST_TYPE = 4, 24
LONGEST_LINE = 120
# How wide a box with its gaps is, in its smallest type's size.
BOX_IN_TYPE = 20
WRONG_SIDE = _("Give from 50 to 5,000 mm: A4 is used instead.")
WRONG_MARGIN = _("Give from 0 to 50 mm: 10 mm is used instead.")
WRONG_TYPE = _("Give from 4 to 24 points: 7 points are used instead.")
WRONG_LEVELS = _("Give a number from 1 to 64: all levels are printed instead.")
WIDE_MARGIN = _("The paper has room for margins of %(most)s mm at most: 10 mm is used instead.")
LARGE_TYPE = _("The paper has room for a smallest type of %(most)s points at most: a smaller one is used instead.")
ONE_SIDE = _("Give width and height: A4 is used instead.")
TOO_LONG = _("Give no more than 120 characters: it is left out.")

# What a form shows that was not filled in yet.
USUAL: dict[str, Any] = {"margin": f"{USUAL_MARGIN:g}", "type": f"{LEAST_TYPE:g}", "show": list(USUALLY_TOLD)}


class MeasureField(forms.FloatField):
    """A length, with a point or a comma before its decimals, whichever language the reader reads."""

    widget = forms.TextInput

    def __init__(self, least: float, most: float, wrong: Any, **options: Any) -> None:
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(min_value=least, max_value=most, required=False, error_messages=errors, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let phones offer digits; browsers' own number fields know one decimal separator only."""
        return {"inputmode": "decimal", "autocomplete": "off", "size": 6}

    def to_python(self, value: Any) -> Any:
        """Tenths of a millimetre or of a point are fine enough."""
        number = super().to_python(str(value or "").replace(",", "."))
        return None if number is None else round(number, 1)


class LineField(forms.CharField):
    """A line of text without control characters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LINE, error_messages={"max_length": TOO_LONG}, **options)

    def to_python(self, value: Any) -> str:
        """Clean it as all text that is drawn."""
        return clean(str(super().to_python(value)))


class ToldField(forms.MultipleChoiceField):
    """What boxes say; that they say their title goes without saying."""

    default_error_messages: ClassVar = {"invalid_choice": _("Choose from the list: the usual is shown instead.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple()
        super().__init__(choices=Told.choices, required=False, widget=widget, **options)

    def to_python(self, value: Any) -> list[str]:
        """Each once, in the order of the list."""
        named = set(super().to_python(value)) - {TITLE}
        return [*(told.value for told in Told if told.value in named), *sorted(named - {*Told.values})]


class PrintForm(QueryForm):
    """Everything a print may be asked for."""

    paper = ChoiceOrUsual(PaperSize, label=_("Paper"))
    width = MeasureField(LEAST_SIDE, MOST_SIDE, WRONG_SIDE, label=_("Own width (mm)"))
    height = MeasureField(LEAST_SIDE, MOST_SIDE, WRONG_SIDE, label=_("Own height (mm)"))
    orientation = ChoiceOrUsual(Lying, label=_("Orientation"))
    margin = MeasureField(0, MOST_MARGIN, WRONG_MARGIN, label=_("Margin (mm)"))
    layout = ChoiceOrUsual(Binding, label=_("Sheets"))
    levels = forms.IntegerField(
        label=_("Levels"),
        min_value=1,
        max_value=MOST_LEVELS,
        required=False,
        widget=forms.NumberInput(attrs={"placeholder": _("All")}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_LEVELS),
    )
    type = MeasureField(SMALLEST_TYPE, LARGEST_TYPE, WRONG_TYPE, label=_("Smallest type (points)"))
    show = ToldField(label=_("Each box says, beside the title"))
    colour = ChoiceOrUsual(ColourBy, label=_("Colour"))
    ink = ChoiceOrUsual(Ink, label=_("Ink"))
    contact = forms.BooleanField(label=_("E-mail and phone of holders"), required=False)
    roles = forms.BooleanField(label=_("What the roles are for, behind the sheets"), required=False)
    heading = LineField(label=_("Heading"))
    footer = LineField(label=_("Footer"))

    def __init__(self, query: QueryDict, code: str = "", *, is_public: bool = False) -> None:
        read = {name: query.getlist if name == "show" else query.get for name in self.base_fields}
        data = USUAL | {name: value(name) for name, value in read.items() if name in query}
        super().__init__(data)
        self.code, self.is_public = code, is_public
        if not self.is_valid() and "show" in self.errors:
            data["show"] = USUAL["show"]  # what is printed is what is ticked

    @property
    def helper(self) -> FormHelper:
        """The fields in groups; what is not for the public is not offered to it."""
        helper = super().helper
        beside = () if self.is_public else ("contact", "roles")
        helper.layout = Layout(
            Fieldset(_("Paper"), Row("paper", "orientation"), Row("width", "height"), Row("margin", "type")),
            Fieldset(_("Chart"), "layout", Row("levels", "colour"), "ink"),
            Fieldset(_("What it says"), Hidden("show", TITLE), "show", *beside, "heading", "footer"),
        )
        return helper

    def clean(self) -> dict[str, Any]:
        """What fits together: a paper of one's own has two sides, a margin leaves room, and a box has room in that."""
        self.clean_size()
        short = min(self.asked.size)
        most_margin = (short - LEAST_ROOM) / 2
        if self.asked.margin > most_margin:
            self.add_error("margin", WIDE_MARGIN % {"most": measured(most_margin)})
        if self.asked.smallest > (largest := largest_type(self.asked)):
            self.add_error("type", LARGE_TYPE % {"most": measured(largest)})
        return self.cleaned_data

    def clean_size(self) -> None:
        """Sides count only where the paper is one's own."""
        sides = {"width", "height"}
        if self.cleaned_data.get("paper") != PaperSize.OWN:
            for side in sides:
                self.errors.pop(side, None)
        elif not all(self.cleaned_data.get(side) for side in sides):
            self.cleaned_data["paper"] = PaperSize.A4
            if not sides & self.errors.keys():
                self.add_error("width", ONE_SIDE)

    @property
    def asked(self) -> Asked:
        """All that was asked for, what is usual where it can't be had."""
        given = self.cleaned_data
        paper = PaperSize(given.get("paper") or PaperSize.A4)
        margin = given.get("margin")
        asked = Asked(
            code=self.code,
            paper=paper,
            width=(given.get("width") or 0) if paper == PaperSize.OWN else 0,
            height=(given.get("height") or 0) if paper == PaperSize.OWN else 0,
            orientation=Lying(given.get("orientation") or Lying.BEST),
            margin=USUAL_MARGIN if margin is None else margin,
            layout=Binding(given.get("layout") or Binding.BOOK),
            levels=given.get("levels"),
            show=tuple(map(Told, given["show"])) if "show" in given else USUALLY_TOLD,
            ink=Ink(given.get("ink") or Ink.COLOUR),
            has_contact=bool(given.get("contact")),
            heading=given.get("heading", ""),
            footer=given.get("footer", ""),
            has_roles=bool(given.get("roles")),
            colour=ColourBy(given.get("colour") or ColourBy.DEPARTMENT),
        )
        return replace(asked, smallest=given.get("type") or min(LEAST_TYPE, largest_type(asked)))


def largest_type(asked: Asked) -> float:
    """The largest smallest type in which a box still has room between the margins."""
    room = min(asked.size) - 2 * asked.margin
    return int(room * POINTS_IN_MM / BOX_IN_TYPE * 10) / 10
