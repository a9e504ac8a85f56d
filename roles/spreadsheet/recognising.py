"""Find out what the tables of a file mean: which column of ours each heading is, and the rows under them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.columns import HEADINGS, IGNORED, OF_THE_TREE, POSITION, fold_heading
from roles.spreadsheet.csv_files import read_csv
from roles.spreadsheet.escaping import unescape
from roles.spreadsheet.formats.finding import find_format
from roles.spreadsheet.formats.kinds import EXPLANATIONS, OF_CATALOGUE, POSITIONS, Format
from roles.spreadsheet.problems import Problem, Problems, Row, Source
from roles.spreadsheet.tables import AS_FOUND, Reading, Table, UnreadableFileError

# A spreadsheet takes a cell that begins like this for a formula; the apostrophe in front keeps it a text.
FORMULA = re.compile(r"\s*['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
SAMPLES = 2
IGNORED_HEADINGS = frozenset(map(fold_heading, IGNORED))
TREE_HEADINGS = frozenset(map(fold_heading, OF_THE_TREE))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table of a file says: its rows, what is wrong with it, and how it was written."""

    source: Source
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""
    # The headings of the file in their order, each with the column it was taken for, none where it is left out.
    columns: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    # The first records as they stand, to show what is under a heading.
    samples: tuple[tuple[str, ...], ...] = ()
    # What the table is about, one of those in roles/spreadsheet/formats/kinds.py.
    kind: str = POSITIONS


def read_file(name: str, content: bytes, reading: Reading = AS_FOUND) -> list[Sheet]:
    """Read all tables of a file; whatever is wrong with it is among the problems of its sheets."""
    try:
        return [recognise(read_csv(name, content, reading), reading)]
    except UnreadableFileError as error:
        return [Sheet(Source(name), problems=(Problem(name, None, "", str(error)),))]


def unguard(cell: str) -> str:
    """Take off the one apostrophe that an export puts before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell, 1) else cell


def bare(cell: str) -> str:
    """The text of a cell without blanks around it, and without a pair of apostrophes around the whole of it."""
    text = cell.strip()
    if text[:1] != "'":
        return text
    if (plain := unguard(cell)) != cell:
        return plain.strip()
    return text[1:-1].strip() if len(text) > 2 and text.endswith("'") else text


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, or `unguard` for a guard."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def recognise(table: Table, reading: Reading) -> Sheet:
    """Turn the records of a table into rows under the columns that its headings name."""
    problems = Problems()
    form = find_format(table, reading)
    if form.kind == EXPLANATIONS:
        return Sheet(Source(table.file, sheet=table.sheet), notes=table.notes, kind=form.kind)
    names = _name_columns(table, form, reading, problems)
    named = {name: at for at, name in enumerate(names) if name.strip("?")}
    source = Source(
        table.file,
        {name: table.headings[at].strip() for name, at in named.items()},
        {name: letter_of(at) for name, at in named.items()},
        table.sheet,
    )
    heading_row = Row(source, 1, {})
    _require_columns(heading_row, form, problems)
    # Only a CSV file needs the apostrophe: in a workbook, which has no separator, a text is no formula.
    # Apostrophes guard cells, or stand around them, in CSV files alone.
    plain = bare if table.separator else unescape
    rows: list[Row] = []
    samples: list[tuple[str, ...]] = []
    for number, record in table.records:
        if any(map(str.strip, record)):
            if len(samples) < SAMPLES:
                samples.append(tuple(record))
            _check_record(Row(source, number, {}), record, names, problems, form.longest)
            cells = {name: plain(cell).strip() for name, cell in zip(names, record, strict=False) if name in named}
            rows.append(Row(source, number, cells))
    if table.problems:
        return Sheet(source, problems=tuple(table.problems))
    if not rows and not (table.sheet and form.may_be_empty):
        problems.add(heading_row, "", _("The file has no rows below its headings."))
    rows, said = form.tidy(rows, problems)
    shown = (form.column_of(name.strip("?")) for name in names)
    columns = tuple(zip(map(str.strip, table.headings), shown, strict=True))
    notes = (*table.notes, *form.say_left_out(heading for heading, name in columns if not name), *said)
    return Sheet(
        source,
        tuple(rows),
        tuple(problems.found),
        table.encoding,
        table.separator,
        columns,
        notes,
        tuple(samples),
        form.kind,
    )


def letter_of(at: int) -> str:
    """The letter that a spreadsheet gives a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _name_columns(table: Table, form: Format, reading: Reading, problems: Problems) -> list[str]:
    """The name of our column for each heading, the empty text for one to be left out."""
    names: list[str] = []
    headings = table.headings
    row = Row(Source(table.file, {}, {heading.strip(): letter_of(at) for at, heading in enumerate(headings)}), 1, {})
    known = form.with_mapped(reading.headings)
    if form.kind in OF_CATALOGUE:
        # What HR decided about a heading was about positions and people.
        known = {heading: "" for heading, name in reading.headings.items() if not name} | {**form.headings}
    if form.kind == POSITIONS:
        known = _meaning_of_position(map(fold_heading, headings)) | known
    for heading in map(str.strip, headings):
        name = known.get(fold_heading(heading), "")
        if name and name in names:
            problems.add(row, heading, _("This column is there twice: %(name)s.") % {"name": name})
            name = ""
        elif not name and heading and fold_heading(heading) not in IGNORED_HEADINGS | known.keys():
            problems.add(row, heading[:60], _refuse_heading(heading, form))
        names.append(name or ("" if heading or form.takes_unnamed else "?"))
    return names


