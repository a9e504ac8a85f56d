"""What runs the tests fails when it should."""

import importlib.util
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CI = Path(__file__).resolve().parent.parent / ".ci"
TESTS = """
import pytest
def test_passes(): pass
@pytest.mark.skip(reason="not today")
def test_is_left_out(): pass
"""
REAL_DATA = "no real data: REAL_DATA_DIR is not set"


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the script that runs all parts."""
    monkeypatch.syspath_prepend(str(CI))
    spec = importlib.util.spec_from_file_location("ci_test", CI / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "ci_test", module)
    spec.loader.exec_module(module)
    return module


def find_part(runner: ModuleType, folder: Path, name: str) -> Any:
    """Return the part of that name."""
    return next(part for part in [*runner.tests(folder), runner.tree_tests("")] if part.name == name)


@pytest.mark.parametrize(
    ("part", "is_ci", "reason", "passes"),
    [
        ("tests in the browser", True, "not today", False),
        ("tests in the browser", False, "not today", True),
        ("tests in the browser", True, REAL_DATA, True),
        ("tree on PostgreSQL", True, "not today", False),
        ("tree on PostgreSQL", True, REAL_DATA, True),
        ("tests on SQLite", True, "not today", True),
    ],
)
def test_skipped_test_fails_a_part_that_is_needed_whole(
    runner: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    part: str,
    is_ci: bool,
    reason: str,
    passes: bool,
) -> None:
    monkeypatch.setattr(runner, "IS_CI", is_ci)
    assert runner.has_run_enough(find_part(runner, tmp_path, part), {reason}) is passes
    assert runner.has_run_enough(find_part(runner, tmp_path, part), set())


@pytest.mark.parametrize("is_ci", [True, False])
def test_skips_are_read_from_what_pytest_reports(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_ci: bool
) -> None:
    monkeypatch.setattr(runner, "IS_CI", is_ci)
    # What runs inside this test is no code of ours: it is not measured, and needs no plugin.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (tmp_path / "test_few.py").write_text(TESTS)
    command = [*runner.PYTEST, "-c", os.devnull, "--rootdir", tmp_path, tmp_path]
    outcome = runner.run(replace(find_part(runner, tmp_path, "tests in the browser"), command=command), tmp_path)
    assert (outcome.passed, outcome.skipped) == (not is_ci, ("1 x not today",))
    assert outcome.counts == "1 passed, 0 failed, 1 skipped"


def test_reason_that_is_excused_is_the_one_of_the_fixture(runner: ModuleType) -> None:
    assert f'pytest.skip("{runner.NO_REAL_DATA}")' in (CI.parent / "tests" / "conftest.py").read_text()


@pytest.mark.parametrize(("code", "shown"), [(0, ""), (3, "WARNING: é\n")])
def test_setting_up_says_nothing_unless_it_fails(
    runner: ModuleType, capfd: pytest.CaptureFixture[str], code: int, shown: str
) -> None:
    script = f"import sys; sys.stderr.buffer.write('WARNING: é\\n'.encode()); sys.exit({code})"
    assert sys.modules["quiet"].run([sys.executable, "-c", script]) is (code == 0)
    assert capfd.readouterr() == ("", shown)
