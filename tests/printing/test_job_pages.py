"""The page of a print says how far it is and what came out; page and file are the owner's alone, for a day."""

import datetime
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from roles.models import Account, PrintFault, PrintJob, PrintState, PrintStep
from roles.models.printing import SILENCE
from roles.printing import job_page, planning
from roles.printing.advice import ADVICE
from roles.printing.naming import name_of_file
from roles.views import prints as views
from tests.pages import count_queries, links, words
from tests.printing.rows import PDF, write_job
from tests.trees import plant

pytestmark = pytest.mark.django_db

READY: dict[str, Any] = {
    "state": PrintState.DONE, "pages": 24, "sheets": 16, "smallest": 7.14, "size": 1_234_567, "title": "Chart of Ada",
}  # fmt: skip


@pytest.fixture(autouse=True)
def start_runner(monkeypatch: pytest.MonkeyPatch) -> mock.Mock:
    """Start no runner, but know how often one would be."""
    start = mock.Mock()
    monkeypatch.setattr(views, "start_runner", start)
    return start


def beating(**values: Any) -> dict[str, Any]:
    """What a print has that is being made right now."""
    return {"state": PrintState.RUNNING, "heartbeat": timezone.now(), **values}


def page(job: PrintJob) -> str:
    return f"/prints/{job.pk}/"


def pdf(job: PrintJob) -> str:
    return f"/prints/{job.pk}.pdf"


def test_waiting_print_says_how_many_come_first(owner: Client, account: Account) -> None:
    others = [write_job(Account.objects.create_user(f"other-{number}"), hours=1) for number in range(2)]
    job = write_job(account)
    assert "Your PDF waits: 2 other prints come first." in words(owner.get(page(job)))
    others[0].delete()
    assert "Your PDF waits: 1 other print comes first." in words(owner.get(page(job)))
    others[1].delete()
    assert "Your PDF is the next that will be made." in words(owner.get(page(job)))


@pytest.mark.parametrize(
    ("step", "said", "value"),
    [
        (PrintStep.READING, "Reading the chart…", 0),
        (PrintStep.PLACING, "Placing everything on its sheet…", 1),
        (PrintStep.SETTING, "Writing 1,024 pages as PDF…", 2),
    ],
)
def test_running_print_says_what_is_done(
    owner: Client, account: Account, step: PrintStep, said: str, value: int
) -> None:
    response = owner.get(page(write_job(account, **beating(step=step, pages=1024))))
    assert said in words(response)
    assert f'max="3" value="{value}"' in response.content.decode()


def test_unfinished_page_loads_itself_anew_without_a_script_and_a_finished_one_does_not(
    owner: Client, account: Account
) -> None:
    unfinished = (write_job(account), write_job(account, **beating()))
    finished = (write_job(account, **READY), write_job(account, state=PrintState.FAILED, fault=PrintFault.TIME))
    anew = '<noscript><meta http-equiv="refresh"'
    assert [anew in owner.get(page(job)).content.decode() for job in unfinished] == [True, True]
    assert [anew in owner.get(page(job)).content.decode() for job in finished] == [False, False]


def test_ready_print_says_what_came_out_and_until_when_it_is_kept(owner: Client, account: Account) -> None:
    plant("CEO Chief\n  COO Operations")
    job = write_job(account, **READY, code="CEO", query="paper=a3&levels=2")
    response = owner.get(page(job))
    said = words(response)
    assert "Your PDF is ready: 24 pages." in said
    assert "Sheets of the chart 16 Smallest type 7.1 pt Size of the file 1.2 MB" in said
    assert f"until {timezone.localtime(job.kept_until):%-d %B %Y, %H:%M}, as one of your last 20." in said
    found = links(response)
    assert found["Download the PDF"] == pdf(job)
    assert found["Change the settings"] == "/chart/CEO/print/?paper=a3&levels=2"
    assert found["Print from the browser"] == "/chart/CEO/print/pages/?paper=a3&levels=2"


