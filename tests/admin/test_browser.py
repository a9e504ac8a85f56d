"""The admin in a real browser: search fields, indents, colours, narrow screens; tests/walk looks at every page."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from roles import tree
from roles.models import Account, Department, Position, Role
from tests.conftest import SignIn
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager
  CFO Chief Financial Officer
"""


@pytest.fixture
def company() -> dict[str, Position]:
    """A small company in which everything has a role and a department."""
    role = Role.objects.create(slug="manager", title="Manager")
    return plant(COMPANY, role=role, department=Department.objects.create(code="D", name="Dispatch"))


@pytest.fixture
def admin_page(page: Page, sign_in: SignIn) -> Page:
    """An empty page for an administrator."""
    sign_in(page, Account.objects.create_superuser("administrator"))
    return page


def test_the_tree_is_indented_by_the_stylesheet(admin_page: Page, company: dict[str, Position]) -> None:
    admin_page.goto("/admin/roles/position/")
    titles = ("Chief Executive", "Chief Operating Officer", "Operations Manager", "Chief Financial Officer")
    indents = [
        admin_page.get_by_text(title, exact=True).evaluate("each => parseFloat(getComputedStyle(each).paddingLeft)")
        for title in titles
    ]
    assert indents[0] < indents[1] < indents[2]
    assert indents[3] == indents[1]


def test_a_manager_is_found_by_the_name_of_its_holder_with_the_keyboard(
    admin_page: Page, company: dict[str, Position]
) -> None:
    new = tree.create_position(Position(code="NEW", title="New", is_placed=False))
    admin_page.goto(f"/admin/roles/position/{new.pk}/change/")
    admin_page.locator("[aria-labelledby=select2-id_reports_to-container]").press("Enter")
    admin_page.keyboard.type("zoe lukasz")
    expect(admin_page.locator(".select2-results__option")).to_have_text(["Chief Operating Officer (COO): Zoë Łukasz"])
    expect(admin_page.locator(".select2-results__option--highlighted")).to_contain_text("Chief Operating Officer")
    admin_page.keyboard.press("Enter")
    admin_page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(admin_page.get_by_text("was changed successfully")).to_be_visible()
    assert outline() == "CEO\n  COO\n    OPS\n    NEW\n  CFO"


def test_a_colour_is_picked(admin_page: Page, company: dict[str, Position]) -> None:
    admin_page.goto(f"/admin/roles/department/{Department.objects.get().pk}/change/")
    admin_page.get_by_label("Colour").fill("#aa3300")
    admin_page.get_by_role("button", name="Save", exact=True).click()
    expect(admin_page.locator("circle").first).to_have_attribute("fill", "#aa3300")


def test_a_form_fits_a_narrow_screen(admin_page: Page, company: dict[str, Position]) -> None:
    admin_page.set_viewport_size({"width": 360, "height": 800})
    for address in ("/admin/", "/admin/roles/position/", f"/admin/roles/position/{company['COO'].pk}/change/"):
        admin_page.goto(address)
        assert admin_page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_form_can_be_saved_without_scripts(admin_page: Page, company: dict[str, Position]) -> None:
    browser = admin_page.context.browser
    assert browser is not None
    home = urlsplit(admin_page.goto("/admin/").url)  # type: ignore[union-attr] # a page was answered
    context = browser.new_context(java_script_enabled=False, storage_state=admin_page.context.storage_state())
    page = context.new_page()
    page.goto(f"{home.scheme}://{home.netloc}/admin/roles/position/{company['COO'].pk}/change/")
    page.get_by_label("Location").fill("Turin")
    page.get_by_role("button", name="Save", exact=True).click()
    context.close()
    assert Position.objects.get(code="COO").location == "Turin"
