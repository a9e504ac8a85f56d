"""Export positions to a file that the import takes back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand, drop_output
from roles.management.replacing import replacing
from roles.models import Position
from roles.querysets import PositionQuerySet
from roles.spreadsheet.problems import shown_name
from roles.spreadsheet.writing import write_positions


class Command(OrganisationCommand):
    """Write the whole organisation or a branch as CSV."""

    help = "Export the whole organisation, or the branch of one position, as CSV in the columns of the import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the branch and the file."""
        parser.add_argument("code", nargs="?", metavar="CODE", help="The position at the top of the branch.")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="The file to write; - prints it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how many rows it has."""
        positions = find_positions(options["code"])
        name = options["output"]
        try:
            count = self.print_rows(positions) if name == "-" else write_file(positions, name)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise CommandError(
                _("%(file)s can't be written: %(why)s.") % {"file": shown_name(name), "why": why}
            ) from error
        if name != "-":
            text = ngettext("%(count)d row written to %(file)s.", "%(count)d rows written to %(file)s.", count)
            self.stderr.write(text % {"count": count, "file": shown_name(name)})

    def print_rows(self, positions: PositionQuerySet) -> int:
        """Print the rows, to the last one while there is somebody to say that they did not fit."""
        try:
            count = write_positions(positions, self.stdout)
            self.stdout.flush()
        except OSError:
            drop_output()
            raise
        return count


def write_file(positions: PositionQuerySet, name: str) -> int:
    """Write the rows to a file."""
    with replacing(name) as file:
        return write_positions(positions, file)


def find_positions(code: str | None) -> PositionQuerySet:
    """All positions of the chart, or those of a branch; raises CommandError for an unknown code."""
    if code is None:
        return Position.objects.in_chart()
    top = Position.objects.in_chart().with_code(code).first() if code.isprintable() else None
    if top is None:
        raise CommandError(_("No position in the chart has the code %(code)s.") % {"code": shown_name(code)})
    return Position.objects.branch(top.pk)
