"""Check that the tree's numbers follow from who reports to whom, or make them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import ngettext

from roles import tree
from roles.management.base import OrganisationCommand
from roles.models import Position
from roles.soundness import check_tree


class Command(OrganisationCommand):
    """Print what is wrong with the tree."""

    help = "Say what is wrong with the tree of positions; exit code 1 when something is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to repair."""
        parser.add_argument("--repair", action="store_true", help="number the tree anew from who reports to whom first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Repair if asked, then print the problems, or that there are none."""
        if options["repair"]:
            self.repair()
        problems = check_tree()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise SystemExit(1)
        count = Position.objects.count()
        text = ngettext("The tree is sound: %(count)d position.", "The tree is sound: %(count)d positions.", count)
        self.stdout.write(text % {"count": count})

    def repair(self) -> None:
        """Number the tree anew; a loop can't be numbered, and is named."""
        try:
            count = tree.repair()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        text = ngettext("%(count)d position numbered anew.", "%(count)d positions numbered anew.", count)
        self.stdout.write(text % {"count": count})
