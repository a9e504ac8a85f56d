"""The page that moves positions: it finds the manager, shows the effect, and writes that one alone."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from roles import tree
from roles.models import Change, Chart, Position
from tests.admin.addresses import LIST, page, pages
from tests.admin.posting import confirm, fields_of
from tests.pages import count_queries, links, words
from tests.trees import outline, plant, plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager
      LEAD Team Lead
        HAND Hand
    LOG Logistics Manager: Ben Ito
  CFO Chief Financial Officer
"""
MOST_STATEMENTS = 13
BEFORE = "CEO\n  COO\n    OPS\n      LEAD\n        HAND\n    LOG\n  CFO"


# Choosing


def test_a_manager_is_found_by_words_without_a_script(hr: Client) -> None:
    company = plant(COMPANY)
    found = hr.get(page("move", company["OPS"], to="zoe lukasz", what="alone"))
    assert "“zoe lukasz” is no code. Which of these is meant?" in words(found)
    assert "Chief Operating Officer (COO) Zoë Łukasz, level 1" in words(found)
    assert links(found)["Chief Operating Officer (COO)"] == "?to=COO&what=alone"


def test_words_that_nobody_has_are_told_so(hr: Client) -> None:
    company = plant(COMPANY)
    for text in ("nobody", "%", "x" * 500):
        assert "No position has the code" in words(hr.get(page("move", company["OPS"], to=text)))
    assert "No position" not in words(hr.get(page("move", company["OPS"], to="  ")))


def test_many_hits_are_shown_in_part(hr: Client) -> None:
    company = plant("CEO\n" + "\n".join(f"  A{number} Adviser" for number in range(25)))
    found = words(hr.get(page("move", company["A1"], to="adviser")))
    assert found.count("Adviser (") == 21
    assert "There are more: write more words, or the code." in found


# The effect


def rows(response: object) -> list[str]:
    """The table of an effect, a position a line: whom it reports to and its level, now and afterwards."""
    effect = response.context["effect"]  # type: ignore[attr-defined] # of a test's response
    return [
        " ".join(
            [
                step.position.code,
                step.manager_now.code if step.manager_now else "-",
                step.manager_after.code if step.manager_after else "-",
                f"{'-' if step.level_now is None else step.level_now}>{step.level_after}",
            ]
        )
        for step in effect.steps
    ]


@pytest.mark.parametrize(
    ("code", "query", "said", "table", "after"),
    [
        (
            "OPS",
            {"to": "cfo"},
            "3 positions move: Operations Manager (OPS) and 2 below. It stays on level 2.",
            ["OPS COO CFO 2>2"],
            "CEO\n  COO\n    LOG\n  CFO\n    OPS\n      LEAD\n        HAND",
        ),
        (
            "OPS",
            {"to": "LOG"},
            "It goes from level 2 to level 3, and the lowest of those below to level 5.",
            ["OPS COO LOG 2>3"],
            "CEO\n  COO\n    LOG\n      OPS\n        LEAD\n          HAND\n  CFO",
        ),
        (
            "HAND",
            {"to": "CEO", "what": "alone"},
            "Hand (HAND) moves. It goes from level 4 to level 1.",
            ["HAND LEAD CEO 4>1"],
            "CEO\n  COO\n    OPS\n      LEAD\n    LOG\n  CFO\n  HAND",
        ),
        (
            "OPS",
            {"to": "CFO", "what": "alone"},
            "Operations Manager (OPS) moves alone. It stays on level 2. 1 position that reports to it now will report "
            "to Chief Operating Officer (COO). With those below them, 2 positions go up one level.",
            ["OPS COO CFO 2>2", "LEAD OPS COO 3>2"],
            "CEO\n  COO\n    LEAD\n      HAND\n    LOG\n  CFO\n    OPS",
        ),
        (
            "OPS",
            {"to": "HAND", "what": "alone"},
            "It goes from level 2 to level 4.",
            ["OPS COO HAND 2>4", "LEAD OPS COO 3>2"],
            "CEO\n  COO\n    LEAD\n      HAND\n        OPS\n    LOG\n  CFO",
        ),
    ],
)
def test_what_is_shown_is_what_happens(
    hr: Client, code: str, query: dict[str, str], said: str, table: list[str], after: str
) -> None:
    company = plant(COMPANY)
    address = page("move", company[code], **query)
    shown = hr.get(address)
    assert said in words(shown)
    assert rows(shown) == table
    assert outline() == BEFORE
    done = confirm(hr, address)
    assert (done.status_code, done["Location"]) == (302, page("change", company[code])[:-1])
    assert "reports to" in words(hr.get(done["Location"]))
    assert outline() == after
    moved = {each.code: each for each in Position.objects.select_related("reports_to")}
    for row in table:
        name, _now, manager, levels = row.split()
        assert moved[name].reports_to.code == manager  # type: ignore[union-attr] # none of these is a head
        assert str(moved[name].level) == levels.split(">")[1]
    change = Change.objects.get(kind="moved")
    assert (change.account.username, LogEntry.objects.count()) == ("editor", 1)


