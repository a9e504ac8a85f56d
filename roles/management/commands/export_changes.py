"""Export what changed in the chart between two days."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.management.replacing import replacing, said_why
from roles.spreadsheet.changes import changes_between, check_days
from roles.spreadsheet.grids import write_workbook
from roles.spreadsheet.parsing import parse_day
from roles.spreadsheet.problems import shown_name


class Command(OrganisationCommand):
    """Compare two days and write a workbook."""

    help = "Export as XLSX what changed in the chart from the end of one day to the end of another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the days and the file."""
        parser.add_argument("first", metavar="FROM", help="The first day, such as 2026-01-31.")
        parser.add_argument("last", metavar="TO", help="The second day.")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="The workbook to write.")

    def handle(self, *, first: str, last: str, output: str, **options: Any) -> None:
        """Write the workbook and say how many rows it has."""
        try:
            days = parse_day(first), parse_day(last)
            check_days(*days)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        try:
            with replacing(output) as file:
                count = write_workbook(changes_between(*days), file.buffer)  # type: ignore[arg-type] # a file
        except (OSError, ValueError) as error:
            words = {"file": shown_name(output), "why": said_why(error)}
            raise CommandError(_("%(file)s can't be written: %(why)s.") % words) from error
        text = ngettext("%(count)d row written to %(file)s.", "%(count)d rows written to %(file)s.", count)
        self.stderr.write(text % {"count": count, "file": shown_name(output)})
