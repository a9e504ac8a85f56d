"""One runner of a server works at a time, and one is started where none does."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from roles.models import PrintFault, PrintState
from roles.one_at_a_time import take
from roles.printing import turn
from roles.printing.turn import only_runner, python, start_runner
from tests.printing.rows import write_job
from tests.printing.runners import state_of


class Started(list[list[str]]):
    """The commands that would be started, in whose place a process lives as long as the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.begin = subprocess.Popen
        self.processes: list[subprocess.Popen[bytes]] = []

    def note(self, command: list[str], **options: Any) -> Any:
        """Start something else that waits."""
        assert options["start_new_session"]
        self.append(command)
        waiting = [sys.executable, "-c", "import time; time.sleep(60)"]
        self.processes.append(self.begin(waiting, **options))
        return self.processes[-1]

    def kill(self) -> None:
        """Let none live."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Started]:
    """Return the commands that would be started."""
    settings.PRINTS_BY_CRON = False
    commands = Started()
    monkeypatch.setattr(subprocess, "Popen", commands.note)
    yield commands
    commands.kill()


def test_the_second_is_told_that_there_is_one() -> None:
    with only_runner() as first, only_runner() as second:
        assert (first, second) == (True, False)
    with only_runner() as again:
        assert again


def test_a_runner_is_started_where_none_is_at_work(started: Started) -> None:
    start_runner()
    assert [command[2] for command in started] == ["run_prints"]


def test_whoever_asks_while_a_runner_is_starting_starts_no_other(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PAUSE", 0)
    for _number in range(20):
        start_runner()
    assert len(started) == 1
    with only_runner() as is_ours:
        assert not is_ours
    started.kill()
    start_runner()
    assert len(started) == 2


def test_a_runner_that_ended_out_of_order_is_followed_by_another_after_a_while(
    started: Started, settings: Settings
) -> None:
    start_runner()
    started.kill()
    start_runner()
    assert len(started) == 1
    before = time.time() - turn.PAUSE
    os.utime(settings.PRINT_LOCK_FILE, (before, before))
    start_runner()
    assert len(started) == 2


def test_a_runner_that_ended_in_order_is_followed_at_once(started: Started) -> None:
    start_runner()
    started.kill()
    with only_runner() as is_ours:
        assert is_ours
    start_runner()
    assert len(started) == 2


@pytest.mark.django_db
def test_a_runner_takes_over_the_lock_that_it_is_handed(settings: Settings) -> None:
    with take(settings.PRINT_LOCK_FILE) or pytest.fail("no lock") as held:
        call_command("run_prints", lock=os.dup(held.fileno()), stdout=StringIO())
        with only_runner() as is_ours:
            assert not is_ours, "the other descriptor has it still"
    with only_runner() as is_ours:
        assert is_ours


def test_no_runner_is_started_where_cron_does(started: Started, settings: Settings) -> None:
    settings.PRINTS_BY_CRON = True
    start_runner()
    assert started == []


def test_no_runner_is_started_beside_another(started: Started) -> None:
    with only_runner():
        start_runner()
    assert started == []


@pytest.mark.django_db
def test_a_lock_that_cant_be_had_fails_what_waits(started: Started, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "no-folder").write_text("")
    settings.PRINT_LOCK_FILE = tmp_path / "no-folder" / "print.lock"
    job = write_job()
    start_runner()
    assert started == []
    assert state_of(job) == (PrintState.FAILED, PrintFault.DISK)


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
