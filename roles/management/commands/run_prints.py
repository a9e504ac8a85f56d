"""Make the PDFs that readers wait for; started by the page that takes them in, and by whoever wants to be sure."""

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.models import PrintFault
from roles.printing.clearing import fail_waiting
from roles.printing.running import run_waiting


class Command(OrganisationCommand):
    """One process of a server makes them one after the other; another one that is started meanwhile ends at once."""

    help = "Make the PDFs that readers wait for, and delete those that are older than a day."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take over the lock of the page that starts us."""
        parser.add_argument("--lock", type=int, help="the descriptor of print.lock, locked; pages give it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how many."""
        try:
            lock = None if options["lock"] is None else os.fdopen(options["lock"], "ab")
            made = run_waiting(lock)
        except OSError as error:
            # The lock can't be had: nobody would ever make them.
            fail_waiting(PrintFault.DISK)
            raise CommandError(_("No print can be made: %(why)s.") % {"why": error}) from error
        message = ngettext("%(count)d print made.", "%(count)d prints made.", made)
        self.stdout.write(message % {"count": made})
