"""Files of roles: whatever a role names must be there, or the file is refused."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from roles.models import Role
from roles.role_files import UnknownNameError, load_roles

pytestmark = pytest.mark.django_db

ROLE = """
[[role]]
slug = "{slug}"
title = "{slug}"
abbreviation = ""
also_called = ""
purpose = "Works."
management_level = "executive"
scope = "organisation"
focus = "strategic"
planning_horizon = "years"
also_works_with = ""
responsibilities = ["Lead"]
"""
FILE = f"""
department = []
[[skill]]
name = "Planning"
[[outside_body]]
name = "Board"
{ROLE.format(slug="boss")}
works_with = ["aide"]
outside_bodies = ["Board"]
skills = [{{name = "Planning", proficiency = "working"}}]
next_steps = [{{role = "aide", advice = "Rest."}}]
{ROLE.format(slug="aide")}
works_with = []
outside_bodies = []
skills = []
next_steps = []
"""


def file(folder: Path, before: str = "", after: str = "") -> Path:
    """Write the file, with one of its texts changed."""
    path = folder / "roles.toml"
    path.write_text(FILE.replace(before, after))
    return path


def test_roles_are_related_as_the_file_says(tmp_path: Path) -> None:
    load_roles(file(tmp_path))
    boss, aide = Role.objects.order_by("pk")
    assert (list(boss.works_with.all()), list(aide.works_with.all())) == ([aide], [boss])
    assert [str(body) for body in boss.outside_bodies.all()] == ["Board"]
    assert boss.next_roles.get() == aide
    assert boss.role_skills.get().skill.name == "Planning"


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ('works_with = ["aide"]', 'works_with = ["aide", "aid"]', "works_with: aid"),
        ('outside_bodies = ["Board"]', 'outside_bodies = ["Bored", "Bard"]', "outside_bodies: Bored, Bard"),
        ('role = "aide"', 'role = "chief"', "next_steps: chief"),
        ('name = "Planning", prof', 'name = "Plonning", prof', "skills: Plonning"),
    ],
)
def test_a_name_that_is_nowhere_is_refused_with_its_role(
    before: str, after: str, missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, before, after)
    message = f"The role boss names what the file does not have under {missing}."
    with pytest.raises(UnknownNameError) as refusal:
        load_roles(path)
    assert str(refusal.value) == message
    assert not Role.objects.exists()
    monkeypatch.setattr("roles.sample.loading.ROLES_FILE", path)
    with pytest.raises(CommandError, match=message):
        call_command("load_sample")
