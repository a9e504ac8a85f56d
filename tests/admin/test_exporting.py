"""Exports from the admin: who may have them, what they are called, and what stands in them."""

import csv
import datetime
import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from roles.admin import downloads
from roles.models import Account, Chart, Role
from roles.one_at_a_time import one_at_a_time
from roles.spreadsheet.applying import preview_sheets
from roles.spreadsheet.columns import COLUMNS
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import read_file
from tests.admin.conftest import signed_in
from tests.pages import words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

EXPORT = "/admin/roles/position/export/"
CHANGES = "/admin/roles/change/export/"
TEMPLATE = "/admin/roles/position/template/"
COMPANY = "CEO Größte: Ann\n  COO Operations\n    OPS Plant\n  CFO Finance"
ALL_SHEETS = [
    "positions", "people", "appointments", "roles", "responsibilities", "skills", "links", "departments", "next_steps",
]  # fmt: skip


def content(response: Any) -> bytes:
    """The file that was sent."""
    assert response.status_code == 200
    return b"".join(response)


def book(response: Any) -> Workbook:
    """The workbook that was sent."""
    return load_workbook(io.BytesIO(content(response)))


def name_of(response: Any) -> str:
    """What the file is called, for a program that knows RFC 6266."""
    kind, _semicolon, name = response["Content-Disposition"].partition("; filename")
    assert kind == "attachment"
    return (
        unquote(name.removeprefix("*=utf-8''")) if name.startswith("*") else name.removeprefix('="').removesuffix('"')
    )


def test_the_list_leads_to_the_page_that_exports(hr: Client) -> None:
    assert f'href="{EXPORT}"' in hr.get("/admin/roles/position/").content.decode()
    page = hr.get(EXPORT)
    assert "Unchanged, it changes nothing." in words(page)
    assert f'href="{TEMPLATE}"' in page.content.decode()


def test_the_chart_is_sent_as_csv_that_excel_reads_too(hr: Client) -> None:
    plant(COMPANY)
    response = hr.get(EXPORT, {"format": "csv"})
    text = content(response)
    assert text.startswith("\ufeffcode,".encode())
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert (rows[0]["code"], rows[0]["title"]) == ("CEO", "Größte")
    assert len(rows) == 4
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    plan = preview_sheets(read_file("export.csv", text), AS_USUAL)
    assert (plan.problems, plan.is_empty) == ((), True)


@pytest.mark.parametrize(("form", "sheets"), [("xlsx", ["positions"]), ("workbook", ALL_SHEETS)])
def test_the_chart_is_sent_as_a_workbook(hr: Client, form: str, sheets: list[str]) -> None:
    plant(COMPANY)
    response = hr.get(EXPORT, {"format": form})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    found = book(response)
    assert found.sheetnames == sheets
    assert [cell.value for cell in found["positions"]["A"]] == ["code", "CEO", "COO", "OPS", "CFO"]


@pytest.mark.parametrize("form", ["xlsx", "workbook"])
def test_a_branch_is_sent_by_the_code_of_its_top(hr: Client, form: str) -> None:
    plant(COMPANY)
    response = hr.get(EXPORT, {"format": form, "code": " coo "})
    assert [cell.value for cell in book(response)["positions"]["A"]] == ["code", "COO", "OPS"]
    assert name_of(response) == f"Our-organisation-COO-{timezone.localdate():%Y-%m-%d}.xlsx"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"format": "csv", "code": "NOBODY"}, "No position of the chart has this code."),
        ({"format": "csv", "code": "a\u202eb"}, "No position of the chart has this code."),
        ({"format": "csv", "code": "x" * 101}, "at most 100 characters"),
        ({"format": "pdf"}, "pdf is not one of the available choices"),
        ({"format": ""}, "This field is required."),
    ],
)
def test_what_can_not_be_exported_is_said(hr: Client, query: dict[str, str], why: str) -> None:
    plant(COMPANY)
    response = hr.get(EXPORT, query)
    assert response.status_code == 400
    assert why in response.content.decode()


def test_a_text_that_no_cell_holds_is_said(hr: Client) -> None:
    Role.objects.create(slug="long", title="Long", purpose="x" * 40_000)
    response = hr.get(EXPORT, {"format": "workbook"})
    assert response.status_code == 400
    assert "roles, E2 (purpose) has 40000 characters" in response.content.decode()


@pytest.mark.parametrize("address", [EXPORT, f"{EXPORT}?format=csv", f"{EXPORT}?format=workbook", TEMPLATE])
def test_who_may_not_see_positions_and_people_is_refused(address: str, outsider: Client, client: Client) -> None:
    half = Account.objects.create_user("half", is_staff=True)
    half.user_permissions.add(Permission.objects.get(codename="view_position"))
    assert [each.get(address).status_code for each in (outsider, signed_in(half))] == [403, 403]
    assert client.get(address)["Location"].startswith(reverse("login"))


