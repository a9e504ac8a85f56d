"""Export positions, or the whole organisation, to a file that the import takes back."""

from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand, drop_output
from roles.management.replacing import replacing, said_why
from roles.models import Position
from roles.snapshot import one_snapshot
from roles.spreadsheet.exporting import Form, export
from roles.spreadsheet.problems import shown_name
from roles.spreadsheet.whole import Extent
from roles.spreadsheet.writing import rows_of, write_positions


class Command(OrganisationCommand):
    """Write the whole organisation or a branch as CSV or as a workbook."""

    help = (
        "Export the whole organisation, or the branch of one position: one table in the columns of the import, as CSV"
        " or XLSX, or a workbook with a sheet for each kind of thing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the branch, the file and its form."""
        parser.add_argument("code", nargs="?", metavar="CODE", help="The position at the top of the branch.")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="The file to write; - prints CSV.")
        parser.add_argument(
            "--format",
            choices=Form.values,
            help="One table as csv or xlsx, or all sheets as workbook; the ending of FILE says csv or xlsx.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how many rows it has."""
        name = options["output"]
        form = form_of(name, options["format"])
        extent = find_extent(options["code"])
        try:
            count = self.print_rows(extent) if name == "-" else self.write_file(form, extent, name)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            words = {"file": shown_name(name), "why": said_why(error)}
            raise CommandError(_("%(file)s can't be written: %(why)s.") % words) from error
        if name != "-":
            text = ngettext("%(count)d row written to %(file)s.", "%(count)d rows written to %(file)s.", count)
            self.stderr.write(text % {"count": count, "file": shown_name(name)})

    def print_rows(self, extent: Extent) -> int:
        """Print the rows, to the last one while there is somebody to say that they did not fit."""
        try:
            with one_snapshot(), closing(rows_of(extent.positions)) as rows:
                count = write_positions(rows, self.stdout)
            self.stdout.flush()
        except OSError:
            drop_output()
            raise
        return count

    def write_file(self, form: Form, extent: Extent, name: str) -> int:
        """Write the rows to a file, and say meanwhile how far it is."""
        with replacing(name) as file:
            return export(form, extent, file, self.say_how_far)

    def say_how_far(self, count: int) -> None:
        """Say that so many rows are written."""
        self.stderr.write(_("%(count)s rows …") % {"count": f"{count:,}"})


def form_of(name: str, asked: str | None) -> Form:
    """What is asked for, else what the name of the file says; raises CommandError for a workbook on the screen."""
    form = Form(asked) if asked else Form.XLSX if name.casefold().endswith(Form.XLSX.ending) else Form.CSV
    if name == "-" and form != Form.CSV:
        raise CommandError(_("A workbook can't be printed: name a file in place of the hyphen."))
    return form


def find_extent(code: str | None) -> Extent:
    """The whole chart, or the branch of a position; raises CommandError for an unknown code."""
    if code is None:
        return Extent()
    top = Position.objects.in_chart().with_code(code).first() if code.isprintable() else None
    if top is None:
        raise CommandError(_("No position in the chart has the code %(code)s.") % {"code": shown_name(code)})
    return Extent(top)
