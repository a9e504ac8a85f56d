"""What our commands have in common: each way to be stopped ends in a sentence, or in silence."""

import json
import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, IntegrityError
from django.utils import translation
from django.utils.translation import gettext as _

from roles.lock import TreeBusyError

# What a shell reports of any program whose reader went away: 128 and the number of SIGPIPE.
READER_IS_GONE = 141


class OrganisationCommand(BaseCommand):
    """A command that needs the database; not Django's check of migrations, which warns on stdout."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command in the language of commands, whatever is spoken around it."""
        with translation.override(settings.COMMAND_LANGUAGE):
            return self.run_or_say_why(*args, **options)

    def run_or_say_why(self, *args: Any, **options: Any) -> str | None:
        """Run the command, and say why where the database, a rule of the chart or a reader stops it."""
        try:
            try:
                return super().execute(*args, **options)
            finally:
                self.stdout.flush()
        except BrokenPipeError as error:
            drop_output()
            raise SystemExit(READER_IS_GONE) from error
        except (Error, TreeBusyError, ValidationError) as error:
            why = in_words(error)
            if not options.get("json"):
                raise CommandError(why) from error
            self.stdout.write(json.dumps(self.as_object(why)))
            raise SystemExit(1) from error

    def as_object(self, error: str) -> dict[str, Any]:
        """What to print as JSON in place of an answer."""
        return {"error": error}


def in_words(error: Error | TreeBusyError | ValidationError) -> str:
    """Why a command was stopped."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        text = _(
            "Nothing was written, since the database refuses it: %(why)s. Somebody else may have changed the same."
        )
        return text % {"why": on_one_line(error)}
    return unusable_database(error) if isinstance(error, Error) else str(error)


def unusable_database(error: Error) -> str:
    """Say that the database is not there, can't be written or is not migrated."""
    text = _("The database can't be used: %(why)s. Is it there, may it be written, and is it migrated?")
    return text % {"why": on_one_line(error)}


def on_one_line(error: Error) -> str:
    """What the database says, for the middle of a sentence."""
    return " ".join(str(error).split()).removesuffix(".")


def drop_output() -> None:
    """Send what is left of the output nowhere: Python writes it out as it ends, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
