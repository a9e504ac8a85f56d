"""The sample organisation, served to a browser."""

import io
from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from roles.models import Account
from tests.conftest import SignIn

ReadAs = Callable[[str], Page]


@pytest.fixture
def sample(live_server: LiveServer) -> str:
    """Load the sample, and return where it is served."""
    call_command("load_sample", stdout=io.StringIO())
    return live_server.url


@pytest.fixture
def read_as(page: Page, sample: str, sign_in: SignIn) -> ReadAs:
    """Return a function that lets one of the sample's accounts, or nobody, read the page from now on."""

    def read_as(username: str) -> Page:
        page.context.clear_cookies()
        if username:
            sign_in(page, Account.objects.get(username=username))
        return page

    return read_as
