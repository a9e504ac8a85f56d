"""What is exported as a workbook comes back as it was: importing it changes nothing, and makes the same elsewhere."""

import datetime
import io

import pytest

from roles import tree
from roles.models import Department, Person, Position
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.columns import SHEETS
from roles.spreadsheet.grids import Grid, write_workbook
from roles.spreadsheet.plan import AS_USUAL, Options
from roles.spreadsheet.recognising import Sheet, read_file, recognise
from roles.spreadsheet.tables import AS_FOUND, Table
from roles.spreadsheet.whole import Extent, grids_of
from roles.spreadsheet.writing import HEADINGS, in_order, rows_of
from roles.text import clean_line
from tests.spreadsheet.test_workbook_writing import fill_library
from tests.spreadsheet.test_writing import hostile_company
from tests.trees import appoint, outline, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def company() -> dict[str, Position]:
    """A company with all that an appointment may be."""
    codes = "CEO Chief\n  A Shared\n  B Nameless\n  C Group\n  D Acting\n  E Coming\n  F Empty\n  G Twin: Ann\n"
    planted = plant(f"{codes}    H Below: Ann")
    for name in ("Ann", "Bob"):
        appoint(planted["A"], name, kind="shared", share="0.5", start=datetime.date(2020, 1, 1))
    write_appointment(position=planted["B"])
    appoint(planted["D"], "Cy", kind="acting", end=datetime.date(2099, 1, 1))
    appoint(planted["E"], "Eve", start=datetime.date(2099, 1, 1))
    appoint(planted["F"], "Gone", end=datetime.date(2020, 1, 1))
    Person.objects.create(number="00123", name="Ann", email="ann@example.org", phone="+49 1", location="Köln")
    with tree.writing():
        group = Position.objects.get(code="C")
        group.posts = 12
        tree.apply(tree.Changes(changed=[group]))
    Person.objects.filter(name="Bob").update(phone="N/D")
    write_link(from_position=planted["A"], to_position=planted["CEO"], kind="deputy")
    write_link(from_position=planted["H"], to_position=planted["G"], kind="works_with")
    return planted


def tables(grids: list[Grid]) -> list[Sheet]:
    """The sheets of positions and people as a reader of workbooks gives them."""
    return [
        recognise(Table("all.xlsx", grid.title, tuple(grid.headings), enumerate(map(tuple, grid.rows), 2)), AS_FOUND)
        for grid in grids
        if grid.title in SHEETS
    ]


def one_table() -> list[Grid]:
    """The one table of positions and holders."""
    return [Grid("positions", HEADINGS, in_order(HEADINGS, rows_of(Position.objects.in_chart())))]


def content() -> dict[str, list[list[str]]]:
    """What an export says, without the blanks that an import puts in order."""
    return {
        grid.title: sorted([*map(clean_line, row)] for row in grid.rows)
        for grid in grids_of(Extent())
        if grid.title in SHEETS
    }


def assert_importing_changes_nothing(sheets: list[Sheet]) -> None:
    for options in (AS_USUAL, Options(replaces=True)):
        plan = preview_sheets(sheets, options)
        assert plan.problems == ()
        assert plan.is_empty


@pytest.mark.parametrize("fill", [company, hostile_company])
def test_importing_an_export_changes_nothing(fill: object) -> None:
    fill()  # type: ignore[operator] # a function
    assert_importing_changes_nothing(tables(one_table()))
    assert_importing_changes_nothing(tables(grids_of(Extent())))


def test_importing_a_branch_changes_nothing() -> None:
    plan = preview_sheets(tables(grids_of(Extent(company()["G"]))), AS_USUAL)
    assert (plan.problems, plan.is_empty, plan.unchanged) == ((), True, 2)


@pytest.mark.parametrize("fill", [company, hostile_company])
def test_an_export_makes_the_same_organisation_in_an_empty_database(fill: object) -> None:
    fill()  # type: ignore[operator] # a function
    before, drawn = content(), outline()
    sheets = tables(grids_of(Extent()))
    tree.remove_everything()
    for model in (Person, Department):
        model.objects.all().delete()
    assert import_sheets(sheets, AS_USUAL).problems == ()
    assert outline() == drawn
    assert content() == before
    assert before["people"]


@pytest.mark.parametrize("text", ["'=1+1", "''x", "'t Hooft", "'", "+49", "_x0041_"])
def test_a_text_of_a_workbook_is_taken_as_it_is(text: str) -> None:
    (sheet,) = tables([Grid("positions", ("code", "title"), [("A", text)])])
    assert sheet.rows[0].cells["title"] == text


@pytest.mark.parametrize("sheets", ["one table", "all"])
def test_a_workbook_that_is_read_from_its_file_changes_nothing(sheets: str) -> None:
    pytest.importorskip("roles.spreadsheet.workbooks", reason="workbooks can't be read yet")
    company()
    fill_library()
    file = io.BytesIO()
    write_workbook(one_table() if sheets == "one table" else grids_of(Extent()), file)
    assert_importing_changes_nothing(read_file("all.xlsx", file.getvalue()))
