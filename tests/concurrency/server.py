"""Fork processes on demand: Django is loaded once, and each of them opens its own connection to the database.

It reads one request a line, as JSON, and answers each with a line.
"""

import itertools
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import django
from django.db import connection

# No process outlives its test, not even where nobody is left to kill it.
LIFETIME = 240


def start(task: str, arguments: dict[str, Any]) -> int:
    """Let a process of its own do a task; returns its id."""
    return fork(task, arguments, lambda: None)


def run(task: str, arguments: dict[str, Any], kill_at: int | None, delay: float) -> dict[str, Any]:
    """Let a process do a task, killed just before its so manieth statement, or so many seconds later."""
    reading, writing = os.pipe()
    process = fork(task, arguments, lambda: announce_statements(writing, None if delay else kill_at))
    os.close(writing)
    statements = 0
    while os.read(reading, 1):
        statements += 1
        if statements == kill_at and delay:
            time.sleep(delay)
            kill(process)
            break
    os.close(reading)
    return {"status": join(process), "statements": statements}


def kill(process: int) -> None:
    """Kill a process, wherever it stands."""
    os.kill(process, signal.SIGKILL)


def join(process: int) -> int:
    """Wait for the end of a process; returns its exit code, negative the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def fork(task: str, arguments: dict[str, Any], prepare: Callable[[], None]) -> int:
    """Do a task in a child, which ends with it in any case; returns its id."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        from tests.concurrency.tasks import TASKS

        signal.alarm(LIFETIME)
        prepare()
        TASKS[task](**arguments)
        connection.close()
        code = 0
    except BaseException:  # noqa: BLE001 - a child must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(code)


def announce_statements(pipe: int, kill_at: int | None) -> None:
    """Write a byte before each statement, and be killed before one of them."""
    numbers = itertools.count(1)

    def announce(execute: Callable[..., Any], *arguments: Any) -> Any:
        os.write(pipe, b".")
        if next(numbers) == kill_at:
            kill(os.getpid())
        return execute(*arguments)

    connection.execute_wrappers.append(announce)


REQUESTS: dict[str, Callable[..., Any]] = {"start": start, "run": run, "kill": kill, "join": join}


def main() -> None:
    """Answer requests until there are no more."""
    signal.alarm(LIFETIME)
    django.setup()
    from tests.concurrency import tasks  # noqa: F401 - loaded once for every child

    for line in sys.stdin:
        request, arguments = json.loads(line)
        sys.stdout.write(json.dumps(REQUESTS[request](**arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
