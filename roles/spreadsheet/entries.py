"""What the rows say: each cell parsed, and the rows of one position gathered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.spreadsheet.columns import BY_NAME, OF_APPOINTMENT, OF_PERSON, WHO
from roles.spreadsheet.filling import Filling, read_filling
from roles.spreadsheet.problems import Problems, Row, place
from roles.spreadsheet.state import KnownPosition, State
from roles.text import code_key

PARSE = {name: column.parse for name, column in BY_NAME.items()}
EMPTY = {name: column.empty for name, column in BY_NAME.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, parsed; a column that is not in the file, or whose cell is wrong, has no value."""

    row: Row
    values: dict[str, Any]
    filling: Filling

    @property
    def names_somebody(self) -> bool:
        """True when its file has a column that says who holds the position."""
        return not self.values.keys().isdisjoint((*WHO, "status"))


@dataclass(slots=True)
class Group:
    """All rows of one code, and what they say of the position; several are a job share."""

    key: str
    code: str
    known: KnownPosition | None
    entries: list[Entry] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> Row:
        """The first of its rows."""
        return self.entries[0].row

    @property
    def is_gone(self) -> bool:
        """True when the file says that the position was eliminated, in each of its rows."""
        return all(entry.filling is Filling.GONE for entry in self.entries)

    def said(self, name: str, otherwise: Any) -> Any:
        """What the file says under a column, else what stands now, else what is given."""
        present = self.known.values.get(name, otherwise) if self.known else otherwise
        return self.values.get(name, present)


def parse_rows(rows: Iterable[Row], problems: Problems) -> list[Entry]:
    """Parse every cell; a wrong one becomes a problem and counts as not given."""
    entries = []
    judged: set[int] = set()
    for row in rows:
        try:
            values = {name: PARSE[name](text) if text else EMPTY[name] for name, text in row.cells.items()}
        except ValidationError:
            values = _parse_each(row, problems)
        entries.append(Entry(row, values, read_filling(row, values)))
        if id(row.source) not in judged:
            judged.add(id(row.source))
            _refuse_facts_of_nobody(entries[-1], problems)
    return entries


def _parse_each(row: Row, problems: Problems) -> dict[str, Any]:
    """The values of a row of which at least one cell is wrong."""
    values: dict[str, Any] = {}
    for name, text in row.cells.items():
        try:
            values[name] = PARSE[name](text) if text else EMPTY[name]
        except ValidationError as error:
            problems.add(row, name, error.messages[0])
    return values


def group_rows(entries: Iterable[Entry], state: State, problems: Problems) -> dict[str, Group]:
    """Gather the rows of each code."""
    groups: dict[str, Group] = {}
    for entry in entries:
        code = entry.values.get("code")
        if code is None and "code" in entry.row.cells:
            continue
        if not code:
            problems.add(entry.row, "code", _("The row has no code: every position needs one."))
            continue
        key = code_key(code)
        group = groups.setdefault(key, Group(key, code, state.positions.get(key)))
        group.entries.append(entry)
        if group.code != code:
            names = {"other": group.code, "place": place(group.row, entry.row)}
            message = _("It differs from %(other)s in %(place)s only in letter case: they are the same code.") % names
            problems.add(entry.row, "code", message)
        elif group.known and group.known.code != code:
            problems.add(
                entry.row,
                "code",
                _("In the chart the code is written %(code)s: write it so here too.") % {"code": group.known.code},
            )
    return groups


def _refuse_facts_of_nobody(entry: Entry, problems: Problems) -> None:
    """A file that says nothing of who holds a position can't say how."""
    given = [name for name in (*OF_PERSON, *OF_APPOINTMENT) if name in entry.row.cells]
    if given and not any(name in entry.row.cells for name in (*WHO, "status")):
        heading = Row(entry.row.source, entry.row.source.heading_row, {})
        problems.add(heading, given[0], _("This column is about a holder: add the column holder or person_number."))
