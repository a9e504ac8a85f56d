"""Positions in the admin: what the list shows, what the form takes, and that every write goes through the door."""

import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from roles import tree
from roles.lock import TreeBusyError
from roles.models import Department, Position, Role
from tests.admin.posting import fields_of, post, save
from tests.pages import words
from tests.trees import appoint, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

LIST = "/admin/roles/position/"
ADD = "/admin/roles/position/add/"
COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager
  CFO Chief Financial Officer
"""


def listed(client: Client, query: str = "") -> list[str]:
    """The codes of a list, in its order."""
    response = client.get(LIST + query)
    assert response.status_code == 200
    return [position.code for position in response.context["cl"].result_list]


def change(position: Position) -> str:
    """The address of a position's form."""
    return reverse("admin:roles_position_change", args=[position.pk])


def suggested(client: Client, field: str, term: str, model: str = "position") -> list[str]:
    """What the search field of a form suggests."""
    query = {"app_label": "roles", "model_name": model, "field_name": field, "term": term}
    return [each["text"] for each in client.get("/admin/autocomplete/", query).json()["results"]]


def test_the_list_is_the_tree(hr: Client) -> None:
    plant(COMPANY)
    assert listed(hr) == ["CEO", "COO", "OPS", "CFO"]
    assert listed(hr, "?o=1") == ["CEO", "COO", "OPS", "CFO"]
    page = hr.get(LIST).content.decode()
    assert '<span class="indent-2">Operations Manager</span>' in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("zoe lukasz", ["COO"]),
        ("OPERATIONS", ["OPS"]),
        ("buyer", ["CFO"]),
        ("cfo", ["CFO"]),
        ("100%", []),
    ],
)
def test_positions_are_found_by_code_title_role_and_holder(hr: Client, query: str, codes: list[str]) -> None:
    company = plant(COMPANY)
    role = Role.objects.create(slug="buyer", title="Büyer")
    position = Position.objects.get(pk=company["CFO"].pk)
    position.role = role
    tree.save_position(position)
    assert listed(hr, f"?q={query}") == codes


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["CEO", "COO", "NEW"]),
        ("?state=chart", ["CEO", "COO"]),
        ("?state=unplaced", ["NEW"]),
        ("?state=ended", ["OLD"]),
        ("?state=all", ["CEO", "COO", "OLD", "NEW"]),
        ("?q=old", ["OLD"]),
        ("?holder=vacant", ["COO"]),
        ("?holder=filled", ["CEO"]),
        ("?level=1", ["COO"]),
        ("?department__isnull=True", ["CEO", "COO", "NEW"]),
        ("?state=nonsense&holder=nonsense&level=nonsense", ["CEO", "COO", "NEW"]),
    ],
)
def test_filters_leave_what_they_say(hr: Client, query: str, codes: list[str]) -> None:
    company = plant("CEO: Ada Lowe\n  COO\n  OLD")
    tree.end_position(company["OLD"].pk)
    tree.create_position(Position(code="NEW", title="New", is_placed=False))
    assert sorted(listed(hr, query)) == sorted(codes)


def test_suggestions_tell_positions_of_one_title_apart(hr: Client) -> None:
    company = plant("CEO Chief: Ada Lowe\n  A Adviser: Zoë Quist\n  B Adviser\n  C Adviser")
    tree.end_position(company["C"].pk)
    assert suggested(hr, "reports_to", "adviser") == ["Adviser (A): Zoë Quist", "Adviser (B): vacant"]
    assert suggested(hr, "person", "zoe", "appointment") == ["Zoë Quist (N2)"]


def test_a_form_creates_a_position(hr: Client) -> None:
    company = plant(COMPANY)
    response = save(hr, ADD, code="CTO", title="Chief Technology Officer", reports_to=company["CEO"].pk)
    assert response.status_code == 302, words(response)
    assert outline() == "CEO\n  COO\n    OPS\n  CFO\n  CTO"


def test_saving_a_form_moves_the_position(hr: Client) -> None:
    company = plant(COMPANY)
    response = save(hr, change(company["OPS"]), reports_to=company["CFO"].pk)
    assert response.status_code == 302, words(response)
    assert outline() == "CEO\n  COO\n  CFO\n    OPS"


@pytest.mark.parametrize(
    ("code", "changes", "problem"),
    [
        ("CEO", {"reports_to": "OPS"}, "This would be a loop: Chief Executive (CEO) reports to Operations Manager"),
        ("COO", {"reports_to": "COO"}, "This would be a loop"),
        ("COO", {"reports_to": ""}, "is the head already"),
        ("OPS", {"code": "cfo"}, "is there already"),
        ("OPS", {"code": "a/b"}, "is not a code"),
        ("OPS", {"title": ""}, "Give the position a title, or a role"),
        ("OPS", {"title": "a\u202eb"}, "invisible character"),
        ("OPS", {"posts": "0"}, "greater than or equal to 1"),
        ("OPS", {"reports_to": "99999"}, "Select a valid choice"),
    ],
)
def test_a_form_says_what_is_wrong(hr: Client, code: str, changes: dict[str, str], problem: str) -> None:
    company = plant(COMPANY)
    keys = {name: company[value].pk if value in company else value for name, value in changes.items()}
    assert problem in words(save(hr, change(company[code]), **keys))
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


