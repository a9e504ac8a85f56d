"""Prints are taken in, so many at a time; what is old, too much or nobody's is cleared away."""

import datetime
from collections.abc import Callable
from pathlib import Path
from unittest import mock
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from roles.models import Account, PrintFault, PrintJob, PrintState
from roles.models.printing import SILENCE
from roles.printing import jobs
from roles.printing.clearing import MOST_KEPT, clear_away
from roles.printing.jobs import MOST_OF_ALL, MOST_OF_STRANGERS, Owner, TooManyPrintsError, ask_for, place_in_queue
from tests.printing.rows import write_job

pytestmark = pytest.mark.django_db

STRANGER = Owner(None, "a-session")


def ask(owner: Owner, number: int = 0) -> PrintJob:
    """Ask for one of many prints."""
    return ask_for("", f"levels={number}", "en", owner)


def test_a_print_keeps_what_was_asked_by_whom(account: Account) -> None:
    job = ask_for("CEO", "paper=a3", "de", Owner(account.pk))
    found = PrintJob.objects.get()
    assert (found.pk, found.owner, found.session) == (job.pk, account, "")
    assert (found.code, found.query, found.language, found.state) == ("CEO", "paper=a3", "de", PrintState.WAITING)


def test_a_reader_has_three_prints_at_a_time(account: Account) -> None:
    reader = Owner(account.pk)
    for number in range(3):
        ask(reader, number)
    with pytest.raises(TooManyPrintsError, match="3 prints of yours are not ready"):
        ask(reader, 3)
    PrintJob.objects.filter(query="levels=0").update(state=PrintState.RUNNING)
    with pytest.raises(TooManyPrintsError):
        ask(reader, 3)
    PrintJob.objects.filter(query="levels=0").update(state=PrintState.DONE)
    ask(reader, 3)
    ask(Owner(Account.objects.create_user("other").pk), 4)


def test_the_same_print_is_not_asked_for_twice_while_it_waits(account: Account) -> None:
    first = ask(Owner(account.pk))
    assert ask(Owner(account.pk)) == first
    assert ask(STRANGER) != first
    PrintJob.objects.update(state=PrintState.RUNNING)
    assert ask(Owner(account.pk)) != first


def test_strangers_leave_room_for_those_who_have_signed_in(account: Account) -> None:
    for number in range(MOST_OF_STRANGERS):
        ask(Owner(None, f"session-{number}"))
    with pytest.raises(TooManyPrintsError, match="try again in a few minutes"):
        ask(Owner(None, "another-session"))
    ask(Owner(account.pk))


def test_strangers_have_so_many_a_day_and_then_those_who_have_signed_in_go_on(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_OF_STRANGERS_A_DAY", 2)
    for number in range(2):
        write_job(session=f"session-{number}", state=PrintState.DONE, hours=number)
    write_job(session="session-of-yesterday", state=PrintState.DONE, hours=25)
    with pytest.raises(TooManyPrintsError, match="try again tomorrow"):
        ask(STRANGER)
    ask(Owner(account.pk))
    PrintJob.objects.filter(session="session-1").delete()
    ask(STRANGER)


def test_whoever_asks_clears_away_what_is_a_day_old(account: Account) -> None:
    old, young = (write_job(account, hours=hours, state=PrintState.DONE) for hours in (24.1, 23.9))
    running = write_job(account, hours=30, state=PrintState.RUNNING, heartbeat=timezone.now())
    new = ask(STRANGER)
    assert set(PrintJob.objects.all()) == {young, running, new}
    assert (old.file.exists(), young.file.exists()) == (False, True)


def test_a_server_takes_in_fifty(account: Account) -> None:
    for number in range(MOST_OF_ALL):
        write_job(Account.objects.create_user(f"reader-{number}"))
    with pytest.raises(TooManyPrintsError, match="try again in a few minutes"):
        ask(Owner(account.pk))


def test_a_runner_is_started_once_the_print_is_written(django_capture_on_commit_callbacks: mock.Mock) -> None:
    with mock.patch.object(jobs, "start_runner") as start, django_capture_on_commit_callbacks(execute=True):
        ask(STRANGER)
        assert not start.called
    assert start.called


def test_nobody_has_the_prints_of_others(account: Account) -> None:
    other = Account.objects.create_user("other")
    mine, theirs, strangers = write_job(account), write_job(other), write_job(session="one")
    assert list(Owner(account.pk).jobs) == [mine]
    assert list(Owner(other.pk).jobs) == [theirs]
    assert list(Owner(None, "one").jobs) == [strangers]
    assert list(Owner(None, "two").jobs) == []
    assert list(Owner(None, "").jobs) == []


def test_a_print_is_somebodys_and_of_one_alone(account: Account) -> None:
    for owner in ({}, {"owner": account, "session": "a-session"}):
        with pytest.raises(IntegrityError, match="print_job_has_one_owner"), transaction.atomic():
            PrintJob.objects.create(language="en", **owner)


@pytest.mark.parametrize("state", [PrintState.DONE, PrintState.FAILED, PrintState.WAITING])
def test_a_day_later_it_is_gone(account: Account, state: PrintState) -> None:
    young, old = (write_job(account, hours=hours, state=state) for hours in (23.9, 24.1))
    assert list(Owner(account.pk).jobs) == [young]
    clear_away()
    assert list(PrintJob.objects.all()) == [young]
    assert (young.file.exists(), old.file.exists()) == (state == PrintState.DONE, False)


def test_files_without_a_row_go_and_others_stay(account: Account, prints: Path) -> None:
    ready, running = write_job(account, state=PrintState.DONE), write_job(account, state=PrintState.RUNNING)
    PrintJob.objects.filter(pk=running.pk).update(heartbeat=timezone.now())
    kept = {ready.file, running.file, running.file.with_suffix(".partial"), prints / "report.pdf", prints / "a.txt"}
    gone = {prints / f"{uuid4()}.pdf", prints / f"{uuid4()}.partial", ready.file.with_suffix(".partial")}
    for file in kept | gone:
        file.write_bytes(b"")
    clear_away()
    assert set(prints.iterdir()) == kept


def test_what_a_killed_runner_typeset_goes_with_it(account: Account, prints: Path) -> None:
    ready, running = write_job(account, state=PrintState.DONE), write_job(account, state=PrintState.RUNNING)
    PrintJob.objects.filter(pk=running.pk).update(heartbeat=timezone.now())
    died = write_job(account, state=PrintState.RUNNING)
    PrintJob.objects.filter(pk=died.pk).update(heartbeat=timezone.now() - SILENCE - datetime.timedelta(seconds=5))
    others = (prints / "mine.work", prints / "orgchart-typeset-x")
    folders = [job.file.with_suffix(".work") for job in (ready, died, running)]
    for folder in (*others, *folders):
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "pages.json").write_text("who reports to whom")
    clear_away()
    assert set(prints.iterdir()) == {*others, folders[-1], ready.file}