def test_print_without_its_standard_and_with_missing_characters_says_so(owner: Client, account: Account) -> None:
    job = write_job(
        account,
        **READY,
        deviation="no glyph for <b>U+A015</b>",
        missing=[["U+A015 YI SYLLABLE WU", 3, "Mr \ua015 <i>"]],
    )
    response = owner.get(page(job))
    said = words(response)
    assert "It does not claim PDF/UA" in said
    assert "no glyph for <b>U+A015</b>" in said
    assert "U+A015 YI SYLLABLE WU on page 3 in “Mr \ua015 <i>”" in said
    assert "<i>" not in response.content.decode()


@pytest.mark.parametrize("fault", PrintFault)
def test_failed_print_says_why_and_what_to_do(owner: Client, account: Account, fault: PrintFault) -> None:
    said = words(owner.get(page(write_job(account, state=PrintState.FAILED, fault=fault))))
    assert f"{fault.label} {ADVICE[fault].alone}" in said
    assert ADVICE[fault].alone == ADVICE[fault].beside or str(ADVICE[fault].beside) not in said


@pytest.mark.parametrize(
    ("pages", "most", "offered"), [(0, 3000, True), (300, 3000, True), (301, 3000, False), (0, 1, False)]
)
def test_browser_is_offered_where_it_manages_the_sheets(
    owner: Client, account: Account, monkeypatch: pytest.MonkeyPatch, *, pages: int, most: int, offered: bool
) -> None:
    plant("CEO Chief\n  COO Operations")
    monkeypatch.setattr(planning, "MOST_EXACT", most)
    for fault in (PrintFault.TIME, PrintFault.OURS):
        response = owner.get(page(write_job(account, state=PrintState.FAILED, fault=fault, pages=pages)))
        assert (str(ADVICE[fault].beside) in words(response)) is offered
        assert (str(ADVICE[fault].alone) in words(response)) is not offered
        assert ("Print from the browser" in links(response)) is offered


@pytest.mark.parametrize(
    ("name", "is_said"),
    [
        ("U+4E2D CJK UNIFIED IDEOGRAPH-4E2D", True),
        ("U+AC00 HANGUL SYLLABLE GA", True),
        ("U+A015 YI SYLLABLE WU", False),
    ],
)
def test_fonts_that_would_have_what_is_missing_are_named(
    owner: Client, account: Account, monkeypatch: pytest.MonkeyPatch, *, name: str, is_said: bool
) -> None:
    job = write_job(account, **READY, missing=[[name, 3, "Mr X"]], missing_count=3)
    monkeypatch.setattr(job_page, "EXTRA", ())
    said = words(owner.get(page(job)))
    assert ("install fonts for Chinese, Japanese and Korean" in said) is is_said
    assert "And 2 others." in said
    monkeypatch.setattr(job_page, "EXTRA", ("installed",))
    assert "install fonts" not in words(owner.get(page(job)))


def test_print_whose_runner_is_silent_has_failed_and_another_runner_is_started(
    owner: Client, account: Account, start_runner: mock.Mock
) -> None:
    job = write_job(
        account, state=PrintState.RUNNING, heartbeat=timezone.now() - SILENCE - datetime.timedelta(seconds=1)
    )
    assert "It failed: the process that made it has ended." in words(owner.get(page(job)))
    job.refresh_from_db()
    assert job.state == PrintState.RUNNING
    assert start_runner.call_count == 1


@pytest.mark.parametrize(("values", "starts"), [(dict, 1), (beating, 0), (lambda: READY, 0)])
def test_waiting_print_starts_a_runner(
    owner: Client, account: Account, start_runner: mock.Mock, values: Callable[[], dict[str, Any]], starts: int
) -> None:
    owner.get(page(write_job(account, **values())))
    assert start_runner.call_count == starts


def test_file_comes_whole_with_a_name_and_is_kept_by_no_cache(owner: Client, account: Account) -> None:
    job = write_job(account, **READY, code="OPS-LOG")
    response = owner.get(pdf(job), headers={"Accept-Encoding": "gzip"})
    assert b"".join(response) == PDF
    day = timezone.localtime(job.made).strftime("%Y-%m-%d")
    assert response.headers["Content-Disposition"] == f'attachment; filename="orgchart-OPS-LOG-book-a4-{day}.pdf"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert "Content-Encoding" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "code", ["../../etc/passwd", 'a"; filename="b.exe', "a\r\nSet-Cookie: b", "Führung\u202egpj.", "a" * 50]
)
def test_hostile_codes_make_harmless_names(account: Account, code: str) -> None:
    name = name_of_file(write_job(account, **READY, code=code))
    assert name.startswith("orgchart-")
    assert name.endswith(".pdf")
    assert set('/\\"\r\n;:\u202e').isdisjoint(name)


