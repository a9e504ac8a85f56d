"""How a role differs from the roles above and below it: situation, expected sentence."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.access import make_hr_editor
from roles.models import Account, Person, Position, Responsibility, Role, RoleSkill, Skill
from roles.role_page import neighbours
from roles.role_page.telling import difference, in_place_of_purpose
from tests.admin.posting import save
from tests.drawings import drawing_in, titles
from tests.pages import count_queries, links, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

HEAD, BOSS, LEAD, HAND = "Head", "Boss", "Lead", "Hand"


def company(text: str) -> None:
    """Plant positions whose titles are their roles'; a dash is none."""
    roles = {
        title: Role.objects.get_or_create(slug=title.lower(), title=title)[0] for title in (HEAD, BOSS, LEAD, HAND)
    }
    planted = plant(text)
    with tree.writing():
        for position in planted.values():
            position.refresh_from_db()
            position.role = roles.get(position.title)
        tree.apply(tree.Changes(changed=list(planted.values())))


SITUATIONS = {
    "all below one role, all above another": (
        "1 Boss\n  2 Lead\n    4 Hand\n    5 Hand\n  3 Lead",
        "The role above: Boss Both positions with this role report to one with the role Boss.",
        "The role below: Hand Both positions that report to one with this role have the role Hand.",
    ),
    "one of each": (
        "1 Boss\n  2 Lead\n    3 Hand",
        "The role above: Boss The only position with this role reports to one with the role Boss.",
        "The role below: Hand The only position that reports to one with this role has the role Hand.",
    ),
    "most": (
        "1 Head\n  2 Boss\n    3 Lead\n      4 Hand\n      5 Hand\n      6 -\n    7 Lead\n  8 Lead",
        "The role above: Boss 2 of the 3 positions with this role report to one with the role Boss.",
        "The role below: Hand 2 of the 3 positions that report to one with this role have the role Hand.",
    ),
    "one of several": (
        "1 Boss\n  2 Lead\n    3 Hand\n    4 -\n  5 -\n    6 Lead",
        "The role above: Boss 1 of the 2 positions with this role reports to one with the role Boss.",
        "The role below: Hand 1 of the 2 positions that report to one with this role has the role Hand.",
    ),
    "a head, and nobody below": (
        "1 Lead",
        "The role above The position with this role reports to no other position.",
        "The role below No position reports to one with this role.",
    ),
    "several heads": (
        "1 Lead\n2 Lead",
        "The role above The positions with this role report to no other position.",
        "The role below No position reports to one with this role.",
    ),
    "no roles around it": (
        "1 -\n  2 Lead\n    3 -",
        "The role above None of the positions right above has another role, so no role stands above this one.",
        "The role below None of the positions right below has another role, so no role stands below this one.",
    ),
    "as many of another role, which is above fewer": (
        "1 Boss\n  2 Lead\n    3 Boss\n    4 Hand\n      5 -\n  6 Head\n    7 Lead\n    8 -",
        "The role above: Boss 1 of the 2 positions with this role reports to one with the role Boss. "
        "As many report to one with another role.",
        "The role below: Hand 1 of the 2 positions that report to one with this role has the role Hand. "
        "As many have another role.",
    ),
    "its own role above and below": (
        "1 Boss\n  2 Lead\n    3 Lead\n      4 Lead\n        5 Hand",
        "The role above: Boss 1 of the 3 positions with this role reports to one with the role Boss.",
        "The role below: Hand 1 of the 3 positions that report to one with this role has the role Hand.",
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_role_says_which_roles_are_above_and_below_it(reader: Client, situation: str) -> None:
    text, above, below = SITUATIONS[situation]
    company(text)
    page = words(reader.get("/roles/lead/"))
    assert above in page
    assert below in page


def test_a_role_without_positions_is_above_and_below_none(reader: Client) -> None:
    company("1 Boss")
    page = words(reader.get("/roles/lead/"))
    assert "How it differs" not in page
    assert "Where it stands" not in page


def test_positions_that_ended_count_for_nothing(reader: Client) -> None:
    company("1 Boss\n  2 Lead\n  3 Lead\n  4 -\n    5 Lead")
    tree.end_position(Position.objects.get(code="3").pk)
    assert "1 of the 2 positions with this role reports to one with the role Boss." in words(reader.get("/roles/lead/"))


def test_the_two_are_compared_by_a_link(reader: Client) -> None:
    company("1 Boss\n  2 Lead")
    found = links(reader.get("/roles/lead/"))
    assert found["Compare the two: this role and Boss"] == "/compare/?left=role:lead&right=role:boss"
    assert reader.get(found["Compare the two: this role and Boss"]).status_code == 200


DIFFERENCES: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    (
        {"management_level": "middle", "scope": "department", "focus": "tactical", "planning_horizon": "days"},
        {"management_level": "executive", "scope": "organisation", "focus": "tactical", "planning_horizon": "days"},
        "The two differ in management level (here middle management, there top-level executive) and scope (here one "
        "department, there the whole organisation).",
    ),
    (
        {"management_level": "middle", "scope": "department", "focus": "tactical", "planning_horizon": "days"},
        {"management_level": "middle", "scope": "department", "focus": "tactical", "planning_horizon": "days"},
        "The two agree in management level, scope, focus and planning horizon.",
    ),
    (
        {"management_level": "middle", "scope": "department"},
        {"management_level": "senior", "focus": "tactical"},
        "The two differ in management level (here middle management, there senior management). Not written down for "
        "both yet: scope, focus and planning horizon.",
    ),
    ({}, {}, "Not written down for both yet: management level, scope, focus and planning horizon."),
)


@pytest.mark.parametrize(("here", "there", "expected"), DIFFERENCES)
def test_the_facts_of_two_roles_are_set_against_each_other(
    here: dict[str, Any], there: dict[str, Any], expected: str
) -> None:
    assert str(difference(Role(**here), Role(**there))) == expected


def test_without_a_purpose_the_facts_say_what_a_role_is(reader: Client) -> None:
    role = Role(slug="lead", title="Lead", management_level="first_line", scope="team", focus="operational")
    said = (
        "Leads those who do the work, from one day to the next. Its scope is a team. Gets done what is to be done now."
    )
    assert in_place_of_purpose(role) == said
    assert in_place_of_purpose(Role()) == ""
    role.save()
    assert said in words(reader.get("/roles/lead/"))


def test_roles_of_many_positions_are_counted_once_for_every_state(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "FEW", 1)
    caches["below"].clear()
    company("1 Boss\n  2 Lead\n  3 Lead")
    first = count_queries(reader, "/roles/lead/")
    assert "Both positions with this role report to one with the role Boss." in words(reader.get("/roles/lead/"))
    with CaptureQueriesContext(connection) as asked:
        assert count_queries(reader, "/roles/lead/") == first
    assert not any("beside.number" in each["sql"] for each in asked)
    make_hr_editor(Account.objects.get())
    boss = Role.objects.get(title=BOSS)
    assert save(reader, f"/admin/roles/role/{boss.pk}/change/", title="Chief").status_code == 302
    assert "one with the role Chief." in words(reader.get("/roles/lead/"))
    tree.create_position(
        Position(code="4", title="Other", role=Role.objects.get(title=LEAD), reports_to=Position.objects.get(code="2"))
    )
    assert "2 of the 3 positions with this role report to one with the role Chief." in words(reader.get("/roles/lead/"))


def test_a_manager_of_many_positions_who_moves_changes_what_was_counted(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "FEW", 1)
    caches["below"].clear()
    company("1 Head\n  2 Boss\n    3 Lead\n    4 Lead\n  5 Lead\n    6 Hand")
    page = words(reader.get("/roles/lead/"))
    assert "2 of the 3 positions with this role report to one with the role Boss." in page
    assert "The only position that reports to one with this role has the role Hand." in page
    keys = dict(Position.objects.values_list("code", "pk"))
    tree.move_position(keys["2"], keys["5"], with_reports=False)
    page = words(reader.get("/roles/lead/"))
    assert "All 3 positions with this role report to one with the role Head." in page
    assert "1 of the 2 positions that report to one with this role has the role Boss." in page


def test_the_chart_shows_the_first_positions_and_says_how_many_are_left_out(reader: Client) -> None:
    company("1 Boss\n" + "".join(f"  L{number} Lead\n" for number in range(10)))
    response = reader.get("/roles/lead/")
    page = words(response)
    assert "2 other positions with this role are not drawn. See the list of all" in page
    assert links(response)["See the list of all"] == "#positions"
    assert titles(drawing_in(response)) == [BOSS, *[LEAD] * 8]


def test_the_chart_marks_the_head_and_vacant_positions(reader: Client) -> None:
    company("1 Lead: Ada\n  2 Boss: Ben\n    3 Lead")
    page = words(reader.get("/roles/lead/"))
    assert "Where it stands" in page
    assert "Vacant" in page


def test_a_page_says_what_is_missing_and_who_can_add_it(reader: Client) -> None:
    Role.objects.create(slug="new", title="New", scope="team")
    page = words(reader.get("/roles/new/"))
    assert (
        "Not written down yet: purpose, management level, focus, planning horizon, responsibilities and skills." in page
    )
    assert "Nobody can add it yet: no account may change roles." in page
    root = Account.objects.create_superuser("root-login", "root@example.org")
    Account.objects.create_superuser("left", "left@example.org", is_active=False)
    page = words(reader.get("/roles/new/"))
    assert "Those who look after the chart can add it." in page
    assert "root" not in page
    Person.objects.create(name="Zoë Lowe", number="N77", email="zoe@example.org", account=root)
    page = words(reader.get("/roles/new/"))
    assert "These can add it: Zoë Lowe zoe@example.org" in page
    assert not {"left@example.org", "root-login"} & set(page.split())


def test_who_may_add_it_is_led_to_the_form(reader: Client) -> None:
    role = Role.objects.create(slug="new", title="New")
    make_hr_editor(Account.objects.get())
    response = reader.get("/roles/new/")
    assert links(response)["Add what is missing"] == f"/admin/roles/role/{role.pk}/change/"
    assert "can add it" not in words(response)


HOSTILE = ('<script>alert("x")</script>', "{{ role }} %(role)s %s", "مدير العمليات", "x" * 200, "values", "items")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_page_or_the_sentences(reader: Client, text: str) -> None:
    company("1 Boss\n  2 Lead")
    Role.objects.filter(title=BOSS).update(title=text, title_key=text)
    lead = Role.objects.get(title=LEAD)
    Responsibility.objects.create(role=lead, text=text)
    RoleSkill.objects.create(role=lead, skill=Skill.objects.create(name=text, description=text))
    response = reader.get("/roles/lead/")
    assert f"reports to one with the role {text}." in words(response)
    assert b"<script>alert" not in response.content
