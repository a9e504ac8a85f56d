"""Pages of a company unlike the sample: endless words, ended positions, nobody found; tests/walk has the rest."""

import datetime

import pytest
from playwright.sync_api import Page

from roles import tree
from roles.models import Account, Department, LinkKind, Person
from tests.conftest import FindViolations, SignIn
from tests.described import describe_manager
from tests.trees import appoint, plant, write_link

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
ADDRESSES = (
    "/positions/LOG/",
    "/positions/DRV/",
    "/positions/NEW/",
    "/positions/OLD/",
    "/people/?q=zzz",
    "/roles/?q=zzz",
    "/chart/?levels=4",
    "/compare/?left=DRV&right=NEW",
)


@pytest.fixture
def company(page: Page, sign_in: SignIn) -> Page:
    """Plant a company with everything in it, and sign in as one of its people."""
    role = describe_manager()
    seats = plant(COMPANY)
    seats["LOG"].role, seats["LOG"].department = role, Department.objects.create(code="log", name="Logistics")
    tree.save_position(seats["LOG"])
    write_link(kind=LinkKind.DEPUTY, from_position=seats["COO"], to_position=seats["CEO"])
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
