"""Judge the cells of a record before anybody asks what they mean."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.guarding import unguard
from roles.spreadsheet.limits import Limits
from roles.spreadsheet.problems import Problems, Row, Source
from roles.spreadsheet.tables import Dated, Faulty, Truth

DAYS = ("start", "end")
YES_OR_NO = ("assistant",)
# The name of a column without a heading, in which there may be nothing.
UNNAMED = "?"


class RecordCheck:
    """Names rows whose cells don't fit the headings, and cells that can't be taken; most are fine, and cheap."""

    def __init__(self, source: Source, names: Sequence[str], limits: Limits, problems: Problems) -> None:
        """Judge the records of a table with these columns."""
        self.source, self.names, self.limits, self.problems = source, names, limits, problems
        self.unnamed = [at for at, name in enumerate(names) if name == UNNAMED]
        # Only a workbook knows days, yes and no, and errors.
        self.has_kinds = bool(source.sheet)

    def __call__(self, number: int, record: Sequence[str]) -> str:
        """Judge a record, and return its text."""
        text = "".join(record)
        if len(record) != len(self.names):
            self._check_length(number, record)
        if len(text) > self.limits.characters or "\0" in text:
            self._check_texts(number, record)
        for at in self.unnamed:
            if at < len(record) and record[at].strip():
                self._add(number, "", _("There is text in a column without a heading."))
        if self.has_kinds and not {str}.issuperset(map(type, record)):
            self._check_kinds(number, record)
        return text

    def _add(self, number: int, name: str, message: str) -> None:
        self.problems.add(Row(self.source, number, {}), name, message)

    def _check_length(self, number: int, record: Sequence[str]) -> None:
        if len(record) < len(self.names) or any(map(str.strip, record[len(self.names) :])):
            message = ngettext(
                "The row has %(cells)d cell, but there are %(headings)d headings.",
                "The row has %(cells)d cells, but there are %(headings)d headings.",
                len(record),
            )
            self._add(number, "", message % {"cells": len(record), "headings": len(self.names)})

    def _check_texts(self, number: int, record: Sequence[str]) -> None:
        most = self.limits.characters
        for name, cell in zip(self.names, record, strict=False):
            # Guards are none of the text; there can't be more of them than characters.
            if len(cell) > most and (self.has_kinds or len(cell) > 2 * most + 1 or len(unguard(cell)) > most):
                message = _("The cell is too long: at most %(most)s characters can stand in one.") % {"most": most}
                self._add(number, name, message)
            if "\0" in cell:
                self._add(number, name, _("The cell holds the character NUL: type the text anew."))

    def _check_kinds(self, number: int, record: Sequence[str]) -> None:
        for name, cell in zip(self.names, record, strict=False):
            if not name.strip(UNNAMED):
                continue
            if isinstance(cell, Faulty):
                self._add(number, name, _("The cell can't be read: %(why)s.") % {"why": cell})
            elif isinstance(cell, Dated) and name not in DAYS:
                self._add(
                    number,
                    name,
                    _("The cell holds a date (%(day)s), not a text: format it as text and type it anew.")
                    % {"day": cell},
                )
            elif isinstance(cell, Truth) and name not in YES_OR_NO:
                self._add(
                    number,
                    name,
                    _("The cell holds %(truth)s, not a text: format it as text and type it anew.") % {"truth": cell},
                )
