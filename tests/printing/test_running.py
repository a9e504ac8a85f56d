"""Prints are made one after the other, whatever comes between: other runners, kills, full disks, closed accounts."""

import datetime
import errno
import os
import resource
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pypdfium2
import pytest
from django.core.management import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from roles.models import Account, PrintFault, PrintJob, PrintState, PrintStep
from roles.models.printing import SILENCE
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
    start_stuck_process,
    state_of,
    text_of,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]


@pytest.fixture(autouse=True)
def company() -> None:
    plant_company()


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
    process = start_stuck_process()
    await_that(lambda: PrintJob.objects.get(pk=first.pk).step == PrintStep.PLACING)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert [state_of(job)[0] for job in (first, second)] == [PrintState.RUNNING, PrintState.WAITING]
    long_ago = timezone.now() - SILENCE - datetime.timedelta(seconds=1)
    PrintJob.objects.filter(pk=first.pk).update(heartbeat=long_ago)
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
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_print_that_swallows_its_alarm_gets_another(
    account: Account, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRINT_SECONDS = 1
    monkeypatch.setattr(running, "ONCE_MORE", 0.2)
    job, swallowed = write_job(account), []

    def tidy_up(*_arguments: Any) -> None:
        for _number in range(2):
            try:
                time.sleep(20)
            except running.OutOfTimeError:
                swallowed.append(1)
        time.sleep(20)

    with doing(pdf, "make", tidy_up):
        run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.TIME)
    assert len(swallowed) == 2


def test_print_whose_time_is_up_once_it_lies_there_leaves_no_file(account: Account) -> None:
    job = write_job(account)

    def be_late(usual: Callable[..., Any], *args: Any) -> Any:
        usual(*args)
        assert job.file.exists()
        raise running.OutOfTimeError

    with doing(running, "make_file", be_late):
        run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.TIME)
    assert list(job.file.parent.iterdir()) == []


def test_print_that_needs_too_much_memory_before_it_is_typeset_fails(account: Account, settings: Settings) -> None:
    settings.PRINT_MEMORY = 1000
    job, before = write_job(account), resource.getrlimit(resource.RLIMIT_DATA)

    def swell(usual: Callable[..., Any], *args: Any) -> Any:
        assert len(bytearray(2 << 30))
        return usual(*args)

    with doing(pdf, "make", swell):
        run_prints()
    assert state_of(job) == (PrintState.FAILED, PrintFault.MEMORY)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_typesetting_has_the_time_that_is_left(account: Account, settings: Settings) -> None:
    settings.PRINT_SECONDS = 60
    write_job(account)
    seconds: list[float] = []

    def be_slow(usual: Callable[..., Any], *args: Any) -> Any:
        time.sleep(1.5)
        return usual(*args)

    def note(usual: Callable[..., Any], *args: Any, **options: Any) -> Any:
        seconds.append(options["limits"].seconds)
        return usual(*args, **options)

    with doing(pdf, "make", be_slow), doing(pdf, "typeset", note):
        run_prints()
    assert 50 < seconds[0] < 58.5


def test_log_names_the_print_and_where_it_failed_and_nothing_that_stands_on_it(
    account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = [write_job(account), write_job(account)]
    errors: list[Exception] = [TypesettingError("failed", "label <Helena>"), KeyError("Helena")]

    def fail(*_arguments: Any, **_options: Any) -> Any:
        raise errors.pop()

    with doing(pdf, "typeset", fail):
        run_prints()
    assert all(str(job.pk) in caplog.text for job in jobs)
    assert "KeyError" in caplog.text
    assert "in make_file" in caplog.text
    assert "Helena" not in caplog.text


@pytest.mark.parametrize("kind", [InterfaceError, OperationalError])
def test_connection_that_is_lost_stops_neither_the_print_nor_its_signs_of_life(
    account: Account, monkeypatch: pytest.MonkeyPatch, kind: type[InterfaceError | OperationalError]
) -> None:
    monkeypatch.setattr(keeping, "BEAT", 0.05)
    monkeypatch.setattr(keeping, "PAUSE", 0)
    job, lost = write_job(account), set()

    def lose_once(usual: Callable[..., int], *args: Any, **values: Any) -> int:
        thread = threading.get_ident()
        if thread not in lost:
            lost.add(thread)
            raise kind("the connection is closed")
        return usual(*args, **values)

    def watch(usual: Callable[..., Any], *args: Any) -> Any:
        before = timezone.now()
        await_that(lambda: PrintJob.objects.filter(pk=job.pk, heartbeat__gt=before).exists())
        return usual(*args)

    with doing(keeping, "say", lose_once), doing(pdf, "make", watch):
        run_prints()
    assert state_of(job) == (PrintState.DONE, "")
    assert len(lost) == 2


def test_file_can_be_read_by_its_owner_alone(account: Account, prints: Path) -> None:
    job = write_job(account)
    before = os.umask(0)
    try:
        run_prints()
    finally:
        os.umask(before)
    assert state_of(job) == (PrintState.DONE, "")
    assert stat.S_IMODE(job.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(prints.stat().st_mode) == 0o700


def test_print_has_one_date_across_midnight(account: Account) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    asked = midnight - datetime.timedelta(seconds=1)
    job = write_job(account, query="layout=sheet")
    PrintJob.objects.filter(pk=job.pk).update(made=asked)
    run_prints()
    assert state_of(job) == (PrintState.DONE, "")
    assert date_format(asked) in text_of(job)
    assert date_format(midnight) not in text_of(job)
    assert f"{asked:%Y%m%d}" in pypdfium2.PdfDocument(job.file).get_metadata_dict()["CreationDate"]


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
