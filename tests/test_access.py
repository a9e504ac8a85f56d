"""Who may open which page: anonymous readers, employees, HR editors, administrators."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from roles.access import HR_EDITOR, hr_editors, make_hr_editor
from roles.models import Account, Person, Position
from tests.addresses import routes
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer: Amara Okafor
    LOG Operations Manager, Logistics
"""
EMAIL, PHONE, NOTES = "helena.private@example.org", "+49 170 5550123", "Retires in spring, tell nobody."
READERS = ("anonymous", "employee", "HR editor", "administrator")

SIGN_IN, OK, REFUSED, WRONG_METHOD = 302, 200, 403, 405
# Where everybody comes without having signed in: to sign in, to get a password, and to choose how pages look.
OPEN_TO_ALL = {
    "login",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "roles:appearance",
    "roles:language",
}
OPEN_TO_ALL_WHEN_PUBLIC = {
    "roles:start",
    "roles:chart",
    "roles:chart_svg",
    "roles:chart_png",
    "roles:drawing",
    "roles:map",
    "roles:map_cards",
    "roles:map_shape",
    "roles:paper_css",
    "roles:position",
    "roles:positions",
    "roles:print",
    "roles:print_pages",
    "roles:print_job",
    "roles:print_pdf",
    "roles:search",
    "roles:suggestions",
}


@pytest.fixture
def company() -> dict[str, Position]:
    """Plant a company whose people can be reached, with notes for editors."""
    planted = plant(COMPANY, notes=NOTES)
    Person.objects.filter(name="Helena Brandvold").update(email=EMAIL, phone=PHONE)
    return planted


def reader(who: str) -> Client:
    """Return a client of one of the four kinds."""
    client = Client()
    if who != "anonymous":
        account = Account.objects.create_user(who, is_superuser=who == "administrator", is_staff=who == "administrator")
        if who == "HR editor":
            make_hr_editor(account)
        client.force_login(account)
    return client


def addresses() -> Iterator[tuple[str, str]]:
    """Yield the name and an address of every page of ours, that of a position or person that is there."""
    for name, route in routes():
        if not name.startswith("admin:"):
            address = re.sub(r"<\w+:(code)>", "CEO", re.sub(r"<\w+:(number)>", "N1", route))
            address = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", address)
            yield name, re.sub(r"<\w+:\w+>", "x", address)


PAGES = sorted(addresses())


@pytest.mark.parametrize(("name", "address"), PAGES)
@pytest.mark.parametrize("is_public", [False, True])
@pytest.mark.usefixtures("company")
def test_every_page_asks_for_sign_in_unless_it_is_named_here(
    client: Client, settings: Settings, name: str, address: str, is_public: bool
) -> None:
    settings.PUBLIC_CHART = is_public
    response = client.get(address)
    asks = response.status_code == SIGN_IN and response.headers["Location"].startswith("/accounts/login/?next=")
    assert asks != (name in OPEN_TO_ALL | (OPEN_TO_ALL_WHEN_PUBLIC if is_public else set()))


@pytest.mark.parametrize(("name", "address"), PAGES)
@pytest.mark.usefixtures("company")
def test_head_is_answered_as_get_is(name: str, address: str) -> None:
    got, asked = reader("administrator"), Client()
    asked.cookies = got.cookies
    assert (name, asked.head(address).status_code) == (name, got.get(address).status_code)


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("get", "/", (SIGN_IN, OK, OK, OK)),
        ("get", "/chart/", (SIGN_IN, OK, OK, OK)),
        ("get", "/chart/COO/", (SIGN_IN, OK, OK, OK)),
        ("get", "/chart/COO.svg", (SIGN_IN, OK, OK, OK)),
        ("get", "/print/", (SIGN_IN, OK, OK, OK)),
        ("get", "/chart/COO/print/pages/", (SIGN_IN, OK, OK, OK)),
        ("get", "/positions/", (SIGN_IN, OK, OK, OK)),
        ("get", "/positions/COO/", (SIGN_IN, OK, OK, OK)),
        ("get", "/positions/unknown/", (SIGN_IN, 404, 404, 404)),
        ("get", "/people/", (SIGN_IN, OK, OK, OK)),
        ("get", "/people/N1/", (SIGN_IN, OK, OK, OK)),
        ("get", "/roles/", (SIGN_IN, OK, OK, OK)),
        ("get", "/compare/?left=CEO&right=LOG", (SIGN_IN, OK, OK, OK)),
        ("get", "/me/", (SIGN_IN, OK, OK, OK)),
        ("get", "/suggestions/?q=chief", (SIGN_IN, OK, OK, OK)),
        ("get", "/accounts/login/", (OK, 302, 302, 302)),
        ("get", "/accounts/password/", (SIGN_IN, OK, OK, OK)),
        ("get", "/accounts/reset/", (OK, OK, OK, OK)),
        ("get", "/accounts/logout/", (SIGN_IN, WRONG_METHOD, WRONG_METHOD, WRONG_METHOD)),
        ("get", "/admin/", (SIGN_IN, REFUSED, OK, OK)),
        ("get", "/admin/login/", (SIGN_IN, REFUSED, 302, 302)),
        ("get", "/admin/roles/position/", (SIGN_IN, REFUSED, OK, OK)),
        ("get", "/admin/roles/person/", (SIGN_IN, REFUSED, OK, OK)),
        ("get", "/admin/roles/account/", (SIGN_IN, REFUSED, REFUSED, OK)),
        ("get", "/admin/auth/group/", (SIGN_IN, REFUSED, REFUSED, OK)),
        ("get", "/admin/autocomplete/", (SIGN_IN, REFUSED, REFUSED, REFUSED)),
        ("post", "/admin/roles/position/add/", (SIGN_IN, REFUSED, OK, OK)),
        ("post", "/chart/", (SIGN_IN, WRONG_METHOD, WRONG_METHOD, WRONG_METHOD)),
        ("post", "/positions/COO/", (SIGN_IN, WRONG_METHOD, WRONG_METHOD, WRONG_METHOD)),
        ("delete", "/people/N1/", (SIGN_IN, WRONG_METHOD, WRONG_METHOD, WRONG_METHOD)),
        ("put", "/me/", (SIGN_IN, WRONG_METHOD, WRONG_METHOD, WRONG_METHOD)),
        ("get", "/no/such/page/", (404, 404, 404, 404)),
    ],
)
@pytest.mark.usefixtures("company")
def test_reader_opens_what_is_theirs(method: str, address: str, expected: tuple[int, ...]) -> None:
    got = tuple(getattr(reader(who), method)(address).status_code for who in READERS)
    assert got == expected


