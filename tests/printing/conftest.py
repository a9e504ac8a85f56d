"""A folder for the PDFs of each test, and no runner that outlives it."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def prints(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder in which the PDFs of this test are, which is made when there is one."""
    settings.PRINT_LOCK_FILE = tmp_path / "print.lock"
    settings.PRINTS_DIR = tmp_path / "prints"
    return tmp_path / "prints"
