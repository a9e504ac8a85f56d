"""Import positions from spreadsheets: all of it, or nothing and every problem with its row."""

import json
import shlex
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.models import Position
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.catalogue.telling import names_by_kind
from roles.spreadsheet.csv_files import CHOSEN_SEPARATORS
from roles.spreadsheet.encodings import ENCODINGS
from roles.spreadsheet.gathering import below_path, problem_lines
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.problems import Problem, Source, shown_name
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.remembering import usual_reading
from roles.spreadsheet.summing_up import summarise
from roles.spreadsheet.tables import Reading
from roles.text import clean_line

MANY_ROWS = 5_000


class Command(OrganisationCommand):
    """Read files, plan, and write unless it is a dry run."""

    help = "Import positions, people and appointments from CSV files and workbooks; exit code 1 on problems."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files and how to judge them."""
        # None at all is refused later: --replace may have taken it for its code.
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")
        parser.add_argument(
            "--encoding", choices=[*ENCODINGS], help="How the letters of CSV files are written, where it is not UTF-8."
        )
        parser.add_argument("--separator", help="What stands between the cells of CSV files (default: found out).")
        parser.add_argument(
            "--replace",
            nargs="?",
            const="",
            metavar="CODE",
            help="End every position that is in none of the files, or only those of the branch of CODE.",
        )
        parser.add_argument("--ends", type=int, metavar="N", help="Write only if exactly so many positions end.")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="[CODE=]ANSWER",
            help="What to do where the file leaves a choice, for a code or for all that it fits, the first that does: "
            f"{', '.join(Answer)}.",
        )
        parser.add_argument(
            "--same-name",
            choices=["same", "new"],
            default="same",
            help="Rows with the same name and no number or e-mail are the same person (default), or each a new one.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, report, and exit with 1 on problems."""
        require_files(options["files"], options["replace"] or "")
        answers = parse_answers(options["answer"])
        # What was decided about headings in the admin counts here as well.
        reading = replace(usual_reading(), encoding=options["encoding"], separator=separator_of(options["separator"]))
        sheets = [sheet for name in options["files"] for sheet in read_named(name, reading)]
        if not options["json"]:
            self._tell_notes(sheets)
        rows = sum(len(sheet.rows) for sheet in sheets)
        if rows >= MANY_ROWS:
            self.stderr.write(_("Read %(rows)s rows; planning and writing them.") % {"rows": f"{rows:,}"})
        judged = Options(
            replaces=options["replace"] is not None,
            same_name_is_new=options["same_name"] == "new",
            branch=options["replace"] or "",
            answers=answers,
            ends=options["ends"],
        )
        if judged.replaces and judged.ends is None and not options["dry_run"] and sys.stdin.isatty():
            judged = self._ask_how_many_end(sheets, judged)
        plan = (preview_sheets if options["dry_run"] else import_sheets)(sheets, judged)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan)))
        else:
            self._report(plan, is_dry_run=options["dry_run"])
        if plan.problems:
            raise SystemExit(1)

    def as_object(self, error: str) -> dict[str, Any]:
        """What was done, which is nothing, and why."""
        return as_json(Plan(problems=(Problem("", None, "", error),)))

    def _tell_notes(self, sheets: list[Sheet]) -> None:
        """Say what was left out of each table, added up or rounded, below the path of its file."""
        for path, of_file in groupby(sheets, key=lambda sheet: sheet.source.file):
            lines = [f"{sheet.source.sheet}: {note}".removeprefix(": ") for sheet in of_file for note in sheet.notes]
            if lines:
                self.stdout.write("\n".join(below_path(path, lines)))

    def _ask_how_many_end(self, sheets: list[Sheet], judged: Options) -> Options:
        """Have the number of positions that end typed, by whoever sits at a terminal."""
        ended = preview_sheets(sheets, judged).ended
        if not ended:
            return judged
        count = len(ended)
        text = ngettext("%(count)d position would end: %(codes)s.", "%(count)d positions would end: %(codes)s.", count)
        self.stderr.write(text % {"count": count, "codes": ", ".join(ended)})
        self.stderr.write(_("Type their number to go on: "), ending="")
        typed = sys.stdin.readline().strip()
        return replace(judged, ends=int(typed) if typed.isascii() and typed.isdigit() else 0)

    def _report(self, plan: Plan, *, is_dry_run: bool) -> None:
        """Say in sentences what was done, or why nothing was."""
        for line in (*plan.notes, *problem_lines(plan)):
            self.stdout.write(line)
        if plan.problems:
            count = len(plan.problems)
            text = ngettext("%(count)d problem", "%(count)d problems", count) % {"count": count}
            self.stdout.write(_("%(problems)s: nothing was written.") % {"problems": text})
            if possible := dict.fromkeys(
                each for question, answer in plan.asked if not answer for each in question.answers
            ):
                self.stdout.write(_("You can decide: --answer with %(answers)s.") % {"answers": ", ".join(possible)})
            return
        for line in summarise(plan):
            self.stdout.write(line)
        if is_dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))


