"""The page of the structure's health: what it shows to whom, what may be asked, and the files."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from roles import tree
from roles.admin import downloads, structure
from roles.models import Account, Position, Role
from roles.one_at_a_time import one_at_a_time
from roles.structure.findings import Kind
from roles.structure.reading import read_seats
from tests.admin.conftest import signed_in
from tests.pages import links, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

PAGE = "/admin/roles/position/structure/"
COMPANY = (
    "CEO Chief: Ann\n  COO Operations\n    OPS Plant: Bob\n      L1 Line: Cy\n      L2 Line: Di\n      L3 Line: Ed"
)


def write_facts(code: str, **facts: str) -> None:
    """Give a position a role with such facts."""
    position = Position.objects.get(code=code)
    position.role = Role.objects.create(slug=code.lower(), title=f"Role of {code}", **facts)
    tree.save_position(position)


def content(response: Any) -> bytes:
    """The file that was sent."""
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response)


def table(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV file that was sent."""
    return list(csv.DictReader(io.StringIO(content(response).decode("utf-8-sig"))))


def test_start_page_and_list_lead_to_it(hr: Client, onlooker: Client) -> None:
    for client in (hr, onlooker):
        for address in ("/admin/", "/admin/roles/position/"):
            assert f'href="{PAGE}"' in client.get(address).content.decode()


def test_who_may_not_see_positions_is_refused(outsider: Client, client: Client) -> None:
    assert outsider.get(PAGE).status_code == 403
    assert outsider.get(PAGE, {"format": "csv"}).status_code == 403
    assert PAGE not in outsider.get("/admin/").content.decode()
    assert client.get(PAGE)["Location"].startswith(reverse("login"))


def test_who_may_see_positions_alone_sees_it_and_takes_it_away() -> None:
    plant(COMPANY)
    account = Account.objects.create_user("half", is_staff=True)
    account.user_permissions.add(Permission.objects.get(codename="view_position"))
    client = signed_in(account)
    assert "COO" in words(client.get(PAGE))
    assert table(client.get(PAGE, {"format": "csv"}))


def test_an_empty_chart_says_what_to_do(hr: Client, onlooker: Client) -> None:
    page = hr.get(PAGE)
    assert "There are no positions in the chart yet" in words(page)
    assert links(page)["Add the first position"] == "/admin/roles/position/add/"
    assert "Add the first position" not in links(onlooker.get(PAGE))


def test_counts_stand_on_top_with_the_reason_of_each_row_below(hr: Client) -> None:
    plant(COMPANY)
    said = words(hr.get(PAGE))
    assert "The chart has 6 positions on 4 levels." in said
    assert "3 positions lead others: 1.7 on average, half of them 1 or fewer, at most 3 (Plant (OPS))." in said
    assert "2 positions lead a single other one each" in said
    assert "1 position is vacant: nobody holds it today." in said
    assert "Only Plant (OPS) reports to it." in said
    assert "Nobody holds it today, and 1 reports to it." in said
    assert "6 positions have no role, or one without management level" in said
    assert "Looked for and not found: Higher management level than above; " in said


def test_a_row_leads_to_the_position_its_manager_its_page_and_its_move(hr: Client, onlooker: Client) -> None:
    planted = plant(COMPANY)
    ops = planted["OPS"]
    query = {"kind": "span", "limit": "2"}
    found = links(hr.get(PAGE, query))
    assert found["Plant (OPS)"] == f"/admin/roles/position/{ops.pk}/change/"
    assert found["Operations (COO)"] == f"/admin/roles/position/{planted['COO'].pk}/change/"
    assert found["Page Plant (OPS)"] == "/positions/OPS/"
    assert found["Move … Plant (OPS)"] == f"/admin/roles/position/{ops.pk}/move/"
    assert "Move … Plant (OPS)" not in links(onlooker.get(PAGE, query))
    for address in found.values():
        if address.startswith("/") and "logout" not in address:
            assert hr.get(address).status_code in (200, 302), address


def test_contradictions_are_told_with_both_facts(hr: Client) -> None:
    plant(COMPANY)
    write_facts("COO", management_level="middle", scope="department", focus="tactical")
    write_facts("L2", management_level="executive", scope="organisation", focus="strategic")
    said = words(hr.get(PAGE))
    above = "that of Operations (COO), above it, is"
    assert f"Its management level is top-level executive; {above} middle management." in said
    assert f"Its scope is the whole organisation; {above} one department." in said
    assert f"Its focus is strategic; {above} tactical." in said


def test_one_kind_can_be_shown_alone(hr: Client) -> None:
    plant(COMPANY)
    said = words(hr.get(PAGE, {"kind": "vacant"}))
    assert "Nobody holds it today, and 1 reports to it." in said
    assert "Only Plant (OPS) reports to it." not in said