def _meaning_of_position(headings: Iterable[str]) -> dict[str, str]:
    """The title where another column is the code, the code where another is the title, else nothing."""
    names = {HEADINGS.get(heading) for heading in headings}
    if "code" in names:
        return {POSITION: "title"}
    return {POSITION: "code"} if "title" in names else {}


def _refuse_heading(heading: str, form: Format) -> str:
    """Why a heading is not one of ours, with the nearest that is."""
    folded = fold_heading(heading)
    if folded == POSITION:
        return _("This may be the code or the title: call it code or title.")
    if folded in TREE_HEADINGS:
        return _("This column can't be imported: it follows from who reports to whom. Leave it out.")
    known = {heading: form.column_of(name) for heading, name in form.headings.items() if name}
    near = get_close_matches(folded[:60], known, n=1, cutoff=0.75)
    if near:
        return _("This heading is not known: did you mean %(name)s?") % {"name": known[near[0]]}
    return _("This heading is not known: leave the column out. Known are %(names)s.") % {
        "names": ", ".join(dict.fromkeys(known.values()))
    }


def _require_columns(row: Row, form: Format, problems: Problems) -> None:
    """Ask for the code, and for a title or a role; other kinds of tables need other columns."""
    given = row.source.headings
    for group in form.needed:
        if not any(name in given for name in group):
            names = dict.fromkeys(map(form.column_of, group))
            message = _("The column %(names)s is missing.") % {"names": _(" or ").join(names)}
            problems.add(row, form.column_of(group[0]), message)
    if form.kind != POSITIONS:
        return
    if "code" not in given:
        problems.add(row, "code", _("The column code (or position_id) is missing."))
    if "title" not in given and "role" not in given:
        problems.add(row, "title", _("The column title is missing, and so is role: one of them must be there."))


def _check_record(row: Row, record: Sequence[str], names: Sequence[str], problems: Problems, longest: int) -> None:
    """Name a row whose cells don't fit the headings, and cells that are too long or hold NUL."""
    if len(record) < len(names) or any(map(str.strip, record[len(names) :])):
        problems.add(
            row,
            "",
            ngettext(
                "The row has %(cells)d cell, but there are %(headings)d headings.",
                "The row has %(cells)d cells, but there are %(headings)d headings.",
                len(record),
            )
            % {"cells": len(record), "headings": len(names)},
        )
    for name, cell in zip(names, record, strict=False):
        if len(cell) > longest + 1 or (len(cell) > longest and unguard(cell) == cell):
            problems.add(
                row,
                name,
                _("The cell is too long: at most %(most)s characters can stand in one.") % {"most": longest},
            )
        if "\0" in cell:
            problems.add(row, name, _("The cell holds the character NUL: type the text anew."))
        if name == "?" and cell.strip():
            problems.add(row, "", _("There is text in a column without a heading."))
