"""The page of a position: it opens with the answer, and says all that is known around it."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.models import Account, Appointment, Department, LinkKind, Person, Position, Role
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics: Jonas Verhelst
      DRV Driver
    MFG Operations Manager, Manufacturing: Gwendolyn Achterberg
  CFO Chief Financial Officer
"""


def editor(client: Client) -> Client:
    """Return a client signed in as somebody who may edit positions."""
    account = Account.objects.create_user("editor", is_staff=True)
    account.user_permissions.add(Permission.objects.get(codename="change_position"))
    client.force_login(account)
    return client


def test_the_page_opens_with_the_answer(reader: Client) -> None:
    plant(COMPANY)
    page = words(reader.get("/positions/LOG/"))
    assert page.startswith(
        "Operations Manager, Logistics "
        "The Operations Manager, Logistics reports to the Chief Operating Officer, Amara Okafor."
    )


def test_the_reporting_line_leads_up_to_the_head(reader: Client) -> None:
    plant(COMPANY)
    found = links(reader.get("/positions/LOG/"))
    assert found["Chief Executive Officer"] == "/positions/CEO/"
    assert found["Chief Operating Officer"] == "/positions/COO/"
    assert "Operations Manager, Logistics" not in found


def test_a_vacant_manager_is_followed_by_the_next_who_is_there(reader: Client) -> None:
    plant("CEO Head: Helena\n  COO Chief\n    LOG Manager")
    page = words(reader.get("/positions/LOG/"))
    assert "The Manager reports to the Chief, which is vacant." in page
    assert "The nearest position above it that is filled is the Head, Helena." in page


def test_direct_reports_and_peers_are_listed_with_their_holders(reader: Client) -> None:
    plant(COMPANY)
    page = words(reader.get("/positions/LOG/"))
    assert "1 direct report Driver vacant" in page
    assert "Peers They report to the same position. Operations Manager, Manufacturing Gwendolyn Achterberg" in page


def test_links_are_said_from_this_side(reader: Client) -> None:
    company = plant(COMPANY)
    for kind, start, end in (
        (LinkKind.DEPUTY, "COO", "CEO"),
        (LinkKind.DOTTED_LINE, "LOG", "CFO"),
        (LinkKind.WORKS_WITH, "CFO", "COO"),
    ):
        write_link(kind=kind, from_position=company[start], to_position=company[end])
    assert "Deputy Chief Operating Officer" in words(reader.get("/positions/CEO/"))
    coo = words(reader.get("/positions/COO/"))
    assert "Deputises for Chief Executive Officer" in coo
    assert "Works with Chief Financial Officer" in coo
    assert "Also reports to (dotted line) Chief Financial Officer" in words(reader.get("/positions/LOG/"))
    assert "Also reports here (dotted line) Operations Manager, Logistics" in words(reader.get("/positions/CFO/"))


def test_holders_come_with_contact_and_earlier_ones_with_dates(reader: Client) -> None:
    company = plant(COMPANY)
    holder = Appointment.objects.get(position=company["LOG"]).person
    assert holder is not None
    holder.email, holder.phone = "jonas@example.org", "+44 20 7946 0108"
    holder.save()
    appoint(company["LOG"], "Rasmus", start=datetime.date(2015, 1, 1), end=datetime.date(2020, 8, 16))
    response = reader.get("/positions/LOG/")
    assert links(response)["jonas@example.org"] == "mailto:jonas@example.org"
    assert links(response)["+44 20 7946 0108"] == "tel:+442079460108"
    assert "Earlier Rasmus substantive, 1 January 2015 to 16 August 2020" in words(response)


def test_appointments_to_come_are_no_holders_yet(reader: Client) -> None:
    company = plant(COMPANY)
    appoint(company["DRV"], "Ewa", start=datetime.date(2199, 1, 1), share="0.5")
    page = words(reader.get("/positions/DRV/"))
    assert "Nobody holds this position. To come Ewa substantive, since 1 January 2199, 0.5 of full time" in page