def test_reports_of_a_large_team_are_shown_in_part(hr: Client) -> None:
    company = plant("CEO\n  COO\n" + "\n".join(f"    R{number}" for number in range(50)) + "\n  CFO")
    shown = hr.get(page("move", company["COO"], to="CFO", what="alone"))
    assert len(shown.context["effect"].steps) == 21
    assert "… and 30 others." in words(shown)


@pytest.mark.parametrize(
    ("code", "query", "reason"),
    [
        (
            "COO",
            {"to": "LEAD"},
            "This would be a loop: Chief Operating Officer (COO) reports to Team Lead (LEAD), who reports to "
            "Operations Manager (OPS), who reports to Chief Operating Officer (COO).",
        ),
        ("COO", {"to": "COO"}, "This would be a loop: Chief Operating Officer (COO) reports to Chief Operating Off"),
        ("COO", {"to": "COO", "what": "alone"}, "This would be a loop"),
        ("CEO", {"to": "CFO"}, "This would be a loop"),
        ("CEO", {"to": "CFO", "what": "alone"}, "The head can&#x27;t go without its reports"),
        ("COO", {"to": "OLD"}, "Old (OLD) is not in the chart: choose another manager."),
        ("COO", {"to": "CEO"}, "reports to Chief Executive (CEO) already. Choose another manager."),
        ("COO", {"head": "yes"}, "Chief Executive (CEO) is the head already"),
        ("CEO", {"head": "yes"}, "This is a head already: choose a manager."),
    ],
)
def test_a_refusal_is_told_before_and_is_a_conflict_afterwards(
    hr: Client, code: str, query: dict[str, str], reason: str
) -> None:
    company = plant(COMPANY)
    tree.create_position(Position(code="OLD", title="Old", is_placed=False))
    address = page("move", company[code], **query)
    # No button leads to a second head: such an address was typed.
    assert "head" in query or count_queries(hr, address) <= MOST_STATEMENTS
    shown = hr.get(address)
    assert reason in shown.content.decode()
    assert 'name="seen"' not in shown.content.decode()
    refused = hr.post(address, {"seen": shown.context["effect"].seen})
    assert refused.status_code == 409
    assert reason in refused.content.decode()
    assert "This can't be done as it is" in refused.content.decode()
    assert outline() == BEFORE
    assert not Change.objects.exclude(kind__in=("created", "edited")).exists()


def test_a_branch_that_would_reach_too_deep_is_refused(hr: Client) -> None:
    deep = "\n".join("  " * level + f"P{level}" for level in range(63))
    company = plant(f"{deep}\n  A\n    B")
    assert count_queries(hr, page("move", company["A"], to="P62")) <= MOST_STATEMENTS
    refused = confirm(hr, page("move", company["A"], to="P62"))
    assert refused.status_code == 409
    assert "more than 64 levels" in refused.content.decode()
    assert confirm(hr, page("move", company["A"], to="P62", what="alone")).status_code == 302
    assert outline().endswith("P62\n" + "  " * 63 + "A\n  B")


