"""A page shows one state of the tree, the one before a write or the one after it, and waits for no writer."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.lock import locked
from roles.models import Account, Appointment, Chart, Position
from roles.snapshot import one_snapshot
from roles.tree import beside
from tests.admin.conftest import signed_in
from tests.pages import words
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]

COMPANY = """
CEO: Helena
  COO: Amara
    LOG: Jonas
      DRV: Wei
      SHP
  CFO: Noor
    ACC
"""
PAGES = ("/positions/DRV/", "/compare/?left=DRV&right=ACC", "/chart/", "/people/N4/", "/positions/?q=title")
ADMIN = ("/admin/roles/position/", "/admin/roles/position/{DRV}/change/")
OTHERS = ("/", "/chart.svg", "/me/", "/people/", "/roles/", "/suggestions/?q=title", "/chart/LOG/")


@pytest.fixture
def seats() -> dict[str, Position]:
    """Plant a small company."""
    return plant(COMPANY)


@pytest.fixture
def reader() -> Client:
    """Sign in somebody who may see everything."""
    return signed_in(Account.objects.create_superuser("reader"))


def run_beside(act: Callable[[], Any]) -> None:
    """Run something in another thread, on a connection of its own, and wait for its end."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as fault:  # noqa: BLE001 - raised again below
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive(), "the writer waits for the reader"
    for fault in faults:
        raise fault


@contextmanager
def interrupted(after: int, act: Callable[[], Any]) -> Iterator[list[str]]:
    """Let somebody else act once that many statements about our tables were asked; list all statements."""
    asked: list[str] = []

    def wrapper(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        result = execute(sql, parameters, many, context)
        if "roles_" in sql:
            asked.append(sql)
            if len(asked) == after:
                run_beside(act)
        return result

    with connection.execute_wrapper(wrapper):
        yield asked


def reorganise(seats: dict[str, Position]) -> None:
    """Let the driver report to the other of two managers, and whoever holds the one hold the other, in one write."""
    with tree.writing() as record:
        held = Appointment.objects.get(person__name="Jonas")
        there = seats["ACC" if held.position_id == seats["LOG"].pk else "LOG"]
        tree.move_position(seats["DRV"].pk, there.pk)
        held.position = there
        beside.write(record, Appointment, changed=[held])


@pytest.mark.parametrize("address", [*PAGES, *ADMIN])
def test_page_shows_one_state_whenever_somebody_writes(
    seats: dict[str, Position], reader: Client, address: str
) -> None:
    page = address.format(**{code: seat.pk for code, seat in seats.items()})
    with interrupted(0, lambda: None) as statements:
        reader.get(page)
    for after in range(1, len(statements) + 1):
        before = words(reader.get(page))
        with interrupted(after, lambda: reorganise(seats)):
            meanwhile = words(reader.get(page))
        assert before != words(reader.get(page)), "the page shows nothing of what was written"
        assert meanwhile in (before, words(reader.get(page))), f"half a change after statement {after}"


def test_without_a_snapshot_a_second_statement_sees_what_was_written_meanwhile(seats: dict[str, Position]) -> None:
    def lines() -> list[list[str]]:
        def line() -> list[str]:
            return [each.code for each in Position.objects.line_of(seats["DRV"].pk)]

        first = line()
        target = "COO" if "CFO" in first else "CFO"
        run_beside(lambda: tree.move_position(seats["LOG"].pk, seats[target].pk))
        return [first, line()]

    with one_snapshot():
        first, second = lines()
        assert first == second
    first, second = lines()
    assert first != second


@pytest.mark.parametrize("address", [*PAGES, *OTHERS, "/admin/", "/admin/roles/position/"])
def test_page_answers_while_somebody_holds_the_lock(seats: dict[str, Position], reader: Client, address: str) -> None:
    has_lock, is_over = threading.Event(), threading.Event()

    def write() -> None:
        with locked():
            Chart.objects.update(name="Half written")
            has_lock.set()
            is_over.wait(30)
        connection.close()

    writer = threading.Thread(target=write)
    Chart.current()
    writer.start()
    assert has_lock.wait(30)
    try:
        response = reader.get(address, follow=True)
    finally:
        is_over.set()
        writer.join()
    assert response.status_code == 200
    assert b"Half written" not in response.content


def test_pages_write_nothing(reader: Client) -> None:
    for address in (
        "/",
        "/chart/",
        "/positions/",
        "/compare/",
        "/people/",
        "/me/",
        "/roles/",
        "/admin/roles/position/",
    ):
        assert reader.get(address).status_code == 200
    assert not Chart.objects.exists()


def test_snapshot_inside_a_transaction_changes_nothing(seats: dict[str, Position]) -> None:
    with tree.writing(), one_snapshot():
        Chart.objects.update(name="Tidewater")
    assert Chart.shown().name == "Tidewater"


def test_transactions_after_a_snapshot_take_the_lock_at_once_again(seats: dict[str, Position]) -> None:
    usual = getattr(connection, "transaction_mode", None)
    with one_snapshot():
        assert getattr(connection, "transaction_mode", None) == usual
    assert getattr(connection, "transaction_mode", None) == usual


def test_a_page_for_everybody_opens_its_connection_itself(seats: dict[str, Position], settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    statuses: list[int] = []
    run_beside(lambda: statuses.append(Client().get("/chart/").status_code))
    assert statuses == [200]
