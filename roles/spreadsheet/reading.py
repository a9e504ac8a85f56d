"""Read a file into rows: encoding, separator and headings are found out, and what can't be read is named."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.columns import BY_NAME, COLUMNS, HEADINGS, IGNORED, OF_THE_TREE, POSITION, fold_heading
from roles.spreadsheet.problems import Problem, Problems, Row, Source

LONGEST_CELL = 2_000
SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# A spreadsheet takes a cell that begins like this for a formula; the apostrophe in front keeps it a text.
FORMULA = re.compile(r"\s*['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
IGNORED_HEADINGS = frozenset(map(fold_heading, IGNORED))
TREE_HEADINGS = frozenset(map(fold_heading, OF_THE_TREE))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says: its rows, what is wrong with it, and how it was written."""

    source: Source
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""


class UnreadableFileError(ValueError):
    """A file that can't be read at all; the message says what to do."""


def read_sheet(name: str, content: bytes) -> Sheet:
    """Read a file of positions; whatever is wrong with it is among the sheet's problems."""
    try:
        encoding, text = decode(content)
        separator = find_separator(text, HEADINGS)
        records = split_records(text, separator)
        return _read_records(name, records, encoding, separator)
    except UnreadableFileError as error:
        return Sheet(Source(name), problems=(Problem(name, None, "", str(error)),))


def decode(content: bytes) -> tuple[str, str]:
    """Find the encoding by its mark, or take UTF-8; never guess, since a wrong guess spoils names silently."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError(_("This is an Excel workbook, not a CSV file: save it as “CSV UTF-8” and try again."))
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content.split(b"\n", 1)[0]:
        raise UnreadableFileError(_("This is no text, or UTF-16 without its mark: save it as “CSV UTF-8”."))
    try:
        return encoding, content.decode(encoding)
    except UnicodeDecodeError as error:
        # The codec counts behind the mark, which it has taken off.
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableFileError(
            _("This is not UTF-8: line %(line)s holds the byte %(byte)s. Save the file as “CSV UTF-8” and try again.")
            % {"line": line, "byte": f"{error.object[error.start]:02X}"}
        ) from error


def find_separator(text: str, known: Collection[str]) -> str:
    """The separator under which most cells of the first row are headings that are known, as they are folded."""

    def count_known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader(_lines(text), delimiter=separator), [])
        return sum(fold_heading(cell) in known for cell in cells), len(cells)

    try:
        return max(SEPARATORS, key=count_known)
    except csv.Error as error:
        raise UnreadableFileError(_("The first row is too long to be a row of headings.")) from error


def split_records(text: str, separator: str) -> Iterator[list[str]]:
    """The records of the text, empty ones too, since a spreadsheet counts them."""
    number = 0
    try:
        for record in csv.reader(_lines(text), delimiter=separator, strict=True):
            number += 1
            yield record
    except csv.Error as error:
        if "field limit" in str(error):
            why = _("a cell is too long: at most %(most)s characters can stand in one.") % {"most": LONGEST_CELL}
        else:
            why = _("a quotation mark is opened and not closed, or has text behind it.")
        raise UnreadableFileError(_("Row %(row)s: %(why)s") % {"row": number + 1, "why": why}) from error


def unguard(cell: str) -> str:
    """Take off the one apostrophe that an export puts before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell, 1) else cell


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, or `unguard` for a guard."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _lines(text: str) -> Iterable[str]:
    """Lines ended by any of CR LF, LF and CR."""
    return io.StringIO(text, newline="")


def _read_records(file: str, records: Iterator[list[str]], encoding: str, separator: str) -> Sheet:
    """Turn records into rows under the columns that the first one names."""
    problems = Problems()
    headings = next(records, [])
    names = _name_columns(file, headings, problems)
    source = Source(file, {name: headings[at].strip() for at, name in enumerate(names) if name in BY_NAME})
    heading_row = Row(source, 1, {})
    _require_columns(heading_row, problems)
    rows: list[Row] = []
    for number, record in enumerate(records, 2):
        if any(map(str.strip, record)):
            _check_record(Row(source, number, {}), record, names, problems)
            cells = {name: unguard(cell).strip() for name, cell in zip(names, record, strict=False) if name in BY_NAME}
            rows.append(Row(source, number, cells))
    if not rows:
        problems.add(heading_row, "", _("The file has no rows below its headings."))
    return Sheet(source, tuple(rows), tuple(problems.found), encoding, separator)


def _name_columns(file: str, headings: Sequence[str], problems: Problems) -> list[str]:
    """The name of our column for each heading, the empty text for one to be left out."""
    names: list[str] = []
    row = Row(Source(file), 1, {})
    known = HEADINGS | _meaning_of_position(map(fold_heading, headings))
    for heading in map(str.strip, headings):
        name = known.get(fold_heading(heading), "")
        if name and name in names:
            problems.add(row, heading, _("This column is there twice: %(name)s.") % {"name": name})
            name = ""
        elif not name and heading and fold_heading(heading) not in IGNORED_HEADINGS:
            problems.add(row, heading[:60], _refuse_heading(heading))
        names.append(name or ("" if heading else "?"))
    return names


def _meaning_of_position(headings: Iterable[str]) -> dict[str, str]:
    """The title where another column is the code, the code where another is the title, else nothing."""
    names = {HEADINGS.get(heading) for heading in headings}
    if "code" in names:
        return {POSITION: "title"}
    return {POSITION: "code"} if "title" in names else {}


def _refuse_heading(heading: str) -> str:
    """Why a heading is not one of ours, with the nearest that is."""
    folded = fold_heading(heading)
    if folded == POSITION:
        return _("This may be the code or the title: call it code or title.")
    if folded in TREE_HEADINGS:
        return _("This column can't be imported: it follows from who reports to whom. Leave it out.")
    near = get_close_matches(folded[:60], HEADINGS, n=1, cutoff=0.75)
    if near:
        return _("This heading is not known: did you mean %(name)s?") % {"name": HEADINGS[near[0]]}
    return _("This heading is not known: leave the column out. Known are %(names)s.") % {
        "names": ", ".join(column.name for column in COLUMNS)
    }


def _require_columns(row: Row, problems: Problems) -> None:
    """Ask for the code, and for a title or a role."""
    given = row.source.headings
    if "code" not in given:
        problems.add(row, "code", _("The column code (or position_id) is missing."))
    if "title" not in given and "role" not in given:
        problems.add(row, "title", _("The column title is missing, and so is role: one of them must be there."))


def _check_record(row: Row, record: Sequence[str], names: Sequence[str], problems: Problems) -> None:
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
        if len(cell) > LONGEST_CELL + 1 or (len(cell) > LONGEST_CELL and unguard(cell) == cell):
            problems.add(
                row,
                name,
                _("The cell is too long: at most %(most)s characters can stand in one.") % {"most": LONGEST_CELL},
            )
        if "\0" in cell:
            problems.add(row, name, _("The cell holds the character NUL: type the text anew."))
        if name == "?" and cell.strip():
            problems.add(row, "", _("There is text in a column without a heading."))