def test_who_may_see_all_may_have_it(onlooker: Client) -> None:
    plant(COMPANY)
    assert content(onlooker.get(EXPORT, {"format": "csv"}))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('Müller & "Söhne"; AG', "Müller-Söhne-AG"),
        ("../../etc/passwd", "etc-passwd"),
        ("株式会社", "株式会社"),
        ("x" * 200, "x" * 100),
        ("a\r\nSet-Cookie: b", "a-Set-Cookie-b"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_files_are_called_after_the_organisation_and_the_day(hr: Client, name: str, shown: str) -> None:
    Chart.current()
    Chart.objects.update(name=name)
    for query, ending in (({"format": "csv"}, "csv"), ({"format": "xlsx"}, "xlsx")):
        response = hr.get(EXPORT, query)
        content(response)
        assert name_of(response) == f"{shown}-{timezone.localdate():%Y-%m-%d}.{ending}"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("form", ["csv", "xlsx", "workbook"])
def test_statements_do_not_grow_with_the_chart(hr: Client, form: str) -> None:
    plant(COMPANY)
    counts = []
    for more in ("", "\n".join(["X: Ann", *(f"  X{number}: Person {number}" for number in range(20))])):
        Chart.objects.update(allows_several_heads=True)
        plant(more)
        with CaptureQueriesContext(connection) as queries:
            content(hr.get(EXPORT, {"format": form}))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (EXPORT, {"format": "csv"}),
        (EXPORT, {"format": "workbook", "code": "COO"}),
        (CHANGES, {"first": "2026-03-01", "last": "2026-03-31"}),
    ],
)
def test_who_exports_while_another_export_is_written_is_told_so(
    hr: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, address: str, query: dict[str, str]
) -> None:
    plant(COMPANY)
    monkeypatch.setattr(downloads, "LONGEST_WAIT", 0.2)
    with one_at_a_time(settings.EXPORT_LOCK_FILE):
        response = hr.get(address, query)
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert (
            "Another export is being written right now: send the form again in a moment." in response.content.decode()
        )
        assert hr.get(address).status_code == 200
    response = hr.get(address, query)
    assert "Retry-After" not in response
    assert content(response)


def test_where_no_lock_can_be_had_each_process_writes_one_export_at_a_time(
    hr: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(COMPANY)
    (tmp_path / "file").touch()
    settings.EXPORT_LOCK_FILE = tmp_path / "file" / "lock"
    monkeypatch.setattr(downloads, "LONGEST_WAIT", 0.1)
    with downloads.IN_THIS_PROCESS:
        assert hr.get(EXPORT, {"format": "csv"}).status_code == 503
    assert content(hr.get(EXPORT, {"format": "csv"}))
    assert not downloads.IN_THIS_PROCESS.locked()


def test_the_template_explains_each_column_of_the_import(hr: Client) -> None:
    response = hr.get(TEMPLATE)
    assert "template" in name_of(response)
    found = book(response)
    assert found.sheetnames == ["positions", "columns"]
    headings = [column.name for column in COLUMNS]
    assert [cell.value for cell in found["positions"][1]] == headings
    explained = list(found["columns"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in explained][:-1] == headings
    assert all(row[2] and row[3] and row[4] for row in explained[:-1])


def test_the_examples_of_the_template_are_understood(hr: Client) -> None:
    found = book(hr.get(TEMPLATE))
    for (name, *_rest, example), column in zip(
        found["columns"].iter_rows(min_row=2, values_only=True), COLUMNS, strict=False
    ):
        assert (name, bool(column.parse(str(example)))) == (column.name, True)


def test_a_template_imported_as_it_is_is_refused(hr: Client) -> None:
    rows = book(hr.get(TEMPLATE))["positions"].iter_rows(values_only=True)
    file = io.StringIO()
    csv.writer(file).writerows([getattr(each, "date", lambda: each)() for each in row] for row in rows)  # noqa: B023
    for company in ("", COMPANY):
        plant(company)
        plan = preview_sheets(read_file("template.csv", file.getvalue().encode()), AS_USUAL)
        assert [problem.cell for problem in plan.problems] == ["B2"]
        assert "EXAMPLE-MANAGER" in plan.problems[0].message


# What changed between two days


def test_the_history_and_the_export_lead_to_the_changes(hr: Client, onlooker: Client) -> None:
    for client in (hr, onlooker):
        for address in ("/admin/roles/change/", EXPORT):
            assert f'href="{CHANGES}"' in client.get(address).content.decode()
    plant(COMPANY)
    assert "The record begins on" in words(hr.get(CHANGES))


def test_changes_are_sent_as_a_workbook(hr: Client) -> None:
    plant(COMPANY)
    day = timezone.localdate()
    first = day - datetime.timedelta(days=1)
    response = hr.get(CHANGES, {"first": first.isoformat(), "last": day.isoformat()})
    found = book(response)
    assert found.sheetnames == ["created", "ended", "moved", "changed", "holders"]
    assert [cell.value for cell in found["created"]["A"]] == ["code", "CEO", "COO", "OPS", "CFO"]
    assert name_of(response) == f"Our-organisation-changes-from-{first}-to-{day}-{day}.xlsx"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-03-31", "2026-03-01", "The first day must be before the second"),
        ("2026-03-01", "9999-12-31", "The second day is to come"),
        ("2026-03-01", "", "This field is required."),
        ("yesterday", "2026-03-01", "Enter a valid date."),
    ],
)
def test_days_that_can_not_be_meant_are_said(hr: Client, first: str, last: str, why: str) -> None:
    response = hr.get(CHANGES, {"first": first, "last": last})
    assert response.status_code == 400
    assert why in response.content.decode()


def test_who_may_not_see_the_history_is_refused(outsider: Client) -> None:
    half = Account.objects.create_user("half", is_staff=True)
    half.user_permissions.set(Permission.objects.filter(codename__in=("view_position", "view_person")))
    reader = signed_in(half)
    assert reader.get(EXPORT).status_code == 200
    assert CHANGES not in reader.get(EXPORT).content.decode()
    query = {"first": "2026-03-01", "last": "2026-03-31"}
    assert [each.get(CHANGES, query).status_code for each in (outsider, reader)] == [403, 403]
