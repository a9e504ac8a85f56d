"""Prints are made one after the other, whatever comes between: other runners, kills, full disks, closed accounts."""

import datetime
import errno
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from roles.models import Account, PrintFault, PrintJob, PrintState, PrintStep
from roles.printing import keeping, pdf, running
from roles.printing.turn import only_runner
from roles.typesetting import TypesettingError
from roles.typesetting import running as typesetting
from tests.printing.rows import write_job
from tests.printing.runners import (
    EMAIL,
    PATIENCE,
    await_that,
    plant_company,
    run_prints,
    start_process,
    state_of,
    text_of,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]


@pytest.fixture(autouse=True)
def company() -> None:
    plant_company()


@pytest.fixture
def account() -> Account:
    return Account.objects.create_user("owner")


@contextmanager
def doing(target: Any, name: str, act: Callable[..., Any]) -> Iterator[None]:
    """Do something else at the place of a function of ours, which is handed over first."""
    usual = getattr(target, name)
    with mock.patch.object(target, name, lambda *args, **options: act(usual, *args, **options)):
        yield


@pytest.mark.usefixtures("environment")
def test_of_two_runners_one_works(account: Account) -> None:
    waiting = [write_job(account, query="layout=sheet") for _number in range(3)]
    processes = [start_process(), start_process()]
    made = sorted(process.communicate(timeout=PATIENCE)[0].split()[0] for process in processes)
    assert made == ["0", "3"]
    assert [state_of(job)[0] for job in waiting] == [PrintState.DONE] * 3


def test_runner_ends_at_once_beside_another(account: Account) -> None:
    job = write_job(account)
    with only_runner():
        assert run_prints() == 0
    assert state_of(job) == (PrintState.WAITING, "")


@pytest.mark.usefixtures("environment")
def test_killed_runner_fails_its_print_and_the_next_goes_on(account: Account) -> None:
    first, second = write_job(account, hours=1), write_job(account)
    process = start_process()
    await_that(lambda: state_of(first)[0] != PrintState.WAITING)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert [state_of(job)[0] for job in (first, second)] == [PrintState.RUNNING, PrintState.WAITING]
    later = timezone.now() - datetime.timedelta(seconds=31)
    PrintJob.objects.filter(pk=first.pk).update(heartbeat=later)
    assert run_prints() == 1
    assert state_of(first) == (PrintState.FAILED, PrintFault.DIED)
    assert state_of(second) == (PrintState.DONE, "")


def test_what_is_typeset_lies_in_a_folder_of_ours_alone_and_goes(account: Account, prints: Path) -> None:
    job = write_job(account, query="layout=sheet")
    seen: list[tuple[Path, int]] = []

    def note(*_arguments: Any) -> str:
        seen.extend((path, stat.S_IMODE(path.stat().st_mode)) for path in prints.rglob("*"))
        return ""

    def look(usual: Callable[..., Any], *args: Any, **options: Any) -> Any:
        with mock.patch.object(typesetting, "run", note):
            return usual(*args, **options)

    with doing(pdf, "typeset", look):
        run_prints()
    (pages,) = (path for path, _mode in seen if path.name == "pages.json")
    assert pages.parents[1] == job.file.with_suffix(".work")
    assert dict(seen)[pages.parents[1]] == 0o700
    assert state_of(job)[0] == PrintState.FAILED  # nothing was run
    assert list(prints.iterdir()) == []


def test_print_that_comes_as_the_runner_ends_is_not_forgotten(account: Account) -> None:
    late: list[PrintJob] = []

    @contextmanager
    def asking_late(usual: Callable[..., Any], *args: Any) -> Iterator[bool]:
        with usual(*args) as is_ours:
            yield is_ours
            if not late:
                late.append(write_job(account))

    with doing(running, "only_runner", asking_late):
        assert run_prints() == 1
    assert state_of(late[0]) == (PrintState.DONE, "")


def test_print_is_seen_with_the_eyes_that_its_owner_has_when_it_is_made(account: Account, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    closed = Account.objects.create_user("closed")
    jobs = [write_job(account, query="contact=1"), write_job(query="contact=1"), write_job(closed, query="contact=1")]
    closed.is_active = False
    closed.save()
    run_prints()
    assert [state_of(job) for job in jobs] == [
        (PrintState.DONE, ""),
        (PrintState.DONE, ""),
        (PrintState.FAILED, PrintFault.CLOSED),
    ]
    assert [EMAIL in text_of(job) for job in jobs[:2]] == [True, False]


def test_chart_that_is_no_longer_public_is_printed_for_nobody_unknown(settings: Settings) -> None:
    settings.PUBLIC_CHART = False
    job = write_job()
    run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.CLOSED)


