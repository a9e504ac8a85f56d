"""Roles in a real browser: the preview from the form, and pages that lack facts, with very long texts, narrow."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roles import tree
from roles.models import Account, Change, Position, Responsibility, Role
from tests.conftest import FindViolations, SignIn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LONG = "Coordinator " * 8 + "unbreakable" * 9
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def editor(page: Page, sign_in: SignIn) -> Page:
    """An empty page for an administrator."""
    sign_in(page, Account.objects.create_superuser("administrator", "a@example.org"))
    return page


@pytest.fixture
def role() -> Role:
    """A role that lacks most facts, below another with a long title."""
    boss = Role.objects.create(slug="boss", title=LONG, scope="organisation")
    role = Role.objects.create(slug="lead", title="Lead", scope="team")
    head = tree.create_position(Position(code="B", role=boss))
    tree.create_position(Position(code="L", role=role, title=LONG, reports_to=head))
    return role


def test_the_preview_opens_beside_the_form_by_keyboard(editor: Page, role: Role, axe: FindViolations) -> None:
    editor.goto(f"/admin/roles/role/{role.pk}/change/")
    editor.get_by_label("Purpose").fill("Leads the shift.")
    changes = Change.objects.count()
    with editor.context.expect_page() as opened:
        editor.get_by_role("button", name="Preview").press("Enter")
    shown = opened.value
    expect(shown.get_by_role("status")).to_contain_text("nothing is saved yet")
    expect(shown.get_by_text("Leads the shift.")).to_be_visible()
    shown.set_viewport_size({"width": 320, "height": 800})
    assert axe(shown) == []
    assert shown.evaluate(WIDE) <= 0
    expect(editor.get_by_label("Purpose")).to_have_value("Leads the shift.")
    assert Change.objects.count() == changes
    role.refresh_from_db()
    assert role.purpose == ""


def test_what_is_wrong_is_mended_and_saved_in_the_tab_that_shows_it(editor: Page, role: Role) -> None:
    editor.goto(f"/admin/roles/role/{role.pk}/change/")
    editor.get_by_label("Title").fill("")
    with editor.context.expect_page() as opened:
        editor.get_by_role("button", name="Preview").click()
    shown = opened.value
    expect(shown.get_by_text("This field is required.")).to_be_visible()
    shown.get_by_label("Title").fill("Shift Lead")
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(shown.get_by_text("was changed successfully")).to_be_visible()
    role.refresh_from_db()
    assert role.title == "Shift Lead"


def test_the_preview_works_without_javascript(
    browser: Browser, live_server: LiveServer, sign_in: SignIn, role: Role
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, Account.objects.create_superuser("administrator"))
    page.goto(f"/admin/roles/role/{role.pk}/change/")
    page.get_by_label("Focus").select_option("tactical")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    expect(opened.value.get_by_text("Decides how to get there").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_lack_facts_and_have_long_texts_are_accessible_and_narrow(
    signed_in_page: Page, role: Role, axe: FindViolations, scheme: str
) -> None:
    Account.objects.create_superuser("administrator", f"{'very.long.name.' * 4}@example.org", first_name=LONG[:150])
    Responsibility.objects.create(role=role, text=LONG)
    signed_in_page.set_viewport_size({"width": 320, "height": 800})
    signed_in_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for slug in ("lead", "boss"):
        signed_in_page.goto(f"/roles/{slug}/")
        expect(signed_in_page.get_by_text("Not written down yet:")).to_be_visible()
        assert axe(signed_in_page) == []
        assert signed_in_page.evaluate(WIDE) <= 0
