"""The page of a print in a browser: it says in place when the PDF is ready, and without scripts loads itself anew."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from roles.models import Account, PrintJob, PrintState, PrintStep
from tests.conftest import SignIn
from tests.printing.rows import PDF, write_job

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def write_running(account: Account) -> PrintJob:
    """Write a print that is being made, by a runner that is never silent."""
    later = timezone.now() + datetime.timedelta(days=1)
    return write_job(account, state=PrintState.RUNNING, step=PrintStep.READING, heartbeat=later)


def finish(job: PrintJob) -> None:
    """Let a print be ready."""
    job.file.parent.mkdir(parents=True, exist_ok=True)
    job.file.write_bytes(PDF)
    outcome = {"pages": 24, "sheets": 16, "smallest": 7.1, "size": len(PDF)}
    PrintJob.objects.filter(pk=job.pk).update(state=PrintState.DONE, ended=timezone.now(), **outcome)


def test_page_says_in_place_how_far_it_is_and_takes_no_focus(page: Page, sign_in: SignIn) -> None:
    account = Account.objects.create_user("owner")
    job = write_running(account)
    sign_in(page, account)
    page.goto(f"/prints/{job.pk}/")
    page.evaluate("window.isSame = true")
    page.get_by_role("link", name="Look again").focus()
    status = page.get_by_role("status")
    assert status.text_content() == "Reading the chart…"
    PrintJob.objects.update(step=PrintStep.SETTING, pages=24)
    page.get_by_text("Writing 24 pages as PDF…").wait_for()
    assert page.get_by_role("progressbar").evaluate("bar => bar.value") == 2
    finish(job)
    link = page.get_by_role("link", name="Download the PDF")
    link.wait_for()
    assert page.evaluate("window.isSame && document.activeElement.textContent") == "Look again"
    assert "Your PDF is ready: 24 pages" in (status.text_content() or "")
    assert page.title().startswith("Your PDF is ready")
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes() == PDF
    assert download.value.suggested_filename == f"orgchart-book-a4-{timezone.localdate():%Y-%m-%d}.pdf"


def test_page_of_a_print_that_is_gone_says_so(page: Page, sign_in: SignIn) -> None:
    account = Account.objects.create_user("owner")
    job = write_running(account)
    sign_in(page, account)
    page.goto(f"/prints/{job.pk}/")
    page.get_by_role("status").wait_for()
    job.delete()
    page.get_by_role("heading", name="This page does not exist").wait_for()


def test_page_leads_to_the_sign_in_once_the_session_is_over(page: Page, sign_in: SignIn) -> None:
    account = Account.objects.create_user("owner")
    job = write_running(account)
    sign_in(page, account)
    page.goto(f"/prints/{job.pk}/")
    page.get_by_role("status").wait_for()
    page.context.clear_cookies()
    page.wait_for_url(f"**/accounts/login/?next=/prints/{job.pk}/")


def test_page_waits_for_a_server_that_is_gone_for_a_moment(page: Page, sign_in: SignIn) -> None:
    account = Account.objects.create_user("owner")
    job = write_running(account)
    sign_in(page, account)
    page.goto(f"/prints/{job.pk}/")
    page.evaluate("window.isSame = true")
    answers = iter([502, 503])

    def answer(route: Route) -> None:
        status = next(answers, 0)
        route.fulfill(status=status) if status else route.continue_()

    page.route(f"**/prints/{job.pk}/", answer)
    finish(job)
    page.get_by_role("link", name="Download the PDF").wait_for()
    assert page.evaluate("window.isSame")
    assert next(answers, None) is None


def test_page_loads_itself_anew_without_scripts(browser: Browser, live_server: LiveServer, sign_in: SignIn) -> None:
    account = Account.objects.create_user("owner")
    job = write_running(account)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, account)
    page.goto(f"/prints/{job.pk}/")
    finish(job)
    page.get_by_role("link", name="Download the PDF").wait_for(timeout=15_000)
    context.close()
