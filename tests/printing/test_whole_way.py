"""A print on its whole way: asked for by a page, made by a runner, looked at and had by its owner."""

import os
import subprocess
from typing import Any
from unittest import mock

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from pytest_django import Settings

from roles.models import Account, PrintJob, PrintState
from tests.pages import words
from tests.printing.rows import write_job
from tests.printing.runners import await_that, plant_company, run_prints, state_of, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]


@pytest.fixture(autouse=True)
def company() -> None:
    plant_company()


def test_print_is_asked_for_made_and_had(owner: Client) -> None:
    response = owner.post("/chart/COO/print/?paper=a3&layout=sheet")
    job = PrintJob.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/prints/{job.pk}/")
    assert "Your PDF is the next that will be made." in words(owner.get(f"/prints/{job.pk}/"))
    assert run_prints() == 1
    assert state_of(job) == (PrintState.DONE, "")
    said = words(owner.get(f"/prints/{job.pk}/"))
    assert "Your PDF is ready: 1 page." in said
    assert "Sheets of the chart 1 Smallest type " in said
    assert b"".join(owner.get(f"/prints/{job.pk}.pdf")) == job.file.read_bytes()
    assert job.size == job.file.stat().st_size
    assert "Amara Okafor" in text_of(job)
    assert "Helena" not in text_of(job)
    (page,) = pypdfium2.PdfDocument(job.file)
    assert sorted(round(side / 72 * 25.4) for side in page.get_size()) == [297, 420]
    assert not list(job.file.parent.glob("*.partial"))


@pytest.mark.usefixtures("environment")
def test_the_page_starts_a_process_that_outlives_it(owner: Client, settings: Settings) -> None:
    settings.PRINTS_BY_CRON = False
    begin, started = subprocess.Popen, []

    def note(*arguments: Any, **options: Any) -> Any:
        started.append(begin(*arguments, **options))
        assert os.getsid(started[0].pid) == started[0].pid
        return started[0]

    with mock.patch.object(subprocess, "Popen", note):
        response = owner.post("/print/")
    job = PrintJob.objects.get()
    await_that(lambda: state_of(job)[0] in (PrintState.DONE, PrintState.FAILED))
    assert state_of(job) == (PrintState.DONE, "")
    assert "Your PDF is ready" in words(owner.get(response.headers["Location"]))
    await_that(lambda: started[0].poll() == 0)


def test_language_of_the_reader_is_kept(owner: Client) -> None:
    owner.post("/print/", headers={"Accept-Language": "de"})
    job = PrintJob.objects.get()
    assert job.language == "de"
    with override("en"):
        run_prints()
        in_english = date_format(timezone.localdate())
    with override("de"):
        in_german = date_format(timezone.localdate())
    assert in_german in text_of(job)
    assert in_english not in text_of(job)


def test_characters_that_no_font_has_are_named_with_their_place(owner: Client, account: Account) -> None:
    job = write_job(account, code="ODD", query="layout=sheet")
    run_prints()
    assert state_of(job) == (PrintState.DONE, "")
    assert "U+13000 EGYPTIAN HIEROGLYPH A001 on page" in words(owner.get(f"/prints/{job.pk}/"))
