"""The history that HR sees: of the chart, of one position, and how a change is taken back."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from roles import tree
from roles.actor import acting
from roles.models import Account, Change, Department, Person, Position
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options
from roles.spreadsheet.recognising import read_file
from tests.admin.posting import fields_of, post
from tests.pages import words
from tests.trees import appoint, outline, plant, remove_appointments, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = "CEO Chief\n  COO Operations\n    OPS Plant\n  CFO Finance"


def last() -> Change:
    """The change that was made last."""
    change: Change = Change.objects.first()
    return change


def page_of(change: Change, name: str = "change") -> str:
    """An address of a page of a change."""
    return reverse(f"admin:roles_change_{name}", args=[change.pk])


def history_of(position: Position) -> str:
    """The address of a position's history."""
    return reverse("admin:roles_position_history", args=[position.pk])


def test_a_move_is_told_with_who_from_where_to_where(hr: Client) -> None:
    company = plant(COMPANY)
    with acting(Account.objects.create_user("rosalind").pk):
        tree.move_position(company["OPS"].pk, company["CFO"].pk)
    page = words(hr.get(page_of(last())))
    assert "By rosalind." in page
    assert "Plant (OPS) Reports to CFO instead of COO." in page
    assert "moved" in words(hr.get("/admin/roles/change/"))


def test_what_a_form_saves_is_told_of_whoever_saved_it(hr: Client) -> None:
    company = plant(COMPANY)
    address = reverse("admin:roles_position_change", args=[company["CFO"].pk])
    post(hr, address, fields_of(hr.get(address)) | {"title": "Treasury"})
    page = words(hr.get(history_of(company["CFO"])))
    assert "edited editor Title: Finance → Treasury" in page
    assert page.index("Title: Finance") < page.index("Created: Finance")


def test_everything_that_happens_to_a_position_is_told(hr: Client) -> None:
    company = plant(COMPANY)
    ops = company["OPS"]
    appoint(ops, "Ama Boateng", start=datetime.date(2026, 1, 1))
    write_link(from_position=ops, to_position=company["CFO"], kind="dotted_line")
    remove_appointments(ops)
    ops.refresh_from_db()
    ops.department, ops.is_assistant, ops.notes = Department.objects.create(code="D", name="Dispatch"), True, "x" * 300
    tree.save_position(ops)
    tree.end_position(ops.pk, datetime.date(2026, 3, 1))
    tree.delete_position(ops.pk)
    page = words(hr.get(history_of(company["OPS"])))
    for told in (
        "Ama Boateng appointed from 1 January 2026.",
        "Link added: dotted line, CFO.",
        "Appointment of Ama Boateng from 1 January 2026 deleted.",
        "Department: none → Dispatch",
        "Is an assistant: no → yes",
        "Reports to nobody instead of COO.",
        "Ended on: empty → 1 March 2026",
        "Deleted: Plant",
    ):
        assert told in page, told


def test_a_person_is_told_by_name_while_there_is_one(hr: Client) -> None:
    plant("CEO: Ama Boateng")
    person = Person.objects.get()
    address = reverse("admin:roles_person_change", args=[person.pk])
    post(hr, address, fields_of(hr.get(address)) | {"phone": "17"})
    change = last()
    assert "Ama Boateng: phone changed." in words(hr.get(page_of(change)))
    remove_appointments(Position.objects.get())
    person.delete()
    page = words(hr.get(page_of(change)))
    assert "Ama" not in page
    assert "one that was deleted: phone changed." in page


def test_a_change_is_taken_back_after_asking(hr: Client) -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    page = hr.get(page_of(change, "undo"))
    assert "What was changed then" in words(page)
    assert Position.objects.get(code="OPS").reports_to == company["CFO"]
    response = hr.post(page_of(change, "undo"))
    assert (response.status_code, response["Location"]) == (302, page_of(last()))
    assert Position.objects.get(code="OPS").reports_to == company["COO"]
    assert "It was taken back." in words(hr.get(page_of(change)))
    assert "It takes back an earlier change." in words(hr.get(page_of(last())))
    assert last().account == Account.objects.get(username="editor")


def test_a_change_that_no_longer_fits_is_refused_with_the_reason(hr: Client) -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    tree.move_position(company["OPS"].pk, company["CEO"].pk)
    assert "OPS was changed since: reports to." in words(hr.get(page_of(change, "undo")))
    response = hr.post(page_of(change, "undo"))
    assert response.status_code == 409
    assert "OPS was changed since: reports to." in response.content.decode()
    assert Position.objects.get(code="OPS").reports_to == company["CEO"]


