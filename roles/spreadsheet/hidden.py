"""Remember which columns of a sheet are hidden, and say which of them are read all the same."""

from collections.abc import Iterator, Sequence

from django.utils.translation import ngettext

from roles.spreadsheet.letters import letter_of
from roles.spreadsheet.limits import LAST_COLUMN
from roles.spreadsheet.packages import Attributes
from roles.text import shown

# Of so many columns a heading is named.
MOST_NAMED = 20
LONGEST_HEADING = 60


class HiddenColumns:
    """The columns that a sheet hides."""

    def __init__(self) -> None:
        # One byte for each, since files may name the same column as often as they like.
        self.are_hidden = bytearray(LAST_COLUMN)

    def add(self, attributes: Attributes) -> None:
        """Take in what a sheet says of some columns that stand side by side, counted from 1."""
        if attributes.get("hidden") in ("1", "true"):
            first, last = max(int(attributes.get("min", "1")), 1), min(int(attributes.get("max", "0")), LAST_COLUMN)
            if first <= last:
                self.are_hidden[first - 1 : last] = b"\1" * (last - first + 1)

    def say(self, headings: Sequence[str]) -> Iterator[str]:
        """Name those that have a heading."""
        named = [
            f"{letter_of(at)} ({shown(heading.strip()[:LONGEST_HEADING])})"
            for at, heading in enumerate(headings)
            if heading.strip() and at < LAST_COLUMN and self.are_hidden[at]
        ]
        if named:
            text = ngettext(
                "The column %(names)s is hidden, and read all the same.",
                "The columns %(names)s are hidden, and read all the same.",
                len(named),
            )
            yield text % {"names": ", ".join(named[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")}
