"""The chart as a picture: the drawing of the page, twice as sharp, for whoever may see the chart."""

import fcntl
import struct
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from roles import pictures, tree
from roles.models import Department, LinkKind, Position
from roles.sheets import picture
from roles.typesetting import Limits, TypesettingError
from roles.views import chart
from roles.views import pictures as view
from tests.drawings import drawing_in
from tests.pages import links, words
from tests.pictures import read_picture
from tests.test_chart_files import HOSTILE
from tests.trees import appoint, plant, write_link

pytestmark = [pytest.mark.django_db]

COMPANY = "CEO Chief: Ada\n  COO Operations\n    LOG Logistics: Ben"
PATH, AT = "#0b5480", "#e7f0f6"


def size_of(content: bytes) -> tuple[int, int]:
    """How large a picture is, by its first bytes."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_the_picture_is_the_drawing_of_the_page_twice_as_sharp(reader: Client) -> None:
    plant(COMPANY, department=Department.objects.create(code="D", name="Dispatch", colour="#aa3377"))
    response = reader.get("/chart.png?levels=3&at=LOG")
    drawing = drawing_in(reader.get("/chart.svg?levels=3&at=LOG"))
    found = read_picture(response.content)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"] == 'inline; filename="chart.png"'
    assert (found.width, found.height) == tuple(2 * int(drawing.get(side, "")) for side in ("width", "height"))
    assert found.colours.most_common(1)[0][0] == "#ffffff"
    bands = [rect.get("fill") for rect in drawing.iter() if rect.get("class") == "band"]
    assert set(bands) <= found.colours.keys()
    assert {PATH, AT} <= found.colours.keys()


def test_what_is_not_marked_has_no_colour_of_a_mark(reader: Client) -> None:
    plant("A Alpha")
    found = read_picture(reader.get("/chart.png").content)
    assert not {PATH, AT} & found.colours.keys()


def test_the_choice_of_the_page_is_the_choice_of_the_picture(reader: Client) -> None:
    company = plant(COMPANY)
    write_link(from_position=company["LOG"], to_position=company["CEO"], kind=LinkKind.DOTTED_LINE)
    for choice in ("levels=3", "path=LOG,CEO", "shape=packed&levels=2", "direction=right&levels=3", "line=1&at=COO"):
        drawing = drawing_in(reader.get(f"/chart.svg?{choice}"))
        expected = tuple(2 * int(drawing.get(side, "")) for side in ("width", "height"))
        assert size_of(reader.get(f"/chart.png?{choice}").content) == expected, choice


def test_the_page_leads_to_its_picture_where_pictures_are_made(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(COMPANY)
    assert links(reader.get("/chart/COO/?levels=2"))["As a picture (PNG)"] == "/chart/COO.png?levels=2"
    for module in (chart, view):
        monkeypatch.setattr(module, "is_available", lambda: False)
    assert "As a picture (PNG)" not in links(reader.get("/chart/COO/"))
    assert reader.get("/chart/COO.png").status_code == 404


@pytest.mark.parametrize("code", ["A.png", "A.svg", "chart", "Ä b"])
def test_codes_that_look_like_files_lead_where_they_should(reader: Client, code: str) -> None:
    plant("X Other")
    with tree.writing():
        tree.apply(tree.Changes(new=[Position(code=code, title="Odd", reports_to=Position.objects.get(code="X"))]))
    assert "Odd" in words(reader.get(f"/chart/{code}/"))
    assert reader.get(f"/chart/{code}.png").headers["Content-Type"] == "image/png"
    assert reader.get(f"/chart/{code}.svg").headers["Content-Type"] == "image/svg+xml"


def test_a_position_that_is_not_in_the_chart_has_no_picture(reader: Client) -> None:
    plant(COMPANY)
    assert reader.get("/chart/nobody.png").status_code == 404


@pytest.mark.parametrize(("is_public", "status"), [(True, 200), (False, 302)])
def test_pictures_are_for_those_who_may_see_the_chart(
    client: Client, settings: Settings, *, is_public: bool, status: int
) -> None:
    plant(COMPANY)
    settings.PUBLIC_CHART = is_public
    assert client.get("/chart.png").status_code == status


def test_hostile_names_are_drawn_as_they_are(reader: Client) -> None:
    company = plant("A Alpha\n" + "\n".join(f"  B{number} Beta" for number in range(len(HOSTILE))))
    for number, text in enumerate((*HOSTILE, '#panic("x") $a$ [b] \\u{41} // */')[: len(HOSTILE)]):
        appoint(company[f"B{number}"], text)
    assert reader.get("/chart.png").status_code == 200


def test_a_picture_has_no_more_pixels_than_it_may(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(COMPANY)
    monkeypatch.setattr(picture, "MOST_PIXELS", 40_000)
    width, height = size_of(reader.get("/chart.png").content)
    assert 36_000 < width * height < 44_000


def test_who_comes_while_another_picture_is_made_is_told_so(
    reader: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(COMPANY)
    monkeypatch.setattr(pictures, "LONGEST_WAIT", 0.2)
    with Path(settings.PICTURE_LOCK_FILE).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        response = reader.get("/chart.png?levels=2")
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
    text = response.content.decode()
    assert "Another picture is being made right now." in text
    assert 'href="/chart.svg?levels=2"' in text
    assert reader.get("/chart.png?levels=2").status_code == 200


def test_a_folder_that_is_not_there_is_made_for_the_lock(reader: Client, settings: Settings, tmp_path: Path) -> None:
    plant(COMPANY)
    settings.PICTURE_LOCK_FILE = tmp_path / "nowhere" / "lock"
    assert reader.get("/chart.png").status_code == 200
    assert settings.PICTURE_LOCK_FILE.exists()


def test_where_no_lock_can_be_had_each_process_makes_one_at_a_time(
    reader: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(COMPANY)
    (tmp_path / "file").touch()
    settings.PICTURE_LOCK_FILE = tmp_path / "file" / "lock"
    monkeypatch.setattr(pictures, "LONGEST_WAIT", 0.1)
    with pictures.IN_THIS_PROCESS:
        assert reader.get("/chart.png").status_code == 503
    assert reader.get("/chart.png").status_code == 200
    assert not pictures.IN_THIS_PROCESS.locked()


def test_an_error_of_whose_turn_it_is_is_not_blamed_on_the_lock(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.PICTURE_LOCK_FILE = tmp_path / "file" / "lock"
    with pytest.raises(ValueError, match="mine") as raised, pictures.turn():
        raise ValueError("mine")
    assert raised.value.__context__ is None


@pytest.mark.parametrize(
    ("limits", "said"),
    [(Limits(seconds=0.01), "too large for a picture"), (Limits(memory=1), "too large for a picture")],
    ids=["time", "memory"],
)
def test_what_takes_too_much_is_refused_in_a_sentence(
    reader: Client, monkeypatch: pytest.MonkeyPatch, limits: Limits, said: str
) -> None:
    plant(COMPANY)
    monkeypatch.setattr(pictures, "LIMITS", limits)
    response = reader.get("/chart/COO.png")
    assert response.status_code == 422
    assert "Retry-After" not in response.headers
    assert said in response.content.decode()


def test_what_fails_otherwise_is_said_too(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise TypesettingError("failed", "no reason")

    plant(COMPANY)
    monkeypatch.setattr(pictures, "typeset", fail)
    response = reader.get("/chart.png")
    assert response.status_code == 422
    assert "Retry-After" not in response.headers
    assert "This picture could not be made." in response.content.decode()