def test_a_batch_is_taken_back_as_a_whole_and_says_what_it_lost(hr: Client) -> None:
    company = plant(COMPANY)
    file = b"code,reports_to,title,holder\nX,CEO,Ex,Ben Ito\nOPS,X,Plant,Cy Roy\n"
    assert import_sheets(read_file("file.csv", file), Options()).problems == ()
    change = last()
    appoint(company["CEO"], "Ben Ito")
    response = hr.post(page_of(change, "undo"), follow=True)
    assert "1 person stays" in response.content.decode()
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


@pytest.mark.parametrize("key", ["0", "-1", "abc", str(2**63), "9" * 400, "１"])
@pytest.mark.parametrize("page", ["change/{}/change/", "change/{}/undo/", "position/{}/history/"])
def test_what_is_not_there_is_404(hr: Client, page: str, key: str) -> None:
    assert hr.get(f"/admin/roles/{page.format(key)}").status_code == 404


def test_nobody_but_editors_takes_back_and_looking_changes_nothing(hr: Client, client: Client) -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    address = page_of(last(), "undo")
    assert client.post(address).status_code == 302
    client.force_login(Account.objects.create_user("reader"))
    assert client.post(address).status_code == 403
    client.force_login(Account.objects.create_user("staff", is_staff=True))
    assert client.post(address).status_code == 403
    assert client.get(history_of(company["OPS"])).status_code == 403
    hr.get(address)
    assert Client(enforce_csrf_checks=True, headers={"cookie": str(hr.cookies).partition(" ")[2]}).post(
        address
    ).status_code in (302, 403)
    assert Position.objects.get(code="OPS").reports_to == company["CFO"]


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_history_can_not_be_written_by_hand(hr: Client, page: str) -> None:
    plant("CEO")
    assert hr.post(f"/admin/roles/change/{page.format(last().pk)}").status_code == 403


def test_whoever_may_not_edit_people_can_not_take_back_what_they_said(hr: Client, client: Client) -> None:
    plant("CEO: Ama Boateng")
    address = reverse("admin:roles_person_change", args=[Person.objects.get().pk])
    post(hr, address, fields_of(hr.get(address)) | {"phone": "17"})
    staff = Account.objects.create_user("staff", is_staff=True)
    names = ("change_position", "delete_position", "add_position", "view_change")
    staff.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(staff)
    assert client.get(page_of(last())).status_code == 200
    assert client.post(page_of(last(), "undo")).status_code == 403
    assert Person.objects.get().phone == "17"


def test_many_positions_go_only_after_their_number_was_typed(hr: Client) -> None:
    rows = "".join(f"P{number},{'H' if number else ''},T\n" for number in range(1, 13))
    assert import_sheets(read_file("f.csv", f"code,reports_to,title\nH,,T\n{rows}".encode()), Options()).problems == ()
    address = page_of(last(), "undo")
    assert "13 positions go: type that number" in words(hr.get(address))
    for typed in ({}, {"count": "12"}):
        response = hr.post(address, typed)
        assert (response.status_code, Position.objects.count()) == (409, 13)
    assert "13 positions would go: type that number to confirm it." in response.content.decode()
    assert hr.post(address, {"count": "13"}).status_code == 302
    assert not Position.objects.exists()


@pytest.mark.parametrize("address", ["?at__gte=2026-01-01+00%3A00%3A00%2B00%3A00", "?kind__exact=moved", "?q=x"])
def test_the_list_takes_what_its_filters_ask(hr: Client, address: str) -> None:
    plant("CEO")
    assert hr.get(f"/admin/roles/change/{address}").status_code == 200


def test_a_position_is_told_by_its_key_not_by_a_code_that_another_one_has_now(hr: Client) -> None:
    company = plant(COMPANY)
    position = Position.objects.get(code="OPS")
    position.title = "Mill"
    tree.save_position(position)
    change = last()
    position.code = "OPS2"
    tree.save_position(position)
    tree.create_position(Position(code="OPS", title="Somebody else", reports_to=company["CEO"]))
    page = words(hr.get(page_of(change)))
    assert "Mill (OPS2) Title: Plant → Mill" in page
    assert "Somebody else" not in page


def test_values_in_another_direction_of_writing_stand_apart(hr: Client) -> None:
    plant("CEO")
    position = Position.objects.get()
    for title in ("אבג", "דהו"):
        position.title = title
        tree.save_position(position)
    assert "Title: \u2068אבג\u2069 → \u2068דהו\u2069" in hr.get(page_of(last())).content.decode()