def other_account() -> Client:
    client = Client()
    client.force_login(Account.objects.create_user("other", is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("who", [other_account, Client])
@pytest.mark.parametrize("is_public", [True, False])
def test_print_of_an_account_is_nobody_elses(
    settings: Settings, account: Account, who: Callable[[], Client], is_public: bool
) -> None:
    settings.PUBLIC_CHART = is_public
    client, job = who(), write_job(account, **READY)
    expected = HTTPStatus.NOT_FOUND if is_public or who is other_account else HTTPStatus.FOUND
    assert [client.get(address).status_code for address in (page(job), pdf(job))] == [expected] * 2


def test_print_of_a_session_is_nobody_elses(settings: Settings, owner: Client) -> None:
    settings.PUBLIC_CHART = True
    stranger, other = Client(), Client()
    for client in (stranger, other):
        session = client.session
        session["any"] = "thing"
        session.save()
        client.cookies["sessionid"] = session.session_key or ""
    job = write_job(session=stranger.session.session_key, **READY)
    statuses = [
        [client.get(address).status_code for address in (page(job), pdf(job))]
        for client in (stranger, other, Client(), owner)
    ]
    assert statuses == [[200, 200], [404, 404], [404, 404], [404, 404]]


def test_after_sign_out_the_file_is_not_had_and_after_sign_in_it_is(owner: Client, account: Account) -> None:
    job = write_job(account, **READY)
    owner.post("/accounts/logout/")
    assert owner.get(pdf(job)).status_code == HTTPStatus.FOUND
    owner.force_login(account)
    assert owner.get(pdf(job)).status_code == HTTPStatus.OK


def test_a_day_later_page_and_file_are_refused(owner: Client, account: Account) -> None:
    job = write_job(account, hours=24.1, **READY)
    assert job.file.exists()
    assert [owner.get(address).status_code for address in (page(job), pdf(job))] == [404, 404]


@pytest.mark.parametrize("values", [{}, {"state": PrintState.FAILED, "fault": PrintFault.TIME}])
def test_there_is_no_file_before_it_is_ready(owner: Client, account: Account, values: dict[str, Any]) -> None:
    assert owner.get(pdf(write_job(account, **values))).status_code == HTTPStatus.NOT_FOUND


def test_file_that_somebody_removed_is_not_found(owner: Client, account: Account, prints: Path) -> None:
    job = write_job(account, **READY)
    job.file.unlink()
    assert owner.get(pdf(job)).status_code == HTTPStatus.NOT_FOUND


def test_print_that_never_was_is_not_found(owner: Client) -> None:
    assert [owner.get(f"/prints/{key}").status_code for key in (f"{uuid4()}/", f"{uuid4()}.pdf", "x/", "x.pdf")] == [
        404
    ] * 4


def test_other_prints_of_the_day_are_listed(owner: Client, account: Account) -> None:
    job, other = write_job(account, **READY), write_job(account, hours=1, **READY | {"title": "Chart of Bo"})
    write_job(account, hours=25, **READY | {"title": "Of yesterday"})
    write_job(Account.objects.create_user("other"), **READY | {"title": "Of another"})
    response = owner.get(page(job))
    assert links(response)["Chart of Bo"] == page(other)
    assert "Of yesterday" not in words(response)
    assert "Of another" not in words(response)


def test_page_asks_as_much_of_many_prints_as_of_one(owner: Client, account: Account) -> None:
    jobs = [write_job(account), write_job(account, **beating()), write_job(account, **READY)]
    few = [count_queries(owner, page(job)) for job in jobs]
    for number in range(20):
        write_job(account, hours=1, **READY)
        write_job(Account.objects.create_user(f"other-{number}"), hours=1)
    assert [count_queries(owner, page(job)) for job in jobs] == few
    assert max(few) <= 7
