"""The pages that a browser prints, their stylesheet, and the file of one page."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import translation

from roles.printing.files import page_as_svg
from roles.sheets.pages import Block, Page, Panel, Stroke, Words
from tests.trees import plant

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
PAGE = Page(
    3,
    841.89,
    595.28,
    (
        Block((Words("Head & <all>", 28.5, 40.25, 14, 600),), "heading", 1),
        Block((Words("One", 10, 50, 9), Words("two", 10, 60, 7.5, to=12)), "item"),
        Block((Words("שלום", 100, 70, 9, is_right_to_left=True), Words("end", 90, 70, 9, anchor="right")), "item"),
        Block((Words("middle", 90, 80, 9, anchor="middle"),), "artifact"),
    ),
    (Panel(1.5, 2, 30, 40, "#ffffff", "#7d8288", 0.75, is_dashed=True, radius=3), Panel(2, 2, 5, 5, "", "#7d8288")),
    (Stroke(((0, 0), (10.5, 0)), 0.75, "#0b5480", (2, 4)), Stroke(((0, 0), (1, 1), (2, 0), (0, 0)), is_filled=True)),
)


def file_of(page: Page) -> ET.Element:
    """The file of a page, parsed."""
    return ET.fromstring(page_as_svg(page, "Ours & <theirs>"))  # noqa: S314 - our own


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_file_draws_everything_where_it_is_in_any_language(language: str) -> None:
    with translation.override(language):
        svg = file_of(PAGE)
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("841.89pt", "595.28pt", "0 0 841.89 595.28")
    texts = [
        (text.text, text.get("x"), text.get("y"), text.get("font-size"), text.get("text-anchor"))
        for text in svg.iter(f"{SVG}text")
    ]
    assert texts == [
        ("Head & <all>", "28.5", "40.25", "14", "start"),
        ("One", "10", "50", "9", "start"),
        ("two", "10", "60", "7.5", "start"),
        ("שלום", "100", "70", "9", "end"),
        ("end", "90", "70", "9", "end"),
        ("middle", "90", "80", "9", "middle"),
    ]
    line, tip = svg.iter(f"{SVG}path")
    assert (line.get("d"), line.get("fill"), line.get("stroke-dasharray")) == ("M0 0L10.5 0", "none", "2 4")
    assert (tip.get("d"), tip.get("fill")) == ("M0 0L1 1L2 0L0 0", "#7d8288")
    _paper, panel, empty = svg.iter(f"{SVG}rect")
    assert (panel.get("x"), panel.get("rx"), panel.get("stroke-dasharray")) == ("1.5", "3", "3.75 3")
    assert (panel.get("fill"), empty.get("fill"), empty.get("stroke")) == ("#ffffff", "none", "#7d8288")


def test_file_carries_its_fonts_and_leads_nowhere() -> None:
    svg = file_of(PAGE)
    [style] = svg.iter(f"{SVG}style")
    assert style.text
    assert style.text.count("@font-face") == 2  # Latin and Hebrew
    assert list(svg.iter(f"{SVG}a")) == []
    title = svg.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Ours & <theirs>"


def test_page_is_told_in_headings_and_lists() -> None:
    roles = [
        (group.get("role"), group.get("aria-level"), group.get("aria-hidden"))
        for group in file_of(PAGE).iter(f"{SVG}g")
    ]
    assert roles == [
        ("heading", "2", None),
        ("list", None, None),
        ("listitem", None, None),
        ("listitem", None, None),
        (None, None, "true"),
    ]


@pytest.mark.parametrize("query", ["", "layout=sheet&paper=own&width=297.5&height=210"])
def test_pages_are_numbered_and_linked_in_any_language(reader: Client, query: str) -> None:
    plant("A Head: Amara\n" + "\n".join(f"  B{n} Report {n}: Name {n}" for n in range(80)))
    in_english = reader.get(f"/print/pages/?{query}").content.decode()
    in_french = reader.get(f"/print/pages/?{query}", headers={"accept-language": "fr"}).content.decode()
    for page in (in_english, in_french):
        svgs = [part.partition("</svg>")[0] for part in page.split("<svg xmlns")[1:]]
        assert [f'id="page-{number}"' in page for number in range(1, len(svgs) + 2)] == [True] * len(svgs) + [False]
    coordinates = [part.split('"')[1] for part in in_english.split(" x=")[1:]]
    assert coordinates == [part.split('"')[1] for part in in_french.split(" x=")[1:]]
    assert any("." in number for number in coordinates)


@pytest.mark.parametrize(
    ("size", "rule"),
    [
        ("297x210", "@page sheet { size: 297mm 210mm; margin: 0 !important; }"),
        ("215.9x279.4", "@page sheet { size: 215.9mm 279.4mm; margin: 0 !important; }"),
        ("5000x50", "@page sheet { size: 5000mm 50mm; margin: 0 !important; }"),
    ],
)
def test_stylesheet_names_the_paper(reader: Client, size: str, rule: str) -> None:
    response = reader.get(f"/print/paper/{size}.css", headers={"accept-language": "fr"})
    assert response.headers["Content-Type"].startswith("text/css")
    assert rule in response.content.decode()


@pytest.mark.parametrize(
    "size", ["x", "297", "297x", "49x100", "100x5001", "1e3x100", "٢٠٠x100", "100x100;}", "297x210x1"]
)
def test_no_stylesheet_for_what_is_no_paper(reader: Client, size: str) -> None:
    assert reader.get(f"/print/paper/{size}.css").status_code == 404
