"""Every page by keyboard alone: all of it is reached, in the order it is read, visibly, and left again."""

import pytest
from playwright.sync_api import Page, expect

from roles.sample import EMPLOYEE
from tests.walk.conftest import ReadAs
from tests.walk.pages import NOBODY, PLACES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOGIN = "/accounts/login/"
# Number all that can be operated as it is read, and note each as it gets the focus and how it looks then.
WATCH = """() => {
    const look = each => [each, ...each.querySelectorAll(".card, .foot")].map(part => {
        const style = getComputedStyle(part);
        return [style.outlineStyle, style.outlineWidth, style.stroke, style.strokeWidth].join();
    }).join(";");
    const operable = `a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]`;
    const isStop = each => each.checkVisibility() && !each.disabled && each.getAttribute("tabindex") !== "-1";
    window.all = [...document.querySelectorAll(operable)].filter(isStop);
    window.before = window.all.map(look);
    window.reached = [];
    window.unmarked = [];
    addEventListener("focusin", ({target}) => {
        const at = window.all.indexOf(target);
        window.reached.push(at);
        if (look(target) === window.before[at]) window.unmarked.push(target.outerHTML.slice(0, 80));
    });
    return window.all.length;
}"""


# Where a page puts the focus into its first field, begin at its top all the same.
GO_TO_TOP = "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"


def faults_of_walk(page: Page) -> list[str]:
    """Press Tab until the page is left, and return what was missed, out of order or unmarked on the way."""
    page.evaluate(GO_TO_TOP)
    number = page.evaluate(WATCH)
    for _stop in range(number + 1):
        page.keyboard.press("Tab")
    faults = [f"not marked: {each}" for each in page.evaluate("window.unmarked")]
    reached = page.evaluate("window.reached")
    # After the last stop the browser goes on to its own bar, or begins anew.
    if reached[:number] != list(range(number)) or reached[number:] not in ([], [0]):
        faults.append(f"{number} to reach, reached {reached}")
    return faults


def test_all_there_is_on_a_page_is_reached_in_order_and_visibly(read_as: ReadAs) -> None:
    found = []
    for place in PLACES:
        page = read_as(place.reader)
        page.goto(place.address)
        found += [f"{place}: {fault}" for fault in faults_of_walk(page)]
    assert found == []


def test_the_skip_link_leads_past_the_navigation(read_as: ReadAs) -> None:
    for reader, address in ((EMPLOYEE.username, "/chart/"), (EMPLOYEE.username, "/nowhere/"), (NOBODY, LOGIN)):
        page = read_as(reader)
        page.goto(address)
        page.evaluate(GO_TO_TOP)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null"), address


def test_the_account_menu_opens_leads_on_and_closes_by_keyboard(read_as: ReadAs) -> None:
    page = read_as(EMPLOYEE.username)
    page.goto("/roles/")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Change password")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()


def test_the_appearance_is_switched_by_keyboard_and_stays(read_as: ReadAs) -> None:
    page = read_as(EMPLOYEE.username)
    page.emulate_media(color_scheme="light")
    page.goto("/roles/")
    page.get_by_role("button", name="Dark").focus()
    with page.expect_navigation():
        page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto("/people/")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")


def test_suggestions_are_walked_round_closed_and_chosen_by_keyboard(read_as: ReadAs) -> None:
    page = read_as(EMPLOYEE.username)
    page.goto("/roles/")
    page.get_by_role("combobox").focus()
    page.keyboard.type("warehouse (")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/LOG-TL-1/")
