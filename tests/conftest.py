"""Fixtures for all tests: the sound tree, a browser that tells on pages, real organisations."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from roles.models import Account, Role
from roles.soundness import check_tree
from tests.past_the_door import watched_door

# A busy machine is no failure, and a CI machine judges the change it was given: it tries the same examples each time.
hypothesis.settings.register_profile("ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("ci", parent=hypothesis.settings.get_profile("ours"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "ours")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What Django empties the database with, after a test that committed and on request: SQLite and PostgreSQL, which
# names all tables in no particular order.
EMPTYING = re.compile(r'DELETE FROM "roles_position";|TRUNCATE ("\w+", )+"\w+"( RESTART IDENTITY)?;')

SignIn = Callable[[Page, Account], None]
FindViolations = Callable[[Page], list[str]]


def do_without(what: str) -> NoReturn:
    """Skip the test for want of something; on a CI machine, that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"not on this machine: {what}")
    pytest.skip(f"not on this machine: {what}")


@pytest.fixture(autouse=True)
def sound_tree(request: pytest.FixtureRequest) -> Iterator[None]:
    """Watch who writes positions in every test that has a database, and look at the tree after it.

    A test that is marked to break the tree may do both.
    """
    node = request.node
    has_database = node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames)
    if not has_database or node.get_closest_marker("breaks_tree"):
        yield
        return
    request.getfixturevalue("db")
    with watched_door() as past_the_door:
        yield
    assert [sql for sql in past_the_door if not EMPTYING.fullmatch(sql)] == []
    if not connection.needs_rollback:
        assert check_tree() == []


@pytest.fixture(autouse=True)
def usual_language() -> Iterator[None]:
    """Forget the language of the last page that a test asked for, which Django keeps for the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def reader(client: Client) -> Client:
    """Return a client signed in as somebody who may read."""
    client.force_login(Account.objects.create_user("reader"))
    return client


@pytest.fixture(scope="session")
def real_data_dir() -> Path:
    """Return the folder of real organisations."""
    folder = os.environ.get("REAL_DATA_DIR")
    if not folder:
        pytest.skip("no real data: REAL_DATA_DIR is not set")
    assert Path(folder).is_dir(), f"REAL_DATA_DIR is {folder}, which is no folder"
    return Path(folder)


@pytest.fixture
def framework(real_data_dir: Path) -> list[Role]:
    """Import the UK Government's Digital and Data framework."""
    folder = real_data_dir / "skills" / "uk_ddat"
    call_command("import_roles", folder / "roles.csv", stdout=StringIO(), stderr=StringIO())
    return list(Role.objects.order_by("pk"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        do_without("browser (Chromium)")
    # Playwright keeps an event loop running in this thread; Django would refuse each query a test makes beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Witness:
    """What went wrong in a page: errors in its console, and requests to anywhere but our server."""

    def __init__(self, page: Page, home: str) -> None:
        self.home = home
        self.visited: set[str] = set()
        self.faults: list[str] = []
        page.on("request", self.see_request)
        page.on("console", self.see_message)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def see_request(self, request: Request) -> None:
        """Note a request that leaves the machine."""
        if request.is_navigation_request():
            self.visited.add(request.url)
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.faults.append(f"request to elsewhere: {request.url}")

    def see_message(self, message: ConsoleMessage) -> None:
        """Note an error, but not the status of a page that the test went to on purpose, such as a 404."""
        is_status = message.text.startswith("Failed to load resource") and message.location["url"] in self.visited
        if message.type == "error" and not is_status:
            self.faults.append(f"console: {message.text}")


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Open an empty page of our server; afterwards nothing may have gone wrong in it."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    witness = Witness(page, live_server.url)
    yield page
    context.close()
    assert witness.faults == []


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Return a function that signs an account in, without its password."""

    def sign_in(page: Page, account: Account) -> None:
        client = Client()
        client.force_login(account)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def signed_in_page(page: Page, sign_in: SignIn) -> Page:
    """Open an empty page for somebody who may read."""
    sign_in(page, Account.objects.create_user("reader"))
    return page


@pytest.fixture(scope="session")
def axe() -> FindViolations:
    """Return a function that lists what is inaccessible on a page: the rule, and where.

    Axe may not copy stylesheets into inline ones, which our policy would report; no rule that we need asks for it.
    """

    def find_violations(page: Page) -> list[str]:
        violations = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
        return [f"{violation['id']}: {node['target'][0]}" for violation in violations for node in violation["nodes"]]

    return find_violations
