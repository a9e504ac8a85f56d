"""What is worked out while somebody waits: for whom, how much, one large print at a time, and in no transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as ours
from django.contrib.auth.models import AnonymousUser
from django.core.files import locks
from django.db import connection
from django.test import Client
from pytest_django import Settings

from roles.models import Account
from roles.printing import answer as answering
from roles.printing import estimating, planning
from roles.printing.answer import Answer
from roles.printing.asked import Asked, Binding
from roles.printing.making import make as make_pages
from roles.printing.reading import Reader, read_branch
from roles.views import printing as views
from tests.pages import words
from tests.trees import plant

pytestmark = pytest.mark.django_db
COMPANY = "H Head: Amara Osei\n" + "\n".join(f"  C{number} Clerk {number}: Name {number}" for number in range(40))
ADDRESSES = ("/print/", "/print/pages/", "/chart/H/print/?layout=sheet")


@pytest.fixture(autouse=True)
def company(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    plant(COMPANY)


@pytest.fixture
def few_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forty positions be many."""
    monkeypatch.setattr(answering, "LARGE", 20)
    monkeypatch.setattr(planning, "LONGEST_WAIT", 0.2)


def answer_to(asked: Asked, reader: Reader | None = None) -> Answer:
    """What a reader is answered."""
    return Answer(asked, read_branch(asked), reader or Account())


@contextmanager
def somebody_plans() -> Iterator[None]:
    """Hold the lock, as another thread does that works out a large print."""
    with Path(ours.PLAN_LOCK_FILE).open("wb") as held:
        assert locks.lock(held, locks.LOCK_EX | locks.LOCK_NB)
        yield


def test_whoever_has_not_signed_in_is_told_exactly_of_less(monkeypatch: pytest.MonkeyPatch) -> None:
    assert planning.MOST_OF_STRANGERS < planning.MOST_EXACT
    monkeypatch.setattr(planning, "MOST_OF_STRANGERS", 20)
    assert [answer_to(Asked(), reader).is_exact for reader in (Account(), AnonymousUser())] == [True, False]


@pytest.mark.usefixtures("few_are_large")
@pytest.mark.parametrize("layout", Binding)
def test_while_somebody_plans_others_are_told_about(layout: Binding) -> None:
    asked = Asked(layout=layout)
    with somebody_plans():
        answer = answer_to(asked)
        assert (answer.is_exact, answer.is_busy) == (False, True)
        assert "bout" in answer.sentence
    answer = answer_to(asked)
    assert (answer.is_exact, answer.is_busy) == (True, False)
    assert "bout" not in answer.sentence


def test_little_is_planned_whoever_plans() -> None:
    with somebody_plans():
        assert answer_to(Asked()).is_exact


@pytest.mark.usefixtures("few_are_large")
def test_pages_of_who_is_too_early_say_so(reader: Client) -> None:
    with somebody_plans():
        pages, dialogue = reader.get("/print/pages/"), reader.get("/print/")
    assert pages.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Load this page again in a moment." in pages.content.decode()
    assert dialogue.status_code == HTTPStatus.OK
    assert "That is an estimate: something else is being laid out" in words(dialogue)


@pytest.mark.usefixtures("few_are_large")
def test_where_no_lock_can_be_had_nobody_waits(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.PLAN_LOCK_FILE = tmp_path / "file" / "lock"
    assert answer_to(Asked()).is_exact


@pytest.mark.usefixtures("few_are_large")
def test_of_very_many_sheets_no_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "MOST_SHEETS", 1)
    with mock.patch.object(answering, "make", side_effect=AssertionError):
        answer = answer_to(Asked(smallest=14))
        assert (answer.is_exact, answer.is_busy) == (False, False)
        assert answer.sentence.startswith("About ")


@pytest.mark.usefixtures("few_are_large")
def test_of_a_large_sheet_a_book_is_estimated_and_nothing_is_tried() -> None:
    answer = answer_to(Asked(layout=Binding.SHEET, smallest=20))
    with mock.patch.object(answering, "make", wraps=make_pages) as make:
        assert answer.is_exact
        assert [offer.text.partition(":")[0] for offer in answer.offers] == ["As a book"]
    assert make.call_count == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_asks_for_heads_alone_has_nothing_read_or_made(reader: Client, address: str) -> None:
    with mock.patch.object(answering, "make", side_effect=AssertionError):
        response = reader.head(address)
    assert (response.status_code, response.content) == (HTTPStatus.OK, b"")
    assert reader.head("/chart/h/print/").status_code == HTTPStatus.FOUND
    assert reader.head("/chart/none/print/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_transaction_is_open_while_pages_are_made_and_shown(
    reader: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def look_at(module: Any, name: str) -> None:
        usual = getattr(module, name)

        def look(*args: Any, **options: Any) -> Any:
            seen.append(connection.in_atomic_block)
            return usual(*args, **options)

        monkeypatch.setattr(module, name, look)

    look_at(answering, "make")
    look_at(views, "render")
    look_at(estimating, "estimate_sheets")
    assert reader.get(address).status_code == HTTPStatus.OK
    assert seen == [False, False]
    monkeypatch.setattr(answering, "most_exact", lambda _reader: 1)
    reader.get("/print/")
    assert seen == [False] * 4
