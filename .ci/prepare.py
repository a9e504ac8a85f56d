"""Bring the database up to date and load the sample where it is empty; in one process, since each start takes time."""

import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "orgchart.settings"

if __name__ == "__main__":
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    call_command("migrate", verbosity=0)
    if "--no-sample" not in sys.argv:
        call_command("load_sample", if_empty=True)
