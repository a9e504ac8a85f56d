"""Removing the sample organisation from the admin."""

import pytest
from django.test import Client

from roles import tree
from roles.models import Account, Appointment, Chart, Department, OutsideBody, Person, Position, Role, RoleSkill, Skill
from roles.sample import ACCOUNTS, ADMINISTRATOR
from tests.pages import words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

PAGE = "/admin/roles/chart/remove-sample/"
NEW = "a-quiet-harbour-41"


@pytest.fixture
def sample() -> None:
    """Something of everything, and the accounts everybody knows."""
    role = Role.objects.create(slug="coo", title="Chief Operating Officer")
    RoleSkill.objects.create(role=role, skill=Skill.objects.create(name="Planning"))
    role.outside_bodies.add(OutsideBody.objects.create(name="Board"))
    department = Department.objects.create(code="D", name="Dispatch")
    plant("CEO: Ada Lowe\n  COO: Ben Ito", role=role, department=department)
    for account in ACCOUNTS:
        Account.objects.create_user(
            account.username, password=account.password, is_superuser=account.is_administrator, is_staff=True
        )
    Person.objects.filter(name="Ben Ito").update(account=Account.objects.get(username="employee"))
    Chart.current()
    Chart.objects.update(is_sample=True, name="Tidewater", allows_several_heads=True)


@pytest.fixture
def sample_administrator(sample: None, client: Client) -> Client:
    """The administrator who came with the sample."""
    client.force_login(Account.objects.get(username=ADMINISTRATOR.username))
    return client


def test_the_start_page_offers_it_only_for_the_sample_and_only_to_administrators(
    sample_administrator: Client, hr: Client
) -> None:
    assert PAGE in sample_administrator.get("/admin/").content.decode()
    assert PAGE not in hr.get("/admin/").content.decode()
    assert hr.get(PAGE).status_code == 403
    assert hr.post(PAGE).status_code == 403
    Chart.objects.update(is_sample=False)
    assert PAGE not in sample_administrator.get("/admin/").content.decode()
    assert sample_administrator.post(PAGE)["Location"] == "/admin/"
    assert Position.objects.count() == 2


def test_the_page_counts_what_would_go_and_removes_nothing(sample_administrator: Client) -> None:
    tree.create_position(Position(code="HR", title="Added by HR", reports_to=Position.objects.get(code="CEO")))
    said = words(sample_administrator.get(PAGE))
    for pile in ("Positions 3", "Appointments 2", "People 2", "Roles 1", "Skills 1", "Departments 1", "Accounts 2"):
        assert pile in said
    assert Position.objects.count() == 3


def test_everything_goes_but_the_account_that_does_it_with_a_new_password(sample_administrator: Client) -> None:
    Account.objects.create_user("colleague")
    response = sample_administrator.post(PAGE, {"new_password1": NEW, "new_password2": NEW})
    assert response.status_code == 302, words(response)
    for model in (Position, Appointment, Person, Role, Skill, OutsideBody, Department):
        assert not model._default_manager.exists()
    assert set(Account.objects.values_list("username", flat=True)) == {ADMINISTRATOR.username, "colleague"}
    account = Account.objects.get(username=ADMINISTRATOR.username)
    assert account.check_password(NEW)
    chart = Chart.current()
    assert (chart.is_sample, chart.name, chart.allows_several_heads) == (False, "Our organisation", False)
    assert "is removed" in words(sample_administrator.get(response["Location"]))


@pytest.mark.parametrize("passwords", [("", ""), ("short", "short"), (NEW, "another"), (ADMINISTRATOR.password,) * 2])
def test_a_public_password_is_not_kept(sample_administrator: Client, passwords: tuple[str, str]) -> None:
    said = sample_administrator.post(PAGE, dict(zip(("new_password1", "new_password2"), passwords, strict=True)))
    assert said.status_code == 200
    assert Position.objects.count() == 2


def test_an_account_of_ones_own_keeps_its_password(sample: None, administrator: Client) -> None:
    assert "password" not in words(administrator.get(PAGE))
    assert administrator.post(PAGE).status_code == 302
    assert not Position.objects.exists()
    assert list(Account.objects.values_list("username", flat=True)) == ["administrator"]
    assert administrator.get("/admin/").status_code == 200


def test_accounts_of_people_go_with_them_and_are_named(sample_administrator: Client) -> None:
    for username, name in (("ada@example.org", "Ada Lowe"), ("cleo@example.org", "Cleo Marsh")):
        person, _made = Person.objects.get_or_create(name=name, defaults={"number": username})
        person.account = Account.objects.create_user(username, is_superuser=name == "Cleo Marsh")
        person.save()
    said = words(sample_administrator.get(PAGE))
    assert "Accounts 3" in said
    assert "ada@example.org (Ada Lowe)" in said
    assert "employee (Ben Ito)" in said
    assert "cleo" not in said
    sample_administrator.post(PAGE, {"new_password1": NEW, "new_password2": NEW})
    assert set(Account.objects.values_list("username", flat=True)) == {ADMINISTRATOR.username, "cleo@example.org"}


def test_an_administrator_who_is_a_person_of_the_sample_stays(sample: None, administrator: Client) -> None:
    Person.objects.filter(name="Ada Lowe").update(account=Account.objects.get(username="administrator"))
    assert "administrator (Ada Lowe)" not in words(administrator.get(PAGE))
    administrator.post(PAGE)
    assert administrator.get("/admin/").status_code == 200
