"""Prints that are asked for at the same moment pass no limit, and the same one is asked for once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import Any
from unittest import mock

import pytest
from django.db import connection

from roles.models import Account, PrintJob
from roles.printing import jobs
from roles.printing.jobs import MOST_OF_READER, Owner, TooManyPrintsError, ask_for

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


@pytest.fixture(autouse=True)
def slow() -> Iterator[None]:
    """Let everybody count before anybody writes, if they can."""
    usual = jobs.refuse_too_many

    def count(*args: Any) -> None:
        usual(*args)
        sleep(0.05)

    with mock.patch.object(jobs, "refuse_too_many", count):
        yield


def ask_at_once(query: Callable[[int], str]) -> list[PrintJob | None]:
    """Ask from many threads, each with a connection of its own; nothing stands for a refusal."""
    reader, barrier = Owner(Account.objects.create_user("reader").pk), Barrier(AT_ONCE)

    def ask(number: int) -> PrintJob | None:
        try:
            barrier.wait(10)
            return ask_for("", query(number), "en", reader)
        except TooManyPrintsError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, range(AT_ONCE)))


def test_the_same_print_is_asked_for_once() -> None:
    found = ask_at_once(lambda _number: "levels=2")
    assert len(set(found)) == 1
    assert PrintJob.objects.get() == found[0]


def test_no_more_pass_than_the_limit_says() -> None:
    found = ask_at_once(lambda number: f"levels={number + 1}")
    assert len([job for job in found if job]) == PrintJob.objects.count() == MOST_OF_READER
