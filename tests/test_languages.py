"""Which language a page speaks, that caches keep languages apart, and that nothing but words depends on them."""

import io
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import translation

from roles.spreadsheet.exporting import Form, export
from roles.spreadsheet.whole import Extent
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
COMPANY = """
GF Geschäftsführerin: Helena Brandvold
  PER Leiter Personal: Amara Okafor
    REF Referent Ausbildung: Jonas Verhelst
  PACK Packer
"""


def words(response: Any) -> str:
    """Return the text of a page, its spaces as one."""
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def test_a_reader_is_answered_in_the_language_of_the_browser(reader: Client) -> None:
    plant(COMPANY)
    response = reader.get("/positions/PER/", headers=GERMAN)
    assert response.headers["Content-Language"] == "de"
    assert '<html lang="de" dir="ltr">' in response.content.decode()
    assert "Der Leiter Personal berichtet an die Geschäftsführerin, Helena Brandvold." in words(response)
    assert "Der Leiter" in words(reader.get("/positions/PER/", headers={"accept-language": "de"}))


@pytest.mark.parametrize("language", ["ja", "fr-CA", "xx", "", "*"])
@override_settings(LANGUAGES=[("en", "English"), ("de", "Deutsch")])
def test_a_language_that_we_do_not_speak_is_answered_in_english(reader: Client, language: str) -> None:
    plant(COMPANY)
    response = reader.get("/positions/PER/", headers={"accept-language": language})
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr">' in response.content.decode()
    assert "reports to" in words(response)


def test_the_chosen_language_goes_before_that_of_the_browser(reader: Client) -> None:
    plant(COMPANY)
    response = reader.post("/language/", {"language": "en", "next": "/positions/PER/?a=b"}, headers=GERMAN)
    assert (response.status_code, response.headers["Location"]) == (302, "/positions/PER/?a=b")
    page = reader.get("/positions/PER/", headers=GERMAN).content.decode()
    assert '<html lang="en" dir="ltr">' in page
    assert 'value="en" lang="en" aria-describedby="language" aria-pressed="true"' in page
    assert 'value="de" lang="de" aria-describedby="language" aria-pressed="false"' in page
    reader.post("/language/", {"language": "de", "next": "/"})
    assert '<html lang="de" dir="ltr">' in reader.get("/positions/PER/").content.decode()


def test_the_cookie_is_as_careful_as_the_others(reader: Client) -> None:
    reader.post("/language/", {"language": "de"}, secure=True)
    cookie = reader.cookies["django_language"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("language", ["", "xx", "DE", '"><script>', "\0"])
def test_any_other_language_follows_the_browser(reader: Client, language: str) -> None:
    reader.cookies["django_language"] = "en"
    reader.post("/language/", {"language": language, "next": "/"})
    assert '<html lang="de"' in reader.get("/", headers=GERMAN).content.decode()


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_a_switch_leads_to_no_other_site(reader: Client, target: str) -> None:
    assert reader.post("/language/", {"language": "de", "next": target}).headers["Location"] == "/"


def test_a_switch_is_a_form(reader: Client) -> None:
    assert reader.get("/language/?language=de").status_code == 405


def test_whoever_signs_in_chooses_a_language_before() -> None:
    client = Client()
    client.post("/language/", {"language": "de", "next": "/accounts/login/"})
    assert "Anmelden" in words(client.get("/accounts/login/"))


@override_settings(LANGUAGES=[("en", "English")])
def test_one_language_needs_no_switch(reader: Client) -> None:
    assert "/language/" not in reader.get("/").content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/positions/PER/", "/compare/?left=GF&right=PER", "/chart/", "/map/", "/people/"]
)
@override_settings(PUBLIC_CHART=True)
def test_caches_keep_languages_apart(address: str) -> None:
    plant(COMPANY)
    response = Client().get(address, headers=GERMAN)
    vary = response.headers["Vary"]
    assert "Accept-Language" in vary
    assert "Cookie" in vary
    assert "private" in response.headers["Cache-Control"]


def test_the_numbers_of_the_map_are_the_same_in_every_language(reader: Client) -> None:
    plant(COMPANY)
    found = re.search(r"/map/\w+\.bin", reader.get("/map/").content.decode())
    assert found
    shapes = [reader.get(found[0], headers={"accept-language": language}).content for language in ("en", "de")]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    "address", ["/chart/", "/chart.svg", "/positions/PER/", "/compare/?left=GF&right=REF", "/map/"]
)
def test_no_number_of_a_drawing_is_written_as_a_language_does(reader: Client, address: str) -> None:
    plant(COMPANY + "\n".join(f"  B{number} Bote" for number in range(1200)))
    page = reader.get(address, headers=GERMAN).content.decode()
    attributes = re.findall(r'\b(?:x|y|width|height|x1|y1|x2|y2|cx|cy|r|rx|d|viewBox|points|transform)="([^"]*)"', page)
    assert not [value for value in attributes if re.search(r"\d,\d|\d\.\d{3}\b|\u202f|\xa0", value)]


@pytest.mark.parametrize("form", list(Form))
def test_an_export_has_the_same_columns_and_cells_in_every_language(form: Form, tmp_path: Any) -> None:
    seats = plant(COMPANY)
    appoint(seats["PACK"], "Priya", kind="acting")
    files = {}
    for language in ("en", "de"):
        files[language] = tmp_path / f"{language}{form.ending}"
        with translation.override(language), files[language].open("w+b") as raw:
            export(form, Extent(), io.TextIOWrapper(raw, encoding="utf-8", newline=""))
    if form == Form.CSV:
        assert files["de"].read_bytes() == files["en"].read_bytes()
    out = io.StringIO()
    with override_settings(COMMAND_LANGUAGE="de"):
        call_command("import_positions", str(files["de"]), "--json", "--replace", stdout=out)
    assert '"unchanged": 4' in out.getvalue()
    assert '"problems": []' in out.getvalue()


@pytest.mark.parametrize(("language", "expected"), [("en", "is directly above"), ("de", "steht direkt über")])
def test_commands_speak_their_own_language_whatever_is_spoken_around_them(language: str, expected: str) -> None:
    plant(COMPANY)
    out = io.StringIO()
    with translation.override("de" if language == "en" else "en"), override_settings(COMMAND_LANGUAGE=language):
        call_command("compare", "GF", "PER", stdout=out)
    assert expected in out.getvalue()


def test_the_admin_speaks_the_language_too_and_has_the_switch(admin_client: Client) -> None:
    admin_client.post("/language/", {"language": "de"})
    page = admin_client.get("/admin/")
    assert '<html lang="de"' in page.content.decode()
    assert "Rollen" in words(page)
    assert 'action="/language/"' in page.content.decode()
    assert 'action="/language/"' not in admin_client.get("/admin/roles/role/add/?_popup=1").content.decode()
