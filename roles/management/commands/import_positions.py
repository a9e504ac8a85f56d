"""Import positions from spreadsheets: all of it, or nothing and every problem with its row."""

import shlex
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.importing import ImportCommand
from roles.management.reading import read_files
from roles.models import Position
from roles.spreadsheet.applying import preview_sheets
from roles.spreadsheet.plan import Options
from roles.spreadsheet.problems import shown_name
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.recognising import Sheet
from roles.text import clean_line


class Command(ImportCommand):
    """Read files, plan, and write unless it is a dry run."""

    help = "Import positions, people and appointments from CSV files and workbooks; exit code 1 on problems."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files and how to judge them."""
        # None at all is refused later: --replace may have taken it for its code.
        parser.add_argument("files", nargs="*", metavar="FILE")
        super().add_arguments(parser)
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
        judged = judged_by(options)
        sheets = list(chain(*read_files(options["files"], options["encoding"], options["separator"])))
        self.tell_read(sheets, as_json=options["json"])
        if judged.replaces and judged.ends is None and not options["dry_run"] and sys.stdin.isatty():
            judged = self._ask_how_many_end(sheets, judged)
        self.write(sheets, judged, is_dry_run=options["dry_run"], as_json=options["json"])

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


def judged_by(options: dict[str, Any]) -> Options:
    """How the command line has files judged."""
    return Options(
        replaces=options["replace"] is not None,
        same_name_is_new=options["same_name"] == "new",
        branch=options["replace"] or "",
        answers=parse_answers(options["answer"]),
        ends=options["ends"],
    )


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
