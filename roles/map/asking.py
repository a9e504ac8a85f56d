"""What a reader may ask of the map: what its colours mean, and which position to begin at."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roles.map.legends import COLOURS, USUAL
from roles.text import LONGEST_QUERY

WRONG_COLOUR = _("There is no such colouring: departments are shown instead.")


class MapForm(forms.Form):
    """What can't be taken falls back to what is usual, and the form says so."""

    colour = forms.ChoiceField(
        label=_("Colour by"), choices=list(COLOURS.items()), error_messages={"invalid_choice": WRONG_COLOUR}
    )
    at = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict) -> None:
        super().__init__({"colour": query.get("colour") or USUAL, "at": query.get("at", "")})
        self.is_valid()

    @property
    def chosen_colour(self) -> str:
        """The colouring asked for, or the usual one."""
        return str(self.cleaned_data.get("colour", USUAL))

    @property
    def code(self) -> str:
        """The code of the position to begin at; empty where none is asked for."""
        return str(self.cleaned_data.get("at", ""))
