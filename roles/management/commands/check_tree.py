"""Check that the tree is one and that its numbers follow from who reports to whom, or make them."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import ngettext

from roles import tree
from roles.management.base import OrganisationCommand
from roles.models import Position
from roles.soundness import Finding, check_tree, note_check


class Command(OrganisationCommand):
    """Print what is wrong with the tree."""

    help = "Say what is wrong with the tree of positions; exit code 1 when something is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to repair, and how to answer."""
        parser.add_argument(
            "--fix",
            action="store_true",
            help="Number the tree anew from who reports to whom first; loops and lost managers are left to you.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Repair if asked, then print the findings, or that there are none; what was found is kept for /readyz."""
        repaired = tree.repair() if options["fix"] else 0
        findings = check_tree()
        note_check(findings)
        count = Position.objects.count()
        if options["json"]:
            self.stdout.write(json.dumps(as_object(findings, count, repaired)))
        else:
            self.report(findings, count, repaired if options["fix"] else None)
        if findings:
            raise SystemExit(1)

    def report(self, findings: list[Finding], count: int, repaired: int | None) -> None:
        """Say in sentences what was repaired and what is wrong."""
        if repaired is not None:
            text = ngettext("%(count)d position numbered anew.", "%(count)d positions numbered anew.", repaired)
            self.stdout.write(text % {"count": repaired})
        for finding in findings:
            self.stdout.write(str(finding))
        if not findings:
            text = ngettext("The tree is sound: %(count)d position.", "The tree is sound: %(count)d positions.", count)
            self.stdout.write(text % {"count": count})


def as_object(findings: list[Finding], count: int, repaired: int) -> dict[str, Any]:
    """The answer for a program."""
    return {
        "sound": not findings,
        "positions": count,
        "repaired": repaired,
        "findings": [asdict(finding) for finding in findings],
    }
