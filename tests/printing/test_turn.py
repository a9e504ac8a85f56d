"""One runner of a server works at a time, and one is started where none does."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from roles.printing.turn import only_runner, python, start_runner

Started = list[list[str]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Started:
    """Return the commands that would be started, each of which ends at once."""
    settings.PRINTS_BY_CRON = False
    commands: Started = []
    begin = subprocess.Popen

    def note(command: list[str], **options: Any) -> Any:
        commands.append(command)
        assert options["start_new_session"]
        return begin([sys.executable, "-c", ""], **options)

    monkeypatch.setattr(subprocess, "Popen", note)
    return commands


def test_the_second_is_told_that_there_is_one() -> None:
    with only_runner() as first, only_runner() as second:
        assert (first, second) == (True, False)
    with only_runner() as again:
        assert again


def test_a_runner_is_started_where_none_is_at_work(started: Started) -> None:
    start_runner()
    assert [command[-1] for command in started] == ["run_prints"]


def test_no_runner_is_started_where_cron_does(started: Started, settings: Settings) -> None:
    settings.PRINTS_BY_CRON = True
    start_runner()
    assert started == []


def test_no_runner_is_started_beside_another(started: Started) -> None:
    with only_runner():
        start_runner()
    assert started == []


def test_a_lock_that_cant_be_had_is_the_runners_matter(started: Started, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "no-folder").write_text("")
    settings.PRINT_LOCK_FILE = tmp_path / "no-folder" / "print.lock"
    start_runner()
    assert len(started) == 1


def test_a_process_that_cant_be_started_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.PRINTS_BY_CRON = False

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", fail)
    start_runner()
    assert "Resource temporarily unavailable" in caplog.text


@pytest.mark.parametrize("program", [sys.executable, "/usr/bin/uwsgi", "", None])
def test_the_runner_runs_in_the_interpreter_of_the_web_server(
    monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    said = subprocess.run([python(), "-c", "import django"], capture_output=True, check=False)  # noqa: S603
    assert said.returncode == 0, said.stderr
