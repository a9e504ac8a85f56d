"""Our pages in a real browser: accessible, no wider than the screen, walked by keyboard, clean on paper."""

import datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roles import tree
from roles.models import Account, Department, Link, LinkKind, Person
from tests.conftest import FindViolations, SignIn
from tests.described import describe_manager
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics: Jonas Verhelst
      DRV Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter: Wolfeschlegelsteinhausenbergerdorff
    MFG Operations Manager, Manufacturing
  NEW Programme Director, Integrated Supply Chain Transformation and Continuous Improvement: דנה בן־שושן
  OLD Former Manager: Ewa
"""
WHITE = "rgb(255, 255, 255)"
ADDRESSES = (
    "/",
    "/positions/",
    "/positions/?q=zzz",
    "/positions/LOG/",
    "/positions/DRV/",
    "/positions/NEW/",
    "/positions/OLD/",
    "/positions/nowhere/",
    "/roles/",
    "/roles/operations-manager/",
    "/people/",
    "/people/?q=zzz",
    "/me/",
)


@pytest.fixture
def company(page: Page, sign_in: SignIn) -> Page:
    """Plant a company with everything in it, and sign in as one of its people."""
    role = describe_manager()
    seats = plant(COMPANY)
    seats["LOG"].role, seats["LOG"].department = role, Department.objects.create(code="log", name="Logistics")
    tree.save_position(seats["LOG"])
    Link.objects.create(kind=LinkKind.DEPUTY, from_position=seats["COO"], to_position=seats["CEO"])
    appoint(seats["LOG"], "Rasmus", end=datetime.date(2020, 1, 1))
    tree.end_position(seats["OLD"].pk)
    account = Account.objects.create_user("jonas.verhelst")
    Person.objects.filter(name="Jonas Verhelst").update(
        account=account,
        email="a.very.long.address@department.of.logistics.example.org",
        phone="+44 20 7946 0108",
    )
    sign_in(page, account)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_no_wider_than_the_screen(
    company: Page, axe: FindViolations, scheme: str, width: int
) -> None:
    company.set_viewport_size({"width": width, "height": 800})
    company.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = []
    for address in ADDRESSES:
        company.goto(address)
        found += [f"{address}: {violation}" for violation in axe(company)]
        beyond = company.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            found.append(f"{address}: {beyond} pixels too wide")
    assert found == []


def test_everything_that_can_be_clicked_is_large_enough(company: Page) -> None:
    small = """() => [...document.querySelectorAll('header :is(a, summary), button, .actions a, .pages a')]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 24)
        .map(each => each.textContent.trim())"""
    for address in ADDRESSES:
        company.goto(address)
        assert company.evaluate(small) == [], address


def test_the_skip_link_leads_past_the_navigation(company: Page) -> None:
    company.goto("/positions/LOG/")
    company.keyboard.press("Tab")
    expect(company.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(company.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    company.keyboard.press("Enter")
    company.keyboard.press("Tab")
    assert company.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_is_outlined(company: Page) -> None:
    company.goto("/positions/LOG/")
    for _stop in range(12):
        company.keyboard.press("Tab")
        assert company.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_the_switch_changes_the_appearance_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="light", base_url=live_server.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    light = background(page)
    page.get_by_role("button", name="Dark").click()
    page.wait_for_url("**/accounts/login/")
    assert background(page) != light
    page.get_by_role("button", name="System").click()
    assert background(page) == light
    context.close()


def test_the_account_menu_opens_by_keyboard(company: Page) -> None:
    company.goto("/")
    company.locator("summary").focus()
    company.keyboard.press("Enter")
    expect(company.get_by_role("link", name="Change password")).to_be_visible()
    company.get_by_role("button", name="Sign out").click()
    expect(company.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/positions/LOG/", "/roles/operations-manager/", "/people/"])
def test_a_printed_page_is_black_on_white_without_navigation(company: Page, address: str) -> None:
    company.goto(address)
    company.get_by_role("button", name="Dark").click()
    company.emulate_media(media="print", color_scheme="dark")
    assert background(company) == WHITE
    for hidden in (".site-nav", ".site-footer", "main form"):
        for place in company.locator(hidden).all():
            expect(place).to_be_hidden()
    assert company.locator("main a").first.evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"


def background(page: Page) -> str:
    """Return the colour a page stands on."""
    return str(page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('background-color')"))
