"""The admin in a real browser: search fields, no inline style, nothing inaccessible in what we add."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from roles.models import Account, Department, Position, Role
from tests.conftest import FindViolations, SignIn
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager
  CFO Chief Financial Officer
"""

# What Django's own pages bring, by rule: its search fields (select2), the first column of its inline tables, and the
# hint below its search box.
BROUGHT_BY_DJANGO = {
    "aria-input-field-name": ("select2",),
    "label": ("select2",),
    "list": ("select2",),
    "empty-table-header": ("fieldset", "thead"),
    "label-title-only": ("#searchbar",),
}


def ours(violations: list[str]) -> list[str]:
    """The violations that Django's own pages do not bring."""
    return [each for each in violations if not is_brought_by_django(each)]


def is_brought_by_django(violation: str) -> bool:
    rule, _colon, where = violation.partition(":")
    return any(mark in where for mark in BROUGHT_BY_DJANGO.get(rule, ()))


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_that_we_add_is_inaccessible(
    admin_page: Page, company: dict[str, Position], axe: FindViolations, scheme: str
) -> None:
    admin_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    coo, department, role = company["COO"], Department.objects.get(), Role.objects.get()
    for address in (
        "",
        "roles/position/",
        f"roles/position/{coo.pk}/change/",
        f"roles/position/{coo.pk}/delete/",
        f"roles/position/{coo.pk}/end/",
        f"roles/position/{company['OPS'].pk}/end/",
        f"roles/department/{department.pk}/change/",
        f"roles/role/{role.pk}/change/",
        "roles/person/",
    ):
        admin_page.goto(f"/admin/{address}")
        admin_page.wait_for_load_state("networkidle")
        assert ours(axe(admin_page)) == [], address


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
    admin_page.goto(f"/admin/roles/position/{company['CFO'].pk}/change/")
    admin_page.locator("[aria-labelledby=select2-id_reports_to-container]").press("Enter")
    admin_page.keyboard.type("zoe lukasz")
    expect(admin_page.get_by_role("option", name="Chief Operating Officer (COO): Zoë Łukasz")).to_be_visible()
    admin_page.keyboard.press("Enter")
    admin_page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(admin_page.get_by_text("was changed successfully")).to_be_visible()
    assert outline() == "CEO\n  COO\n    OPS\n    CFO"


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
