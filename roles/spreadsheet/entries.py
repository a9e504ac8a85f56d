"""What the rows say: each cell parsed, and the rows of one position gathered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.spreadsheet.columns import BY_NAME, FIELDS, HEAD_WORDS, LINKS, OF_APPOINTMENT, OF_PERSON, WHO
from roles.spreadsheet.problems import Problems, Row, place
from roles.spreadsheet.state import KnownPosition, State, same
from roles.text import code_key, search_key

OF_POSITION = ("reports_to", *FIELDS, *LINKS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, parsed; a column that is not in the file, or whose cell is wrong, has no value."""

    row: Row
    values: dict[str, Any]

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

    def said(self, name: str, otherwise: Any) -> Any:
        """What the file says under a column, else what stands now, else what is given."""
        present = self.known.values.get(name, otherwise) if self.known else otherwise
        return self.values.get(name, present)


def parse_rows(rows: Iterable[Row], problems: Problems) -> list[Entry]:
    """Parse every cell; a wrong one becomes a problem and counts as not given."""
    entries = []
    judged: set[int] = set()
    for row in rows:
        values: dict[str, Any] = {}
        for name, text in row.cells.items():
            column = BY_NAME[name]
            if not text:
                values[name] = column.empty
                continue
            try:
                values[name] = column.parse(text)
            except ValidationError as error:
                problems.add(row, name, error.messages[0])
        entries.append(Entry(row, values))
        if id(row.source) not in judged:
            judged.add(id(row.source))
            _refuse_facts_of_nobody(entries[-1], problems)
    return entries


def group_rows(entries: Iterable[Entry], state: State, problems: Problems) -> dict[str, Group]:
    """Gather the rows of each code, and judge whether they agree about the position."""
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
    for group in groups.values():
        _merge(group, problems)
    return groups


def _refuse_facts_of_nobody(entry: Entry, problems: Problems) -> None:
    """A file that says nothing of who holds a position can't say how."""
    given = [name for name in (*OF_PERSON, *OF_APPOINTMENT) if name in entry.row.cells]
    if given and not any(name in entry.row.cells for name in (*WHO, "status")):
        heading = Row(entry.row.source, 1, {})
        problems.add(heading, given[0], _("This column is about a holder: add the column holder or person_number."))


def _merge(group: Group, problems: Problems) -> None:
    """What the rows say of the position together: they must agree; an empty cell agrees with all but a manager."""
    first, *others = group.entries
    group.values = {name: value for name, value in first.values.items() if name in OF_POSITION}
    for entry in others:
        if _is_plain_repetition(entry, group):
            where = {"place": place(group.row, entry.row)}
            problems.add(entry.row, "code", _("This code stands in %(place)s already.") % where)
            continue
        for name in OF_POSITION:
            if name not in entry.values:
                continue
            value, before = entry.values[name], group.values.get(name)
            empty = None if name == "reports_to" else BY_NAME[name].empty
            if before in (None, empty):
                group.values[name] = value
            elif value != empty and not agree(name, value, before):
                problems.add(entry.row, name, _refuse_difference(name, entry, group))


def agree(name: str, one: Any, other: Any) -> bool:
    """True when two cells say the same; titles may differ in letter case, and a head has no manager or XX."""
    if name == "reports_to":
        return bool(one == other or {one.casefold(), other.casefold()} <= set(HEAD_WORDS))
    return search_key(one) == search_key(other) if name == "title" else same(one, other)


def _is_plain_repetition(entry: Entry, group: Group) -> bool:
    """True for a second row of the same file that names no holder: it can't be a job share."""
    is_same_code = entry.values["code"] == group.code
    return is_same_code and not entry.names_somebody and entry.row.source is group.row.source


def _refuse_difference(name: str, entry: Entry, group: Group) -> str:
    where = {"place": place(group.row, entry.row)}
    if name == "title":
        return _("The same code stands in %(place)s with another title: give one of them a new code.") % where
    if name == "reports_to":
        return _("The same code stands in %(place)s with another manager: it can have only one.") % where
    return _("The same code stands in %(place)s, which says something else here.") % where
