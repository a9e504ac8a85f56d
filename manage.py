#!/usr/bin/env python
"""Run Django's commands for this project."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command; a setting that cannot be meant ends it with the sentence that says so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgchart.settings")
    try:
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
