"""What may be asked of a print, what it falls back to, and that an address says all of it."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from roles.chart.text import clean
from roles.choice import ColourBy
from roles.printing.asked import Asked, Binding, Ink, Lying, PaperSize, Told
from roles.printing.form import PrintForm
from roles.sheets.setup import Setup

USUAL = Asked()
OWN = {"paper": PaperSize.OWN}


def form_of(query: str) -> PrintForm:
    """The form for an address."""
    return PrintForm(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {}),
        ("paper=a3&orientation=portrait&margin=5", {"paper": PaperSize.A3, "orientation": Lying.PORTRAIT, "margin": 5}),
        ("paper=own&width=297.5&height=100", {**OWN, "width": 297.5, "height": 100}),
        ("paper=own&width=297,5&height=100", {**OWN, "width": 297.5, "height": 100}),
        ("paper=own&width=٢٠٠&height=5000", {**OWN, "width": 200, "height": 5000}),
        ("paper=a2&width=300", {"paper": PaperSize.A2}),
        ("paper=a2&width=3", {"paper": PaperSize.A2}),
        ("margin=0", {"margin": 0}),
        ("layout=sheet&levels=3&type=8,25", {"layout": Binding.SHEET, "levels": 3, "smallest": 8.2}),
        ("show=title", {"show": ()}),
        ("show=code&show=title&show=grade&show=code", {"show": (Told.GRADE, Told.CODE)}),
        ("show=holders&show=department&show=counts&show=title", {}),
        ("ink=black&contact=1&roles=1&colour=span",
         {"ink": Ink.BLACK, "has_contact": True, "has_roles": True, "colour": ColourBy.SPAN}),
        ("heading=%20A%00%0A%E2%80%AE+B%20&footer=", {"heading": "A B"}),
        ("heading=" + "é" * 120, {"heading": "é" * 120}),
        ("unknown=1&code=X", {}),
    ],
)  # fmt: skip
def test_what_can_be_had_is_taken(query: str, expected: dict[str, Any]) -> None:
    form = form_of(query)
    assert (form.asked, form.errors) == (replace(USUAL, **expected), {})


@pytest.mark.parametrize(
    ("query", "field", "words", "expected"),
    [
        ("paper=a9", "paper", "Choose from the list: the usual is shown instead.", {}),
        ("paper=own&width=49&height=100", "width", "Give from 50 to 5,000 mm. A4 is used instead.", {}),
        ("paper=own&width=100&height=5001", "height", "Give from 50 to 5,000 mm. A4 is used instead.", {}),
        ("paper=own&width=841&height=1,189", "height",
         "Write 1189 without a comma, which stands before decimals here. A4 is used instead.", {}),
        ("margin=1,000,000", "margin",
         "Write 1000000 without a comma, which stands before decimals here. 10 mm is used instead.", {}),
        ("paper=own&width=100", "width", "Give width and height. A4 is used instead.", {}),
        ("margin=-1", "margin", "Give from 0 to 50 mm. 10 mm is used instead.", {}),
        ("margin=nan", "margin", "Give from 0 to 50 mm. 10 mm is used instead.", {}),
        ("margin=wide", "margin", "Give from 0 to 50 mm. 10 mm is used instead.", {}),
        ("paper=own&width=60&height=80&margin=16&type=5", "margin",
         "The paper has room for margins of 15 mm at most. 10 mm is used instead.",
         {**OWN, "width": 60, "height": 80, "smallest": 5}),
        ("type=3.9", "type", "Give from 4 to 24 pt. 7 pt is used instead.", {}),
        ("type=inf", "type", "Give from 4 to 24 pt. 7 pt is used instead.", {}),
        ("paper=own&width=60&height=80&type=7", "type",
         "The paper has room for a smallest type of 5.6 pt at most. 5.6 pt is used instead.",
         {**OWN, "width": 60, "height": 80, "smallest": 5.6}),
        ("levels=0", "levels", "Give a number from 1 to 64. All levels are printed instead.", {}),
        ("levels=" + "9" * 400, "levels", "Give a number from 1 to 64. All levels are printed instead.", {}),
        ("show=title&show=salary", "show", "Choose from the list: the usual is shown instead.", {}),
        ("footer=" + "é" * 121, "footer", "Give no more than 120 characters. It is left out.", {}),
    ],
)  # fmt: skip
def test_what_can_not_be_had_is_said_and_the_usual_is_taken(
    query: str, field: str, words: str, expected: dict[str, Any]
) -> None:
    form = form_of(query)
    assert form.asked == replace(USUAL, **expected)
    assert {name: " ".join(map(str, errors)) for name, errors in form.errors.items()} == {field: words}


def test_boxes_are_ticked_for_what_is_shown_instead() -> None:
    for query in ("", "show=title&show=salary"):
        assert str(form_of(query)["show"]).count("checked") == 3
    assert "checked" not in str(form_of("show=title")["show"])


LENGTHS = st.integers(500, 50_000).map(lambda tenths: tenths / 10)
ASKED = st.builds(
    Asked,
    paper=st.sampled_from([paper for paper in PaperSize if paper != PaperSize.OWN]),
    orientation=st.sampled_from(Lying),
    margin=st.integers(0, 500).map(lambda tenths: tenths / 10),
    layout=st.sampled_from(Binding),
    levels=st.none() | st.integers(1, 64),
    smallest=st.integers(40, 150).map(lambda tenths: tenths / 10),
    show=st.sets(st.sampled_from(Told)).map(lambda shown: tuple(told for told in Told if told in shown)),
    ink=st.sampled_from(Ink),
    has_contact=st.booleans(),
    heading=st.text(max_size=120).map(clean),
    has_roles=st.booleans(),
    colour=st.sampled_from(ColourBy),
)


def on_own_paper(asked: Asked, width: float, height: float) -> Asked:
    """The same on paper of any size, however small."""
    return replace(asked, paper=PaperSize.OWN, width=width, height=height, margin=0, smallest=4)


OWN_SIZES = st.builds(on_own_paper, ASKED, LENGTHS, LENGTHS)


@given(st.one_of(ASKED, OWN_SIZES))
def test_an_address_says_everything(asked: Asked) -> None:
    form = form_of(asked.query)
    assert (form.asked, form.errors) == (asked, {})


def test_usual_print_has_the_shortest_address() -> None:
    assert USUAL.query == ""
    assert form_of("paper=a4&margin=10.0&width=&height=&type=7&orientation=best&levels=").asked.query == ""


@pytest.mark.parametrize(
    ("query", "setup"),
    [
        ("", Setup(210, 297)),
        ("paper=letter&orientation=landscape&type=8&ink=black", Setup(215.9, 279.4, 10, 8, "landscape", is_black=True)),
        ("paper=own&width=500&height=90&margin=4", Setup(500, 90, 4)),
    ],
)
def test_sheets_are_set_up_as_asked(query: str, setup: Setup) -> None:
    assert form_of(query).asked.setup == setup
