"""Changes between two days as a workbook: on the command line, and from the admin."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from roles import tree
from roles.models import Department, Person, Position, Role
from roles.spreadsheet.changes import HEADINGS, changes_between
from tests.test_past import on
from tests.trees import appoint, plant, remove_appointments, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

FIRST, LAST = datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)
BETWEEN = datetime.date(2026, 3, 15)
COMPANY = "CEO Chief: Ann\n  COO Operations: Bob\n    OPS Plant\n    LEAD Shift\n  CFO Finance: Di"


def told(first: datetime.date = FIRST, last: datetime.date = LAST) -> dict[str, list[tuple[str, ...]]]:
    """What changed, by sheet; sheets of nothing left out."""
    return {grid.title: rows for grid in changes_between(first, last) if (rows := [tuple(row) for row in grid.rows])}


def company(text: str = COMPANY) -> dict[str, Position]:
    """A company that was there at the end of the first day."""
    planted: dict[str, Position] = {}
    on(FIRST, lambda: planted.update(plant(text)))
    return planted


def meanwhile(act: Callable[[], object]) -> None:
    """Do something between the two days."""
    on(BETWEEN, act)


def edit(key: str, /, **values: Any) -> None:
    """Change fields of a position as the form does."""
    position = Position.objects.get(code=key)
    for name, value in values.items():
        setattr(position, name, value)
    tree.save_position(position)


def test_nothing_changed_in_days_without_changes() -> None:
    planted = company()
    assert told() == {}
    on(LAST + datetime.timedelta(days=1), lambda: tree.end_position(planted["OPS"].pk))
    assert told() == {}


def test_created_ended_and_moved_positions_are_told_with_their_managers() -> None:
    planted = company()
    sales = Department.objects.create(code="S", name="Sales")
    new = Position(code="CTO", title="", reports_to_id=planted["CEO"].pk, department=sales, location="Köln", grade="A")
    new.role = Role.objects.create(slug="cto", title="Technology")
    meanwhile(lambda: tree.create_position(new))
    meanwhile(lambda: tree.move_position(planted["OPS"].pk, new.pk))
    meanwhile(lambda: tree.end_position(planted["LEAD"].pk))
    meanwhile(lambda: tree.delete_position(planted["COO"].pk))
    assert told() == {
        "created": [("CTO", "Technology", "Sales", "Köln", "A", "CEO", "Chief")],
        "ended": [
            ("COO", "Operations", "", "", "", "CEO", "Chief"),
            ("LEAD", "Shift", "", "", "", "COO", "Operations"),
        ],
        "moved": [("OPS", "Plant", "COO", "Operations", "CTO", "Technology")],
        "holders": [("COO", "Operations", "Bob (N2)", "")],
    }


def test_a_position_that_came_and_went_between_the_days_is_not_told() -> None:
    planted = company()
    passing = Position(code="TMP", title="Passing", reports_to_id=planted["CEO"].pk)
    meanwhile(lambda: tree.create_position(passing))
    meanwhile(lambda: tree.delete_position(passing.pk))
    meanwhile(lambda: tree.move_position(planted["OPS"].pk, planted["CEO"].pk))
    meanwhile(lambda: tree.move_position(planted["OPS"].pk, planted["COO"].pk))
    assert told() == {}


def test_a_new_head_moves_from_or_to_nobody() -> None:
    planted = company("CEO Chief\n  COO Operations\nOLD Alone")
    meanwhile(lambda: tree.move_position(planted["OLD"].pk, planted["CEO"].pk))
    assert told() == {"moved": [("OLD", "Alone", "", "", "CEO", "Chief")]}


def test_every_field_is_told_as_an_export_writes_it() -> None:
    company("CEO Chief")
    gone = Role.objects.create(slug="gone", title="Gone")
    values = {
        "code": "BOSS", "title": "=Boss", "organisation": "Ltd", "location": "+49", "grade": "9", "is_assistant": True,
        "posts": 3, "notes": "two\nlines", "department": Department.objects.create(code="S", name="Sales"),
        "role": gone,
    }  # fmt: skip
    meanwhile(lambda: edit("CEO", **values))
    edit("BOSS", role=None)
    gone.delete()
    assert told() == {
        "changed": [
            ("BOSS", "=Boss", "code", "CEO", "BOSS"),
            ("BOSS", "=Boss", "title", "Chief", "=Boss"),
            ("BOSS", "=Boss", "role", "", "one that was deleted"),
            ("BOSS", "=Boss", "department", "", "Sales"),
            ("BOSS", "=Boss", "organisation", "", "Ltd"),
            ("BOSS", "=Boss", "location", "", "+49"),
            ("BOSS", "=Boss", "grade", "", "9"),
            ("BOSS", "=Boss", "assistant", "", "yes"),
            ("BOSS", "=Boss", "posts", "1", "3"),
            ("BOSS", "=Boss", "notes", "", "two\nlines"),
        ]
    }


def test_holders_are_told_before_and_after() -> None:
    planted = company()
    meanwhile(lambda: remove_appointments(planted["COO"]))
    meanwhile(lambda: appoint(planted["COO"], "Cy", kind="acting", share="0.50"))
    meanwhile(lambda: write_appointment(position=planted["OPS"]))
    meanwhile(lambda: remove_appointments(planted["CFO"]))
    assert told() == {
        "holders": [
            ("COO", "Operations", "Bob (N2)", "Cy (N4), acting, 0.5"),
            ("OPS", "Plant", "vacant", "undisclosed"),
            ("CFO", "Finance", "Di (N3)", "vacant"),
        ]
    }
    Person.objects.get(name="Di").delete()
    assert told()["holders"][-1] == ("CFO", "Finance", "a person who was deleted", "vacant")


def test_who_leaves_by_the_calendar_alone_is_told() -> None:
    planted: dict[str, Position] = {}
    on(FIRST, lambda: planted.update(plant("CEO Chief\n  COO Operations")))
    on(FIRST, lambda: appoint(planted["COO"], "Ann", end=BETWEEN))
    assert told() == {"holders": [("COO", "Operations", "Ann (N1)", "vacant")]}


def test_before_the_record_begins_there_was_nothing() -> None:
    company("CEO Chief: Ann")
    assert told(datetime.date(1, 1, 1), FIRST) == {
        "created": [("CEO", "Chief", "", "", "", "", "")],
        "holders": [("CEO", "Chief", "", "Ann (N1)")],
    }


def count_of_statements(text: str, moved: str, target: str) -> int:
    """How many statements it takes to tell of a company one position of which has moved."""
    planted = company(text)
    meanwhile(lambda: tree.move_position(planted[moved].pk, planted[target].pk))
    with CaptureQueriesContext(connection) as queries:
        assert moved in [row[0] for row in told()["moved"]]
    return len(queries)


def test_statements_do_not_grow_with_the_chart() -> None:
    few = count_of_statements("CEO: Ann\n  COO: Bob\nCFO", "COO", "CFO")
    text = "\n".join(["X", "  Y", *(f"    X{number}: Person {number}" for number in range(20))])
    assert count_of_statements(text, "X7", "X") == few <= 9


def test_the_command_writes_a_workbook(tmp_path: Path) -> None:
    planted = company()
    meanwhile(lambda: edit("OPS", title="=1+1"))
    meanwhile(lambda: tree.end_position(planted["LEAD"].pk))
    file, err = tmp_path / "changes.xlsx", io.StringIO()
    call_command("export_changes", "2026-03-01", "2026-03-31", "-o", str(file), stderr=err)
    book = load_workbook(file)
    assert book.sheetnames == list(HEADINGS)
    assert [tuple(cell.value for cell in sheet[1]) for sheet in book.worksheets] == list(HEADINGS.values())
    assert (book["changed"]["E2"].value, book["changed"]["E2"].data_type) == ("=1+1", "s")
    assert err.getvalue() == f"2 rows written to {file}.\n"


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-03-31", "2026-03-01", "The first day must be before the second"),
        ("2026-03-01", "2026-03-01", "The first day must be before the second"),
        ("2026-03-01", "9999-12-31", "The second day is to come"),
        ("1.3.2026", "2026-03-31", "“1.3.2026” is not a day: write year, month and day"),
        ("2026-03-01", "2026-02-30", "“2026-02-30” is not a day"),
    ],
)
def test_days_that_can_not_be_meant_are_refused(first: str, last: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("export_changes", first, last, output=str(tmp_path / "out.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_can_not_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be written: Is a directory"):
        call_command("export_changes", "2026-03-01", "2026-03-31", output=str(tmp_path))
