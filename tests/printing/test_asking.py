"""A PDF is asked for by a form of the dialogue, by whoever may see the chart, so many at a time."""

from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from roles import tree
from roles.models import Account, PrintJob
from roles.printing import jobs
from roles.views import printing
from tests.pages import words
from tests.printing.rows import write_job
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


@pytest.fixture(autouse=True)
def company() -> None:
    plant("CEO: Ada\n  COO: Bo")


@pytest.fixture
def owner() -> Client:
    client = Client()
    client.force_login(Account.objects.create_user("owner"))
    return client


def test_buttons_of_the_form_ask_for_its_settings(owner: Client) -> None:
    page = " ".join(owner.get("/chart/CEO/print/?paper=a3&levels=1&footer=a%26b").content.decode().split())
    assert '<form class="print-form" id="print-settings" method="get">' in page
    asks = (
        'form="print-settings" formmethod="post" formaction="/chart/CEO/print/?paper=a3&amp;levels=1&amp;footer=a%26b"'
    )
    assert f'<button class="btn btn-primary" {asks} name="csrfmiddlewaretoken" value="' in page
    # No token stands in an address.
    assert "csrfmiddlewaretoken" not in page.partition('id="print-settings"')[2].partition("</form>")[0]


def test_settings_are_kept_as_the_address_says_them(owner: Client) -> None:
    owner.post("/chart/ceo/print/?levels=1&paper=a3&unknown=1")
    job = PrintJob.objects.get()
    assert (job.code, job.query, job.owner) == ("CEO", "paper=a3&levels=1", Account.objects.get())


def test_what_the_form_sends_counts_and_not_what_was_answered_before(owner: Client) -> None:
    sent = {"paper": "a2", "levels": "", "show": ["title", "code"], "margin": "10", "csrfmiddlewaretoken": "x"}
    owner.post("/chart/CEO/print/?levels=1&paper=a3&contact=1", sent)
    assert PrintJob.objects.get().query == "paper=a2&show=title&show=code"


def test_what_can_not_be_had_is_said_before_anything_is_made(owner: Client) -> None:
    sent = {"paper": "a2", "margin": "999", "csrfmiddlewaretoken": "x"}
    response = owner.post("/chart/ceo/print/?paper=a3", sent, follow=True)
    assert response.redirect_chain == [("/chart/CEO/print/?paper=a2&margin=999", HTTPStatus.FOUND)]
    assert "Give from 0 to 50 mm." in words(response)
    assert not PrintJob.objects.exists()
    pages = owner.get("/chart/CEO/print/pages/?margin=999")
    assert pages.headers["Location"] == "/chart/CEO/print/?margin=999"


def test_without_typst_no_pdf_is_offered(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "is_available", lambda: False)
    assert "Make a PDF" not in words(owner.get("/print/"))


def test_of_too_many_positions_no_pdf_is_offered(owner: Client, settings: Settings) -> None:
    settings.MOST_PRINTED = 1
    assert "Make a PDF" not in words(owner.get("/print/"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("is_available", False, "No PDF can be made here: Typst, which writes them, is not installed."),
        ("MOST_PRINTED", 1, "No PDF was made: there are more positions than are printed at once."),
        ("", None, "No PDF was made: there is nothing to print yet."),
    ],
)
def test_what_can_be_no_pdf_is_answered_by_the_dialogue_with_a_sentence(
    owner: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, *, name: str, value: object, said: str
) -> None:
    if name == "is_available":
        monkeypatch.setattr(printing, name, lambda: value)
    elif name:
        setattr(settings, name, value)
    else:
        with tree.writing():
            tree.remove_everything()
    response = owner.post("/print/?paper=a3", follow=True)
    assert response.redirect_chain == [("/print/?paper=a3", HTTPStatus.FOUND)]
    assert said in words(response)
    assert not PrintJob.objects.exists()


@pytest.mark.parametrize("limit", ["MOST_OF_STRANGERS", "MOST_OF_STRANGERS_A_DAY", "MOST_OF_ALL"])
def test_somebody_unknown_who_is_refused_gets_no_session(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    settings.PUBLIC_CHART = True
    write_job()
    monkeypatch.setattr(jobs, limit, 1)
    assert Client().post("/print/").status_code == HTTPStatus.FOUND
    assert PrintJob.objects.count() == 1
    assert not Session.objects.exists()


def test_a_fourth_print_is_refused_in_a_sentence_on_the_dialogue(owner: Client) -> None:
    for levels in (1, 2, 3):
        owner.post(f"/print/?levels={levels}")
    response = owner.post("/print/?levels=4", follow=True)
    assert response.redirect_chain == [("/print/?levels=4", HTTPStatus.FOUND)]
    assert "3 prints of yours are not ready yet: wait for one of them" in words(response)
    assert PrintJob.objects.count() == 3


def test_a_form_pressed_twice_asks_once(owner: Client) -> None:
    one, two = (owner.post("/print/").headers["Location"] for _time in range(2))
    assert one == two


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.create_user("owner"))
    assert client.post("/print/").status_code == HTTPStatus.FORBIDDEN
    assert not PrintJob.objects.exists()


@pytest.mark.parametrize("is_public", [True, False])
def test_somebody_unknown_asks_only_where_the_chart_is_public(settings: Settings, is_public: bool) -> None:
    settings.PUBLIC_CHART = is_public
    client = Client()
    response = client.post("/print/?contact=1")
    if not is_public:
        assert response.headers["Location"] == "/accounts/login/?next=/print/%3Fcontact%3D1"
        assert not PrintJob.objects.exists()
        return
    job = PrintJob.objects.get()
    assert (job.owner, job.session) == (None, client.cookies["sessionid"].value)
    assert client.get(response.headers["Location"]).status_code == HTTPStatus.OK
    assert Client().get(response.headers["Location"]).status_code == HTTPStatus.NOT_FOUND


def test_nobody_asks_for_what_is_not_there(owner: Client) -> None:
    assert owner.post("/chart/NOBODY/print/").status_code == HTTPStatus.NOT_FOUND
    assert owner.delete("/print/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not PrintJob.objects.exists()
