"""Workbooks: texts stay texts, days and numbers can be sorted, nothing is a formula, and nothing is lost."""

import datetime
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell

from roles import tree
from roles.models import Department, NextStep, OutsideBody, Person, Position, Responsibility, Role, RoleSkill, Skill
from roles.spreadsheet.columns import SHEETS
from roles.spreadsheet.escaping import escape, unescape
from roles.spreadsheet.grids import Grid, UnwritableCellError, write_workbook
from roles.spreadsheet.limits import LONGEST_TEXT
from roles.spreadsheet.lists import split_names
from roles.spreadsheet.whole import Extent, grids_of
from roles.spreadsheet.writing import HEADINGS, rows_of, write_positions_sheet
from roles.text import clean_line
from tests.conftest import do_without
from tests.spreadsheet.test_writing import HOSTILE, hostile_company
from tests.trees import appoint, plant, write_appointment, write_link

HOSTILE_CELLS = (
    *HOSTILE,
    "#REF!",
    "#N/A",
    " =1+1",
    '=HYPERLINK("https://example.org")',
    "=cmd|' /C calc'!A0",
    "1/2",
    "12:30",
    "00",
    "_x0041_",
    "_x005F_x0041_",
    "a\tb\nc",
    " blanks around ",
    "]]>&amp;",
    "x" * 2_000,
)
UNWRITABLE = ("carriage\rreturn", "bell\x07", "no\ufffecharacter", "\x00", "\x1b[31m")
DATES = {"start", "end"}
NUMBERS = {"fte", "posts"}


def written(*grids: Grid) -> bytes:
    """A workbook of these sheets."""
    file = io.BytesIO()
    write_workbook(grids, file)
    return file.getvalue()


def sheet_of(content: bytes, title: str = "positions") -> Any:
    """A sheet, as openpyxl reads it."""
    return load_workbook(io.BytesIO(content))[title]


def cells(content: bytes) -> Iterator[Cell]:
    """All cells of all sheets that hold something, headings apart."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows(min_row=2):
            yield from (cell for cell in row if cell.value is not None)


def table(content: bytes, title: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by their headings; empty cells left out."""
    headings, *rows = sheet_of(content, title).iter_rows(values_only=True)
    return [{name: value for name, value in zip(headings, row, strict=True) if value is not None} for row in rows]


def export() -> bytes:
    """The table of all positions."""
    file = io.BytesIO()
    write_positions_sheet(rows_of(Position.objects.in_chart()), file)
    return file.getvalue()


def organisation(top: Position | None = None) -> bytes:
    """The workbook of the organisation."""
    return written(*grids_of(Extent(top)))


@pytest.mark.parametrize("text", HOSTILE_CELLS)
def test_a_hostile_text_is_a_text_and_comes_back(text: str) -> None:
    cell = sheet_of(written(Grid("positions", ("title",), [(text,)])))["A2"]
    assert (cell.data_type, cell.number_format, unescape(cell.value)) == ("s", "@", text)


@pytest.mark.parametrize("text", UNWRITABLE)
def test_what_xml_can_not_hold_is_written_by_its_number_and_comes_back(text: str) -> None:
    cell = sheet_of(written(Grid("positions", ("title",), [(text,)])))["A2"]
    assert cell.data_type == "s"
    assert cell.value != text
    assert unescape(cell.value) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("_x005FADd1\r\x01\ufffe"), st.characters()), max_size=40))
def test_every_text_comes_back_from_its_escapes(text: str) -> None:
    assert unescape(escape(text)) == text


def test_a_text_that_a_spreadsheet_saved_is_not_read_as_another() -> None:
    # openpyxl has taken x005F_ out of the strings that Excel shares among cells.
    assert unescape("_x0041_") == "_x0041_"
    assert unescape("two_x000D_\nlines") == "two\r\nlines"


