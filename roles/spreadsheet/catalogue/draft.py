"""What the file says of rows so far, while its sheets are read one after another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from roles.spreadsheet.catalogue.columns import CATALOGUE_SHEETS
from roles.spreadsheet.catalogue.state import CatalogueState, Key, Values
from roles.spreadsheet.problems import Problems, Row, place
from roles.spreadsheet.recognising import Sheet

Wanted = dict[type[Model], dict[Key, Values]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row, parsed; a column that is not in the file, or whose cell is wrong, has no value."""

    row: Row
    values: Values

    def said(self, name: str) -> Any:
        """What stands under a column, none where nothing does."""
        return self.values.get(name) or None


@dataclass
class Draft:
    """Rows that shall be there, with what the file says of them, and those that shall not."""

    state: CatalogueState
    problems: Problems
    wanted: Wanted = field(default_factory=lambda: defaultdict(dict))
    removed: dict[type[Model], set[Key]] = field(default_factory=lambda: defaultdict(set))
    _seen: dict[tuple[Any, ...], Row] = field(default_factory=dict)

    def want(self, model: type[Model], key: Key, values: Values) -> None:
        """Let a row be there and say this."""
        self.wanted[model].setdefault(key, {}).update(values)

    def present(self, model: type[Model], key: Key) -> Values | None:
        """What a row says once the file is in, as far as it is known; none for one that is not there."""
        known = self.state.of(model).get(key)
        if known is None and key not in self.wanted[model]:
            return None
        return {**(known.values if known else {}), **self.wanted[model].get(key, {})}

    def is_first(self, line: Line, column: str, what: tuple[Any, ...], message: str) -> bool:
        """True for the first row of its kind; another one is a problem."""
        first = self._seen.setdefault(what, line.row)
        if first is not line.row:
            self.problems.add(line.row, column, message % {"place": place(first, line.row)})
        return first is line.row


def parse_lines(sheets: Iterable[Sheet], kind: str, problems: Problems) -> list[Line]:
    """Parse every cell of the sheets of a kind; a wrong one becomes a problem and counts as not given."""
    columns = {column.name: column for column in CATALOGUE_SHEETS[kind]}
    lines = []
    for row in (row for sheet in sheets if sheet.kind == kind for row in sheet.rows):
        values: Values = {}
        for name, text in ((name, text) for name, text in row.cells.items() if name in columns):
            try:
                values[name] = columns[name].parse(text) if text else columns[name].empty
            except ValidationError as error:
                problems.add(row, name, error.messages[0])
        lines.append(Line(row, values))
    return lines