def test_the_numbers_of_a_position(reader: Client) -> None:
    plant(COMPANY)
    page = words(reader.get("/positions/COO/"))
    assert "Level 1 steps below the head Span of control 2 direct reports" in page
    assert "Reports 3 positions below, direct or not Headcount 2 people below, each counted once" in page


def test_role_and_department_are_shown(reader: Client) -> None:
    role = Role.objects.create(
        slug="manager", title="Operations Manager", purpose="Runs a department.\n\nMore.", focus="tactical"
    )
    plant("CEO Head", role=role, department=Department.objects.create(code="log", name="Logistics"))
    response = reader.get("/positions/CEO/")
    assert links(response)["Operations Manager"] == "/roles/manager/"
    assert "Department Logistics" in words(response)
    assert "Operations Manager Runs a department. Focus Tactical" in words(response)


def test_an_ended_position_keeps_its_page_and_history(reader: Client) -> None:
    company = plant(COMPANY)
    tree.end_position(company["MFG"].pk, datetime.date(2026, 5, 3))
    response = reader.get("/positions/MFG/")
    assert "The Operations Manager, Manufacturing ended on 3 May 2026 and is no longer in the chart." in words(response)
    assert "Gwendolyn Achterberg substantive, until 3 May 2026" in words(response)
    assert "Show in the chart" not in links(response)
    assert "Operations Manager, Manufacturing" not in words(reader.get("/positions/COO/"))


def test_a_link_to_an_ended_position_says_so(reader: Client) -> None:
    company = plant(COMPANY)
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["LOG"], to_position=company["CFO"])
    tree.end_position(company["CFO"].pk, datetime.date(2026, 5, 3))
    page = words(reader.get("/positions/LOG/"))
    assert "Chief Financial Officer ended" in page or "Chief Financial Officer" not in page


def test_a_position_not_placed_yet_has_a_page(reader: Client) -> None:
    plant("NEW Manager", is_placed=False)
    assert "The Manager is not in the chart yet: it waits for a manager." in words(reader.get("/positions/NEW/"))


def test_the_first_direct_reports_are_shown_and_the_rest_linked(reader: Client) -> None:
    plant("CEO Head\n" + "".join(f"  R{number:03} Report\n" for number in range(130)))
    response = reader.get("/positions/CEO/")
    assert "130 direct reports" in words(response)
    assert response.content.count(b'<a href="/positions/R') == 20
    assert "These are the first 20: see all" in links(response)
    for code, first in (("R000", "R001"), ("R129", "R000")):
        peer = reader.get(f"/positions/{code}/")
        assert "These are the first 12: see all" in links(peer)
        assert peer.content.count(b'<a href="/positions/R') == 12
        assert f'href="/positions/{first}/"' in peer.content.decode()
        assert f'<a href="/positions/{code}/' not in peer.content.decode()


def test_a_code_in_other_letters_leads_to_the_code_as_written(reader: Client) -> None:
    plant("Ceo-1 Head")
    response = reader.get("/positions/CEO-1/")
    assert (response.status_code, response["Location"]) == (302, "/positions/Ceo-1/")


@pytest.mark.parametrize("code", ["NOPE", "%00", "%ff%fe", "a%0ab", "x" * 300, "..%2f", "' OR 1=1"])
def test_an_unknown_code_is_not_found(reader: Client, code: str) -> None:
    plant(COMPANY)
    response = reader.get(f"/positions/{code}/")
    assert response.status_code == 404
    assert b"This page does not exist" in response.content


def test_only_editors_are_offered_to_edit(reader: Client) -> None:
    company = plant(COMPANY, notes="Being advertised.")
    page = reader.get("/positions/LOG/")
    assert "Edit" not in links(page)
    assert "Being advertised." not in words(page)
    page = editor(Client()).get("/positions/LOG/")
    assert links(page)["Edit"] == f"/admin/roles/position/{company['LOG'].pk}/change/"
    assert "Being advertised. seen by editors only" in words(page)


def test_the_page_offers_to_compare(reader: Client) -> None:
    plant(COMPANY)
    page = reader.get("/positions/LOG/").content.decode()
    assert 'action="/compare/"' in page
    assert '<input type="hidden" name="left" value="LOG">' in page


