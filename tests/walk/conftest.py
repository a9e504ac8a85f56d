"""The sample organisation, served to a browser."""

import datetime
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from roles.models import Account, PrintFault, PrintState, PrintStep
from roles.sample import EMPLOYEE
from tests.conftest import SignIn
from tests.printing.rows import write_job
from tests.walk.pages import PRINTS

ReadAs = Callable[[str], Page]


@pytest.fixture(scope="session")
def kept() -> Iterator[sqlite3.Connection]:
    """Return an empty database in memory, for a copy of what takes long to load."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def sample(live_server: LiveServer, kept: sqlite3.Connection) -> str:
    """Load the sample and return where it is served; after the first time a copy, which SQLite reads at once."""
    connection.ensure_connection()
    if kept.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        call_command("load_sample", stdout=io.StringIO())
        write_prints(Account.objects.get(username=EMPLOYEE.username))
        connection.connection.backup(kept)
    else:
        kept.backup(connection.connection)
        ContentType.objects.clear_cache()
    return live_server.url


def write_prints(owner: Account) -> None:
    """Let somebody have asked for prints, each of which stands in another way."""
    write_job(owner, id=PRINTS["waiting"], code="OPS-LOG", query="paper=a3")
    later = timezone.now() + datetime.timedelta(days=1)
    write_job(owner, id=PRINTS["running"], state=PrintState.RUNNING, step=PrintStep.SETTING, pages=24, heartbeat=later)
    write_job(owner, id=PRINTS["failed"], state=PrintState.FAILED, fault=PrintFault.MEMORY)
    outcome: dict[str, Any] = {
        "pages": 24,
        "sheets": 16,
        "smallest": 7.1,
        "size": 1_234_567,
        "title": "Organisation chart",
    }
    missing = [["U+A015 YI SYLLABLE WU", 3, "Head of \ua015"], ["U+F0000", 7, "\U000f0000 and others"]]
    reason = "text uses a character that no font has"
    write_job(
        owner, id=PRINTS["ready"], state=PrintState.DONE, **outcome, deviation=reason, missing=missing, has_file=False
    )


@pytest.fixture
def read_as(page: Page, sample: str, sign_in: SignIn) -> ReadAs:
    """Return a function that lets one of the sample's accounts, or nobody, read the page from now on."""

    def read_as(username: str) -> Page:
        # A page that still asks for something must not ask as nobody.
        page.goto("about:blank")
        page.context.clear_cookies()
        if username:
            sign_in(page, Account.objects.get(username=username))
        return page

    return read_as
