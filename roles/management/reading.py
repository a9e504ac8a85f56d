"""Read the files that a command names, as its options and what was decided about headings in the admin say."""

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _

from roles.spreadsheet.csv_files import CHOSEN_SEPARATORS
from roles.spreadsheet.encodings import ENCODINGS
from roles.spreadsheet.problems import Problem, Source
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.remembering import usual_reading
from roles.spreadsheet.tables import Reading


def add_reading_options(parser: ArgumentParser) -> None:
    """Take how CSV files are written."""
    parser.add_argument(
        "--encoding", choices=[*ENCODINGS], help="How the letters of CSV files are written, where it is not UTF-8."
    )
    parser.add_argument("--separator", help="What stands between the cells of CSV files (default: found out).")


def read_files(names: Iterable[str], encoding: str | None, separator: str | None) -> list[list[Sheet]]:
    """The sheets of each file."""
    reading = replace(usual_reading(), encoding=encoding, separator=separator_of(separator))
    return [read_named(name, reading) for name in names]


def separator_of(text: str | None) -> str | None:
    """The separator; a tab is hard to type."""
    separator = "\t" if text in ("tab", "\\t") else text
    if separator is not None and separator not in CHOSEN_SEPARATORS:
        raise CommandError(_("The separator is one of: comma (,), semicolon (;), bar (|), tab."))
    return separator


def read_named(name: str, reading: Reading) -> list[Sheet]:
    """Read a file from disk; one that can't be opened is a sheet with that problem."""
    try:
        return read_file(name, Path(name).read_bytes(), reading)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        text = _("The file can't be read: %(why)s.") % {"why": why}
        return [Sheet(Source(name), problems=(Problem(name, None, "", text),))]
