"""The browser of the tests notices what a person would not: errors in the console, requests that leave the machine."""

import pytest
from playwright.sync_api import Page

from tests.conftest import FindViolations, Witness

pytestmark = pytest.mark.browser

ELSEWHERE = "http://elsewhere.invalid/picture.png"


def watch(page: Page) -> Witness:
    return Witness(page.context.new_page(), "http://localhost")


def test_request_to_elsewhere_is_noticed(page: Page) -> None:
    witness = watch(page)
    other = page.context.pages[-1]
    other.set_content(f'<img alt="" src="{ELSEWHERE}">')
    other.wait_for_load_state("networkidle")
    assert f"request to elsewhere: {ELSEWHERE}" in witness.faults


def test_errors_of_scripts_are_noticed(page: Page) -> None:
    witness = watch(page)
    other = page.context.pages[-1]
    other.evaluate("console.error('no such position')")
    other.evaluate("setTimeout(() => { throw new Error('too late') })")
    other.wait_for_event("pageerror")
    assert witness.faults == ["console: no such position", "script error: too late"]


def test_page_that_is_missing_is_no_fault_of_the_page(signed_in_page: Page) -> None:
    response = signed_in_page.goto("/nowhere/")
    assert response is not None
    assert response.status == 404


def test_account_is_signed_in(signed_in_page: Page) -> None:
    signed_in_page.goto("/me/")
    assert "reader" in signed_in_page.content()


def test_violation_of_accessibility_is_found(page: Page, axe: FindViolations) -> None:
    page.set_content("<html lang='en'><title>A</title><main><h1>A</h1><img src='data:,'></main></html>")
    assert [violation.split(":")[0] for violation in axe(page)] == ["image-alt"]
