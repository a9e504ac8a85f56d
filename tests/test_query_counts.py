"""Every page of ours asks as many statements of ten positions as of two hundred: at most twelve, some eight."""

from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.access import make_hr_editor
from roles.models import Account, Department, LinkKind, NextStep, Person, Position, Role
from tests.addresses import names_of_ours
from tests.described import describe_manager
from tests.pages import count_queries
from tests.printing.rows import write_job
from tests.trees import appoint, plant, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

MOST = 12
# Of the pages that answer whom somebody reports to, with session and account.
MOST_OF = {"roles:position": 8, "roles:me": 8, "roles:person": 8}
PRINT = UUID(int=1)
PUBLIC = {
    "roles:start": "/",
    "roles:positions": "/positions/?q=title",
    "roles:position": "/positions/P1/",
    "roles:suggestions": "/suggestions/?q=title",
    "roles:chart": "/chart/?levels=4",
    "roles:chart_svg": "/chart/P0.svg?levels=4",
    "roles:chart_png": "/chart/P0.png?levels=4",
    "roles:drawing": "/drawing/?levels=2&open=P1,P2&closed=P5&at=P3",
    "roles:map": "/map/?at=P1",
    "roles:print": "/chart/P0/print/",
    "roles:print_pages": "/chart/P0/print/pages/?layout=sheet&paper=a0",
}
FOR_READERS = PUBLIC | {
    "roles:roles": "/roles/",
    "roles:role": "/roles/operations-manager/",
    "roles:position_next_steps": "/positions/P1/next-steps/",
    "roles:role_next_steps": "/roles/lead/next-steps/?to=role:coo",
    "roles:my_next_steps": "/me/next-steps/?moves=4",
    "roles:compare": "/compare/?left=P2&right=P5&and=role:operations-manager&and=person:N1",
    "roles:compare_xlsx": "/compare.xlsx?left=P2&right=P5",
    "roles:suggestions_to_compare": "/suggestions/compare/?q=title",
    "roles:compare_pdf": "/compare.pdf?left=P2&right=P5",
    "roles:people": "/people/?q=person",
    "roles:person": "/people/N1/",
    "roles:me": "/me/",
    "roles:print_job": f"/prints/{PRINT}/",
    "password_change": "/accounts/password/",
}
FOR_STRANGERS = {
    "login": "/accounts/login/",
    "password_reset": "/accounts/reset/",
    "password_reset_done": "/accounts/reset/sent/",
    "password_reset_confirm": "/accounts/reset/x/y/",
}
NO_PAGES = {
    "roles:paper_css": "a stylesheet, which asks nothing",
    "roles:search": "leads to the list of positions",
    "roles:map_shape": "numbers for a script, whose statements tests/map counts",
    "roles:map_cards": "data for a script, whose statements tests/map counts",
    "roles:print_pdf": "a file, which tests/printing reads",
    "roles:appearance": "takes a form and asks nothing",
    "roles:language": "takes a form and asks nothing",
    "roles:my_place": "leads to the chart",
    "logout": "takes a form and leads to another page",
}
LINE = ("P0", "P1", "P2", "P5")
COMPANY = """
P0: Person 0
  P1: Person 1
    P2: Person 2
      P3
    P4
  P5: Person 5
    P6: Person 6
    P7
    P8: Person 8
    P9: Person 9
"""
READERS = {"nobody": PUBLIC, "employee": FOR_READERS, "HR editor": FOR_READERS, "stranger": FOR_STRANGERS}


@pytest.fixture
def account() -> Account:
    """Plant ten positions of one role and department; the reader holds the second and has held every other."""
    account = Account.objects.create_user("reader")
    seats = plant(COMPANY, role=describe_manager(), department=Department.objects.create(code="D", name="Dispatch"))
    Person.objects.filter(name="Person 1").update(account=account, email="reader@example.org", phone="1", number="N1")
    enrich(list(seats.values()))
    write_job(account, id=PRINT)
    return account


def grow() -> None:
    """Plant 190 positions below those there are, with as many people, links, appointments, roles and departments."""
    role, new = Role.objects.get(slug="operations-manager"), []
    managers = list(Position.objects.filter(code__in=LINE))
    for number in range(10, 200):
        department = Department.objects.create(code=f"D{number}", name=f"Department {number}")
        other = Role.objects.create(slug=f"role-{number}", title=f"Role {number}")
        other.works_with.add(role)
        NextStep.objects.create(role=role, next_role=other)
        manager = managers[number % len(managers)]
        new.append(Position(code=f"P{number}", role=role, department=department, reports_to=manager))
    with tree.writing():
        tree.apply(tree.Changes(new=new))
    for position in new:
        appoint(position, f"Person {position.code}")
        write_job(Account.objects.get(), hours=1)
    enrich(new)


def enrich(seats: list[Position]) -> None:
    """Let the reader have held positions long ago, and each of them have links to those of the line."""
    line = Position.objects.filter(code__in=LINE)
    for seat in seats:
        appoint(seat, "Person 1", start="2001-01-01", end="2001-12-31")
        for each in line:
            if each != seat:
                write_link(from_position=seat, to_position=each, kind=LinkKind.DOTTED_LINE)


def counts(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    """Return how many statements each page asks once what is kept, in the database and between requests, is there."""
    tree.repair()
    for address in addresses.values():
        client.get(address)
    return {name: count_queries(client, address) for name, address in addresses.items()}


def test_no_page_is_forgotten() -> None:
    assert FOR_READERS.keys() | FOR_STRANGERS.keys() | NO_PAGES.keys() == names_of_ours()


@pytest.mark.parametrize("who", READERS)
def test_every_page_asks_as_much_of_ten_positions_as_of_two_hundred(
    client: Client, settings: Settings, account: Account, who: str
) -> None:
    settings.PUBLIC_CHART = who == "nobody"
    if who == "HR editor":
        make_hr_editor(account)
    if who in ("employee", "HR editor"):
        client.force_login(account)
    few = counts(client, READERS[who])
    grow()
    assert Position.objects.count() == 200
    many = counts(client, READERS[who])
    assert {name: (few[name], number) for name, number in many.items() if number != few[name]} == {}
    assert {name: number for name, number in many.items() if number > MOST_OF.get(name, MOST)} == {}