@pytest.mark.usefixtures("company")
def test_cookie_with_nul_is_not_read(client: Client) -> None:
    answer = client.get("/", headers={"Cookie": 'sessionid="\\000abcdefghijkl"; theme=dark'})
    assert answer.status_code == SIGN_IN
    assert answer.wsgi_request.COOKIES == {"theme": "dark"}


def test_method_in_a_header_changes_nothing(client: Client) -> None:
    headers = {"x-http-method-override": "DELETE", "x-original-url": "/admin/", "x-rewrite-url": "/admin/"}
    assert client.get("/chart/", headers=headers).headers["Location"] == "/accounts/login/?next=/chart/"


@pytest.mark.parametrize(
    "headers",
    [{"accept": "application/json"}, {"accept": "*/*", "sec-fetch-dest": "empty"}, {"sec-fetch-dest": "empty"}],
)
def test_script_is_told_in_its_own_words_to_sign_in(client: Client, headers: dict[str, str]) -> None:
    response = client.get("/suggestions/?q=chief", headers=headers)
    assert (response.status_code, response.json()) == (401, {"error": "Sign in first."})


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "text/html;q=0.5, application/xml", "nonsense"])
def test_person_is_led_to_the_sign_in_page(client: Client, accept: str) -> None:
    assert client.get("/people/", headers={"accept": accept}).status_code == SIGN_IN


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """Return all that a reader can get at by links and fields of pages, address by address."""
    found: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        found[address] = response.headers.get("Location", "") + b"".join(response).decode(errors="replace")
        for link in re.findall(r'(?:href|src|action|data-suggest)="(/[^"#]*)', found[address]):
            if not link.startswith(("/static/", "/accounts/", "/appearance/", "/language/")):
                waiting.append(link.replace("&amp;", "&"))
    return found


STARTS = (
    "/chart/", "/chart.svg", "/chart/CEO/", "/chart/CEO.svg", "/chart/CEO.svg?download=1", "/chart/?levels=64",
    "/positions/CEO/", "/positions/", "/positions/?q=helena", "/suggestions/?q=helena", "/suggestions/?q=chief",
    "/people/N1/", "/people/", "/me/", "/compare/?left=CEO&right=COO", "/",
    "/drawing/", "/drawing/CEO/?levels=9&at=COO", "/map/", "/print/?contact=1&roles=1",
    "/print/pages/?contact=1&layout=sheet", "/chart/CEO/print/pages/?contact=1&roles=1",
    "/map/cards/?keys=1,2,3,4,5,6,7,8,9",
)  # fmt: skip


@pytest.mark.usefixtures("company")
def test_anonymous_reader_gets_contact_data_and_notes_in_no_format(client: Client, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    pages = crawl(client, *STARTS)
    assert {"/positions/CEO/", "/chart/COO/"} <= pages.keys()
    assert "Helena Brandvold" in pages["/positions/CEO/"]
    assert "Helena Brandvold" in pages["/chart/CEO.svg"]
    assert "Helena Brandvold" in pages["/drawing/"]
    secrets = (EMAIL, PHONE, PHONE.replace(" ", ""), NOTES, "mailto:", "tel:")
    assert [(address, secret) for address, page in pages.items() for secret in secrets if secret in page] == []


@pytest.mark.usefixtures("company")
def test_employee_gets_contact_data_but_no_notes() -> None:
    page = reader("employee").get("/positions/CEO/").content.decode()
    assert EMAIL in page
    assert PHONE in page
    assert NOTES not in page


@pytest.mark.usefixtures("company")
def test_no_page_is_kept_by_caches_that_others_share(settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    for client in (reader("anonymous"), reader("employee")):
        for address in ("/chart/", "/positions/CEO/", "/suggestions/?q=chief"):
            response = client.get(address)
            assert "private" in response.headers["Cache-Control"]
            assert "Cookie" in response.headers["Vary"]


def test_migrations_make_the_group_of_hr_editors() -> None:
    assert "roles.change_position" in permissions()
    assert {"add", "change", "delete", "view"} == {each.split(".")[1].split("_")[0] for each in permissions()}
    assert not [each for each in permissions() if each.endswith(("_account", "_attempt")) or "roles." not in each]


def permissions() -> set[str]:
    """Return what an HR editor may do."""
    group = Group.objects.get(name=HR_EDITOR)
    return {
        f"{each.content_type.app_label}.{each.codename}" for each in group.permissions.select_related("content_type")
    }


def test_group_comes_back_complete_when_it_is_missing() -> None:
    before = permissions()
    Group.objects.all().delete()
    hr_editors()
    hr_editors()
    assert permissions() == before


@pytest.mark.django_db(transaction=True)
def test_group_comes_back_after_the_database_was_emptied() -> None:
    call_command("flush", interactive=False, verbosity=0)
    make_hr_editor(Account.objects.create_user("hr"))
    assert "roles.change_position" in permissions()
