"""Processes beside the test, on the same database."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.concurrency.operations import create_log, drop_log
from tests.concurrency.server import LIFETIME

ROOT = Path(__file__).resolve().parent.parent.parent


class Processes:
    """The server that forks processes, and those it forked."""

    def __init__(self) -> None:
        """Start the server on the test's database, with the settings of production."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
        environment |= {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "orgchart.settings"}
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.server"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.watchdog = threading.Timer(LIFETIME, self.end)
        self.watchdog.start()

    def ask(self, request: str, **arguments: Any) -> Any:
        """Send a request, and wait for the answer; a hang ends with the server."""
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.write(json.dumps([request, arguments]) + "\n")
        self.server.stdin.flush()
        answer = self.server.stdout.readline()
        assert answer, f"no answer to {request}: the server of processes has ended"
        return json.loads(answer)

    def start(self, task: str, **arguments: Any) -> int:
        """Let a process of its own do a task; returns its id."""
        return int(self.ask("start", task=task, arguments=arguments))

    def kill(self, process: int) -> None:
        """Kill a process by SIGKILL, and wait for its end."""
        self.ask("kill", process=process)
        assert self.join(process) == -signal.SIGKILL

    def join(self, process: int) -> int:
        """Wait for the end of a process; returns its exit code."""
        return int(self.ask("join", process=process))

    def end(self) -> None:
        """Leave no process behind."""
        self.watchdog.cancel()
        # Those it forked are of its group, which is there as long as one of them.
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()


def address() -> str:
    """The address of the test's database, as DATABASE_URL has it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def processes(transactional_db: None) -> Iterator[Processes]:
    """Processes on the test's database, none of which outlives the test."""
    processes = Processes()
    with processes.server:
        yield processes
        processes.end()


@pytest.fixture
def log(transactional_db: None) -> Iterator[None]:
    """The table in which writers log what they do."""
    create_log()
    yield
    drop_log()