# Heads, and positions outside the chart


def test_a_position_becomes_a_head_where_several_are_allowed(hr: Client) -> None:
    company = plant(COMPANY)
    assert "Report to none" not in hr.get(page("move", company["CFO"])).content.decode()
    Chart.objects.update(allows_several_heads=True)
    assert "Report to none" in hr.get(page("move", company["CFO"])).content.decode()
    assert "Report to none" not in hr.get(page("move", company["CEO"])).content.decode()
    assert confirm(hr, page("move", company["COO"], head="yes", what="alone")).status_code == 302
    assert outline() == "CEO\n  OPS\n    LEAD\n      HAND\n  LOG\n  CFO\nCOO"


def test_a_position_that_was_outside_comes_into_the_chart(hr: Client) -> None:
    new = tree.create_position(Position(code="NEW", title="New", is_placed=False))
    assert confirm(hr, page("move", new, head="yes")).status_code == 302
    assert outline() == "NEW"
    other = tree.create_position(Position(code="OTHER", title="Other", is_placed=False))
    assert "Report to none" not in hr.get(page("move", other)).content.decode()
    shown = hr.get(page("move", other, to="NEW"))
    assert "It comes into the chart, on level 1." in words(shown)
    assert confirm(hr, page("move", other, to="NEW")).status_code == 302
    assert outline() == "NEW\n  OTHER"


# Stale pages


@pytest.mark.parametrize("what", ["branch", "alone"])
@pytest.mark.parametrize("meanwhile", ["edited", "moved", "grown", "manager moved"])
def test_what_changed_since_it_was_shown_is_shown_anew(hr: Client, what: str, meanwhile: str) -> None:
    company = plant(COMPANY)
    address = page("move", company["OPS"], to="LOG", what=what)
    mine = fields_of(hr.get(address))
    if meanwhile == "edited":
        position = Position.objects.get(code="OPS")
        position.title = "Head of Operations"
        tree.save_position(position)
    elif meanwhile == "moved":
        tree.move_position(company["OPS"].pk, company["CFO"].pk)
    elif meanwhile == "grown":
        tree.create_position(Position(code="NEW", title="New", reports_to=company["OPS"]))
    else:
        tree.move_position(company["LOG"].pk, company["CFO"].pk)
    before = outline()
    stale = hr.post(address, mine)
    assert stale.status_code == 409
    assert "the chart has changed since this page was shown" in stale.content.decode()
    assert outline() == before
    assert hr.post(address, fields_of(stale)).status_code == 302
    assert Position.objects.get(code="OPS").reports_to == company["LOG"]


def test_nothing_is_written_unseen(hr: Client) -> None:
    company = plant(COMPANY)
    assert hr.post(page("move", company["OPS"])).status_code == 400
    assert hr.post(page("move", company["OPS"], to="no such")).status_code == 400
    assert hr.post(page("move", company["OPS"], to="CFO")).status_code == 409
    assert hr.post(page("move", company["OPS"], to="CFO"), {"seen": "\0" * 9}).status_code == 409
    assert outline() == BEFORE


# Several at once


def test_rows_ticked_move_with_their_branches(hr: Client) -> None:
    company = plant(COMPANY)
    keys = [company[code].pk for code in ("HAND", "LOG", "OPS", "CFO")]
    asked = hr.post(LIST, {"action": "move_selected", "_selected_action": keys})
    assert asked.status_code == 302
    assert "Each moves with its whole branch." in words(hr.get(asked["Location"]))
    address = f"{asked['Location']}&to=CEO"
    shown = hr.get(address)
    said = words(shown)
    assert "4 positions move: 2 of those chosen and 2 below them." in said
    assert "1 of those chosen stands below another of them, and moves with it." in said
    assert "1 of those chosen reports to Chief Executive (CEO) already, and stays." in said
    assert rows(shown) == ["OPS COO CEO 2>1", "LOG COO CEO 2>1"]
    assert confirm(hr, address)["Location"] == LIST
    assert outline() == "CEO\n  COO\n  CFO\n  OPS\n    LEAD\n      HAND\n  LOG"
    assert Change.objects.filter(kind="moved").count() == 1


