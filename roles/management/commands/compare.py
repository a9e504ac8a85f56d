"""Say how two positions stand to each other, or each pair of a file, in sentences or as JSON."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from roles.answers import Answer, answers
from roles.comparison import Comparison, Refusal, compare_codes, unknown
from roles.management.base import OrganisationCommand
from roles.pairs import read_pair
from roles.sides.asking import find_all
from roles.spreadsheet.csv_files import find_separator, split_records
from roles.spreadsheet.encodings import decode
from roles.spreadsheet.guarding import unguard
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.tables import UnreadableFileError

COLUMNS = ("left", "right")


class Command(OrganisationCommand):
    """Print what is known of two positions."""

    help = "Say how two positions stand to each other, or each pair of a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take two codes, or a file of pairs."""
        parser.add_argument("codes", nargs="*", metavar="CODE", help="the codes of the two positions, left and right")
        parser.add_argument("--pairs", type=Path, metavar="FILE.csv", help="a file with the columns left and right")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line instead of sentences")

    def handle(self, *, codes: list[str], pairs: Path | None, json: bool, **options: Any) -> None:
        """Compare, and end with 1 where a pair could not be compared."""
        if pairs is None and len(codes) != len(COLUMNS):
            raise CommandError(_("Name two positions by their codes, or a file of pairs by --pairs."))
        if pairs is not None and (codes or not json):
            raise CommandError(_("A file of pairs is compared as JSON: give --pairs FILE.csv --json and no codes."))
        if json:
            self.print_objects(compare_codes(read_pairs(pairs) if pairs else [(codes[0], codes[1])]))
        else:
            self.print_sentences(*codes)

    def print_objects(self, results: Iterator[Comparison | Refusal]) -> None:
        """Print a JSON object a line, in the order of the pairs."""
        was_refused = False
        for result in results:
            was_refused = was_refused or isinstance(result, Refusal)
            self.stdout.write(json.dumps(asdict(result)))
        if was_refused:
            sys.exit(1)

    def print_sentences(self, left: str, right: str) -> None:
        """Print the questions about two sides, each with its answer; an unknown one is an error."""
        found = find_all([left, right])
        if missing := [each.text for each in found if not each.is_found]:
            raise CommandError(" ".join(unknown(text).error for text in dict.fromkeys(missing)))
        for answer in answers(read_pair(*found)):
            self.stdout.write("\n".join(lines_of(answer)))


def lines_of(answer: Answer) -> Iterator[str]:
    """Return the lines of a question with its answer, and an empty one."""
    yield str(answer.question)
    yield from (f"  {text}" for text in (answer.text, answer.reason) if text)
    for listing in answer.lists:
        yield f"  {listing.heading}"
        yield from (f"  - {item}" for item in listing.items)
    yield ""


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Read the pairs of codes in a file, in their order, as the import reads its files."""
    try:
        _encoding, text = decode(path.read_bytes())
        heading, *records = list(split_records(text, find_separator(text, COLUMNS))) or [[]]
    except (OSError, UnreadableFileError) as error:
        raise CommandError(_("%(file)s can't be read: %(error)s") % {"file": path, "error": error}) from error
    columns = columns_of(heading)
    rows = (record for record in records if any(map(str.strip, record)))
    return [(code_at(columns[0], row), code_at(columns[1], row)) for row in rows]


def code_at(column: int, row: Sequence[str]) -> str:
    """Return the code that a row has there; a short row has none."""
    return unguard(row[column]).strip() if column < len(row) else ""


def columns_of(heading: Sequence[str]) -> list[int]:
    """Return where the two columns stand, each of which must be there once."""
    names = [fold_heading(cell) for cell in heading]
    if missing := [name for name in COLUMNS if name not in names]:
        message = _("The file has no column %(names)s: its first row must be: left,right")
        raise CommandError(message % {"names": ", ".join(missing)})
    if several := [name for name in COLUMNS if names.count(name) > 1]:
        raise CommandError(
            _("The file has several columns %(names)s: leave one of each.") % {"names": ", ".join(several)}
        )
    return [names.index(name) for name in COLUMNS]
