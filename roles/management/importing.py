"""What the commands that import have in common: plan, write unless it is a dry run, and report."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.management.reading import add_reading_options
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.for_programs import object_of
from roles.spreadsheet.gathering import below_path, problem_lines
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.summing_up import summarise

MANY_ROWS = 5_000


class ImportCommand(OrganisationCommand):
    """A command that writes what files say, all of it or nothing."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how files are read, whether to write, and how to report."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")
        add_reading_options(parser)

    def as_object(self, error: str) -> dict[str, Any]:
        """What was done, which is nothing, and why."""
        return object_of(Plan(problems=(Problem("", None, "", error),)))

    def tell_read(self, sheets: Sequence[Sheet], *, as_json: bool) -> None:
        """Say what was read; a JSON object has the notes itself."""
        if not as_json:
            self._tell_notes(sheets)
        rows = sum(len(sheet.rows) for sheet in sheets)
        if rows >= MANY_ROWS:
            self.stderr.write(_("Read %(rows)s rows; planning and writing them.") % {"rows": f"{rows:,}"})

    def write(self, sheets: Sequence[Sheet], judged: Options, *, is_dry_run: bool, as_json: bool) -> None:
        """Plan, write unless it is a dry run, report, and exit with 1 on problems."""
        plan = (preview_sheets if is_dry_run else import_sheets)(sheets, judged)
        if as_json:
            self.stdout.write(json.dumps(object_of(plan, sheets)))
        else:
            self._report(plan, is_dry_run=is_dry_run)
        if plan.problems:
            raise SystemExit(1)

    def _tell_notes(self, sheets: Sequence[Sheet]) -> None:
        """Say what was left out of each table, added up or rounded, below the path of its file."""
        for path, of_file in groupby(sheets, key=lambda sheet: sheet.source.file):
            lines = [f"{sheet.source.sheet}: {note}".removeprefix(": ") for sheet in of_file for note in sheet.notes]
            if lines:
                self.stdout.write("\n".join(below_path(path, lines)))

    def _report(self, plan: Plan, *, is_dry_run: bool) -> None:
        """Say in sentences what was done, or why nothing was."""
        for line in (*plan.notes, *problem_lines(plan)):
            self.stdout.write(line)
        if plan.problems:
            self._tell_refused(plan)
            return
        for line in summarise(plan):
            self.stdout.write(line)
        if is_dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))

    def _tell_refused(self, plan: Plan) -> None:
        """Say how many problems there are, and which answers would help."""
        count = len(plan.problems)
        text = ngettext("%(count)d problem", "%(count)d problems", count) % {"count": count}
        self.stdout.write(_("%(problems)s: nothing was written.") % {"problems": text})
        possible = dict.fromkeys(each for question, answer in plan.asked if not answer for each in question.answers)
        if possible:
            self.stdout.write(_("You can decide: --answer with %(answers)s.") % {"answers": ", ".join(possible)})
