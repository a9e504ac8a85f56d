"""The pages of people."""

import datetime

import pytest
from django.test import Client

from roles import tree
from roles.models import Account, AppointmentKind, Person
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant, remove_appointments

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics: Zoë Łukasz
    MFG Operations Manager, Manufacturing
"""


def page_of(name: str) -> str:
    """Return the address of a person's page."""
    return Person.objects.get(name=name).get_absolute_url()


def test_a_person_reports_to_somebody(reader: Client) -> None:
    plant(COMPANY)
    response = reader.get(page_of("Zoë Łukasz"))
    assert words(response).startswith("Zoë Łukasz Zoë Łukasz reports to the Chief Operating Officer, Amara Okafor.")
    assert links(response)["Chief Executive Officer"] == "/positions/CEO/"


def test_who_holds_several_positions_gets_an_answer_for_each(reader: Client) -> None:
    company = plant(COMPANY)
    appoint(company["MFG"], "Helena Brandvold", kind=AppointmentKind.ACTING)
    page = words(reader.get(page_of("Helena Brandvold")))
    assert "As Chief Executive Officer, Helena Brandvold heads Our organisation and reports to no other" in page
    assert "As Operations Manager, Manufacturing, Helena Brandvold reports to the Chief Operating Officer" in page


def test_what_somebody_held_earlier_stands_apart(reader: Client) -> None:
    company = plant(COMPANY)
    appoint(
        company["MFG"], "Amara Okafor", start=datetime.date(2015, 1, 1), end=datetime.date(2019, 12, 31), share="0.5"
    )
    page = words(reader.get(page_of("Amara Okafor")))
    assert "Positions held Chief Operating Officer substantive" in page
    assert "Earlier Operations Manager, Manufacturing substantive, 1 January 2015 to 31 December 2019, 0.5 of" in page


def test_a_position_that_ended_is_marked_in_a_history(reader: Client) -> None:
    company = plant(COMPANY)
    tree.end_position(company["LOG"].pk, datetime.date(2026, 1, 31))
    page = words(reader.get(page_of("Zoë Łukasz")))
    assert "Zoë Łukasz holds no position at present." in page
    assert "Operations Manager, Logistics ended" in page


def test_contact_is_shown_to_who_is_signed_in(reader: Client) -> None:
    Person.objects.create(number="7", name="Ada", email="ada@example.org", phone="+1 2", location="Turin")
    response = reader.get("/people/7/")
    assert links(response)["ada@example.org"] == "mailto:ada@example.org"
    assert "E-mail ada@example.org Phone +1 2 Location Turin Number 7" in words(response)
    assert Client().get("/people/7/").status_code == 302


def test_my_page_speaks_to_me(client: Client) -> None:
    plant(COMPANY)
    account = Account.objects.create_user("zoe")
    Person.objects.filter(name="Zoë Łukasz").update(account=account)
    client.force_login(account)
    assert "You report to the Chief Operating Officer, Amara Okafor." in words(client.get("/me/"))


def test_my_page_says_what_to_do_where_no_person_is_linked(reader: Client) -> None:
    page = words(reader.get("/me/"))
    assert "Your account is not linked to a person yet" in page
    assert "to link your account to you: they do it in the admin, on the page of the person that you are." in page
    assert "Ask those who look after the chart to link your account to you" in page


def test_my_page_says_when_i_hold_no_position(client: Client) -> None:
    account = Account.objects.create_user("ada")
    Person.objects.create(number="7", name="Ada", account=account)
    client.force_login(account)
    assert "You hold no position at present." in words(client.get("/me/"))


def test_the_next_who_is_there_follows_a_vacant_manager(reader: Client) -> None:
    company = plant(COMPANY)
    remove_appointments(company["COO"])
    page = words(reader.get(page_of("Zoë Łukasz")))
    assert "which is vacant. The nearest position above it that is filled is the Chief Executive Officer" in page


@pytest.mark.parametrize("query", ["zoe", "ZOË", "lukasz", "Łuk zo", "zoë  łukasz"])
def test_people_are_found_without_regard_to_accents_and_case(reader: Client, query: str) -> None:
    plant(COMPANY)
    page = words(reader.get("/people/", {"q": query}))
    assert "1 person Zoë Łukasz Operations Manager, Logistics" in page
    assert "Amara" not in page


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", '"'])
def test_signs_of_the_database_are_signs_like_any_other(reader: Client, query: str) -> None:
    plant(COMPANY)
    assert "Nobody fits" in words(reader.get("/people/", {"q": query}))


@pytest.mark.parametrize("query", ["%00", "%ff%fe", "%ed%a0%80", "a" * 5000, "%0a", "%E2%80%AE"])
def test_nothing_typed_breaks_the_list_of_people(reader: Client, query: str) -> None:
    plant(COMPANY)
    assert reader.get(f"/people/?q={query}").status_code == 200


def test_only_a_hundred_characters_of_a_query_count(reader: Client) -> None:
    response = reader.get("/people/", {"q": "x" * 500})
    assert f"Nobody fits “{'x' * 100}”." in words(response)


def test_an_empty_list_of_people_says_why(reader: Client) -> None:
    assert "There are no people yet." in words(reader.get("/people/"))


def test_people_are_paged(reader: Client) -> None:
    for number in range(60):
        Person.objects.create(number=str(number), name=f"Person {number:02}")
    page = reader.get("/people/?q=person")
    assert "60 people" in words(page)
    assert links(page)["Next page"] == "?q=person&page=2"
    assert "Person 59" in words(reader.get("/people/?q=person&page=2"))


def test_a_number_in_other_letters_leads_to_the_number_as_written(reader: Client) -> None:
    Person.objects.create(number="t1", name="Ada")
    response = reader.get("/people/T1/")
    assert (response.status_code, response["Location"]) == (302, "/people/t1/")


@pytest.mark.parametrize("number", ["nope", "%00", "%ff", "x" * 300])
def test_an_unknown_number_is_not_found(reader: Client, number: str) -> None:
    assert reader.get(f"/people/{number}/").status_code == 404


def test_hostile_names_are_shown_as_text(reader: Client) -> None:
    Person.objects.create(number="7", name="<script>alert(1)</script>", phone='"><b>')
    for address in ("/people/", "/people/7/"):
        assert "<script>alert" not in reader.get(address).content.decode()


def test_people_pages_ask_a_fixed_number_of_queries(client: Client) -> None:
    plant(COMPANY)
    account = Account.objects.create_user("zoe")
    person = Person.objects.get(name="Zoë Łukasz")
    Person.objects.filter(pk=person.pk).update(account=account)
    client.force_login(account)
    addresses = ("/people/", "/me/", person.get_absolute_url())
    few = [count_queries(client, address) for address in addresses]
    plant("".join(f"X{n} More: Person {n}\n" for n in range(200)))
    appoint(plant("Z Top\n  Y Another")["Y"], "Zoë Łukasz", kind=AppointmentKind.ACTING)
    many = [count_queries(client, address) for address in addresses]
    assert many == few
    assert max(many) <= 12
