"""Import roles, skills and departments from spreadsheets: all of it, or nothing and every problem with its row."""

import json
from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from roles.management.commands import import_positions
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.catalogue.planning import is_of_catalogue
from roles.spreadsheet.plan import Options
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.tables import AS_FOUND


class Command(import_positions.Command):
    """Read files, take their sheets of roles, plan, and write unless it is a dry run."""

    help = (
        "Import roles, responsibilities, skills, next steps and departments, or the Government Digital and Data "
        "framework; exit code 1 on problems."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, report, and exit with 1 on problems."""
        sheets = [
            sheet for name in options["files"] for sheet in of_catalogue(import_positions.read_named(name, AS_FOUND))
        ]
        plan = (preview_sheets if options["dry_run"] else import_sheets)(sheets, Options())
        if options["json"]:
            notes = list(dict.fromkeys(note for sheet in sheets for note in sheet.notes))
            self.stdout.write(json.dumps({**import_positions.as_json(plan), "notes": notes}))
        else:
            self._tell_notes(sheets)
            self._report(plan, is_dry_run=options["dry_run"])
        if plan.problems:
            raise SystemExit(1)


def of_catalogue(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a file that are about roles; a file without any is a problem."""
    found = [sheet for sheet in sheets if is_of_catalogue(sheet)]
    unread = [sheet for sheet in sheets if sheet.problems and not sheet.rows]
    if found or unread:
        return found or unread
    source = sheets[0].source
    text = _("The file has no table of roles, responsibilities, skills, next steps or departments.")
    return [Sheet(source, problems=(Problem(source.file, None, "", text),), kind="roles")]
