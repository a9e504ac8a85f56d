"""Read a CSV file into a table: encoding and separator are found out, or taken from HR."""

import codecs
import csv
import io
from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import HEADINGS, fold_heading
from roles.spreadsheet.limits import COMMAND, LAST_ROW, Limits, say_too_many_columns, say_too_many_rows
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.tables import AS_FOUND, Reading, Record, Table, UnreadableFileError

LONGEST_CELL = 2_000
SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_csv(name: str, content: bytes, reading: Reading = AS_FOUND, limits: Limits = COMMAND) -> Table:
    """Read a CSV file; raises UnreadableFileError where not even its headings can be."""
    encoding, text = decode(content)
    separator = reading.separator or find_separator(text, HEADINGS)
    problems: list[Problem] = []
    records = split_records(text, separator)
    headings = next(records, [])
    while len(headings) > limits.columns:
        if headings.pop().strip():
            raise UnreadableFileError(say_too_many_columns(limits))
    return Table(
        name,
        "",
        tuple(headings),
        _number(records, name, limits, problems),
        problems,
        encoding=encoding,
        separator=separator,
    )


def _number(records: Iterator[list[str]], file: str, limits: Limits, problems: list[Problem]) -> Iterator[Record]:
    """Number the records as a spreadsheet does, to the first one that can't be read."""
    count, most = 0, limits.rows
    try:
        for number, record in enumerate(records, 2):
            if most is not None:
                count += bool(record) and any(map(str.strip, record))
                if count > most or number > LAST_ROW:
                    raise UnreadableFileError(say_too_many_rows(limits))
            yield number, record
    except UnreadableFileError as error:
        problems.append(Problem(file, None, "", str(error)))


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
        # A row of ten million separators is no row of headings.
        return sum(fold_heading(cell) in known for cell in cells[:1000]), len(cells)

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


def _lines(text: str) -> Iterable[str]:
    """Lines ended by any of CR LF, LF and CR."""
    return io.StringIO(text, newline="")
