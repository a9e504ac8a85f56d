"""A suggestion that is chosen: a page that wants it takes it, else it leads where it says."""

import pytest
from playwright.sync_api import Page, expect

from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKE_WHAT_IS_CHOSEN = """document.body.addEventListener("chosen", (event) => {
    event.preventDefault();
    window.taken = [event.target.id, event.detail.code];
})"""


def choose(page: Page, words: str) -> None:
    """Type into the field in the page's header, and choose what is suggested first."""
    page.locator("#site-search").press_sequentially(words)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_page_may_take_what_is_chosen(signed_in_page: Page) -> None:
    plant("CEO Chief Executive Officer\n  COO Chief Operating Officer")
    signed_in_page.goto("/roles/")
    signed_in_page.evaluate(TAKE_WHAT_IS_CHOSEN)
    choose(signed_in_page, "operating")
    assert signed_in_page.evaluate("window.taken") == ["site-search", "COO"]
    assert signed_in_page.url.endswith("/roles/")


def test_what_no_page_takes_leads_to_its_position(signed_in_page: Page) -> None:
    plant("CEO Chief Executive Officer\n  COO Chief Operating Officer")
    signed_in_page.goto("/roles/")
    choose(signed_in_page, "operating")
    signed_in_page.wait_for_url("**/positions/COO/")