def test_a_position_is_placed_when_it_gets_a_manager(hr: Client) -> None:
    company = plant(COMPANY)
    new = tree.create_position(Position(code="NEW", title="New", is_placed=False))
    assert save(hr, change(new), reports_to=company["CFO"].pk).status_code == 302
    assert outline() == "CEO\n  COO\n    OPS\n  CFO\n    NEW"


def test_a_position_leaves_the_chart_only_with_its_manager(hr: Client) -> None:
    company = plant(COMPANY)
    fields = fields_of(hr.get(change(company["OPS"])))
    del fields["is_placed"]
    assert "Empty “reports to” as well" in words(post(hr, change(company["OPS"]), fields))
    assert post(hr, change(company["OPS"]), fields, reports_to="").status_code == 302
    assert outline() == "CEO\n  COO\n  CFO"


def test_a_position_with_reports_does_not_leave_the_chart(hr: Client) -> None:
    company = plant(COMPANY)
    fields = fields_of(hr.get(change(company["COO"])))
    del fields["is_placed"]
    assert "1 position reports to" in words(post(hr, change(company["COO"]), fields, reports_to=""))


# Two editors at once


def test_the_second_editor_is_told_what_changed_and_may_then_overwrite_it(hr: Client) -> None:
    company = plant(COMPANY)
    address = change(company["CFO"])
    mine = fields_of(hr.get(address))
    save(hr, address, title="Finance Director", reports_to=company["COO"].pk)
    refused = post(hr, address, mine, location="Turin")
    said = words(refused)
    assert "Somebody else changed this position" in said
    assert "Title is now: Finance Director." in said
    assert "Reports to is now: Chief Operating Officer (COO)." in said
    assert "Location is now" not in said
    assert Position.objects.get(code="CFO").location == ""
    assert post(hr, address, fields_of(refused)).status_code == 302
    again = Position.objects.get(code="CFO")
    assert (again.title, again.location, again.reports_to) == ("Chief Financial Officer", "Turin", company["CEO"])


def test_an_appointment_made_meanwhile_counts_as_a_change(hr: Client) -> None:
    company = plant(COMPANY)
    address = change(company["CEO"])
    mine = fields_of(hr.get(address))
    save(hr, address, appointments__0__share="0.5")
    assert "appointments or links were changed" in words(post(hr, address, mine))


def test_a_form_without_a_version_is_refused(hr: Client) -> None:
    company = plant(COMPANY)
    fields = {**fields_of(hr.get(change(company["CFO"]))), "seen_version": ""}
    assert "Somebody else changed" in words(post(hr, change(company["CFO"]), fields, title="x"))


