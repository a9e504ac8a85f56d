"""The sample organisation: loaded once into an empty database, whole, with its accounts."""

import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from roles.access import HR_EDITOR
from roles.models import (
    Account,
    Appointment,
    Chart,
    Department,
    Link,
    NextStep,
    OutsideBody,
    Person,
    Position,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
)
from roles.sample import ACCOUNTS, POSITIONS_FILE
from roles.spreadsheet.applying import preview_sheets
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import read_file
from tests.sample import POSITIONS, ROLES, ROWS, SAMPLE
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def load(*arguments: str) -> str:
    """Load the sample; returns what was printed."""
    out = io.StringIO()
    call_command("load_sample", *arguments, stdout=out)
    return out.getvalue()


def test_the_whole_sample_is_there_and_named() -> None:
    printed = load()
    assert f"The sample organisation is loaded: {len(POSITIONS)} positions." in printed
    chart = Chart.current()
    assert (chart.name, chart.is_sample) == ("Thornmere Furniture", True)
    assert Position.objects.in_chart().count() == len(POSITIONS)
    assert Person.objects.count() == len({row["person_number"] for row in ROWS if row["person_number"]})
    assert Appointment.objects.current().count() == sum(
        bool(row["holder"]) or row["status"] == "undisclosed" for row in ROWS
    )
    assert Department.objects.count() == len(SAMPLE["department"])


def test_roles_come_with_everything_their_file_says() -> None:
    load()
    assert Role.objects.count() == len(ROLES)
    assert (Skill.objects.count(), OutsideBody.objects.count()) == (len(SAMPLE["skill"]), len(SAMPLE["outside_body"]))
    for model, name in ((Responsibility, "responsibilities"), (RoleSkill, "skills"), (NextStep, "next_steps")):
        assert model._default_manager.count() == sum(len(role[name]) for role in ROLES.values())
    coo, said = Role.objects.get(slug="chief-operating-officer"), ROLES["chief-operating-officer"]
    assert [each.text for each in coo.responsibilities.all()] == said["responsibilities"]
    assert {role.slug for role in coo.works_with.all()} >= set(said["works_with"])
    assert {body.name for body in coo.outside_bodies.all()} == set(said["outside_bodies"])
    assert [str(each.skill) for each in coo.role_skills.all()] == [skill["name"] for skill in said["skills"]]


def test_titles_link_roles_and_links_are_there() -> None:
    load()
    roles = dict(Position.objects.values_list("code", "role__slug"))
    assert (roles["COO"], roles["CTO"]) == ("chief-operating-officer", "chief-technology-officer")
    assert Link.objects.filter(kind="deputy", from_position__code="COO", to_position__code="CEO").exists()


def test_its_accounts_sign_in_and_belong_to_their_people() -> None:
    printed = load()
    for sample in ACCOUNTS:
        account = authenticate(username=sample.username, password=sample.password)
        assert isinstance(account, Account)
        assert sample.username in printed
        assert sample.password in printed
        assert account.is_superuser is sample.is_administrator
        assert account.groups.filter(name=HR_EDITOR).exists() is sample.is_hr_editor
        assert Person.objects.filter(account=account, number=sample.person_number).exists() is bool(
            sample.person_number
        )


def test_loading_it_where_something_is_already_is_refused() -> None:
    plant("CEO")
    with pytest.raises(CommandError, match="There is an organisation already"):
        load()
    assert "was not loaded" in load("--if-empty")
    assert Position.objects.count() == 1
    assert not Account.objects.exists()


def test_a_second_time_nothing_is_loaded_and_the_accounts_are_named_again() -> None:
    load("--if-empty")
    version = Chart.current().version
    printed = load("--if-empty")
    assert "The sample organisation is there already." in printed
    assert ACCOUNTS[0].password in printed
    assert Chart.current().version == version


def test_whoever_removed_the_sample_is_not_given_it_again() -> None:
    Account.objects.create_superuser("boss")
    assert "was not loaded" in load("--if-empty")
    assert not Position.objects.exists()


def test_an_account_of_the_same_name_is_never_taken_over() -> None:
    Account.objects.create_user("admin", password="my own")
    with pytest.raises(CommandError, match="There is an account called admin"):
        load()
    assert authenticate(username="admin", password="my own")
    assert not Role.objects.exists()


def test_importing_the_samples_file_again_changes_nothing() -> None:
    load()
    plan = preview_sheets(read_file("positions.csv", POSITIONS_FILE.read_bytes()), AS_USUAL)
    assert (plan.problems, plan.is_empty, plan.unchanged) == ((), True, len(POSITIONS))
