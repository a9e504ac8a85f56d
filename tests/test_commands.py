"""What all commands have in common: a database that can't be used, and a reader who has read enough."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from roles.lock import TreeBusyError

UNREACHABLE = "postgres://nobody@127.0.0.1:1/nothing"
COMMANDS = {
    "check_tree": "roles.management.commands.check_tree.check_tree",
    "close_accounts": "roles.management.commands.close_accounts.close_leavers",
    "compare A B": "roles.management.commands.compare.find_all",
    "export_positions -o -": "roles.management.commands.export_positions.write_positions",
    "import_positions x.csv": "roles.management.importing.import_sheets",
    "load_sample": "roles.management.commands.load_sample.load",
}


def run(command: str, database: str, output: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, on another database."""
    environment = os.environ | {"DATABASE_URL": database}
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command.split()],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_is_not_migrated_is_a_sentence_and_exit_code_1(command: str, tmp_path: Path) -> None:
    done = run(command, f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: The database can't be used: no such table: roles_")
    assert done.stderr.endswith(". Is it there, may it be written, and is it migrated?\n")


def test_a_database_that_cannot_be_reached_is_a_sentence_and_one_object_as_json(tmp_path: Path) -> None:
    done = run("check_tree", UNREACHABLE)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    for database in (UNREACHABLE, f"sqlite:///{tmp_path / 'nowhere' / 'new.sqlite3'}"):
        done = run("compare A B --json", database)
        assert (done.returncode, done.stderr) == (1, "")
        assert json.loads(done.stdout)["error"].startswith("The database can't be used: ")


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "work"), COMMANDS.items())
@pytest.mark.parametrize("error", [TreeBusyError("Try again."), OperationalError("gone away")])
def test_a_command_that_is_stopped_says_why(
    command: str, work: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(work, stop)
    with pytest.raises(CommandError, match=r"Try again\.|The database can't be used: gone away\."):
        call_command(*command.split())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the sample organisation."""
    database = f"sqlite:///{tmp_path_factory.mktemp('sample') / 'sample.sqlite3'}"
    assert run("migrate --verbosity 0", database).returncode == 0
    assert run("load_sample", database).returncode == 0
    return database


@pytest.mark.parametrize("command", ["export_positions -o -", "export_positions -o /dev/stdout", "check_tree"])
def test_a_reader_who_has_read_enough_ends_a_command_quietly(command: str, sample: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run(command, sample, writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_output_that_has_no_room_is_a_sentence(sample: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = run("export_positions -o -", sample, full.fileno())
    assert (done.returncode, done.stderr) == (1, "CommandError: - can't be written: No space left on device.\n")