def require_files(names: list[str], branch: str) -> None:
    """Refuse to go without files, and to take one that follows --replace for the code of a branch."""
    is_code = names and branch.isprintable() and Position.objects.with_code(branch).exists()
    if is_file(branch) and not is_code:
        words = {"file": shlex.join([shown_name(branch)]), "all": shlex.join(map(shown_name, [branch, *names]))}
        raise CommandError(
            _("--replace took the file %(file)s for the code of a branch. Write: import_positions %(all)s --replace")
            % words
        )
    if not names:
        raise CommandError(_("No file is named: write import_positions FILE, and --replace behind it."))


def is_file(name: str) -> bool:
    """True for the name of a file that is there."""
    try:
        return bool(name) and Path(name).is_file()
    except ValueError:
        return False


def parse_answers(texts: Iterable[str]) -> Answers:
    """Answers as the command line gives them, to one code or to all questions."""
    of_codes, for_all = [], []
    for text in texts:
        code, _equals, word = text.rpartition("=")
        if word not in list(Answer):
            raise CommandError(
                _("“%(text)s” is no answer: write %(answers)s.") % {"text": text, "answers": ", ".join(Answer)}
            )
        if code := clean_line(code):
            of_codes.append((code, Answer(word)))
        else:
            for_all.append(Answer(word))
    return Answers(for_all=tuple(for_all), of_codes=tuple(of_codes))


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


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan for a program: lists of codes, and problems as objects."""
    # Those who hold none of the positions; the others are told by the positions they hold.
    people = {"created": plan.new_people, "changed": plan.changed_people}
    return {
        "created": plan.created,
        "changed": plan.changed,
        "moved": plan.moved,
        "ended": plan.ended,
        "unchanged": plan.unchanged,
        "unplaced": plan.unplaced,
        "skipped": plan.skipped,
        "notes": plan.notes,
        **({"catalogue": names_by_kind(plan.catalogue)} if plan.catalogue.count else {}),
        "problems": [
            {
                "file": each.file,
                "sheet": each.sheet,
                "row": each.row,
                "column": each.column,
                "cell": each.cell,
                "message": each.message,
            }
            for each in plan.problems
        ],
        "questions": [
            {
                "key": question.key,
                "cause": question.cause,
                "code": question.code,
                "file": question.problem.file,
                "sheet": question.problem.sheet,
                "row": question.problem.row,
                "cell": question.problem.cell,
                "message": question.problem.message,
                "answers": question.answers,
                "proposal": question.proposal,
                "manager": question.wanted,
                "below": question.below,
                "answer": answer,
            }
            for question, answer in plan.asked
        ],
        **({"left_out": plan.left_out} if plan.left_out else {}),
        **({"people": people} if any(people.values()) else {}),
    }