@pytest.mark.parametrize("error", [TreeBusyError("busy"), OperationalError("database is locked")])
def test_a_busy_tree_is_a_page_that_says_try_again(
    hr: Client, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = plant(COMPANY)

    def busy(position: Position) -> None:
        raise error

    monkeypatch.setattr(tree, "save_position", busy)
    response = save(hr, change(company["CFO"]), title="x")
    assert response.status_code == 503
    assert "in a moment" in response.content.decode()


def test_a_refusal_by_the_door_is_a_message(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant(COMPANY)

    def refuse(position: Position) -> None:
        raise ValidationError("The manager chosen is no longer there.")

    monkeypatch.setattr(tree, "save_position", refuse)
    response = save(hr, change(company["CFO"]), title="x")
    assert "The manager chosen is no longer there." in words(hr.get(response["Location"]))


# Deleting and ending


def delete(client: Client, position: Position) -> Any:
    """Confirm the deletion of a position."""
    return client.post(reverse("admin:roles_position_delete", args=[position.pk]), {"post": "yes"})


def act(client: Client, action: str, *positions: Position, **fields: str) -> Any:
    """Choose an action for rows of the list."""
    keys = [position.pk for position in positions]
    return client.post(LIST, {"action": action, "_selected_action": keys, **fields})


def test_a_position_that_nobody_reports_to_is_deleted(hr: Client) -> None:
    company = plant(COMPANY)
    assert delete(hr, company["OPS"]).status_code == 302
    assert outline() == "CEO\n  COO\n  CFO"


def test_a_position_with_reports_is_not_deleted_from_under_them(hr: Client) -> None:
    company = plant(COMPANY)
    response = delete(hr, company["COO"])
    assert response.status_code == 409
    page = response.content.decode()
    assert "1 position reports to Chief Operating Officer (COO): move it to another manager first." in page
    assert f"{LIST}?reports_to__id__exact={company['COO'].pk}" in page
    assert listed(hr, f"?reports_to__id__exact={company['COO'].pk}") == ["OPS"]
    assert act(hr, "delete_selected", company["COO"], company["CFO"], post="yes").status_code == 409
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


def test_a_manager_may_be_deleted_together_with_all_reports(hr: Client) -> None:
    company = plant(COMPANY)
    asked = act(hr, "delete_selected", company["COO"], company["OPS"])
    assert "Are you sure" in words(asked)
    assert act(hr, "delete_selected", company["COO"], company["OPS"], post="yes").status_code == 302
    assert outline() == "CEO\n  CFO"


def test_a_deletion_that_the_door_refuses_leaves_all_and_no_trace(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant(COMPANY)

    def refuse(position_ids: object) -> None:
        raise ValidationError("Somebody reports to it by now.")

    monkeypatch.setattr(tree, "delete_position", refuse)
    monkeypatch.setattr(tree, "delete_positions", refuse)
    refused = delete(hr, company["OPS"])
    assert "Somebody reports to it by now." in words(hr.get(refused["Location"]))
    refused = act(hr, "delete_selected", company["OPS"], post="yes")
    assert "Somebody reports to it by now." in words(hr.get(refused["Location"]))
    assert Position.objects.filter(code="OPS").exists()
    assert not LogEntry.objects.exists()


def test_a_position_ends_on_a_day(hr: Client) -> None:
    company = plant(COMPANY)
    appoint(company["OPS"], "Ben Ito")
    address = reverse("admin:roles_position_end", args=[company["OPS"].pk])
    assert address in hr.get(change(company["OPS"])).content.decode()
    assert "Last day" in words(hr.get(address))
    assert hr.post(address, {"confirmed": "yes", "day": "2026-03-31"}).status_code == 302
    ended = Position.objects.get(code="OPS")
    assert ended.ended_on == datetime.date(2026, 3, 31)
    assert ended.appointments.get().end == datetime.date(2026, 3, 31)
    page = hr.get(change(ended)).content.decode()
    assert address not in page
    assert 'name="reports_to"' not in page
    assert save(hr, change(ended), notes="Closed").status_code == 302


def test_a_branch_ends_as_a_whole_but_no_manager_alone(hr: Client) -> None:
    company = plant(COMPANY)
    alone = act(hr, "end_selected", company["COO"], confirmed="yes", day="2026-03-31")
    assert alone.status_code == 409
    assert "1 position reports to Chief Operating Officer" in alone.content.decode()
    assert "Last day" in words(act(hr, "end_selected", company["COO"], company["OPS"]))
    together = act(hr, "end_selected", company["COO"], company["OPS"], confirmed="yes", day="2026-03-31")
    assert together.status_code == 302
    assert outline() == "CEO\n  CFO"


@pytest.mark.parametrize("day", ["", "soon", "9999-12-31"])
def test_a_position_ends_on_no_other_day(hr: Client, day: str) -> None:
    company = plant(COMPANY)
    assert "Last day" in words(act(hr, "end_selected", company["OPS"], confirmed="yes", day=day))
    assert "OPS" in outline()


# Who may


def test_an_onlooker_sees_everything_and_writes_nothing(onlooker: Client) -> None:
    company = plant(COMPANY)
    page = onlooker.get(change(company["OPS"])).content.decode()
    assert "Operations Manager" in page
    assert 'name="title"' not in page
    assert "end/" not in page
    assert listed(onlooker) == ["CEO", "COO", "OPS", "CFO"]
    for address in (ADD, reverse("admin:roles_position_end", args=[company["OPS"].pk])):
        assert onlooker.get(address).status_code == 403
    assert onlooker.post(change(company["OPS"]), {"title": "x"}).status_code == 403
    assert delete(onlooker, company["OPS"]).status_code == 403
    act(onlooker, "delete_selected", company["OPS"], post="yes")
    act(onlooker, "end_selected", company["OPS"], confirmed="yes", day="2026-03-31")
    assert "OPS" in outline()


def test_who_may_edit_nothing_sees_nothing(outsider: Client) -> None:
    company = plant(COMPANY)
    for address in (LIST, ADD, change(company["OPS"]), "/admin/autocomplete/?app_label=roles&model_name=position"):
        assert outsider.get(address).status_code == 403


def test_no_select_offers_all_positions(hr: Client) -> None:
    company = plant(COMPANY)
    Department.objects.create(code="D", name="Dispatch")
    page = hr.get(change(company["OPS"])).content.decode()
    assert "Dispatch" not in page
    assert "Chief Financial Officer" not in page
    assert "need JavaScript" in page
