"""The start page, the frame around every page, and the pages that say what went wrong."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import translation

from roles.models import Account, Chart, Person
from roles.views.appearance import page_to_return_to
from tests.pages import count_queries, links, read, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics: Jonas Verhelst
"""


def signed_in(name: str = "", **values: Any) -> Client:
    """Return a client whose account belongs to the person of that name, if any."""
    account = Account.objects.create_user("reader", **values)
    Person.objects.filter(name=name).update(account=account)
    client = Client()
    client.force_login(account)
    return client


def test_the_start_page_says_whom_the_reader_reports_to() -> None:
    plant(COMPANY)
    page = signed_in("Jonas Verhelst").get("/")
    assert "You report to the Chief Operating Officer, Amara Okafor." in words(page)
    assert links(page)["More about you"] == "/me/"
    assert links(page)["Chief Executive Officer"] == "/positions/CEO/"


def test_a_reader_without_a_person_gets_the_search_all_the_same() -> None:
    plant(COMPANY)
    page = signed_in().get("/")
    assert "You report to" not in words(page)
    assert b'name="q"' in page.content


def test_editors_get_links_to_the_admin() -> None:
    plant(COMPANY)
    found = links(signed_in(is_staff=True, is_superuser=True).get("/"))
    assert found["Edit positions"] == "/admin/roles/position/"
    assert found["Admin"] == "/admin/"
    assert "Admin" not in links(Client().get(reverse("login")))


def test_an_empty_database_says_what_to_do() -> None:
    client = signed_in()
    assert "There are no positions yet. Those who look after the chart have not entered any." in words(client.get("/"))


def test_an_empty_database_tells_an_editor_where_to_begin() -> None:
    page = signed_in(is_staff=True, is_superuser=True).get("/")
    assert links(page)["Add the first position"] == "/admin/roles/position/add/"
    assert links(page)["Import a spreadsheet"] == "/admin/roles/position/import/"


def test_the_start_page_asks_a_fixed_number_of_queries() -> None:
    plant(COMPANY)
    client = signed_in("Jonas Verhelst")
    few = count_queries(client, "/")
    plant("".join(f"X{n} More: Person {n}\n" for n in range(200)))
    assert count_queries(client, "/") == few <= 12


def test_the_frame_names_the_organisation_and_where_one_is() -> None:
    Chart.current()
    Chart.objects.update(name="Thornmere <Furniture>")
    page = signed_in().get("/roles/").content.decode()
    assert "<title>Roles · Thornmere &lt;Furniture&gt;</title>" in page
    assert '<a href="/roles/" aria-current="page">Roles</a>' in page
    assert 'lang="en" dir="ltr"' in page


def test_a_page_below_another_marks_that_one() -> None:
    plant(COMPANY)
    page = signed_in().get("/positions/CEO/").content.decode()
    assert '<a href="/positions/" aria-current="true">Positions</a>' in page


def test_the_menu_of_the_account_says_what_it_is() -> None:
    page = signed_in().get("/").content.decode()
    summary = re.search(r"<summary>(.*?)</summary>", page, re.DOTALL)
    assert summary is not None
    assert " ".join(re.sub(r"<[^>]*>", "", summary[1]).split()) == "Your account: reader"


def test_signing_out_is_a_form_that_posts() -> None:
    page = signed_in().get("/roles/").content.decode()
    assert f'<form method="post" action="{reverse("logout")}">' in page


def test_who_is_not_signed_in_sees_no_navigation() -> None:
    found = links(Client().get(reverse("login")))
    assert not {"Chart", "Positions", "People", "Me"} & found.keys()


@override_settings(PUBLIC_CHART=True)
def test_a_public_chart_adds_to_the_navigation_only_what_is_public() -> None:
    found = links(Client().get(reverse("login")))
    assert {"Chart", "Positions"} <= found.keys()
    assert not {"Roles", "People", "Compare", "Me"} & found.keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_appearance_is_kept_in_a_cookie_and_rendered_by_the_server(theme: str) -> None:
    client = signed_in()
    response = client.post("/appearance/", {"theme": theme, "next": "/roles/?q=a"})
    assert (response.status_code, response["Location"]) == (302, "/roles/?q=a")
    page = client.get("/roles/").content.decode()
    assert f'data-theme="{theme}"' in page
    assert f'value="{theme}" aria-describedby="appearance" aria-pressed="true"' in page


@pytest.mark.parametrize("theme", ["", "blue", '"><script>', "\0"])
def test_any_other_appearance_follows_the_system(theme: str) -> None:
    client = signed_in()
    client.cookies["theme"] = "dark"
    client.post("/appearance/", {"theme": theme, "next": "/"})
    assert "data-theme" not in client.get("/roles/").content.decode()


def test_a_cookie_that_is_no_appearance_is_ignored() -> None:
    client = signed_in()
    client.cookies["theme"] = '"><script>'
    assert b"data-theme" not in client.get("/roles/").content


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/people/?q=é", "/people/?q=é"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("\x00//elsewhere.example", "/"),
    ],
)
def test_the_switch_leads_back_to_our_pages_only(target: str, expected: str) -> None:
    assert page_to_return_to(RequestFactory().post("/appearance/", {"next": target}, HTTP_HOST="localhost")) == expected


def test_the_switch_works_for_who_is_not_signed_in_and_only_by_post() -> None:
    assert Client().post("/appearance/", {"theme": "dark"}).status_code == 302
    assert Client().get("/appearance/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"}).status_code == 403


def test_the_page_for_a_form_that_could_not_be_trusted_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"})
    assert "The form was not sent" in response.content.decode()
    assert "load the page again" in response.content.decode()


def test_an_unknown_address_gets_a_page_of_ours() -> None:
    response = signed_in().get("/nowhere/")
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()
    assert 'class="site-nav"' in response.content.decode()


def test_a_server_error_gets_a_page_that_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    client.raise_request_exception = False

    def fail(*args: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("roles.views.people.query_of", fail)
    response = client.get("/people/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "boom" not in response.content.decode()


def test_the_page_of_a_server_error_speaks_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("de"):
        page = render_to_string("500.html")
        monkeypatch.setattr("django.utils.translation._trans.gettext", str.upper)
        shouted = render_to_string("500.html")
    assert '<html lang="de" dir="ltr">' in page
    assert "<h1>SOMETHING WENT WRONG</h1>" in shouted
    assert not re.findall(r"<(?:title|h1|p)[^>]*>[^<]*[a-z]", shouted)


def test_a_server_error_has_its_page_even_where_no_language_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    client.raise_request_exception = False

    def fail(*args: object) -> None:
        raise OSError("damaged catalogue")

    monkeypatch.setattr("django.middleware.locale.translation.activate", fail)
    response = client.get("/people/", headers={"accept-language": "de"})
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_a_page_has_one_main_heading() -> None:
    plant(COMPANY)
    client = signed_in("Jonas Verhelst")
    for address in ("/", "/positions/", "/positions/CEO/", "/roles/", "/people/", "/me/"):
        page = client.get(address)
        assert page.content.decode().count("<h1") == 1, address
        assert read(page).words
