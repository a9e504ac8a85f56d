"""Positions in the admin: what the list shows, what the form takes, and that every write goes through the door."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from roles import tree
from roles.lock import TreeBusyError
from roles.models import Department, Position, Role
from tests.admin.posting import confirm, fields_of, post, save
from tests.pages import links, words
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


def test_a_form_leads_to_the_page_that_moves_and_takes_no_manager_itself(hr: Client) -> None:
    company = plant(COMPANY)
    page = hr.get(change(company["COO"]))
    for name in ("reports_to", "peer_order"):
        assert name not in fields_of(page)
    assert links(page)["Chief Executive (CEO)"] == change(company["CEO"])
    assert links(page)["Move …"] == reverse("admin:roles_position_move", args=[company["COO"].pk])
    assert links(page)["Order the direct reports …"] == reverse("admin:roles_position_order", args=[company["COO"].pk])
    assert "Order the direct reports …" not in links(hr.get(change(company["OPS"])))
    response = save(hr, change(company["OPS"]), reports_to=company["CFO"].pk, peer_order=0)
    assert response.status_code == 302, words(response)
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


@pytest.mark.parametrize(
    ("code", "changes", "problem"),
    [
        ("OPS", {"code": "cfo"}, "is there already"),
        ("OPS", {"code": "a/b"}, "is not a code"),
        ("OPS", {"title": ""}, "Give the position a title, or a role"),
        ("OPS", {"title": "a\u202eb"}, "invisible character"),
        ("OPS", {"posts": "0"}, "greater than or equal to 1"),
        ("NEW", {"reports_to": "99999"}, "Select a valid choice"),
        ("NEW", {"reports_to": "", "is_placed": "on"}, "is the head already"),
    ],
)
def test_a_form_says_what_is_wrong(hr: Client, code: str, changes: dict[str, str], problem: str) -> None:
    company = plant(COMPANY)
    company["NEW"] = tree.create_position(Position(code="NEW", title="New", is_placed=False))
    assert problem in words(save(hr, change(company[code]), **changes))
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


def test_a_position_is_placed_when_it_gets_a_manager(hr: Client) -> None:
    company = plant(COMPANY)
    new = tree.create_position(Position(code="NEW", title="New", is_placed=False))
    assert save(hr, change(new), reports_to=company["CFO"].pk).status_code == 302
    assert outline() == "CEO\n  COO\n    OPS\n  CFO\n    NEW"


def test_a_position_that_leaves_the_chart_reports_to_none(hr: Client) -> None:
    company = plant(COMPANY)
    fields = fields_of(hr.get(change(company["OPS"])))
    del fields["is_placed"]
    assert post(hr, change(company["OPS"]), fields).status_code == 302
    left = Position.objects.get(code="OPS")
    assert (left.reports_to, left.is_placed) == (None, False)
    assert outline() == "CEO\n  COO\n  CFO"


def test_a_position_with_reports_does_not_leave_the_chart(hr: Client) -> None:
    company = plant(COMPANY)
    fields = fields_of(hr.get(change(company["COO"])))
    del fields["is_placed"]
    refused = post(hr, change(company["COO"]), fields)
    assert "1 position reports to" in words(refused)
    assert links(refused)["Chief Executive (CEO)"] == change(company["CEO"])
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


# Two editors at once


def test_the_second_editor_is_told_what_changed_and_may_then_overwrite_it(hr: Client) -> None:
    company = plant(COMPANY)
    address = change(company["CFO"])
    mine = fields_of(hr.get(address))
    save(hr, address, title="Finance Director")
    tree.move_position(company["CFO"].pk, company["COO"].pk)
    refused = post(hr, address, mine, location="Turin")
    said = words(refused)
    assert "Somebody else changed this position" in said
    assert "Title is now: Finance Director." in said
    assert "Reports to is now: Chief Operating Officer (COO)." in said
    assert "Location is now" not in said
    assert Position.objects.get(code="CFO").location == ""
    assert post(hr, address, fields_of(refused)).status_code == 302
    again = Position.objects.get(code="CFO")
    assert (again.title, again.location, again.reports_to) == ("Chief Financial Officer", "Turin", company["COO"])


def test_a_move_made_meanwhile_counts_as_a_change(hr: Client) -> None:
    company = plant(COMPANY)
    address = change(company["CFO"])
    mine = fields_of(hr.get(address))
    tree.move_position(company["CFO"].pk, company["COO"].pk)
    said = words(post(hr, address, mine, title="x"))
    assert "Reports to is now: Chief Operating Officer (COO)." in said
    assert "appointments or links" not in said
    mine = fields_of(hr.get(address))
    tree.order_position(company["CFO"].pk, company["OPS"].pk)
    assert "or its place among its peers" in words(post(hr, address, mine, title="x"))


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


# Ending


def page_of(name: str, *positions: Position) -> str:
    """The address of a page about positions ticked in the list."""
    query = "&".join(f"position={position.pk}" for position in positions)
    return f"{reverse(f'admin:roles_positions_{name}')}?{query}"


def test_a_position_ends_on_a_day(hr: Client) -> None:
    company = plant(COMPANY)
    appoint(company["OPS"], "Ben Ito")
    address = reverse("admin:roles_position_end", args=[company["OPS"].pk])
    assert address in hr.get(change(company["OPS"])).content.decode()
    assert "Last day" in words(hr.get(address))
    assert confirm(hr, address, day="2026-03-31").status_code == 302
    ended = Position.objects.get(code="OPS")
    assert ended.ended_on == datetime.date(2026, 3, 31)
    assert ended.appointments.get().end == datetime.date(2026, 3, 31)
    page = hr.get(change(ended)).content.decode()
    assert address not in page
    assert 'name="reports_to"' not in page
    assert save(hr, change(ended), notes="Closed").status_code == 302
    again = confirm(hr, address, day="2026-03-31")
    assert again.status_code == 409
    assert "has ended already" in again.content.decode()


def test_a_branch_ends_as_a_whole_but_no_manager_alone(hr: Client) -> None:
    company = plant(COMPANY)
    alone = confirm(hr, page_of("end", company["COO"]), day="2026-03-31")
    assert alone.status_code == 409
    assert "1 position reports to Chief Operating Officer" in alone.content.decode()
    assert "Last day" in words(hr.get(page_of("end", company["COO"], company["OPS"])))
    assert confirm(hr, page_of("end", company["COO"], company["OPS"]), day="2026-03-31").status_code == 302
    assert outline() == "CEO\n  CFO"


@pytest.mark.parametrize(("query", "after"), [("reports=up", "CEO\n  OPS\n  CFO"), ("heir=CFO", "CEO\n  CFO\n    OPS")])
def test_a_manager_ends_when_somebody_takes_the_reports(hr: Client, query: str, after: str) -> None:
    company = plant(COMPANY)
    address = f"{reverse('admin:roles_position_end', args=[company['COO'].pk])}?{query}"
    assert confirm(hr, address, day="2026-03-31").status_code == 302
    assert outline() == after
    assert Position.objects.get(code="COO").ended_on == datetime.date(2026, 3, 31)


@pytest.mark.parametrize("day", ["", "soon", "9999-12-31"])
def test_a_position_ends_on_no_other_day(hr: Client, day: str) -> None:
    company = plant(COMPANY)
    refused = confirm(hr, page_of("end", company["OPS"]), day=day)
    assert refused.status_code == 400
    assert 'class="errorlist"' in refused.content.decode()
    assert "OPS" in outline()


# Who may


def test_an_onlooker_sees_everything_and_writes_nothing(onlooker: Client) -> None:
    company = plant(COMPANY)
    page = onlooker.get(change(company["OPS"])).content.decode()
    assert "Operations Manager" in page
    assert 'name="title"' not in page
    for name in ("end/", "move/", "order/"):
        assert name not in page
    assert listed(onlooker) == ["CEO", "COO", "OPS", "CFO"]
    names = ("end", "move", "order", "delete")
    own = [reverse(f"admin:roles_position_{name}", args=[company["OPS"].pk]) for name in names]
    several = [page_of(name, company["OPS"]) for name in ("end", "move", "delete")]
    for address in (ADD, *own, *several):
        assert onlooker.get(address).status_code == 403
        assert onlooker.post(address, {"day": "2026-03-31"}).status_code == 403
    assert onlooker.post(change(company["OPS"]), {"title": "x"}).status_code == 403
    for action in ("delete_selected", "end_selected", "move_selected"):
        onlooker.post(LIST, {"action": action, "_selected_action": [company["OPS"].pk]})
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


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
