"""What of a print may be asked for, checked: what can't be had falls back to what is usual, and the form says so."""

import re
from dataclasses import replace
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Hidden, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.forms import ChoiceOrUsual, QueryForm
from roles.models import MOST_LEVELS, PrintJob
from roles.phrases import written
from roles.printing.asked import TITLE, USUAL_MARGIN, USUALLY_TOLD, Asked, Binding, Ink, Lying, PaperSize, Told
from roles.printing.phrases import measured, type_size
from roles.sheets.setup import LEAST_TYPE, POINTS_IN_MM

LEAST_SIDE, MOST_SIDE = 50, 5000  # Acrobat opens no page of more than 14,400 points: 5,080 mm
MOST_MARGIN = 50
LEAST_ROOM = 30  # between the margins
SMALLEST_TYPE, LARGEST_TYPE = 4, 24
LONGEST_LINE = 120
# How wide a box with its gaps is, in its smallest type's size.
BOX_IN_TYPE = 20
WRONG_SIDE = WRONG_MARGIN = _("Give from %(least)s to %(most)s mm.")
WRONG_TYPE = _("Give from %(least)s to %(most)s pt.")
WRONG_LEVELS = _("Give a number from %(least)s to %(most)s.")
WITH_COMMA = _("Write %(number)s without a comma, which stands before decimals here.")
WIDE_MARGIN = _("The paper has room for margins of %(most)s mm at most.")
LARGE_TYPE = _("The paper has room for a smallest type of %(most)s pt at most.")
ONE_SIDE = _("Give width and height.")
TOO_LONG = ngettext_lazy(
    "Give no more than %(limit_value)d character.", "Give no more than %(limit_value)d characters.", "limit_value"
)
# What is taken where a field can't be, with what is in its place.
INSTEAD = {
    "width": _("%(paper)s is used instead."),
    "height": _("%(paper)s is used instead."),
    "margin": _("%(margin)s mm is used instead."),
    "type": _("%(type)s pt is used instead."),
    "levels": _("All levels are printed instead."),
    "heading": _("It is left out."),
    "footer": _("It is left out."),
}
THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")

# What a form shows that was not filled in yet.
USUAL: dict[str, Any] = {"margin": f"{USUAL_MARGIN:g}", "type": f"{LEAST_TYPE:g}", "show": list(USUALLY_TOLD)}


class BoundedField(forms.IntegerField):
    """A number with bounds: whatever is wrong with it, it is told which they are."""

    def __init__(self, least: int, most: int, wrong: Any, **options: Any) -> None:
        self.least, self.most, self.wrong = least, most, wrong
        super().__init__(min_value=least, max_value=most, required=False, **options)

    def clean(self, value: Any) -> Any:
        """Check it."""
        try:
            return super().clean(value)
        except ValidationError as error:
            bounds = {"least": written(self.least), "most": written(self.most)}
            raise ValidationError(self.wrong, code="bounds", params=bounds) from error


class MeasureField(BoundedField, forms.FloatField):
    """A length, with a point or a comma before its decimals, whichever language the reader reads."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let phones offer digits; browsers' own number fields know one decimal separator only."""
        return {"inputmode": "decimal", "autocomplete": "off", "size": 6}

    def clean(self, value: Any) -> Any:
        """Refuse a comma before three digits, by which thousands may be meant."""
        if THOUSANDS.search(text := str(value or "")):
            raise ValidationError(WITH_COMMA, code="comma", params={"number": THOUSANDS.sub("", text)})
        return super().clean(value)

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
    levels = BoundedField(
        1, MOST_LEVELS, WRONG_LEVELS, label=_("Levels"), widget=forms.NumberInput(attrs={"placeholder": _("All")})
    )
    type = MeasureField(SMALLEST_TYPE, LARGEST_TYPE, WRONG_TYPE, label=_("Smallest type (pt)"))
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
            self.add_error("type", LARGE_TYPE % {"most": type_size(largest)})
        self.say_what_is_taken()
        return self.cleaned_data

    def say_what_is_taken(self) -> None:
        """Add to what is wrong with a field what is in its place."""
        words = {
            "paper": PaperSize.A4.label,
            "margin": measured(self.asked.margin),
            "type": type_size(self.asked.smallest),
        }
        for name in INSTEAD.keys() & self.errors.keys():
            self.add_error(name, INSTEAD[name] % words)

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


def asked_in(job: PrintJob) -> Asked:
    """All settings of a print that was asked for before."""
    return PrintForm(QueryDict(job.query), job.code).asked
