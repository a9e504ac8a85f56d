"""The pages of roles."""

import datetime

import pytest
from django.db.models import TextChoices
from django.test import Client

from roles import tree
from roles.access import make_hr_editor
from roles.facts import MEANINGS
from roles.models import Account, Focus, ManagementLevel, PlanningHorizon, Role, Scope
from tests.described import describe_manager
from tests.pages import count_queries, links, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_a_role_says_what_it_is_for_and_all_its_facts(reader: Client) -> None:
    describe_manager()
    page = words(reader.get("/roles/operations-manager/"))
    assert page.startswith("Operations Manager (OM) Runs one department. Growing organisations grow complex.")
    assert "Also called Head of Operations" in page
    assert "Management level Middle management Leads a department or an area" in page
    assert "Scope One department" in page
    assert "Focus Tactical Decides how to get there" in page
    assert "Planning horizon Day to day Plans today" in page


def test_a_role_says_what_it_asks_and_where_it_leads(reader: Client) -> None:
    describe_manager()
    response = reader.get("/roles/operations-manager/")
    page = words(response)
    assert "Responsibilities Plan operations. Find bottlenecks." in page
    assert "Leadership Gives direction. practitioner" in page
    assert "Works closely with Chief Operating Officer Other departments" in page
    assert "Outside the organisation Suppliers" in page
    assert "Where it can lead Chief Operating Officer Show it on a broader scale." in page
    assert "Where people come from Team Lead Take on a budget." in page
    assert links(response)["Team Lead"] == "/roles/lead/"


def test_the_page_says_what_the_steps_of_proficiency_mean(reader: Client) -> None:
    describe_manager()
    page = words(reader.get("/roles/operations-manager/"))
    assert "Practitioner Does it well without help, and helps others." in page


@pytest.mark.parametrize("choices", [ManagementLevel, Scope, Focus, PlanningHorizon])
def test_every_fact_has_a_meaning(choices: type[TextChoices]) -> None:
    assert set(choices.values) <= MEANINGS.keys()


def test_a_role_lists_the_positions_that_have_it_and_their_holders(reader: Client) -> None:
    role = describe_manager()
    company = plant("A Manager, Logistics: Jonas\n  B Manager, Retail\n  C Manager, Stores", role=role)
    tree.end_position(company["C"].pk, datetime.date(2026, 1, 1))
    page = words(reader.get("/roles/operations-manager/"))
    assert "2 positions have this role Manager, Logistics Jonas 1 report Manager, Retail vacant" in page
    assert "Manager, Stores" not in page


def test_a_role_without_facts_says_so(reader: Client) -> None:
    Role.objects.create(slug="new", title="New")
    page = words(reader.get("/roles/new/"))
    assert "Nobody has written down yet what this role is for." in page
    assert "No facts are written down yet." in page
    assert "No position has this role" in page


def test_the_positions_of_a_role_are_paged(reader: Client) -> None:
    plant("A Top\n" + "".join(f"  P{n} One of many\n" for n in range(30)), role=describe_manager())
    first = reader.get("/roles/operations-manager/")
    assert words(first).count("One of many vacant") == 24
    assert "Page 1 of 2" in words(first)
    assert links(first)["Next page"] == "?page=2"
    assert "Page 2 of 2" in words(reader.get("/roles/operations-manager/?page=2"))
    assert "Page 2 of 2" in words(reader.get("/roles/operations-manager/?page=99"))
    assert "Page 1 of 2" in words(reader.get("/roles/operations-manager/?page=x"))


def test_roles_are_listed_with_the_number_of_their_positions(reader: Client) -> None:
    plant("A Manager", role=describe_manager())
    page = words(reader.get("/roles/"))
    meant = "Middle management: Leads a department or an area, and turns strategy into work."
    assert f"Operations Manager (OM) {meant} 1 position" in page
    assert "Team Lead 0 positions" in page


def test_roles_are_found_without_regard_to_accents_and_case(reader: Client) -> None:
    Role.objects.create(slug="re", title="Réviseur")
    describe_manager()
    page = words(reader.get("/roles/?q=REVISEUR"))
    assert "Réviseur" in page
    assert "Operations Manager" not in page
    assert "No role fits “zzz”." in words(reader.get("/roles/?q=zzz"))


@pytest.mark.parametrize("query", ["%", "_", "\\", "%00", "%ff", "'", "a" * 5000])
def test_nothing_typed_breaks_the_list_of_roles(reader: Client, query: str) -> None:
    describe_manager()
    assert reader.get(f"/roles/?q={query}").status_code == 200


def test_an_empty_list_of_roles_says_why(reader: Client) -> None:
    assert "There are no roles yet." in words(reader.get("/roles/"))


@pytest.mark.parametrize("slug", ["nope", "NOPE", "%00", "a b"])
def test_an_unknown_role_is_not_found(reader: Client, slug: str) -> None:
    assert reader.get(f"/roles/{slug}/").status_code == 404


def test_role_pages_ask_a_fixed_number_of_queries(reader: Client) -> None:
    role = describe_manager()
    plant("".join(f"A{n} Position: Person {n}\n" for n in range(10)), role=role)
    few = count_queries(reader, "/roles/operations-manager/"), count_queries(reader, "/roles/")
    tree.remove_everything()
    plant("".join(f"A{n} Position: Person {n}\n" for n in range(200)), role=role)
    for number in range(20):
        Role.objects.create(slug=f"r{number}", title=f"Role {number}")
    many = count_queries(reader, "/roles/operations-manager/"), count_queries(reader, "/roles/")
    assert many == few
    assert max(many) <= 12


def test_an_editor_needs_few_queries_more() -> None:
    role = describe_manager()
    plant("A Manager: Person", role=role)
    account = Account.objects.create_user("hr")
    make_hr_editor(account)
    client = Client()
    client.force_login(account)
    assert "Edit" in links(client.get("/roles/operations-manager/"))
    assert count_queries(client, "/roles/operations-manager/") <= 12
