"""Roles, skills, departments, people and the organisation in the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from roles.facts import MEANINGS
from roles.models import (
    Account,
    Appointment,
    Chart,
    Department,
    OutsideBody,
    Person,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
)
from tests.admin.posting import fields_of, post, save
from tests.pages import words
from tests.suggestions import is_kept
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def change(thing: Role | Department | Person | Skill | OutsideBody | Chart) -> str:
    """The address of a form."""
    return reverse(f"admin:roles_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.fixture
def role() -> Role:
    """A role with two responsibilities and a skill."""
    role = Role.objects.create(slug="coo", title="Chief Operating Officer")
    for order, text in enumerate(("Runs the company", "Leads the departments"), 1):
        Responsibility.objects.create(role=role, text=text, order=order)
    RoleSkill.objects.create(role=role, skill=Skill.objects.create(name="Leadership"))
    return role


def test_a_role_is_made_with_all_it_has_in_one_form(hr: Client) -> None:
    coo = Role.objects.create(slug="coo", title="Chief Operating Officer")
    board, skill = OutsideBody.objects.create(name="Board"), Skill.objects.create(name="Planning")
    response = save(
        hr,
        "/admin/roles/role/add/",
        title="Operations Manager",
        slug="om",
        management_level="middle",
        works_with=[coo.pk],
        outside_bodies=[board.pk],
        responsibilities__0__text="Runs the day",
        role_skills__0__skill=skill.pk,
        role_skills__0__proficiency="3",
        next_steps__0__next_role=coo.pk,
        next_steps__0__advice="See the whole",
    )
    assert response.status_code == 302, words(response)
    made = Role.objects.get(slug="om")
    assert list(made.works_with.all()) == [coo]
    assert list(made.next_roles.all()) == [coo]
    assert [str(each) for each in made.role_skills.all()] == ["Planning (practitioner)"]


def test_responsibilities_are_ordered_by_number_and_new_ones_come_last(hr: Client, role: Role) -> None:
    save(hr, change(role), responsibilities__0__order="9", responsibilities__2__text="Plans")
    assert list(role.responsibilities.values_list("text", "order")) == [
        ("Leads the departments", 2),
        ("Runs the company", 9),
        ("Plans", 10),
    ]


@pytest.mark.parametrize("text", ["runs the COMPANY", "Rüns the company"])
def test_a_responsibility_stands_once(hr: Client, role: Role, text: str) -> None:
    assert "has this responsibility already" in words(save(hr, change(role), responsibilities__2__text=text))
    fields = fields_of(hr.get(change(role)))
    two = {"responsibilities-2-text": "Plans", "responsibilities-3-text": "PLANS"}
    assert "has this responsibility already" in words(post(hr, change(role), fields | two))


def test_two_responsibilities_that_change_places_are_refused(hr: Client, role: Role) -> None:
    swapped = {"responsibilities__0__text": "Leads the departments", "responsibilities__1__text": "Runs the company"}
    assert "has this responsibility already" in words(save(hr, change(role), **swapped))


def test_a_skill_stands_once(hr: Client, role: Role) -> None:
    skill, other = Skill.objects.get(), Skill.objects.create(name="Planning")
    assert "duplicate" in words(save(hr, change(role), role_skills__1__skill=skill.pk))
    twice = {"role_skills__1__skill": other.pk, "role_skills__2__skill": other.pk}
    assert "duplicate" in words(save(hr, change(role), **twice))
    assert RoleSkill.objects.count() == 1


def test_a_role_leads_to_others(hr: Client, role: Role) -> None:
    assert "leads to another role" in words(save(hr, change(role), next_steps__0__next_role=role.pk))
    assert "works with itself" in words(save(hr, change(role), works_with=[role.pk]))


def test_what_a_role_or_a_person_is_called_now_is_suggested_at_once(hr: Client, role: Role) -> None:
    plant("CEO: Ada Lowe", role=role)
    save(hr, change(role), title="Head of Operations", abbreviation="HOO")
    save(hr, change(Person.objects.get()), name="Zoë Łowe")
    for query, count in (("chief", 0), ("ada", 0), ("hoo", 1), ("operations zoe lowe", 1)):
        assert len(hr.get("/suggestions/", {"q": query}).json()["suggestions"]) == count, query
    assert is_kept()


def test_roles_that_lack_facts_can_be_listed(hr: Client, role: Role) -> None:
    assert role.title in words(hr.get("/admin/roles/role/?facts=missing"))
    assert "0 roles" in words(hr.get("/admin/roles/role/?facts=complete"))


def test_the_list_of_roles_says_what_each_lacks(hr: Client, role: Role) -> None:
    page = words(hr.get("/admin/roles/role/"))
    assert "Chief Operating Officer 0 purpose, management level, scope, focus, planning horizon none" in page
    Role.objects.create(slug="new", title="New", purpose="Helps.", scope="team")
    page = words(hr.get("/admin/roles/role/"))
    assert "New 0 management level, focus, planning horizon, responsibilities, skills none" in page


def test_roles_that_lack_facts_are_listed_by_how_many_positions_they_concern(hr: Client) -> None:
    few, many, none = (Role.objects.create(slug=name, title=name.title()) for name in ("alpha", "omega", "beta"))
    plant("A", role=few)
    plant("B\nC", role=many)
    assert titles_listed(hr, "?facts=missing") == [many, few, none]
    assert titles_listed(hr, "?facts=missing&o=1") == [few, none, many]
    assert titles_listed(hr, "") == [few, none, many]
    assert titles_listed(hr, "?o=-2") == [many, few, none]


def titles_listed(client: Client, query: str) -> list[Role]:
    """The roles of the list, in its order."""
    return list(client.get(f"/admin/roles/role/{query}").context["cl"].result_list)


def test_the_form_says_what_each_choice_means(hr: Client, role: Role) -> None:
    page = words(hr.get(change(role)))
    for value, meaning in MEANINGS.items():
        assert str(meaning) in page, value
    assert "practitioner: Does it well without help, and helps others." in page


def test_what_is_in_use_is_not_deleted(hr: Client, role: Role) -> None:
    department = Department.objects.create(code="D", name="Dispatch")
    plant("CEO: Ada Lowe", role=role, department=department)
    for thing, reason in (
        (role, "1 position"),
        (department, "1 position"),
        (Skill.objects.get(), "1 skill of a role"),
        (Person.objects.get(), "1 appointment"),
    ):
        address = reverse(f"admin:roles_{thing._meta.model_name}_delete", args=[thing.pk])
        response = hr.post(address, {"post": "yes"})
        assert response.status_code == 409
        assert reason in response.content.decode()
        listed = reverse(f"admin:roles_{thing._meta.model_name}_changelist")
        chosen = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
        assert hr.post(listed, chosen).status_code == 409
        assert type(thing)._default_manager.filter(pk=thing.pk).exists()


def test_what_is_not_in_use_is_deleted(hr: Client) -> None:
    skill = Skill.objects.create(name="Juggling")
    assert hr.post(reverse("admin:roles_skill_delete", args=[skill.pk]), {"post": "yes"}).status_code == 302
    assert not Skill.objects.exists()


def test_a_department_has_a_colour_from_a_picker(hr: Client) -> None:
    department = Department.objects.create(code="D", name="Dispatch")
    assert '<input type="color" name="colour" value="#5b6b7b"' in hr.get(change(department)).content.decode()
    save(hr, change(department), colour="#aa3300")
    assert 'fill="#aa3300"' in hr.get("/admin/roles/department/").content.decode()
    assert "Write the colour as" in words(save(hr, change(department), colour="red"))


@pytest.mark.parametrize(("model", "name"), [("skill", "PLÄNNING"), ("outsidebody", "plannıng")])
def test_names_are_unique_whatever_their_accents(hr: Client, model: str, name: str) -> None:
    Skill.objects.create(name="Planning")
    OutsideBody.objects.create(name="Planning")
    assert "is there already: Planning" in words(save(hr, f"/admin/roles/{model}/add/", name=name))


def test_people_are_found_with_what_they_hold(hr: Client) -> None:
    plant("CEO Chief Executive: Zoë Łukasz\n  COO: Ben Ito")
    page = words(hr.get("/admin/roles/person/?q=ZOE lukasz"))
    assert "Chief Executive (CEO)" in page
    assert "Ben Ito" not in page
    Person.objects.create(number="X", name="Idle Hands")
    assert "Idle Hands" not in words(hr.get("/admin/roles/person/?holds=now&account=none"))


def test_only_administrators_link_accounts(hr: Client, administrator: Client) -> None:
    account = Account.objects.create_user("ada")
    ada = Person.objects.create(number="1", name="Ada Lowe")
    assert save(hr, change(ada), account=account.pk).status_code == 302
    assert Person.objects.get().account is None
    assert save(administrator, change(ada), account=account.pk).status_code == 302
    assert Person.objects.get().account == account


def test_a_leavers_account_closes_with_the_last_appointment(hr: Client) -> None:
    company = plant("CEO: Ada Lowe")
    Person.objects.update(account=Account.objects.create_user("ada"))
    address = reverse("admin:roles_position_change", args=[company["CEO"].pk])
    save(hr, address, appointments__0__end="2026-01-31", appointments__0__closes_account="on")
    assert not Account.objects.get(username="ada").is_active


def test_there_is_one_organisation(hr: Client) -> None:
    chart = Chart.current()
    assert hr.get("/admin/roles/chart/")["Location"] == change(chart)
    assert hr.get("/admin/roles/chart/add/").status_code == 403
    assert hr.post(f"/admin/roles/chart/{chart.pk}/delete/", {"post": "yes"}).status_code == 403
    save(hr, change(chart), name="Tidewater")
    assert Chart.current().name == "Tidewater"
    assert "Tidewater" in hr.get("/admin/").content.decode()


def test_several_heads_are_allowed_as_long_as_there_are_several(hr: Client) -> None:
    plant("A\nB")
    fields = fields_of(hr.get(change(Chart.current())))
    del fields["allows_several_heads"]
    assert "has 2 heads" in words(post(hr, change(Chart.current()), fields))


def test_naming_the_organisation_leaves_its_version_alone(hr: Client) -> None:
    fields = fields_of(hr.get(change(Chart.current())))
    Chart.objects.update(version=41)
    post(hr, change(Chart.current()), fields, name="Tidewater")
    assert Chart.current().version == 41


def test_an_onlooker_sees_every_form_and_changes_none(onlooker: Client, role: Role) -> None:
    department = Department.objects.create(code="D", name="Dispatch")
    plant("CEO: Ada Lowe", role=role, department=department)
    assert Appointment.objects.exists()
    for thing in (role, department, Person.objects.get(), Skill.objects.get(), Chart.current()):
        assert onlooker.get(change(thing)).status_code == 200
        assert onlooker.post(change(thing), {"name": "x"}).status_code == 403
