"""Close the accounts of those who left; for a job that runs once a day."""

from typing import Any

from django.utils.translation import ngettext

from roles.accounts.closing import close_leavers
from roles.management.base import OrganisationCommand


class Command(OrganisationCommand):
    """Nobody gets in after their last day even without this; it writes down that the account is closed."""

    help = "Close the accounts of people whose last appointment has ended, where HR ticked so."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close, and say whose."""
        closed = close_leavers()
        for account in closed:
            self.stdout.write(f"{account.username}: {account.person}")
        message = ngettext("%(count)s account closed.", "%(count)s accounts closed.", len(closed))
        self.stdout.write(message % {"count": len(closed)})
