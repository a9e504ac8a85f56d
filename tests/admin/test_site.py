"""The admin as a whole: who gets in, the start page, and what it answers to nonsense."""

from typing import Any

import pytest
from django.db import DataError
from django.test import Client
from django.urls import reverse

from roles import tree
from roles.models import Account, Chart, Department, Person, Position, Responsibility, Role, RoleSkill, Skill
from tests.pages import links, words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

HUGE = "9" * 30


# Who gets in


def test_who_has_not_signed_in_is_sent_to_our_page_and_back(client: Client) -> None:
    for address in ("/admin/roles/position/", "/admin/login/?next=/admin/roles/position/"):
        assert client.get(address)["Location"] == f"{reverse('login')}?next=/admin/roles/position/"


def test_who_only_reads_is_refused_without_a_loop(client: Client) -> None:
    client.force_login(Account.objects.create_user("reader"))
    for address in ("/admin/", "/admin/login/", "/admin/roles/position/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "does not have the rights" in response.content.decode()


def test_who_is_in_already_is_led_on(hr: Client) -> None:
    assert hr.get("/admin/login/?next=//elsewhere.example/")["Location"] == "/admin/"
    assert hr.get("/admin/password_change/").status_code == 302


# The start page


def test_the_start_page_leads_to_what_needs_work(hr: Client) -> None:
    role = Role.objects.create(slug="r", title="Role")
    plant("CEO: Ada Lowe\n  COO\n  CFO", department=Department.objects.create(code="D", name="Dispatch"))
    tree.create_position(Position(code="NEW", role=role, is_placed=False))
    page = links(hr.get("/admin/"))
    expected = {
        "1 position is not placed yet": 1,
        "2 positions are vacant": 2,
        "1 position has no department": 1,
        "3 positions have no role": 3,
        "1 role lacks facts": 1,
        "1 person with a position has no account": 1,
    }
    for sentence, count in expected.items():
        found = hr.get(page[sentence])
        assert len(found.context["cl"].result_list) == count, sentence


def test_the_start_page_of_a_complete_chart_says_so(hr: Client) -> None:
    facts = {
        "management_level": "executive",
        "scope": "organisation",
        "focus": "strategic",
        "planning_horizon": "years",
    }
    role = Role.objects.create(slug="ceo", title="Chief Executive Officer", purpose="Leads.", **facts)
    Responsibility.objects.create(role=role, text="Leads.")
    RoleSkill.objects.create(role=role, skill=Skill.objects.create(name="Leadership"))
    plant("CEO: Ada Lowe", role=role, department=Department.objects.create(code="D", name="Dispatch"))
    Person.objects.update(account=Account.objects.create_user("ada"))
    assert "Nothing: the chart is complete." in words(hr.get("/admin/"))


def test_the_start_page_of_an_empty_chart_leads_to_its_first_position(hr: Client, onlooker: Client) -> None:
    sentence = "There are no positions yet"
    assert links(hr.get("/admin/"))[sentence] == reverse("admin:roles_position_add")
    assert links(onlooker.get("/admin/"))[sentence] == reverse("admin:roles_position_changelist")


def test_the_start_page_speaks_of_what_one_may_see(outsider: Client) -> None:
    plant("CEO")
    assert "vacant" not in words(outsider.get("/admin/"))


def test_every_page_bears_the_name_of_the_organisation(hr: Client) -> None:
    Chart.current()
    Chart.objects.update(name="Tidewater <b>")
    page = hr.get("/admin/").content.decode()
    assert "Tidewater &lt;b&gt;</a>" in page
    assert "| Tidewater &lt;b&gt;</title>" in page
    assert "View site" in page


# Nonsense


ADDRESSES = (
    "q=%00", f"q={'x' * 5000}", "q=%ed%a0%80", "p=9999", "p=abc", "p=-1", "e=1", "o=1.-2.x", "o=99", "all=", "_popup=1",
    "_to_field=code", "_to_field=%00", "_to_field=", "department__id__exact=abc", f"department__id__exact={HUGE}",
    f"id__in={HUGE}", "id__in=abc", "code=%00", "search_key__iregex=(", "ended_on__year=99999999", "ended_on=abc",
    "level=abc", "state=abc", "holder=abc", "is_assistant__exact=abc", "nope=1", "%00=1", "_facets=1",
    "level=0&level=1",
)  # fmt: skip
OTHERS = (
    "q=%00",
    "p=9999",
    "e=1",
    "o=99",
    "facts=abc&holds=abc&account=abc",
    "management_level__exact=abc",
    "code=%00",
)


def test_a_list_takes_any_address(administrator: Client) -> None:
    plant("CEO: Ada Lowe")
    lists = {f"/admin/roles/position/?{query}" for query in ADDRESSES}
    for model in ("role", "person", "department", "skill"):
        lists |= {f"/admin/roles/{model}/?{query}" for query in OTHERS}
    answers = {address: administrator.get(address).status_code for address in lists}
    assert {address: status for address, status in answers.items() if status not in (200, 302, 400)} == {}


def test_a_form_of_nothing_is_not_there(administrator: Client) -> None:
    for key in ("abc", HUGE, "%00", "0", "-1", "_5F", "1/2"):
        for page in ("change", "delete", "history", "end"):
            address = f"/admin/roles/position/{key}/{page}/"
            assert administrator.get(address).status_code in (302, 404)
            assert administrator.post(address).status_code in (302, 404)


def test_a_form_of_no_field_is_refused(administrator: Client) -> None:
    company = plant("CEO: Ada Lowe")
    for page in ("change", "delete"):
        address = reverse(f"admin:roles_position_{page}", args=[company["CEO"].pk])
        assert administrator.get(f"{address}?_to_field=").status_code == 400
        assert administrator.post(address, {"_to_field": ""}).status_code == 400


NOTHING: dict[str, Any] = {}
FORMS: list[dict[str, Any]] = [
    NOTHING,
    {"title": "x\0", "name": "\0", "code": "\0"},
    {"reports_to": HUGE, "role": HUGE, "department": "abc", "code": "q", "title": "q"},
    {"department": "abc", "works_with": ["abc", "\0"], "outside_bodies": "x", "account": "y", "code": "q"},
    {"appointments-TOTAL_FORMS": "99999", "appointments-INITIAL_FORMS": "x", "code": "q", "title": "q"},
    {"appointments-TOTAL_FORMS": "3", "appointments-INITIAL_FORMS": "2", "appointments-0-id": HUGE, "title": "q"},
]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_takes_any_post(administrator: Client, form: dict[str, Any]) -> None:
    position = plant("CEO: Ada Lowe")["CEO"]
    person = Person.objects.get()
    for address in (
        "/admin/roles/position/add/",
        f"/admin/roles/position/{position.pk}/change/",
        f"/admin/roles/person/{person.pk}/change/",
        "/admin/roles/role/add/",
    ):
        assert administrator.post(address, form).status_code in (200, 400)


@pytest.mark.parametrize(
    "form",
    [
        NOTHING,
        {"action": "nonsense"},
        {"action": "delete_selected"},
        {"action": "delete_selected", "_selected_action": "abc"},
        {"action": "delete_selected", "_selected_action": HUGE},
        {"action": "end_selected", "_selected_action": "\0"},
        {"action": "end_selected", "_selected_action": "424242"},
        {"action": "end_selected", "_selected_action": "1", "index": "x", "confirmed": "y"},
    ],
)
def test_a_list_takes_any_action(administrator: Client, form: dict[str, Any]) -> None:
    plant("CEO: Ada Lowe")
    for model in ("position", "account"):
        assert administrator.post(f"/admin/roles/{model}/", form).status_code in (200, 302, 400, 404)
    assert Position.objects.filter(ended_on__isnull=True).exists()


@pytest.mark.parametrize("query", ["", "term=%00", "term=" + "x" * 9000, "term=%25_&page=abc", "field_name=code"])
def test_search_fields_take_any_text(administrator: Client, query: str) -> None:
    plant("CEO: Ada Lowe")
    known = "app_label=roles&model_name=position&field_name=reports_to"
    for address in (f"/admin/autocomplete/?{query}", f"/admin/autocomplete/?{known}&{query}"):
        assert administrator.get(address).status_code in (200, 400, 403, 404)


def test_what_the_database_can_not_take_is_a_bad_request(hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise DataError("bigint out of range")

    monkeypatch.setattr("roles.work.role_tasks", refuse)
    assert hr.get("/admin/").status_code == 400