def delete_alone(account: Account, _admin: Client) -> None:
    account.delete()


def delete_on_its_page(account: Account, admin: Client) -> None:
    admin.post(f"/admin/roles/account/{account.pk}/delete/", {"post": "yes"})


def delete_on_the_list(account: Account, admin: Client) -> None:
    values = {"action": "delete_selected", "_selected_action": [account.pk], "post": "yes"}
    admin.post("/admin/roles/account/", values)


@pytest.mark.parametrize("delete", [delete_alone, delete_on_its_page, delete_on_the_list])
def test_the_files_of_a_deleted_account_go_with_it(
    account: Account,
    admin_client: Client,
    django_capture_on_commit_callbacks: mock.Mock,
    delete: Callable[[Account, Client], None],
) -> None:
    job, other = write_job(account, state=PrintState.DONE), write_job(state=PrintState.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        delete(account, admin_client)
        assert job.file.exists(), "nothing was committed yet"
    assert list(PrintJob.objects.all()) == [other]
    assert (job.file.exists(), other.file.exists()) == (False, True)


def test_the_files_of_accounts_that_a_queryset_deleted_go_with_the_next_runner(account: Account) -> None:
    job = write_job(account, state=PrintState.DONE)
    Account.objects.all().delete()
    clear_away()
    assert not job.file.exists()


def test_of_one_account_the_last_twenty_are_kept(account: Account) -> None:
    jobs = [write_job(account, hours=number / 10, state=PrintState.DONE) for number in range(MOST_KEPT + 2)]
    other = write_job(Account.objects.create_user("other"), hours=20, state=PrintState.DONE)
    clear_away()
    assert set(PrintJob.objects.all()) == {*jobs[:MOST_KEPT], other}
    assert [job.file.exists() for job in jobs] == [True] * MOST_KEPT + [False] * 2


def test_strangers_do_not_push_out_each_others_files() -> None:
    latest = [write_job(session="busy", hours=number / 10, state=PrintState.DONE) for number in range(MOST_KEPT + 2)]
    other = write_job(session="other", hours=20, state=PrintState.DONE)
    clear_away()
    assert set(PrintJob.objects.all()) == {*latest[:MOST_KEPT], other}


def test_a_runner_that_is_silent_is_dead(account: Account) -> None:
    beats = {seconds: timezone.now() - datetime.timedelta(seconds=seconds) for seconds in (115, 125)}
    alive, dead = (write_job(account, state=PrintState.RUNNING, heartbeat=at) for at in beats.values())
    assert (alive.is_silent, dead.is_silent) == (False, True)
    assert place_in_queue(write_job(account)) == 1
    clear_away()
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.state, dead.fault, alive.state) == (PrintState.FAILED, PrintFault.DIED, PrintState.RUNNING)


def test_a_folder_that_is_not_there_or_not_ours_stops_nothing(account: Account, prints: Path) -> None:
    clear_away()
    prints.write_text("a file where the folder would be")
    clear_away()
    assert prints.exists()