def test_of_each_kind_the_first_rows_are_shown_with_the_way_to_all(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "FIRST_ROWS", 2)
    monkeypatch.setattr(structure, "ROWS", 3)
    plant("CEO: Ann\n" + "\n".join(f"  P{number}" for number in range(5)))
    page = hr.get(PAGE)
    assert words(page).count("Nobody holds it today.") == 2
    all_of_them = links(page)["See all 5: Vacant positions"]
    first = hr.get(PAGE + all_of_them)
    assert words(first).count("Nobody holds it today.") == 3
    last = hr.get(PAGE + links(first)["Next page"])
    assert words(last).count("Nobody holds it today.") == 2
    assert "Page 2 of 2" in words(last)
    assert words(hr.get(PAGE, {"kind": "vacant", "page": "99"})).count("Nobody holds it today.") == 2


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"limit": "many"}, "Write a whole number, such as 12."),
        ({"limit": ""}, "Write a number."),
        ({"limit": "0"}, "greater than or equal to 1"),
        ({"limit": "99999"}, "less than or equal to 1000"),
        ({"kind": "nonsense"}, "nonsense is not one of the available choices"),
    ],
)
def test_what_can_not_be_meant_is_said_and_the_usual_is_shown(hr: Client, query: dict[str, str], why: str) -> None:
    plant(COMPANY)
    page = hr.get(PAGE, query)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert "2 positions lead a single other one each" in words(page)
    refused = hr.get(PAGE, {**query, "format": "csv"})
    assert refused.status_code == 400
    assert "Nothing was exported: see below." in refused.content.decode()


def test_a_limit_of_the_reader_counts(hr: Client) -> None:
    plant(COMPANY)
    assert "1 position has a span of control above 2." in words(hr.get(PAGE, {"limit": "2"}))
    assert "has a span of control above" not in words(hr.get(PAGE, {"limit": "3"}))


def test_whom_the_list_calls_vacant_this_page_calls_so_too() -> None:
    planted = plant(COMPANY)
    tree.create_position(Position(code="G", title="Group", reports_to=planted["COO"], posts=4))
    tree.create_position(Position(code="W", title="Waiting", is_placed=False))
    vacant = [seat.code for seat in read_seats() if not seat.is_filled]
    assert vacant == list(Position.objects.vacant().in_tree_order().values_list("code", flat=True)) == ["COO"]


# Files


def test_all_rows_are_sent_as_csv(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "FIRST_ROWS", 1)
    plant(COMPANY)
    response = hr.get(PAGE, {"format": "csv", "limit": "2"})
    rows = table(response)
    assert [(row["finding"], row["code"], row["reports_to"]) for row in rows] == [
        ("Spans above the limit", "OPS", "COO"),
        ("One-to-one lines", "CEO", ""),
        ("One-to-one lines", "COO", "CEO"),
        ("Vacant positions", "COO", "CEO"),
    ]
    assert rows[0]["reason"] == "3 report to it directly; the limit is 2."
    assert (rows[0]["manager"], rows[0]["level"]) == ("Operations", "2")
    assert f'-structure-{timezone.localdate():%Y-%m-%d}.csv"' in response["Content-Disposition"]


def test_a_kind_is_sent_alone(hr: Client) -> None:
    plant(COMPANY)
    response = hr.get(PAGE, {"format": "csv", "kind": "vacant"})
    assert [row["finding"] for row in table(response)] == ["Vacant positions"]
    assert "-structure-vacant-" in response["Content-Disposition"]


def test_a_workbook_has_spans_and_levels_beside(hr: Client) -> None:
    plant(COMPANY)
    book = load_workbook(io.BytesIO(content(hr.get(PAGE, {"format": "xlsx", "limit": "2"}))))
    assert book.sheetnames == ["findings", "spans", "levels"]
    assert [cell.value for cell in book["findings"]["B"]] == ["code", "OPS", "CEO", "COO", "COO"]
    assert [[cell.value for cell in row] for row in book["spans"]["A2:F4"]] == [
        ["CEO", "Chief", None, 0, 1, 1],
        ["COO", "Operations", None, 1, 1, 1],
        ["OPS", "Plant", None, 2, 3, 3],
    ]
    assert [cell.value for cell in book["levels"]["B"]] == ["positions", 1, 1, 1, 3]


def test_no_title_is_a_formula_or_markup(hr: Client) -> None:
    plant('CEO =cmd|"/c calc"!A1: Ann\n  COO <script>alert(1)</script>')
    page = hr.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    [alone, vacant] = table(hr.get(PAGE, {"format": "csv"}))
    assert alone["title"].startswith("'=")
    assert vacant["manager"].startswith("'=")
    book = load_workbook(io.BytesIO(content(hr.get(PAGE, {"format": "xlsx"}))))
    assert {cell.data_type for row in book["findings"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_an_empty_chart_is_sent_as_headings(hr: Client) -> None:
    assert table(hr.get(PAGE, {"format": "csv"})) == []


def test_who_exports_while_another_export_is_written_is_told_so(
    hr: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(COMPANY)
    monkeypatch.setattr(downloads, "LONGEST_WAIT", 0.2)
    with one_at_a_time(settings.EXPORT_LOCK_FILE):
        response = hr.get(PAGE, {"format": "csv"})
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert "Another export is being written right now" in response.content.decode()
        assert hr.get(PAGE).status_code == 200


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_can_be_asked_for_where_nothing_was_found(hr: Client, kind: Kind) -> None:
    plant("A: Ann\n  B: Bob\n  C: Cy")
    assert hr.get(PAGE, {"kind": kind.value}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_all_is_read_in_six_statements_of_which_none_begins_a_transaction(hr: Client) -> None:
    plant(COMPANY)
    hr.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        assert hr.get(PAGE).status_code == 200
    assert len(queries) == 6
    assert not any(query["sql"].startswith("BEGIN") for query in queries)
