"""What runs the tests fails when it should."""

import importlib.util
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

CI = Path(__file__).resolve().parent.parent / ".ci"
TEST = """
import pytest
def test_passes(): pass
"""
SKIP = """
@pytest.mark.skip(reason={reason!r})
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


@pytest.mark.parametrize(
    ("part", "is_ci", "reason", "passes"),
    [
        ("tests in the browser", True, "", True),
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
    # What runs inside this test is no code of ours: it is not measured.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    (tmp_path / "test_few.py").write_text(TEST + (SKIP.format(reason=reason) if reason else ""))
    [found] = [each for each in [*runner.tests(tmp_path), runner.tree_tests("")] if each.name == part]
    command = [*runner.PYTEST, "-p", "no:django", "-c", os.devnull, "--rootdir", tmp_path, tmp_path]
    outcome = runner.run(replace(found, command=command), tmp_path)
    assert outcome.passed is passes
    assert outcome.skipped == ((f"1 x {reason}",) if reason else ())


def test_reason_that_is_excused_is_the_one_of_the_fixture(runner: ModuleType) -> None:
    assert f'pytest.skip("{runner.NO_REAL_DATA}")' in (CI.parent / "tests" / "conftest.py").read_text()


@pytest.mark.parametrize(("code", "shown"), [(0, ""), (3, "WARNING: é\n")])
def test_setting_up_says_nothing_unless_it_fails(
    runner: ModuleType, capfd: pytest.CaptureFixture[str], code: int, shown: str
) -> None:
    script = f"import sys; sys.stderr.buffer.write('WARNING: é\\n'.encode()); sys.exit({code})"
    assert sys.modules["quiet"].run([sys.executable, "-c", script]) is (code == 0)
    assert capfd.readouterr() == ("", shown)
