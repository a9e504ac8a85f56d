"""Say how two positions stand to each other, or each pair of a file, in sentences or as JSON."""

import csv
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from roles.answers import Answer, answers
from roles.comparison import Comparison, Refusal, compare_codes, unknown
from roles.management.base import OrganisationCommand
from roles.pairs import positions_of, read_pair
from roles.text import code_key

COLUMNS = ("left", "right")
SEPARATORS = ",;\t"


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
        """Print the questions about two positions, each with its answer; an unknown code is an error."""
        positions = positions_of([left, right])
        missing = [code for code in (left, right) if code_key(code) not in positions]
        if missing:
            raise CommandError(" ".join(unknown(code).error for code in dict.fromkeys(missing)))
        for answer in answers(read_pair(positions[code_key(left)], positions[code_key(right)])):
            self.stdout.write("\n".join(lines_of(answer)))


def lines_of(answer: Answer) -> Iterator[str]:
    """Return the lines of a question with its answer, and an empty one."""
    yield str(answer.question)
    yield from (f"  {text}" for text in (answer.text, answer.reason) if text)
    for listing in answer.lists:
        yield f"  {listing.heading}"
        yield from (f"  - {item}" for item in listing.items)
    yield ""


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Read the pairs of codes in a file, in their order."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading = file.readline()
            rows = csv.reader(file, delimiter=separator_of(heading))
            columns = columns_of(heading)
            for row in rows:
                if any(cell.strip() for cell in row):
                    left, right = (row[at].strip() if at < len(row) else "" for at in columns)
                    yield left, right
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(_("%(file)s can't be read: %(error)s") % {"file": path, "error": error}) from error


def separator_of(heading: str) -> str:
    """Return the character that parts the columns."""
    return max(SEPARATORS, key=heading.count)


def columns_of(heading: str) -> tuple[int, int]:
    """Return where the two columns stand."""
    names = [name.strip().strip('"').casefold() for name in heading.split(separator_of(heading))]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        message = _("The file has no column %(names)s: its first row must be: left,right")
        raise CommandError(message % {"names": ", ".join(missing)})
    return names.index(COLUMNS[0]), names.index(COLUMNS[1])
