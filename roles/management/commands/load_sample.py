"""Load the sample organisation, and say with which accounts to try it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.management.base import OrganisationCommand
from roles.models import Account, Chart
from roles.role_files import UnknownNameError
from roles.sample import ACCOUNTS
from roles.sample.loading import NotLoadedError, has_organisation, load


class Command(OrganisationCommand):
    """Load the sample organisation into an empty database."""

    help = "Load the sample organisation into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether a database in use is no error."""
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is anything already.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, or say why not; name the accounts where it is the sample."""
        # Whoever removed the sample keeps an account, and is not given the sample again.
        if options["if_empty"] and (has_organisation() or Account.objects.exists()):
            if not Chart.objects.filter(is_sample=True).exists():
                self.stdout.write(_("The database is in use: the sample organisation was not loaded."))
                return
            self.stdout.write(_("The sample organisation is there already."))
        else:
            try:
                count = load()
            except (NotLoadedError, UnknownNameError) as error:
                raise CommandError(str(error)) from error
            text = ngettext(
                "The sample organisation is loaded: %(count)d position.",
                "The sample organisation is loaded: %(count)d positions.",
                count,
            )
            self.stdout.write(text % {"count": count})
        self._name_accounts()

    def _name_accounts(self) -> None:
        """Print user name, password and what each account is for."""
        self.stdout.write(_("Sign in with one of these accounts:"))
        present = set(Account.objects.values_list("username", flat=True))
        for account in ACCOUNTS:
            if account.username in present:
                self.stdout.write(f"  {account.username:<10} {account.password:<20} {account.label}")
