"""Runners, in this process and in others, and what they leave behind."""

import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO

import pypdfium2
from django.core.management import call_command

from roles.models import Person, PrintJob
from tests.concurrency.conftest import ROOT
from tests.trees import plant

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Logistics
    ODD Head of \U00013000 things
"""
EMAIL = "helena@example.org"
PATIENCE = 60


def plant_company() -> None:
    """Plant a few positions; one title has a character that no font has."""
    plant(COMPANY)
    Person.objects.filter(name="Helena Brandvold").update(email=EMAIL)


def run_prints() -> int:
    """Make what waits in this process; return how many it says it made."""
    said = StringIO()
    call_command("run_prints", stdout=said)
    return int(said.getvalue().split()[0])


def start_process() -> "subprocess.Popen[str]":
    """Start a runner that is a process of its own."""
    command = [sys.executable, "manage.py", "run_prints"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603


STUCK = """
import time
import django
django.setup()
from django.core.management import call_command
from roles.printing import pdf
pdf.make = lambda *_arguments: time.sleep(600)
call_command("run_prints")
"""


def start_stuck_process() -> "subprocess.Popen[str]":
    """Start a runner that reads the chart of its first print and gets no further."""
    command = [sys.executable, "-c", STUCK]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603


def await_that(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "not so after all"
        time.sleep(0.05)


def state_of(job: PrintJob) -> tuple[str, str]:
    """How a print stands, and its fault."""
    job.refresh_from_db()
    return job.state, job.fault


def text_of(job: PrintJob) -> str:
    """All words of the PDF."""
    document = pypdfium2.PdfDocument(job.file)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