def test_hostile_text_is_shown_as_text(reader: Client) -> None:
    plant('X <script>alert(1)</script>: <b>Bold</b>\n  Y "onmouseover=alert(1)')
    page = reader.get("/positions/X/").content.decode()
    assert "<script>alert" not in page
    assert "<b>Bold" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_readers_who_are_not_signed_in_are_sent_to_sign_in(client: Client) -> None:
    plant(COMPANY)
    assert client.get("/positions/LOG/").status_code == 302


@pytest.mark.parametrize("code", ["CEO", "M1"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_positions(reader: Client, code: str) -> None:
    plant("CEO Head: H\n  M1 Manager: A\n" + "".join(f"    S{n} Staff: P{n}\n" for n in range(8)))
    few = count_queries(reader, f"/positions/{code}/")
    tree.remove_everything()
    rows = "".join(f"    S{n} Staff: P{n}\n" for n in range(98)) + "".join(f"  T{n} Team: Q{n}\n" for n in range(100))
    plant("CEO Head: H\n  M1 Manager: A\n" + rows)
    assert Position.objects.count() == 200
    assert count_queries(reader, f"/positions/{code}/") == few <= 7


def test_numbers_are_written_with_their_thousands_apart(reader: Client) -> None:
    company = plant("CEO Chief Executive Officer\n  DRV Driver")
    company["DRV"].posts = 10_000
    tree.save_position(company["DRV"])
    assert "Headcount 10,000 people below" in words(reader.get("/positions/CEO/"))
    page = words(reader.get("/positions/DRV/"))
    assert "The 10,000 posts of Driver report to" in page
    assert "Posts 10,000" in page
    assert "10,000 × Driver, " in reader.get("/chart/").content.decode()


def test_an_editor_needs_few_queries_more(client: Client) -> None:
    plant(COMPANY)
    assert count_queries(editor(client), "/positions/LOG/") <= 8


def test_a_public_chart_shows_positions_without_contact_data(client: Client, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    plant(COMPANY)
    Person.objects.filter(name="Amara Okafor").update(email="amara@example.org", phone="+1 2", location="Turin")
    response = client.get("/positions/COO/")
    page = words(response)
    assert "The Chief Operating Officer reports to the Chief Executive Officer, Helena Brandvold." in page
    assert "Amara Okafor" in page
    for contact in ("amara@example.org", "+1 2", "tel:", "Turin"):
        assert contact not in response.content.decode()
    assert not any(address.startswith(("/people/", "/roles/", "/compare/")) for address in links(response).values())
    assert links(response)["Sign in"] == "/accounts/login/"


def test_a_public_chart_names_todays_holders_alone_without_dates_and_share(client: Client, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    company = plant(COMPANY)
    appoint(company["DRV"], "Dana", kind="acting", start=datetime.date(2021, 3, 4), share="0.5")
    appoint(company["DRV"], "Ewa", start=datetime.date(2011, 3, 4), end=datetime.date(2015, 6, 7))
    appoint(company["DRV"], "Farid", start=datetime.date(2098, 3, 4))
    told = {"Ewa", "Farid", "Earlier", "To come", "2021", "2011", "2015", "2098", "0.5"}
    page = words(client.get("/positions/DRV/"))
    assert "Dana (acting)" in page
    assert {each for each in told if each in page} == set()
    client.force_login(Account.objects.create_user("reader"))
    page = words(client.get("/positions/DRV/"))
    assert {each for each in told if each not in page} == set()


@pytest.mark.parametrize("address", ["/", "/positions/", "/positions/COO/", "/positions/?q=a", "/suggestions/?q=a"])
def test_a_public_chart_opens_its_pages_to_everybody(client: Client, settings: Settings, address: str) -> None:
    settings.PUBLIC_CHART = True
    plant(COMPANY)
    response = client.get(address)
    assert response.status_code == 200
    assert "@" not in response.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("address", ["/people/", "/people/N1/", "/roles/", "/me/"])
def test_a_public_chart_keeps_all_other_pages_closed(client: Client, settings: Settings, address: str) -> None:
    settings.PUBLIC_CHART = True
    plant(COMPANY)
    assert client.get(address).status_code == 302
