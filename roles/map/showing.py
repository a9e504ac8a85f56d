"""What the page around the map shows."""

from functools import cached_property

from django.utils.translation import gettext as _

from roles.choice import ColourBy
from roles.colouring import SPANS
from roles.map.asking import MapForm
from roles.map.cards import MOST_CARDS
from roles.map.edition import Edition, present_edition
from roles.map.kept import tallies_of
from roles.map.legends import Legend, legends_of
from roles.map.tallying import Tallies
from roles.models import Position


class MapPage:
    """The map of the chart as it is now, with what the reader asked for."""

    most_cards = MOST_CARDS
    steps = ",".join(map(str, SPANS[1:]))

    def __init__(self, form: MapForm) -> None:
        self.form = form
        self.edition: Edition = present_edition()
        self.tallies: Tallies = tallies_of(self.edition)
        self.legends: list[Legend] = legends_of(self.tallies)

    @property
    def colour(self) -> ColourBy:
        """What the map is coloured by."""
        return self.form.chosen_colour

    @cached_property
    def at(self) -> int | None:
        """The key of the position to begin at."""
        if not self.form.code:
            return None
        return Position.objects.in_chart().with_code(self.form.code).values_list("pk", flat=True).first()

    @property
    def note(self) -> str:
        """What of the address could not be taken."""
        if self.form.code and self.at is None:
            return _("No position of the chart has the code “%(code)s”.") % {"code": self.form.code}
        return " ".join(str(error) for errors in self.form.errors.values() for error in errors)
