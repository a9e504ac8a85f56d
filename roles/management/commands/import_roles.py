"""Import roles, skills and departments from spreadsheets: all of it, or nothing and every problem with its row."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from roles.management.importing import ImportCommand
from roles.management.reading import read_files
from roles.spreadsheet.catalogue.planning import is_of_catalogue
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet


class Command(ImportCommand):
    """Read files, take their sheets of roles, plan, and write unless it is a dry run."""

    help = (
        "Import roles, responsibilities, skills, next steps and departments, or the Government Digital and Data "
        "framework; exit code 1 on problems."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, report, and exit with 1 on problems."""
        files = read_files(options["files"], options["encoding"], options["separator"])
        sheets = [sheet for of_file in files for sheet in of_catalogue(of_file)]
        self.tell_read(sheets, as_json=options["json"])
        self.write(sheets, AS_USUAL, is_dry_run=options["dry_run"], as_json=options["json"])


def of_catalogue(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a file that are about roles; a file without any is a problem."""
    found = [sheet for sheet in sheets if is_of_catalogue(sheet)]
    unread = [sheet for sheet in sheets if sheet.problems and not sheet.rows]
    if found or unread:
        return found or unread
    source = sheets[0].source
    text = _("The file has no table of roles, responsibilities, skills, next steps or departments.")
    return [Sheet(source, problems=(Problem(source.file, None, "", text),), kind="roles")]
