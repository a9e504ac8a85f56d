"""Export positions to a file that the import takes back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import Position
from roles.querysets import PositionQuerySet
from roles.spreadsheet.problems import shown_name
from roles.spreadsheet.writing import write_positions


class Command(BaseCommand):
    """Write the whole organisation or a branch as CSV."""

    help = "Export the whole organisation, or the branch of one position, as CSV in the columns of the import."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the branch and the file."""
        parser.add_argument("code", nargs="?", metavar="CODE", help="The position at the top of the branch.")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="The file to write; - prints it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how many rows it has."""
        positions = find_positions(options["code"])
        name = options["output"]
        if name == "-":
            write_positions(positions, self.stdout)
            return
        try:
            with Path(name).open("w", encoding="utf-8", newline="") as file:
                count = write_positions(positions, file)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise CommandError(
                _("%(file)s can't be written: %(why)s.") % {"file": shown_name(name), "why": why}
            ) from error
        text = ngettext("%(count)d row written to %(file)s.", "%(count)d rows written to %(file)s.", count)
        self.stderr.write(text % {"count": count, "file": shown_name(name)})


def find_positions(code: str | None) -> PositionQuerySet:
    """All positions of the chart, or those of a branch; raises CommandError for an unknown code."""
    if code is None:
        return Position.objects.in_chart()
    top = Position.objects.in_chart().with_code(code).first() if code.isprintable() else None
    if top is None:
        raise CommandError(_("No position in the chart has the code %(code)s.") % {"code": shown_name(code)})
    return Position.objects.branch(top.pk)
