"""Read a CSV file into a table: encoding and separator are found out, or taken from HR."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.columns import HEADINGS
from roles.spreadsheet.encodings import decode
from roles.spreadsheet.formats.finding import find_format
from roles.spreadsheet.letters import letter_of
from roles.spreadsheet.limits import COMMAND, LAST_ROW, Limits, say_too_many_columns, say_too_many_rows
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.shortening import first_of
from roles.spreadsheet.tables import AS_FOUND, Reading, Record, Table, UnreadableFileError

# What programs write for letters that they could not read.
LOST = "\ufffd"
SEPARATORS = (",", ";", "\t")
# A bar is likelier to stand in a heading than between two.
CHOSEN_SEPARATORS = (*SEPARATORS, "|")


def read_csv(name: str, content: bytes, reading: Reading = AS_FOUND, limits: Limits = COMMAND) -> Table:
    """Read a CSV file; raises UnreadableFileError where not even its headings can be."""
    encoding, text = decode(content, reading.encoding)
    if reading.separator not in (None, *CHOSEN_SEPARATORS):
        raise UnreadableFileError(_("The separator is one of: comma (,), semicolon (;), bar (|), tab."))
    separator = reading.separator or find_separator(text, HEADINGS)
    problems: list[Problem] = []
    headings: list[str] = []
    records = split_records(text, separator, lambda: _longest(Table(name, headings=tuple(headings)), reading, limits))
    headings += next(records, [])
    while len(headings) > limits.columns:
        if headings.pop().strip():
            raise UnreadableFileError(say_too_many_columns(limits))
    notes: list[str] = []
    numbered = _number(records, name, limits, problems)
    if LOST in text:
        numbered = _note_lost(numbered, notes)
    return Table(name, "", tuple(headings), numbered, problems, encoding, separator, notes)


def _number(records: Iterator[list[str]], file: str, limits: Limits, problems: list[Problem]) -> Iterator[Record]:
    """Number the records as a spreadsheet does, to the first one that can't be read."""
    count, most = 0, limits.rows
    try:
        for number, record in enumerate(records, 2):
            is_blank = not "".join(record).strip()
            if most is not None:
                count += not is_blank
                if count > most or number > LAST_ROW:
                    raise UnreadableFileError(say_too_many_rows(limits))
            if not is_blank:
                yield number, record
    except UnreadableFileError as error:
        problems.append(Problem(file, None, "", str(error)))


def _longest(table: Table, reading: Reading, limits: Limits) -> int:
    """How many characters a cell of such a table may hold."""
    return max(limits.characters, find_format(table, reading).longest)


def _note_lost(records: Iterator[Record], notes: list[str]) -> Iterator[Record]:
    """Name the cells in which letters were lost before the file was written; there is none where only a heading has."""
    lost: list[str] = []
    for number, record in records:
        lost += (f"{letter_of(at)}{number}" for at, cell in enumerate(record) if LOST in cell)
        yield number, record
    if lost:
        text = ngettext(
            "In %(count)d cell letters were lost before the file was saved, and show as �: %(cells)s. Save the file "
            "again as “CSV UTF-8” from where the letters are still right.",
            "In %(count)d cells letters were lost before the file was saved, and show as �: %(cells)s. Save the file "
            "again as “CSV UTF-8” from where the letters are still right.",
            len(lost),
        )
        notes.append(text % {"count": len(lost), "cells": first_of(lost)})


def find_separator(text: str, known: Collection[str]) -> str:
    """The separator under which most cells of the first row are headings that are known, as they are folded."""

    def count_known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader(_lines(text), delimiter=separator), [])
        # A row of ten million separators is no row of headings.
        return sum(fold_heading(cell) in known for cell in cells[:1000]), len(cells)

    try:
        return max(SEPARATORS, key=count_known)
    except csv.Error as error:
        raise UnreadableFileError(_("The first row is too long to be a row of headings.")) from error


def split_records(text: str, separator: str, longest: Callable[[], int] = csv.field_size_limit) -> Iterator[list[str]]:
    """The records of the text, empty ones too, since a spreadsheet counts them.

    What is too long to be read at all is longer than a cell may be; `longest` says how long that is.
    """
    number = 0
    try:
        for record in csv.reader(_lines(text), delimiter=separator, strict=True):
            number += 1
            yield record
    except csv.Error as error:
        if "field limit" in str(error):
            why = _("a cell is too long: at most %(most)s characters can stand in one.") % {"most": longest()}
        else:
            why = _("a quotation mark is opened and not closed, or has text behind it.")
        raise UnreadableFileError(_("Row %(row)s: %(why)s") % {"row": number + 1, "why": why}) from error


def _lines(text: str) -> Iterable[str]:
    """Lines ended by any of CR LF, LF and CR."""
    return io.StringIO(text, newline="")
