"""What a reader may ask of the map: what its colours mean, and which position to begin at."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roles.choice import ColourBy
from roles.forms import ChoiceOrUsual
from roles.text import LONGEST_QUERY


class MapForm(forms.Form):
    """What can't be taken falls back to what is usual, and the form says so."""

    colour = ChoiceOrUsual(ColourBy, label=_("Colour"))
    at = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict) -> None:
        super().__init__({"colour": query.get("colour", ""), "at": query.get("at", "")})
        self.is_valid()

    @property
    def chosen_colour(self) -> ColourBy:
        """The colouring asked for, or the usual one."""
        return ColourBy(self.cleaned_data.get("colour") or ColourBy.DEPARTMENT)

    @property
    def code(self) -> str:
        """The code of the position to begin at; empty where none is asked for."""
        return str(self.cleaned_data.get("at", ""))
