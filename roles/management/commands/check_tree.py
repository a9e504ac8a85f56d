"""Check that the tree's numbers follow from who reports to whom."""

from typing import Any

from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.models import Position
from roles.soundness import check_tree


class Command(OrganisationCommand):
    """Print what is wrong with the tree."""

    help = "Say what is wrong with the tree of positions; exit code 1 when something is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the problems, or that there are none."""
        problems = check_tree()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise SystemExit(1)
        count = Position.objects.count()
        text = ngettext("The tree is sound: %(count)d position.", "The tree is sound: %(count)d positions.", count)
        self.stdout.write(text % {"count": count})