def test_days_and_numbers_can_be_sorted_and_all_else_is_text() -> None:
    row = ("00123", "2026-03-31", "0.75", "12", "+49 170 1")
    sheet = sheet_of(written(Grid("positions", ("code", "start", "fte", "posts", "phone"), [row])))
    values = [(cell.value, cell.data_type, cell.number_format) for cell in sheet[2]]
    assert values == [
        ("00123", "s", "@"),
        (datetime.datetime(2026, 3, 31), "d", "yyyy-mm-dd"),
        (0.75, "n", "General"),
        (12, "n", "General"),
        ("+49 170 1", "s", "@"),
    ]


@pytest.mark.parametrize("day", ["1899-12-31", "1900-02-28", "0001-01-01"])
def test_a_day_that_workbooks_have_no_number_of_is_text(day: str) -> None:
    cell = sheet_of(written(Grid("positions", ("start",), [(day,)])))["A2"]
    assert (cell.value, cell.data_type) == (day, "s")


@pytest.mark.parametrize("day", ["1900-03-01", "2024-02-29", "9999-12-31"])
def test_a_day_comes_back_as_the_same_day(day: str) -> None:
    value = sheet_of(written(Grid("positions", ("start",), [(day,)])))["A2"].value
    assert value == datetime.datetime.fromisoformat(day)


def test_headings_are_bold_frozen_and_filter_and_columns_keep_texts_typed_later() -> None:
    sheet = sheet_of(written(Grid("positions", ("code", "title"), [("A", "One"), ("B", "Two")])))
    assert [cell.value for cell in sheet[1]] == ["code", "title"]
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width > 10


def test_a_sheet_without_rows_has_its_headings() -> None:
    sheet = sheet_of(written(Grid("links", ("from", "to"), [])), "links")
    assert [cell.value for cell in sheet[1]] == ["from", "to"]
    assert (sheet.max_row, sheet.auto_filter.ref) == (1, "A1:B1")


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    assert sheet_of(written(Grid("roles", ("purpose",), [("x" * LONGEST_TEXT,)])), "roles")["A2"].value
    with pytest.raises(UnwritableCellError, match=r"B2 \(purpose\) has 32768 characters"):
        written(Grid("roles", ("slug", "purpose"), [("a", "x" * (LONGEST_TEXT + 1))]))


def test_rows_are_walked_through_and_never_all_held() -> None:
    alive: list[int] = []

    class Row(tuple[str, ...]):
        __slots__ = ()

        def __del__(self) -> None:
            alive.append(-1)

    def rows() -> Iterator[Row]:
        for number in range(1000):
            alive.append(1)
            assert sum(alive) <= 3
            yield Row((str(number),))

    assert len(list(cells(written(Grid("positions", ("code",), rows()))))) == 1000


@pytest.mark.django_db
@pytest.mark.tree
def test_a_table_of_hostile_positions_has_no_formula_and_the_values_of_the_chart() -> None:
    hostile_company()
    content = export()
    assert {cell.data_type for cell in cells(content)} <= {"s", "n", "d"}
    rows = [
        {name: unescape(value) for name, value in row.items() if isinstance(value, str)}
        for row in table(content, "positions")
    ]
    expected = [
        {name: value for name, value in row.items() if value and name not in DATES | NUMBERS}
        for row in rows_of(Position.objects.in_chart())
    ]
    assert rows == expected
    assert [cell.value for cell in sheet_of(content)[1]] == HEADINGS


