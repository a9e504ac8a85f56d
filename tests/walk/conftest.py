"""The sample organisation, served to a browser."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from roles.models import Account
from tests.conftest import SignIn

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
        connection.connection.backup(kept)
    else:
        kept.backup(connection.connection)
        ContentType.objects.clear_cache()
    return live_server.url


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
