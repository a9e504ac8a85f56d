"""Exports: the columns of the import in tree order, and importing one changes nothing."""

import csv
import datetime
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from roles import tree
from roles.below import numbers_below
from roles.models import Chart, Department, Person, Position, Role
from roles.querysets import PositionQuerySet
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.plan import AS_USUAL, Options
from roles.spreadsheet.recognising import read_file
from roles.spreadsheet.writing import HEADINGS, rows_of, write_positions
from roles.state import present_state
from tests.conftest import do_without
from tests.trees import appoint, outline, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

HOSTILE = (
    "=1+1",
    "==1+1",
    "+49 170 1",
    "-5",
    "@sum",
    "'t Hooft",
    "''quoted''",
    "'=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "00123",
    "1E+15",
    "2026-03-31",
    "TRUE",
    'a "quoted", word; and more',
    "<script>alert(1)</script>",
    "{{7*7}}",
    "x;=1+1",
    "x;=1+1;y",
    'x; "=1+1;y',
    "x|+1",
    "x;'=1;",
    "Cafe\u0301  two  blanks",
    "আনিসা রহমান",
    "אבגד",
    "محمد",
    "营业 部",
    "👩‍👩‍👧",
)


def export(positions: PositionQuerySet | None = None) -> str:
    """What an export writes."""
    file = io.StringIO()
    write_positions(rows_of(Position.objects.in_chart() if positions is None else positions), file)
    return file.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a file, as any program reads them."""
    return list(csv.DictReader(io.StringIO(text)))


def assert_importing_it_changes_nothing(text: str) -> None:
    for options in (AS_USUAL, Options(replaces=True), Options(same_name_is_new=True)):
        plan = preview_sheets(read_file("export.csv", text.encode()), options)
        assert plan.problems == ()
        assert (plan.created, plan.changed, plan.moved, plan.ended) == ((), (), (), ())


def hostile_company() -> None:
    """A company in which everything is called what spreadsheets fall over."""
    plant("\n".join(["CEO Chief", *(f"  P{number}" for number in range(len(HOSTILE)))]))
    with tree.writing():
        changed = list(Position.objects.filter(level=1).order_by("peer_order"))
        for position, text in zip(changed, HOSTILE, strict=True):
            position.title = position.location = position.grade = position.organisation = text
            position.notes = f"{text}\r\n\t{text}\n"
            position.department = Department.objects.create(code=f"d{position.pk}", name=text)
        tree.apply(tree.Changes(changed=changed))
    for position, text in zip(changed, HOSTILE, strict=True):
        person = Person.objects.create(number=f"-{position.pk}", name=text, phone=text)
        write_appointment(position=position, person=person)


def test_positions_stand_in_tree_order_under_the_headings_of_the_import() -> None:
    plant("CEO Chief: Ann Lee\n  COO Operations\n    OPS Manager\n  CFO Finance")
    text = export()
    assert text.splitlines()[0].split(",") == HEADINGS
    assert [(row["code"], row["reports_to"]) for row in rows(text)] == [
        ("CEO", ""),
        ("COO", "CEO"),
        ("OPS", "COO"),
        ("CFO", "CEO"),
    ]
    assert [row["status"] for row in rows(text)] == ["filled", "vacant", "vacant", "vacant"]


def test_no_cell_is_a_formula_and_importing_the_file_changes_nothing() -> None:
    hostile_company()
    text = export()
    cells = [cell for row in rows(text) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))]
    assert_importing_it_changes_nothing(text)


def test_an_export_makes_the_same_organisation_in_an_empty_database() -> None:
    hostile_company()
    before, drawn = export(), outline()
    tree.remove_everything()
    Person.objects.all().delete()
    Department.objects.all().delete()
    import_sheets(read_file("export.csv", before.encode()), AS_USUAL)
    assert outline() == drawn
    assert rows(export())[1]["holder"] == rows(before)[1]["holder"] == "'=1+1"


def test_shares_acting_nameless_groups_and_successors_come_back_as_they_were() -> None:
    company = plant("CEO Chief\n  A Shared\n  B Nameless\n  C Group\n  D Acting\n  E Coming\n  F Empty\n  G Twin: Ann")
    later = timezone.localdate() + datetime.timedelta(days=30)
    for name in ("Ann", "Bob"):
        appoint(company["A"], name, kind="shared", share="0.5", start=datetime.date(2020, 1, 1))
    write_appointment(position=company["B"])
    appoint(company["D"], "Cy", kind="acting", end=later)
    appoint(company["D"], "Di", start=later + datetime.timedelta(days=1))
    appoint(company["E"], "Eve", start=later)
    appoint(company["F"], "Gone", end=datetime.date(2020, 1, 1))
    Person.objects.create(number="TWIN", name="Ann")
    with tree.writing():
        group = Position.objects.get(code="C")
        group.posts = 12
        tree.apply(tree.Changes(changed=[group]))
    text = export()
    assert [(row["code"], row["status"], row["holder"]) for row in rows(text)] == [
        ("CEO", "vacant", ""),
        ("A", "filled", "Ann"),
        ("A", "filled", "Bob"),
        ("B", "undisclosed", ""),
        ("C", "filled", ""),
        ("D", "filled", "Cy"),
        ("D", "filled", "Di"),
        ("E", "filled", "Eve"),
        ("F", "vacant", ""),
        ("G", "filled", "Ann"),
    ]
    assert_importing_it_changes_nothing(text)


def test_the_share_of_a_group_of_posts_comes_in_goes_out_and_comes_back() -> None:
    text = "code,reports_to,title,posts,holder,status,fte\nA,,Head,,Ann,,\nG,A,Drivers,5,,filled,4.5\n"
    import_sheets(read_file("drivers.csv", text.encode()), AS_USUAL)
    assert [(row["code"], row["posts"], row["status"], row["fte"]) for row in rows(export())] == [
        ("A", "", "filled", "1"),
        ("G", "5", "undisclosed", "4.5"),
    ]
    head = Position.objects.get(code="A")
    assert numbers_below([head], present_state())[head.pk].headcount == 5
    assert_importing_it_changes_nothing(export())
    assert_importing_it_changes_nothing(text)


def test_roles_links_and_departments_of_the_same_name_come_back() -> None:
    company = plant("XX Chief\n  A\n  B\n  C\n  OLD")
    Role.objects.create(slug="chief", title="Chief")
    for code, name in (("north", "Sales"), ("south", "Sales"), ("law", "north")):
        Department.objects.create(code=code, name=name)
    with tree.writing():
        changed = [Position.objects.get(code=code) for code in "ABC"]
        for position, department in zip(changed, Department.objects.order_by("pk"), strict=True):
            position.department, position.role, position.title = department, Role.objects.get(), ""
        tree.apply(tree.Changes(changed=changed))
    for origin, target, kind in (("A", "XX", "deputy"), ("A", "B", "works_with"), ("B", "OLD", "dotted_line")):
        write_link(from_position=company[origin], to_position=company[target], kind=kind)
    tree.end_position(company["OLD"].pk)
    text = export()
    assert [row["department"] for row in rows(text)] == ["", "north", "south", "north"]
    assert [row["works_with"] for row in rows(text)] == ["", "B", "", ""]
    assert_importing_it_changes_nothing(text)


def test_a_branch_keeps_the_manager_above_it_and_links_out_of_it() -> None:
    company = plant("CEO Chief\n  COO Operations\n    OPS Manager\n  CFO Finance")
    write_link(from_position=company["OPS"], to_position=company["CFO"], kind="dotted_line")
    text = export(Position.objects.branch(company["COO"].pk))
    assert [(row["code"], row["reports_to"], row["dotted_line_to"]) for row in rows(text)] == [
        ("COO", "CEO", ""),
        ("OPS", "COO", "CFO"),
    ]
    plan = preview_sheets(read_file("branch.csv", text.encode()), AS_USUAL)
    assert (plan.problems, plan.is_empty, plan.unchanged) == ((), True, 2)


def test_several_heads_come_back() -> None:
    plant("A\n  B\nC")
    assert Chart.current().allows_several_heads
    assert_importing_it_changes_nothing(export())


def test_a_manager_who_comes_while_a_file_is_written_is_named_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A\n  B")

    def links_beside_a_writer() -> dict[tuple[int, str], list[str]]:
        department = Department.objects.create(code="NEW", name="New")
        manager = Position(code="M", title="M", reports_to=company["A"], department=department)
        tree.move_position(company["B"].pk, tree.create_position(manager).pk)
        return {}

    monkeypatch.setattr("roles.spreadsheet.writing._links", links_beside_a_writer)
    rows = {row["code"]: (row["reports_to"], row["department"]) for row in rows_of(Position.objects.all())}
    assert rows == {"A": ("", ""), "M": ("A", "New"), "B": ("M", "")}


@pytest.mark.parametrize("text", ["-;" * 1_000, "- a\n" * 500, "'" * 2_000])
def test_the_longest_notes_come_back_with_all_their_guards(text: str) -> None:
    plant("CEO Chief")
    with tree.writing():
        position = Position.objects.get()
        position.notes = text.strip()
        tree.apply(tree.Changes(changed=[position]))
    assert_importing_it_changes_nothing(export())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_becomes_a_formula_wherever_libreoffice_parts_them(separator: str, tmp_path: Path) -> None:
    soffice = shutil.which("soffice") or do_without("LibreOffice (soffice)")
    hostile_company()
    texts = {"ours": export(), "bare": f"code,title\nA,x{separator}=1+1{separator}y\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    # The number of the separator, quotes, UTF-8; numbers and formulas are found out.
    filters = f"Text - txt - csv (StarCalc):{ord(separator)},34,76,1,,0,false,true,false,false,false,0,true"
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter={filters}"]
    files = [str(tmp_path / f"{name}.csv") for name in texts]
    subprocess.run(  # noqa: S603 - ours
        [*command, "--convert-to", "xlsx", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    formulas = {name: formulas_of(tmp_path / f"{name}.xlsx") for name in texts}
    assert formulas == {"ours": [], "bare": ["=1+1"]}


def formulas_of(book: Path) -> list[str]:
    """The formulas in a workbook."""
    (sheet,) = load_workbook(book).worksheets
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