@pytest.mark.django_db
@pytest.mark.tree
def test_the_whole_organisation_is_one_workbook() -> None:
    company = plant("CEO Chief: Ann\n  COO Operations\n    OPS Plant")
    appoint(company["OPS"], "Bob", kind="shared", share="0.5", start=datetime.date(2026, 1, 1))
    appoint(company["OPS"], "Cy", kind="shared", share="0.5", end=datetime.date(2099, 1, 1))
    Person.objects.create(number="N9", name="Nobody's", email="n@example.org", phone="+49 1", location="Köln")
    write_link(from_position=company["OPS"], to_position=company["CEO"], kind="dotted_line")
    Department.objects.create(code="D", name="Dispatch", colour="#123456")
    fill_library()
    content = organisation()
    assert load_workbook(io.BytesIO(content)).sheetnames == [
        "positions", "people", "appointments", "roles", "responsibilities", "skills", "links", "departments",
        "next_steps",
    ]  # fmt: skip
    assert table(content, "positions") == [
        {"code": "CEO", "title": "Chief"},
        {"code": "COO", "title": "Operations", "reports_to": "CEO"},
        {"code": "OPS", "title": "Plant", "reports_to": "COO"},
    ]
    for title, columns in SHEETS.items():
        if title in load_workbook(io.BytesIO(content)).sheetnames:
            assert [cell.value for cell in sheet_of(content, title)[1]] == [column.name for column in columns]
    assert table(content, "people")[-1] == {
        "person_number": "N9", "name": "Nobody's", "email": "n@example.org", "phone": "+49 1", "location": "Köln",
    }  # fmt: skip
    assert [
        (row["code"], row["status"], row.get("holder"), row.get("fte")) for row in table(content, "appointments")
    ] == [
        ("CEO", "filled", "Ann", 1),
        ("COO", "vacant", None, None),
        ("OPS", "filled", "Cy", 0.5),
        ("OPS", "filled", "Bob", 0.5),
    ]
    assert table(content, "links") == [{"from": "OPS", "to": "CEO", "kind": "dotted_line"}]
    assert table(content, "departments") == [{"code": "D", "name": "Dispatch", "colour": "#123456"}]


def fill_library() -> None:
    """Two roles with all there is about them."""
    coo, ceo = (Role.objects.create(slug=slug, title=slug.upper(), scope="organisation") for slug in ("coo", "ceo"))
    coo.works_with.add(ceo)
    coo.outside_bodies.set([OutsideBody.objects.create(name=name) for name in ("The board", "The public")])
    for order, text in ((2, "Second"), (1, "First")):
        Responsibility.objects.create(role=coo, text=text, order=order)
    RoleSkill.objects.create(
        role=coo, skill=Skill.objects.create(name="Planning", description="To plan"), proficiency=3
    )
    NextStep.objects.create(role=coo, next_role=ceo, advice="Wait")


@pytest.mark.django_db
def test_roles_and_what_belongs_to_them_are_written() -> None:
    fill_library()
    content = organisation()
    coo, ceo = table(content, "roles")
    assert coo == {
        "slug": "coo", "title": "COO", "scope": "organisation", "works_with": "ceo",
        "outside_bodies": "The board; The public",
    }  # fmt: skip
    assert ceo["works_with"] == "coo"
    assert [row["responsibility"] for row in table(content, "responsibilities")] == ["First", "Second"]
    assert table(content, "skills") == [
        {"skill": "Planning", "description": "To plan"},
        {"role": "coo", "skill": "Planning", "proficiency": "practitioner"},
    ]
    assert table(content, "next_steps") == [{"role": "coo", "next_role": "ceo", "advice": "Wait"}]


@pytest.mark.django_db
def test_hostile_texts_of_roles_are_texts() -> None:
    for number, text in enumerate(HOSTILE):
        role = Role(slug=f"r{number}", title=text, abbreviation=text[:20], also_called=text, also_works_with=text)
        role.purpose = f"{text}\n\n{text}"
        role.save()
        role.outside_bodies.add(OutsideBody.objects.create(name=text))
        Responsibility.objects.create(role=role, text=text)
        RoleSkill.objects.create(role=role, skill=Skill.objects.create(name=text, description=text))
        NextStep.objects.create(role=role, next_role=Role.objects.order_by("pk")[0], advice=text) if number else None
        Department.objects.create(code=f"d{number}", name=text)
    content = organisation()
    assert {cell.data_type for cell in cells(content)} == {"s"}
    assert {cell.number_format for cell in cells(content)} == {"@"}
    titles = [row["title"] for row in table(content, "roles")]
    assert titles == list(HOSTILE) == [row["purpose"].split("\n")[0] for row in table(content, "roles")]
    for sheet, heading in (("responsibilities", "responsibility"), ("departments", "name")):
        assert [row[heading] for row in table(content, sheet)] == list(HOSTILE)
    bodies = [row["outside_bodies"] for row in table(content, "roles")]
    assert [split_names(cell) for cell in bodies] == [(clean_line(text),) for text in HOSTILE]
    assert [row["advice"] for row in table(content, "next_steps")] == list(HOSTILE[1:])


