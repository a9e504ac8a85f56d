"""Open a file: what it holds decides how it is read, not its name; but the two must agree."""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from roles.spreadsheet.csv_files import read_csv
from roles.spreadsheet.limits import MEGABYTE, Limits
from roles.spreadsheet.tables import Reading, Table, UnreadableFileError
from roles.spreadsheet.workbooks import read_workbook

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0"
# Where a workbook with a password has it, as such files write names.
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|\?xml|svg)\b", re.IGNORECASE)
OTHERS = (b"\x89PNG", b"%PDF", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"{\\rtf", b"7z\xbc\xaf", b"Rar!", b"\x7fELF")
TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls")


def read_tables(name: str, content: bytes, reading: Reading, limits: Limits) -> list[Table]:
    """The tables of a file; raises UnreadableFileError where it can't be read at all."""
    if len(content) > limits.bytes:
        raise UnreadableFileError(
            _("The file is too large: it may have %(most)s MB.") % {"most": limits.bytes // MEGABYTE}
        )
    ending = PurePath(name).suffix.casefold()
    if content.startswith(ZIP):
        if ending in TEXT_ENDINGS:
            raise UnreadableFileError(
                _("This is an Excel workbook, not a CSV file: let its name end in .xlsx and try again.")
            )
        return read_workbook(name, content, limits)
    _refuse_other(content)
    if ending in WORKBOOK_ENDINGS and content:
        raise UnreadableFileError(
            _("This is no workbook, though its name ends in %(ending)s: if it is text, let its name end in .csv.")
            % {"ending": ending}
        )
    return [read_csv(name, content, reading, limits)]


def _refuse_other(content: bytes) -> None:
    """Name what is neither a workbook nor text."""
    if content.startswith(OLE):
        if WITH_PASSWORD in content:
            raise UnreadableFileError(_("This Excel workbook has a password: save it without one and try again."))
        raise UnreadableFileError(
            _("This is an Excel workbook of the old kind (.xls): save it as “Excel workbook (.xlsx)” and try again.")
        )
    if PAGE.match(content[:1000]):
        raise UnreadableFileError(
            _("This is a web page, not a spreadsheet: save the table as “Excel workbook (.xlsx)” and try again.")
        )
    if content.startswith(OTHERS):
        raise UnreadableFileError(_("This is neither a CSV file nor an Excel workbook."))


def is_text(content: bytes) -> bool:
    """True for what may be text, whatever its encoding."""
    return not content.startswith((*ZIP, OLE, *OTHERS))
