"""The chart as a file: the same drawing, valid XML whatever the data and the language."""

import pytest
from django.test import Client

from roles import tree
from roles.models import Department, Position
from tests.drawings import SVG, drawing_in, titles
from tests.pages import links
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db]

HOSTILE = (
    "<script>alert(1)</script>",
    '"onmouseover="alert(1)',
    "</svg></textarea>",
    "{{ 7*7 }} {% now %}",
    "]]> & <!-- -->",
    "a\u202eb\x1b[0m",
    "Z" + "\u0301" * 60,
    "x" * 150,
    "Sam 👩‍💻 𠮷野家",
)


def test_the_file_is_the_drawing_of_the_page(reader: Client) -> None:
    plant("CEO Chief\n  COO Chief Operating Officer\n    LOG Operations Manager\n      DRV Driver")
    file = drawing_in(reader.get("/chart/COO.svg?levels=2"))
    assert titles(file) == titles(drawing_in(reader.get("/chart/COO/?levels=2")))
    assert next(link.get("href") for link in file.iter(f"{SVG}a")) == "http://testserver/positions/COO/"
    assert links(reader.get("/chart/COO/?levels=2"))["The drawing as a file (SVG)"] == "/chart/COO.svg?levels=2"


def test_the_file_is_sent_as_an_image_that_may_carry_styles_and_nothing_else(reader: Client) -> None:
    plant("A.1 Alpha")
    response = reader.get("/chart/A.1.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Disposition"] == 'inline; filename="chart-A.1.svg"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "unsafe-inline" not in reader.get("/chart/").headers["Content-Security-Policy"]


def test_names_of_files_are_encoded(reader: Client) -> None:
    plant("Ärzte Alpha")
    header = reader.get("/chart/%C3%84rzte.svg").headers["Content-Disposition"]
    assert header == "inline; filename*=utf-8''chart-%C3%84rzte.svg"


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_the_data_the_drawing_is_valid_and_shows_it_as_text(reader: Client, text: str) -> None:
    company = plant("A Alpha\n  B Beta")
    appoint(company["A"], text)
    # Past validation on purpose: the data may be older than the rules.
    Department.objects.bulk_create([Department(code="D", code_key="d", name=text, colour="#000000")])
    with tree.writing():
        position = Position.objects.get(code="B")
        position.title, position.department = text[:200], Department.objects.get(code="D")
        tree.apply(tree.Changes(changed=[position]))
    for drawing in (drawing_in(reader.get("/chart.svg")), drawing_in(reader.get("/chart/"))):
        assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= {
            "svg", "title", "style", "rect", "path", "g", "a", "text",
        }  # fmt: skip
        assert len(titles(drawing)) == 2


@pytest.mark.parametrize("language", ["en", "fr", "de", "ar"])
@pytest.mark.parametrize("looks", ["", "direction=right", "shape=packed", "grades=1", "at=B7&colour=span"])
def test_the_drawing_is_valid_in_every_language(reader: Client, language: str, looks: str) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number} محمد\n    C{number}" for number in range(30)), grade="7")
    for address in ("/chart.svg", "/chart/"):
        response = reader.get(f"{address}?{looks}", headers={"Accept-Language": language})
        assert response.headers["Content-Language"] == language
        drawing = drawing_in(response)
        assert drawing.get("width", "").isdigit()
        assert all(text.get("x", "").isdigit() and text.get("y", "").isdigit() for text in drawing.iter(f"{SVG}text"))
        numbers = [path.get("d", "") for path in drawing.iter(f"{SVG}path")]
        assert not [number for number in numbers if "," in number or "\xa0" in number or "\u202f" in number]