@pytest.mark.django_db
@pytest.mark.tree
def test_a_branch_has_its_people_and_the_links_inside_it() -> None:
    company = plant("CEO Chief: Ann\n  COO Operations: Bob\n    OPS Plant: Cy\n  CFO Finance: Di")
    appoint(company["COO"], "Gone", end=datetime.date(2020, 1, 1))
    for target in ("COO", "CFO"):
        write_link(from_position=company["OPS"], to_position=company[target], kind="deputy")
    content = organisation(company["COO"])
    assert load_workbook(io.BytesIO(content)).sheetnames == ["positions", "people", "appointments", "links"]
    assert [row["code"] for row in table(content, "positions")] == ["COO", "OPS"]
    assert [row["name"] for row in table(content, "people")] == ["Bob", "Cy"]
    assert table(content, "links") == [{"from": "OPS", "to": "COO", "kind": "deputy"}]


@pytest.mark.django_db
@pytest.mark.tree
def test_nameless_holders_and_groups_of_posts_are_told() -> None:
    company = plant("CEO\n  A\n  B")
    write_appointment(position=company["A"])
    with tree.writing():
        group = Position.objects.get(code="B")
        group.posts = 12
        tree.apply(tree.Changes(changed=[group]))
    content = organisation()
    assert [row["status"] for row in table(content, "appointments")] == ["vacant", "undisclosed", "filled"]
    assert [row.get("posts") for row in table(content, "positions")] == [None, None, 12]


@pytest.mark.django_db
@pytest.mark.tree
def test_statements_do_not_grow_with_the_organisation() -> None:
    plant("CEO: Ann\n  COO: Bob\nCFO")
    with CaptureQueriesContext(connection) as few:
        organisation()
    plant("\n".join(["X", *(f"  X{number}: Person {number}" for number in range(20))]))
    with CaptureQueriesContext(connection) as many:
        organisation()
    assert len(many) == len(few)


@pytest.fixture(scope="module")
def soffice() -> str:
    """Where LibreOffice is."""
    found = shutil.which("soffice")
    if found is None:
        do_without("LibreOffice (soffice)")
    return found


def opened_and_saved(soffice: str, content: bytes, ending: str, folder: Path) -> bytes:
    """What LibreOffice makes of a workbook."""
    (folder / "in.xlsx").write_bytes(content)
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run(  # noqa: S603 - ours
        [*command, "--outdir", str(folder / "out"), str(folder / "in.xlsx")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / "out" / f"in.{ending}").read_bytes()


def test_no_value_becomes_a_formula_or_another_value_in_libreoffice(soffice: str, tmp_path: Path) -> None:
    # openpyxl takes every x005F_ out of strings that cells share, those within a text too.
    told = [text for text in (*HOSTILE_CELLS, *UNWRITABLE) if "x005F_" not in text]
    texts = [(text, text, "2026-03-31", "0.75") for text in told]
    content = written(Grid("positions", ("code", "notes", "start", "fte"), texts))
    saved = opened_and_saved(soffice, content, "xlsx", tmp_path)
    assert {cell.data_type for cell in cells(saved)} == {"s", "n", "d"}
    rows = list(sheet_of(saved).iter_rows(min_row=2, values_only=True))
    assert {row[2:] for row in rows} == {(datetime.datetime(2026, 3, 31), 0.75)}
    assert [tuple(map(unescape, row[:2])) for row in rows] == [row[:2] for row in texts]
