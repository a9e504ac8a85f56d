"""The print dialogue: what it answers, what it warns of, what it offers, and to whom."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from pytest_django import Settings

from roles.models import Position
from roles.printing import planning
from roles.printing.answer import Answer
from roles.printing.asked import Asked, Binding, PaperSize
from roles.printing.form import PrintForm
from roles.printing.phrases import type_size
from roles.printing.reading import read_branch
from tests.pages import words
from tests.trees import plant

pytestmark = pytest.mark.django_db
SHEET = Asked(layout=Binding.SHEET)
HOSTILE = "<script>alert(1)</script> & #panic[x] \u202e</text>"


@pytest.fixture
def company() -> dict[str, Position]:
    """More positions on four levels than can be read on one sheet of A4, and few enough for a book."""
    rows = ["H Head: Amara Osei"]
    for number in range(6):
        rows.append(f"  M{number} Manager {number}: Person {number}")
        for team in range(5):
            rows.append(f"    S{number}{team} Supervisor {number}{team}: Name {number}{team}")
            rows += [f"      C{number}{team}{each} Clerk {number}{team}{each}: Holder {each}" for each in range(4)]
    return plant("\n".join(rows))


def answer_to(asked: Asked) -> Answer:
    """What somebody who has not signed in is answered."""
    return Answer(asked, read_branch(asked), AnonymousUser())


@pytest.mark.usefixtures("company")
def test_book_is_answered_in_sheets_and_type(reader: Client) -> None:
    made = answer_to(Asked()).made
    sizes = [line.size for page in made.printed.pages for line in page.words]
    assert made.printed.sheets > 1
    assert made.smallest == min(sizes) >= 7
    page = words(reader.get("/print/"))
    lies = "landscape" if made.is_landscape else "portrait"
    assert f"{made.printed.sheets} sheets of A4 {lies}" in page
    assert "can be read" not in page


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    "query",
    [
        "layout=sheet",
        "layout=sheet&paper=letter",
        "layout=sheet&type=9&paper=a3",
        "layout=sheet&type=24",
        "type=4&paper=own&width=90&height=120&margin=5",
    ],
)
def test_what_is_offered_ends_the_warning(reader: Client, query: str) -> None:
    page = reader.get(f"/print/?{query}")
    assert len(re.findall("Type of [0-9.]+ pt", words(page))) == 1
    offers = [
        unescape(href)
        for href in re.findall(r'<li><a class="btn" rel="nofollow" href="([^"]+)"', page.content.decode())
    ]
    assert offers
    assert len(offers) == len(set(offers))
    for offer in offers:
        assert "Type of" not in words(reader.get(offer)), offer


@pytest.mark.usefixtures("company")
def test_each_kind_of_offer_says_what_comes_of_it() -> None:
    offers = answer_to(SHEET).offers
    assert [re.sub(r"[0-9.]+", "n", offer.text).replace("portrait", "landscape") for offer in offers] == [
        "As a book: n sheets of An landscape",
        "On An: nothing under n pt",
        "Only n levels: nothing under n pt",
    ]
    larger = Asked(layout=Binding.SHEET, paper=PaperSize[re.findall("A[0-9]", offers[1].text)[0]])
    assert f"nothing under {type_size(answer_to(larger).made.smallest)} pt" in offers[1].text


@pytest.mark.usefixtures("company")
def test_small_type_is_warned_of_in_three_degrees() -> None:
    barely = answer_to(Asked(layout=Binding.SHEET, paper=PaperSize.OWN, width=100, height=100))
    assert barely.warning.endswith("pt can hardly be read by anybody.")
    small = answer_to(SHEET)
    assert 5 <= small.made.smallest < 7
    assert small.warning == f"Type of {type_size(small.made.smallest)} pt is too small for many readers."
    asked = answer_to(Asked(layout=Binding.SHEET, paper=PaperSize.A3, smallest=12))
    size = type_size(asked.made.smallest)
    assert asked.warning == f"Type of {size} pt is smaller than the 12 pt that you asked for."


@pytest.mark.usefixtures("company")
def test_large_chart_is_answered_about(monkeypatch: pytest.MonkeyPatch) -> None:
    exact, sheets = answer_to(Asked()).made.printed.sheets, answer_to(SHEET).made.smallest
    monkeypatch.setattr(planning, "MOST_OF_STRANGERS", 70)
    book, sheet = answer_to(Asked()), answer_to(SHEET)
    found = re.fullmatch(r"About ([0-9]+) sheets of A4, no type under 7 pt\.", book.sentence)
    assert found
    assert exact / 2 <= int(found[1]) <= exact * 2
    assert book.sentence.endswith("7 pt.")
    assert re.fullmatch(r"1 sheet of A4, type of about [0-9.]+ pt\.", sheet.sentence)
    assert sheets / 2 <= sheet.type <= sheets * 2
    assert (book.offers, book.preview) == ([], None)
    assert [offer.text for offer in sheet.offers] == [f"As a book: about {found[1]} sheets of A4, no type under 7 pt"]
    assert answer_to(Asked(code="M1")).is_exact


@pytest.mark.usefixtures("company")
def test_chart_too_large_to_print_offers_what_is_not(reader: Client, settings: Settings) -> None:
    settings.MOST_PRINTED = 40
    answer = answer_to(Asked())
    assert answer.sentence == "157 positions: no more than 40 are printed at once."
    assert [offer.text for offer in answer.offers] == [
        "Levels 1 to 3: 37 positions",
        *(f"Manager {number}: 26 positions" for number in range(6)),
    ]
    for offer in answer.offers:
        page = words(reader.get(offer.address))
        assert "at once" not in page
        assert "sheet" in page
    assert "more pages than a browser manages" in words(reader.get("/print/pages/"))


@pytest.mark.usefixtures("company")
def test_browser_is_not_given_more_pages_than_it_manages(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'formaction="/print/pages/?margin=12"' in reader.get("/print/?margin=12").content.decode()
    monkeypatch.setattr("roles.printing.browser.MOST_PAGES", 1)
    assert 'formaction="/print/pages/' not in reader.get("/print/").content.decode()
    assert "more pages than a browser manages" in words(reader.get("/print/pages/"))


def test_empty_chart_says_what_to_do(reader: Client) -> None:
    for address in ("/print/", "/print/pages/"):
        page = reader.get(address)
        assert page.status_code == 200
        assert "There are no positions yet." in words(page)


@pytest.mark.breaks_tree
def test_chart_of_a_loop_alone_has_nothing_to_print(reader: Client) -> None:
    plant("A\n  B")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE roles_position SET reports_to_id = (SELECT max(id) FROM roles_position) WHERE code = 'A'"
        )
    for address in ("/print/", "/print/pages/", "/print/?layout=sheet"):
        assert "There are no positions yet." in words(reader.get(address))


def test_reader_is_led_to_the_code_as_it_is_written_and_off_the_chart(reader: Client) -> None:
    plant("Ab")
    plant("W", is_placed=False)
    assert reader.get("/chart/AB/print/?margin=9").headers["Location"] == "/chart/Ab/print/?margin=9"
    assert reader.get("/chart/ab/print/pages/").headers["Location"] == "/chart/Ab/print/pages/?"
    assert reader.get("/chart/W/print/").headers["Location"] == "/positions/W/"
    assert reader.get("/chart/none/print/").status_code == 404


@pytest.mark.usefixtures("company")
def test_public_readers_are_told_what_is_left_out(client: Client, reader: Client, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    client = Client()
    page = client.get("/print/?contact=1&roles=1")
    assert "E-mail and phone are left out: they are for readers who have signed in." in words(page)
    assert "What the roles are for is left out" in words(page)
    assert 'name="contact"' not in page.content.decode()
    unnamed = words(reader.get("/print/?contact=1&show=title"))
    assert "E-mail and phone are left out: they stand beside the holders, who are not named." in unnamed
    own = reader.get("/print/?contact=1&roles=1")
    assert "left out" not in words(own)
    assert 'name="contact"' in own.content.decode()


@pytest.mark.usefixtures("company")
def test_chart_leads_to_its_print_as_it_is_looked_at(reader: Client) -> None:
    assert 'rel="nofollow" href="/print/"' in reader.get("/chart/").content.decode()
    page = reader.get("/chart/M1/?levels=2&colour=span").content.decode()
    assert 'href="/chart/M1/print/?levels=2&amp;colour=span"' in page
    assert 'rel="nofollow" href="/chart/M1/print/"' in reader.get("/positions/M1/").content.decode()


def test_hostile_text_is_text(reader: Client) -> None:
    plant(f"H {HOSTILE}: {HOSTILE}\n  B Report")
    query = urlencode({"heading": HOSTILE, "footer": HOSTILE, "layout": "sheet"})
    for address in (f"/print/?{query}", f"/print/pages/?{query}", "/chart/H/print/pages/"):
        page = reader.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        # A field holds what was typed; everything else is cleaned.
        assert "\u202e" not in re.sub("<input[^>]*>", "", page)


NAMES = st.sampled_from([*PrintForm.base_fields, "x"])
VALUES = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["own", "a0", "sheet", "book", "title", "code", "black", "span", "50", "5000", "0", "24", "4"]),
)
ADDRESSES = st.sampled_from(["/print/", "/chart/H/print/pages/"])


@trying(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=8), address=ADDRESSES)
def test_no_address_is_a_failure(small: Client, pairs: list[tuple[str, str]], address: str) -> None:
    assert small.get(f"{address}?{urlencode(pairs, errors='replace')}", follow=True).status_code == 200


@pytest.fixture
def small(reader: Client) -> Client:
    """A reader of a small chart."""
    plant("H Head: Amara\n  A: Bo\n    B\n  C")
    return reader
