"""The pages of accounts in a real browser: by keyboard, and for everybody."""

import pytest
from playwright.sync_api import Page

from roles.accounts.mails import Letterhead, Occasion, password_mail
from roles.models import Account
from tests.accounts.people import PASSWORD, account, link_in
from tests.conftest import FindViolations, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "green-harbour-77"


def press(page: Page, *keys: str) -> None:
    """Type words and press keys, and wait for the page that follows."""
    for key in keys[:-1]:
        page.keyboard.press(key) if key == "Tab" else page.keyboard.type(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_sign_in_with_the_keyboard_alone(page: Page, axe: FindViolations) -> None:
    account("amara")
    page.goto("/me/")
    assert axe(page) == []
    press(page, "amara", "Tab", "wrong", "Enter")
    assert page.title().startswith("Error: Sign in")
    assert axe(page) == []
    press(page, "Tab", PASSWORD, "Enter")
    assert page.url.endswith("/me/")


def test_ask_for_a_link_and_choose_a_password(page: Page, axe: FindViolations, rf: object) -> None:
    found = account("amara")
    page.goto("/accounts/reset/")
    assert axe(page) == []
    press(page, "amara@example.org", "Enter")
    assert page.get_by_role("heading", name="Look into your mail").is_visible()
    assert axe(page) == []
    message = password_mail(Occasion.RESET, found, Letterhead.of(rf.get("/")))  # type: ignore[attr-defined]
    page.goto(link_in(message))
    page.locator("#id_new_password1").fill("short")
    press(page, "Tab", "other", "Enter")
    assert axe(page) == []
    page.locator("#id_new_password1").fill(NEW)
    press(page, "Tab", NEW, "Enter")
    assert page.get_by_text("Your password is set, and you are signed in.").is_visible()
    page.goto(link_in(message))
    assert page.get_by_role("heading", name="This link no longer works").is_visible()
    assert axe(page) == []


def test_change_the_password_and_sign_out(page: Page, sign_in: SignIn, axe: FindViolations) -> None:
    account("amara")
    sign_in(page, Account.objects.get())
    page.goto("/accounts/password/")
    assert axe(page) == []
    press(page, PASSWORD, "Tab", NEW, "Tab", NEW, "Enter")
    assert page.get_by_text("Your password is changed.").is_visible()
    page.get_by_text("amara", exact=True).first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    assert page.get_by_text("You are signed out.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_sign_in_page_fits_and_is_readable(page: Page, axe: FindViolations, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/accounts/login/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
