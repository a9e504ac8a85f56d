"""What a workbook says on sheets of their own: people, appointments and links, beside the positions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.spreadsheet.coding import give_codes
from roles.spreadsheet.columns import WHO
from roles.spreadsheet.entries import Entry, Group, parse_rows
from roles.spreadsheet.formats.kinds import APPOINTMENTS, EMPLOYEES, JUNIOR, LINK_ROWS, PEOPLE, POSITIONS, SENIOR
from roles.spreadsheet.problems import Problems
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.state import State

# In this order, so that the first row of a position is one that says what it is.
OF_POSITIONS = (POSITIONS, SENIOR, JUNIOR, EMPLOYEES, APPOINTMENTS)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parsed rows of all files, by what they are about; `with_links` has the files whose links have a sheet."""

    positions: list[Entry]
    people: list[Entry]
    links: list[Entry]
    appointments: frozenset[int]
    with_links: frozenset[str]

    @property
    def alone(self) -> Group:
        """The rows of people as if they were of one position, which nobody holds."""
        return Group("", "", None, self.people)

    def is_appointment(self, entry: Entry) -> bool:
        """True for a row that says who holds a position and nothing else of it."""
        return id(entry.row.source) in self.appointments

    def covered(self, groups: dict[str, Group]) -> set[str]:
        """The positions between which the files name all links."""
        if not self.with_links:
            return set()
        return {
            key
            for key, group in groups.items()
            for entry in group.entries
            if entry.row.source.file in self.with_links and not self.is_appointment(entry)
        }


def part_sheets(sheets: Iterable[Sheet], state: State, problems: Problems, *, same_name_is_new: bool) -> Parts:
    """Parse the rows of all sheets, and give positions of employees their codes."""
    by_kind: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_kind.setdefault(sheet.kind, []).append(sheet)
    parsed = {
        kind: parse_rows((row for sheet in by_kind.get(kind, ()) for row in sheet.rows), problems)
        for kind in (*OF_POSITIONS, PEOPLE, LINK_ROWS)
    }
    others = (entry for kind in OF_POSITIONS if kind != EMPLOYEES for entry in parsed[kind])
    give_codes(parsed[EMPLOYEES], others, state, same_name_is_new=same_name_is_new)
    for entry in parsed[PEOPLE]:
        if not any(entry.values.get(name) for name in WHO) and all(name in entry.values for name in entry.row.cells):
            problems.add(entry.row, "person_number", _("The row names nobody: give a number, an address or a name."))
    return Parts(
        [entry for kind in OF_POSITIONS for entry in parsed[kind]],
        [entry for entry in parsed[PEOPLE] if any(entry.values.get(name) for name in WHO)],
        parsed[LINK_ROWS],
        frozenset(id(sheet.source) for sheet in by_kind.get(APPOINTMENTS, ())),
        frozenset(sheet.source.file for sheet in by_kind.get(LINK_ROWS, ())),
    )


def refuse_unknown_positions(groups: dict[str, Group], parts: Parts, problems: Problems) -> None:
    """Refuse appointments to positions that nothing else names, and leave them out of what is judged."""
    for key, group in list(groups.items()) if parts.appointments else ():
        if group.known is None and all(map(parts.is_appointment, group.entries)):
            message = _("“%(code)s” is in neither the chart nor the positions of the file: add its row there.")
            problems.add(group.row, "code", message % {"code": group.code})
            del groups[key]
