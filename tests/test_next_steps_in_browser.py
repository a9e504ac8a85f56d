"""The pages of next steps in a browser: by keyboard, without scripts, and with very long names on a narrow screen."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from roles.models import Account, NextStep, Role, RoleSkill, Skill
from tests.conftest import FindViolations, SignIn
from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG = (
    "Programme Director, Integrated Supply Chain Transformation and Maschinensicherheitsüberprüfungsbeauftragte"
    + "x" * 90
)


@pytest.fixture
def career() -> list[Role]:
    """Write down three roles in a row, the last of which somebody has, and a step over the middle one."""
    first, second, third = (
        Role.objects.create(slug=f"r{number}", title=f"{LONG if number == 3 else 'Clerk'} {number}")
        for number in (1, 2, 3)
    )
    for each in (second, third):
        RoleSkill.objects.create(role=each, skill=Skill.objects.create(name=f"{LONG} {each.pk}"))
    for role, next_role in ((first, second), (second, third), (third, second)):
        NextStep.objects.create(role=role, next_role=next_role, advice=LONG * 3)
    plant("BOSS Boss: Helena\n  AIDE Aide", role=third)
    return [first, second, third]


@pytest.mark.usefixtures("career")
def test_a_goal_is_chosen_by_keyboard(signed_in_page: Page) -> None:
    signed_in_page.goto("/roles/r1/next-steps/")
    signed_in_page.locator("#goal-position").focus()
    signed_in_page.keyboard.type("helena")
    expect(signed_in_page.get_by_role("option", name="Boss")).to_be_visible()
    signed_in_page.keyboard.press("ArrowDown")
    signed_in_page.keyboard.press("Enter")
    expect(signed_in_page.locator("#goal-position")).to_have_value("BOSS")
    signed_in_page.keyboard.press("Enter")
    expect(signed_in_page.locator("h1")).to_have_text("Is there a way from Clerk 1 to Boss?")
    expect(signed_in_page.locator(".answer")).to_contain_text("Yes, in two steps: from Clerk 1 by way of Clerk 2.")


@pytest.mark.usefixtures("career")
def test_a_box_of_the_drawing_leads_to_the_way_there(signed_in_page: Page) -> None:
    signed_in_page.goto("/roles/r1/next-steps/?moves=4")
    signed_in_page.locator("svg a.seat").nth(1).focus()
    signed_in_page.keyboard.press("Enter")
    expect(signed_in_page.locator("h1")).to_have_text("Is there a way from Clerk 1 to Clerk 2?")


@pytest.mark.usefixtures("career")
def test_everything_works_without_scripts(browser: Browser, live_server: LiveServer, sign_in: SignIn) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, Account.objects.create_user("plain"))
    page.goto("/roles/r1/next-steps/")
    page.get_by_label("Look ahead").select_option("1")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".answer")).to_have_text("From Clerk 1 one can reach one role in one move.")
    page.get_by_label("Role", exact=True).select_option("role:r2")
    page.get_by_role("button", name="Show the way to the role").click()
    expect(page.locator("h1")).to_have_text("Is there a way from Clerk 1 to Clerk 2?")
    page.get_by_label("Or a position").fill("helena")
    page.get_by_role("button", name="Show the way to the position").click()
    page.get_by_role("link", name="Boss").click()
    expect(page.locator("h1")).to_have_text("Is there a way from Clerk 1 to Boss?")
    context.close()


@pytest.mark.usefixtures("career")
def test_very_long_names_stay_on_a_narrow_screen(signed_in_page: Page, axe: FindViolations) -> None:
    signed_in_page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/roles/r1/next-steps/", "/roles/r1/next-steps/?to=BOSS", "/roles/r1/next-steps/?to=aide boss"):
        signed_in_page.goto(address)
        assert signed_in_page.evaluate(BEYOND) == 0
        assert axe(signed_in_page) == []
