"""The page that deletes positions: reports are never deleted with their manager, nor left to nobody."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.test import Client

from roles import tree
from roles.models import Appointment, Change, Link, LinkKind, Position
from tests.admin.addresses import LIST, page, pages
from tests.admin.posting import confirm, fields_of
from tests.pages import links, words
from tests.trees import appoint, outline, plant, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager
      LEAD Team Lead
    LOG Logistics Manager
  CFO Chief Financial Officer
"""
BEFORE = "CEO\n  COO\n    OPS\n      LEAD\n    LOG\n  CFO"


def test_a_position_that_nobody_reports_to_is_deleted(hr: Client) -> None:
    company = plant(COMPANY)
    shown = hr.get(page("delete", company["LEAD"]))
    assert "Delete Team Lead (LEAD)?" in words(shown)
    assert "report" not in words(shown)
    assert confirm(hr, page("delete", company["LEAD"]))["Location"] == LIST
    assert outline() == "CEO\n  COO\n    OPS\n    LOG\n  CFO"
    assert LogEntry.objects.get().object_repr == "Team Lead (LEAD)"
    assert Change.objects.filter(kind="deleted").count() == 1


def test_a_position_with_reports_is_not_deleted_before_somebody_takes_them(hr: Client) -> None:
    company = plant(COMPANY)
    address = page("delete", company["COO"])
    asked = hr.get(address)
    assert "Who takes over the direct reports?" in words(asked)
    assert "To the manager above: Chief Executive (CEO)" in words(asked)
    assert "Leave all as it is" in links(asked)
    refused = hr.post(address, {"seen": asked.context["effect"].seen})
    assert refused.status_code == 409
    page_again = refused.content.decode()
    assert "2 positions report to Chief Operating Officer (COO): move them to another manager first." in page_again
    assert outline() == BEFORE


@pytest.mark.parametrize(
    ("query", "said", "after"),
    [
        (
            {"reports": "up"},
            "2 positions get another manager. 1 position below moves with it.",
            "CEO\n  OPS\n    LEAD\n  LOG\n  CFO",
        ),
        ({"heir": "cfo"}, "2 positions get another manager.", "CEO\n  CFO\n    OPS\n      LEAD\n    LOG"),
    ],
)
def test_the_reports_go_where_they_were_shown_to_go(hr: Client, query: dict[str, str], said: str, after: str) -> None:
    company = plant(COMPANY)
    shown = hr.get(page("delete", company["COO"], **query))
    assert said in words(shown)
    assert "Hand over the reports and delete the position" in shown.content.decode()
    assert confirm(hr, page("delete", company["COO"], **query)).status_code == 302
    assert outline() == after
    assert Change.objects.filter(kind="deleted").count() == 1


def test_another_manager_is_found_by_words(hr: Client) -> None:
    company = plant(COMPANY)
    found = hr.get(page("delete", company["COO"], heir="financial"))
    assert links(found)["Chief Financial Officer (CFO)"] == "?heir=CFO"
    assert "No position has the code" in words(hr.get(page("delete", company["COO"], heir="nobody")))


@pytest.mark.parametrize(
    ("code", "query", "reason"),
    [
        ("CEO", {"reports": "up"}, "The head can&#x27;t go without its reports"),
        ("CEO", {"heir": "CFO"}, "CFO reports to CEO itself: choose somebody who stays."),
        ("COO", {"heir": "LEAD"}, "LEAD reports to COO itself: choose somebody who stays."),
        ("COO", {"heir": "COO"}, "The manager chosen would go as well: choose somebody who stays."),
        ("COO", {"heir": "OLD"}, "OLD is not in the chart: choose another manager."),
    ],
)
def test_nobody_takes_them_who_does_not_stay_above(hr: Client, code: str, query: dict[str, str], reason: str) -> None:
    company = plant(COMPANY)
    tree.create_position(Position(code="OLD", title="Old", is_placed=False))
    address = page("delete", company[code], **query)
    shown = hr.get(address)
    assert shown.status_code == 200
    assert reason in shown.content.decode()
    refused = hr.post(address, {"seen": shown.context["effect"].seen})
    assert refused.status_code == 409
    assert reason in refused.content.decode()
    assert outline() == BEFORE


