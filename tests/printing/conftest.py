"""A folder for the PDFs of each test, and no runner that outlives it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from roles.models import Account
from tests.concurrency.conftest import address


@pytest.fixture(autouse=True)
def prints(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder in which the PDFs of this test are, which is made when there is one."""
    settings.PRINT_LOCK_FILE = tmp_path / "print.lock"
    settings.PRINTS_DIR = tmp_path / "prints"
    return tmp_path / "prints"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prints: Path) -> None:
    """Let processes that are started work on the database and in the folder of this test."""
    values = {"DATABASE_URL": address(), "PRINTS_DIR": str(prints), "PRINT_LOCK_OF_TEST": str(tmp_path / "print.lock")}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.settings")


@pytest.fixture
def account() -> Account:
    """Return the account whose the prints are."""
    return Account.objects.create_user("owner")


@pytest.fixture
def owner(account: Account) -> Client:
    """Return a client signed in as the owner of prints."""
    client = Client()
    client.force_login(account)
    return client