def test_several_are_all_refused_when_one_can_not_move(hr: Client) -> None:
    company = plant(COMPANY)
    refused = confirm(hr, pages("move", company["CFO"], company["OPS"], to="LEAD"))
    assert refused.status_code == 409
    assert "This would be a loop: Operations Manager (OPS) reports to Team Lead (LEAD)" in refused.content.decode()
    assert outline() == BEFORE


def test_at_most_a_hundred_move_at_once(hr: Client) -> None:
    company = plant("CEO\n  CFO\n" + "\n".join(f"  R{number}" for number in range(101)))
    ticked = [position for code, position in company.items() if code.startswith("R")]
    assert hr.get(pages("move", *ticked)).status_code == 400
    assert hr.post(pages("move", *ticked, to="CFO")).status_code == 400
    assert confirm(hr, pages("move", *ticked[:100], to="CFO")).status_code == 302
    assert Position.objects.filter(reports_to=company["CFO"]).count() == 100


# Bad addresses


def test_a_position_that_is_not_there_is_not_found(hr: Client) -> None:
    company = plant(COMPANY)
    gone = company["HAND"].pk
    tree.delete_position(gone)
    for key in ("0", "-1", "abc", "1.5", "１", str(2**63), "9" * 5000, str(gone)):
        for name in ("move", "order", "end", "delete"):
            address = f"/admin/roles/position/{key}/{name}/?to=CFO"
            assert (key[:9], name, hr.get(address).status_code) == (key[:9], name, 404)
            assert (key[:9], name, hr.post(address, {"seen": "x"}).status_code) == (key[:9], name, 404)
        for name in ("move", "end", "delete"):
            for query in ("", f"?position={key}", f"?position={company['CFO'].pk}&position={key}"):
                assert hr.get(f"/admin/roles/position/{name}/{query}").status_code == 404
                assert hr.post(f"/admin/roles/position/{name}/{query}").status_code == 404


def test_an_address_with_nul_is_a_bad_request(hr: Client) -> None:
    company = plant(COMPANY)
    assert hr.get(page("move", company["OPS"], to="\0")).status_code == 400


@pytest.mark.parametrize("name", ["move", "order", "end", "delete"])
def test_who_may_not_is_told_so(client: Client, outsider: Client, name: str) -> None:
    company = plant(COMPANY)
    address = page(name, company["OPS"], to="CFO", reports="up")
    for ask in (client.get, client.post):
        answer = ask(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/?next=")
    for ask in (outsider.get, outsider.post):
        assert ask(address).status_code == 403
    assert outline() == BEFORE


@pytest.mark.parametrize("name", ["move", "order", "end", "delete"])
def test_a_form_from_elsewhere_is_refused(hr: Client, name: str) -> None:
    company = plant(COMPANY)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = hr.cookies
    fields = {"seen": "x", "before": "last", "position": company["LEAD"].pk, "day": "2026-01-01"}
    assert strict.post(page(name, company["OPS"], to="CFO", reports="up"), fields).status_code == 403
    assert outline() == BEFORE


# Large charts


def test_a_chain_of_five_thousand_levels_is_shown_in_part(hr: Client) -> None:
    chain = plant_by_hand([-1, *range(4999)])
    refused = confirm(hr, page("move", chain[1], to="P4999"))
    assert refused.status_code == 409
    assert "who reports through 4992 others to" in refused.content.decode()
    assert confirm(hr, page("move", chain[4999], to="P4000")).status_code == 302
    assert Position.objects.get(code="P4999").level == 4001
    form = hr.get(page("change", chain[4998])).content.decode()
    assert "others between" in form
    assert form.count("Title of P49") < 40