def test_a_head_goes_when_another_head_takes_its_reports(hr: Client) -> None:
    company = plant("CEO\n  COO\nBOSS")
    assert "There is no manager above the head" in words(hr.get(page("delete", company["CEO"])))
    assert confirm(hr, page("delete", company["CEO"], heir="BOSS")).status_code == 302
    assert outline() == "BOSS\n  COO"


def test_what_goes_with_a_position_is_counted_and_named(hr: Client) -> None:
    company = plant(COMPANY)
    for number in range(7):
        appoint(company["LOG"], f"Holder {number}", kind="shared")
    write_link(from_position=company["LOG"], to_position=company["CFO"], kind=LinkKind.DOTTED_LINE)
    said = words(hr.get(page("delete", company["LOG"])))
    assert "7 appointments Holder 0: Logistics Manager (LOG)" in said
    assert "Holder 4: Logistics Manager (LOG) and 2 others" in said
    assert "1 link Logistics Manager (LOG) → Chief Financial Officer (CFO)" in said
    assert confirm(hr, page("delete", company["LOG"])).status_code == 302
    assert not Link.objects.exists()
    assert Appointment.objects.count() == 2


# Several at once


def test_rows_ticked_are_deleted_together(hr: Client) -> None:
    company = plant(COMPANY)
    keys = [company["COO"].pk, company["OPS"].pk]
    asked = hr.post(LIST, {"action": "delete_selected", "_selected_action": keys})
    assert asked.status_code == 302
    assert "Delete 2 positions?" in words(hr.get(asked["Location"]))
    refused = confirm(hr, asked["Location"])
    assert refused.status_code == 409
    assert "Others report to these positions: say first to whom they shall report." in refused.content.decode()
    assert outline() == BEFORE
    assert confirm(hr, f"{asked['Location']}&reports=up").status_code == 302
    assert outline() == "CEO\n  LEAD\n  LOG\n  CFO"
    assert Change.objects.filter(kind="deleted").count() == 1


def test_a_branch_is_deleted_as_a_whole_without_a_question(hr: Client) -> None:
    company = plant(COMPANY)
    address = pages("delete", *(company[code] for code in ("COO", "OPS", "LEAD", "LOG")))
    assert "Who takes over" not in words(hr.get(address))
    assert confirm(hr, address).status_code == 302
    assert outline() == "CEO\n  CFO"


def test_all_positions_are_deleted_at_once_but_no_head_from_above_its_reports(hr: Client) -> None:
    company = plant(COMPANY)
    some = pages("delete", company["CEO"], company["COO"], reports="up")
    assert "The head can&#x27;t go without its reports" in confirm(hr, some).content.decode()
    assert outline() == BEFORE
    assert confirm(hr, pages("delete", *company.values())).status_code == 302
    assert not Position.objects.exists()


def test_several_hand_their_reports_to_one_who_stays(hr: Client) -> None:
    company = plant(COMPANY)
    assert confirm(hr, pages("delete", company["COO"], company["OPS"], heir="CFO")).status_code == 302
    assert outline() == "CEO\n  CFO\n    LEAD\n    LOG"


# Stale pages, and the door's own refusal


@pytest.mark.parametrize("code", ["LEAD", "COO"])
def test_what_changed_since_it_was_shown_is_not_deleted(hr: Client, code: str) -> None:
    company = plant(COMPANY)
    address = page("delete", company[code], reports="up")
    mine = fields_of(hr.get(address))
    tree.create_position(Position(code="NEW", title="New", reports_to=company[code]))
    before = outline()
    stale = hr.post(address, mine)
    assert stale.status_code == 409
    assert "the chart has changed since this page was shown" in stale.content.decode()
    assert outline() == before
    assert hr.post(address, fields_of(stale)).status_code == 302


def test_a_deletion_that_the_door_refuses_leaves_all_and_no_trace(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant(COMPANY)

    def refuse(position_id: int, *, heir_id: int | None = None) -> None:
        raise ValidationError("Somebody reports to it by now.")

    monkeypatch.setattr(tree, "delete_position", refuse)
    for address in (page("delete", company["LEAD"]), pages("delete", company["LEAD"], company["LOG"])):
        refused = confirm(hr, address)
        assert refused.status_code == 409
        assert "Somebody reports to it by now." in refused.content.decode()
    assert outline() == BEFORE
    assert not LogEntry.objects.exists()
