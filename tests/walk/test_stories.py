"""What people come for, from the sign-in page to the answer: by keyboard alone, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from roles.models import Position
from roles.sample import EMPLOYEE, HR_EDITOR, SampleAccount
from tests.conftest import Witness

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STOPS = 300


def go_to(place: Locator) -> None:
    """Press Tab until something has the focus."""
    keyboard = place.page.keyboard
    for _stop in range(MOST_STOPS):
        if place.evaluate("each => each === document.activeElement"):
            return
        keyboard.press("Tab")
    pytest.fail(f"{place} is not reached by Tab")


def follow(place: Locator) -> None:
    """Go to a link or button by keyboard, and press it."""
    go_to(place)
    with place.page.expect_navigation():
        place.page.keyboard.press("Enter")


def sign_in(page: Page, account: SampleAccount) -> None:
    """Type name and password into the page that asks for them, which has the focus in its first field."""
    page.keyboard.type(account.username)
    page.keyboard.press("Tab")
    page.keyboard.type(account.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_employee_looks_up_a_position_and_compares_it_by_keyboard(page: Page, sample: str) -> None:
    page.goto("/")
    sign_in(page, EMPLOYEE)
    expect(page.get_by_text("You report to")).to_be_visible()
    go_to(page.get_by_role("combobox"))
    page.keyboard.type("logistics")
    expect(page.get_by_role("option").first).to_contain_text("Operations Manager, Logistics")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/OPS-LOG/")
    expect(page.locator(".answer")).to_contain_text("reports to the Chief Operating Officer, Amara Okafor (acting)")
    go_to(page.get_by_role("combobox", name="Title, person or code"))
    page.keyboard.type("chief operating")
    expect(page.get_by_role("option").first).to_contain_text("Chief Operating Officer")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("is directly below")
    follow(page.get_by_role("link", name="Chart", exact=True))
    follow(page.locator("svg.chart a").first)
    expect(page.locator(".answer")).to_contain_text("Chief Executive Officer")


def test_editor_finds_a_position_in_the_admin_and_changes_its_title_by_keyboard(page: Page, sample: str) -> None:
    page.goto("/admin/roles/position/")
    sign_in(page, HR_EDITOR)
    go_to(page.locator("#searchbar"))
    page.keyboard.type("inspection")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="Team Lead, Inspection"))
    go_to(page.get_by_label("Title", exact=False).first)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Team Lead, Final Inspection")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Team Lead, Final Inspection")
    assert Position.objects.get(code="QUA-TL").title == "Team Lead, Final Inspection"


def test_editor_moves_a_position_by_keyboard(page: Page, sample: str) -> None:
    page.goto("/positions/LOG-TL-3/")
    sign_in(page, HR_EDITOR)
    follow(page.get_by_role("link", name="Move", exact=True))
    go_to(page.get_by_role("radio", name="The whole branch"))
    page.keyboard.press("ArrowDown")
    go_to(page.get_by_label("New manager"))
    page.keyboard.type("warehouse nights")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="Team Lead, Warehouse (nights)"))
    expect(page.get_by_text("moves alone. It goes from level 3 to level 4.")).to_be_visible()
    follow(page.get_by_role("button", name="Move this position only"))
    expect(page.locator(".messagelist")).to_contain_text("reports to Team Lead, Warehouse (nights) (LOG-TL-2) now.")
    assert Position.objects.get(code="LOG-TL-3").reports_to == Position.objects.get(code="LOG-TL-2")
    assert Position.objects.get(code="LOG-TL-3").reports_count == 0


def test_editor_orders_direct_reports_by_keyboard(page: Page, sample: str) -> None:
    manager = Position.objects.get(code="OPS-LOG")
    page.goto(f"/admin/roles/position/{manager.pk}/change/")
    sign_in(page, HR_EDITOR)
    follow(page.get_by_role("link", name="Order the direct reports …"))
    follow(page.get_by_role("button", name="Down: Team Lead, Warehouse (days)"))
    expect(page.locator("tr:target")).to_contain_text("Team Lead, Warehouse (days)")
    # The row has the focus: its own buttons come next.
    for _stop in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tr') === document.querySelector('tr:target')")
    follow(page.get_by_role("button", name="First: Team Lead, Warehouse (days)"))
    expect(page.locator("tbody tr").first).to_contain_text("Team Lead, Warehouse (days)")


# Without scripts


@pytest.fixture
def bare_page(browser: Browser, sample: str) -> Iterator[Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(base_url=sample, java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    witness = Witness(page, sample)
    yield page
    context.close()
    assert witness.faults == []


def test_employee_looks_up_and_compares_without_scripts(bare_page: Page) -> None:
    page = bare_page
    page.goto("/")
    page.get_by_label("User name or e-mail").fill(EMPLOYEE.username)
    page.get_by_label("Password").fill(EMPLOYEE.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("searchbox").fill("logistics")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Operations Manager, Logistics").click()
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    page.get_by_label("Title, person or code").fill("chief operating")
    page.get_by_role("button", name="Compare").click()
    page.locator("main .rows a", has_text="Chief Operating Officer").first.click()
    expect(page.locator(".answer")).to_contain_text("is directly below")
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    page.get_by_role("link", name="Chart", exact=True).click()
    expect(page.locator("svg.chart")).to_be_visible()
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_the_appearance_is_switched_without_scripts(bare_page: Page) -> None:
    bare_page.goto("/accounts/login/")
    for name, shown in (("Dark", "dark"), ("Light", "light"), ("System", "light dark")):
        bare_page.get_by_role("button", name=name).click()
        expect(bare_page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        expect(bare_page.locator("html")).to_have_css("color-scheme", shown)


def test_the_language_is_switched_without_scripts(bare_page: Page) -> None:
    bare_page.goto("/accounts/login/")
    bare_page.get_by_role("button", name="Deutsch").click()
    expect(bare_page.get_by_role("heading", name="Anmelden")).to_be_visible()
    expect(bare_page.get_by_role("button", name="Deutsch")).to_have_attribute("aria-pressed", "true")
    bare_page.get_by_role("button", name="English").click()
    expect(bare_page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_editor_moves_and_deletes_without_scripts(bare_page: Page) -> None:
    page = bare_page
    page.goto("/admin/roles/position/")
    page.get_by_label("User name or e-mail").fill(HR_EDITOR.username)
    page.get_by_label("Password").fill(HR_EDITOR.password)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/admin/roles/position/{Position.objects.get(code='LOG-TL-3').pk}/change/")
    page.get_by_role("link", name="Move …").click()
    page.get_by_label("New manager").fill("warehouse nights")
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("link", name="Team Lead, Warehouse (nights)").click()
    expect(page.get_by_role("table")).to_contain_text("Team Lead, Transport (LOG-TL-3)")
    page.get_by_role("button", name="Move the whole branch").click()
    expect(page.locator(".messagelist")).to_contain_text("reports to Team Lead, Warehouse (nights) (LOG-TL-2) now.")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="To the manager above").click()
    page.get_by_role("button", name="Hand over the reports and delete the position").click()
    expect(page.locator(".messagelist")).to_contain_text("was deleted.")
    assert not Position.objects.filter(code="LOG-TL-3").exists()
