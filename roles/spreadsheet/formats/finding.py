"""Find out of which kind a table is, by the name of its sheet and by its headings."""

import re
from collections.abc import Collection, Iterable, Mapping

from roles.spreadsheet.catalogue.columns import CATALOGUE_SHEETS, NEEDED, kind_of
from roles.spreadsheet.columns import SHEETS
from roles.spreadsheet.formats.employees import LIST_OF_EMPLOYEES, is_list_of_employees
from roles.spreadsheet.formats.framework import framework_of
from roles.spreadsheet.formats.kinds import (
    APPOINTMENTS,
    EXPLANATIONS,
    LINK_ROWS,
    PEOPLE,
    POSITIONS,
    Format,
    headings_of,
)
from roles.spreadsheet.formats.organogram import organogram_of
from roles.spreadsheet.limits import LONGEST_TEXT
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.tables import Reading, Table

WHO_OR_STATUS = ("person_number", "holder", "email", "status")
OWN = {
    POSITIONS: Format(POSITIONS, headings_of()),
    PEOPLE: Format(
        PEOPLE, headings_of(SHEETS[PEOPLE]), (("person_number", "email", "holder"),), columns=SHEETS[PEOPLE]
    ),
    APPOINTMENTS: Format(APPOINTMENTS, headings_of(), needed=(("code",), WHO_OR_STATUS)),
    LINK_ROWS: Format(
        LINK_ROWS, headings_of(SHEETS[LINK_ROWS]), (("from",), ("to",), ("link_kind",)), columns=SHEETS[LINK_ROWS]
    ),
    **{
        kind: Format(kind, headings_of(columns), needed=NEEDED[kind], longest=LONGEST_TEXT, columns=columns)
        for kind, columns in CATALOGUE_SHEETS.items()
    },
}


def find_format(table: Table, reading: Reading) -> Format:
    """The format of a table: the name of its sheet says it, else its headings, positions if neither does."""
    headings = [fold_heading(heading) for heading in table.headings]
    name = re.sub("[^a-z]+", "_", table.sheet.casefold()).strip("_")
    if name == EXPLANATIONS:
        return Format(EXPLANATIONS, {}, columns=())
    if name in CATALOGUE_SHEETS:
        return OWN[name]
    found = organogram_of(headings) or framework_of(headings)
    if found is None and name in OWN:
        found = OWN[name]
    return found or _by_headings(headings, reading.decided(table.sheet))


def _by_headings(headings: Collection[str], decided: Mapping[str, str]) -> Format:
    if kind := kind_of(headings):
        return OWN[kind]
    flat = OWN[POSITIONS].headings
    found = {heading for heading in headings if heading}
    cells = {decided.get(heading, flat.get(heading, "")) for heading in found}
    if found <= OWN[LINK_ROWS].headings.keys() and _has_all(OWN[LINK_ROWS], found):
        return OWN[LINK_ROWS]
    if found <= OWN[PEOPLE].headings.keys() and _has_all(OWN[PEOPLE], found):
        return OWN[PEOPLE]
    appointments = {column.key for column in SHEETS[APPOINTMENTS]}
    if "code" in cells and "kind" in cells and cells & set(WHO_OR_STATUS) and cells <= appointments:
        return OWN[APPOINTMENTS]
    return LIST_OF_EMPLOYEES if is_list_of_employees(cells, found) else OWN[POSITIONS]


def _has_all(form: Format, headings: Iterable[str]) -> bool:
    cells = {form.headings[heading] for heading in headings}
    return bool(cells) and all(cells & set(group) for group in form.needed)