def test_position_that_left_the_chart_meanwhile_is_said(account: Account) -> None:
    job = write_job(account, code="GONE")
    run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.UNPLACED)


def test_too_many_positions_are_said(account: Account, settings: Settings) -> None:
    settings.MOST_PRINTED = 2
    job = write_job(account)
    run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.MANY)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), PrintFault.DISK),
        (MemoryError(), PrintFault.MEMORY),
        (TypesettingError("missing"), PrintFault.TYPST),
        (TypesettingError("long"), PrintFault.TIME),
        (TypesettingError("large"), PrintFault.MEMORY),
        (TypesettingError("failed", "whatever"), PrintFault.OURS),
        (RuntimeError("whatever"), PrintFault.OURS),
    ],
)
def test_what_goes_wrong_with_one_print_stops_no_other(
    account: Account, caplog: pytest.LogCaptureFixture, error: Exception, fault: PrintFault
) -> None:
    first, second = write_job(account, hours=1), write_job(account)

    def fail_once(usual: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if PrintJob.objects.filter(state=PrintState.WAITING).exists():
            raise error
        return usual(*args, **options)

    with doing(pdf, "typeset", fail_once):
        assert run_prints() == 2
    assert state_of(first) == (PrintState.FAILED, fault)
    assert state_of(second) == (PrintState.DONE, "")
    assert str(first.pk) in caplog.text
    assert not first.file.exists()


def test_folder_that_cant_be_written_fails_the_print(account: Account, prints: Path) -> None:
    prints.write_text("a file where the folder would be")
    job = write_job(account)
    assert run_prints() == 1
    assert state_of(job) == (PrintState.FAILED, PrintFault.DISK)


def test_lock_that_cant_be_had_fails_all_that_wait(account: Account, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.PRINT_LOCK_FILE = tmp_path / "file" / "print.lock"
    job = write_job(account)
    with pytest.raises(CommandError, match="No print can be made"):
        run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.DISK)


def test_print_that_takes_too_long_is_ended(account: Account, settings: Settings) -> None:
    settings.PRINT_SECONDS = 1
    job = write_job(account)
    with doing(pdf, "make", lambda _usual, *_args: time.sleep(20)):
        run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.TIME)
    assert signal.alarm(0) == 0


def test_runner_says_that_it_is_alive_while_it_works(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "BEAT", 0.05)
    job = write_job(account)
    seen: list[PrintJob] = []

    def watch(usual: Callable[..., Any], *args: Any) -> Any:
        seen.append(PrintJob.objects.get(pk=job.pk))
        await_that(lambda: PrintJob.objects.filter(pk=job.pk, heartbeat__gt=seen[0].heartbeat).exists())
        assert [thread for thread in threading.enumerate() if thread.name == str(job.pk)]
        return usual(*args)

    with doing(pdf, "make", watch):
        run_prints()
    assert (seen[0].state, seen[0].step) == (PrintState.RUNNING, PrintStep.PLACING)
    assert not [thread for thread in threading.enumerate() if thread.name == str(job.pk)]


def test_print_of_an_account_that_goes_meanwhile_leaves_no_file(account: Account) -> None:
    job = write_job(account)

    def delete_owner(usual: Callable[..., Any], *args: Any, **options: Any) -> Any:
        done = usual(*args, **options)
        Account.objects.all().delete()
        return done

    with doing(pdf, "typeset", delete_owner):
        run_prints()
    assert not PrintJob.objects.exists()
    assert list(job.file.parent.iterdir()) == []


def test_no_transaction_is_open_while_it_is_drawn_and_typeset(account: Account) -> None:
    job, seen = write_job(account), []

    def look(usual: Callable[..., Any], *args: Any, **options: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return usual(*args, **options)

    with doing(pdf, "make", look), doing(pdf, "typeset", look):
        run_prints()
    assert state_of(job)[0] == PrintState.DONE
    assert seen == [False, False]
