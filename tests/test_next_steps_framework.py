"""Next steps over the roles of a real framework: whatever role one begins from, few statements are asked."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from roles.models import Role
from tests.pages import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]
FEW = 12


@pytest.fixture
def roles(real_data_dir: Path) -> list[Role]:
    """Import the UK Government's Digital and Data framework."""
    folder = real_data_dir / "skills" / "uk_ddat"
    call_command("import_roles", folder / "roles.csv", stdout=StringIO(), stderr=StringIO())
    return list(Role.objects.order_by("pk"))


def test_what_can_be_reached_and_the_way_to_a_goal_take_few_statements(reader: Client, roles: list[Role]) -> None:
    for place, role in enumerate(roles[::5]):
        goal = roles[(place * 7 + 3) % len(roles)]
        assert count_queries(reader, f"/roles/{role.slug}/next-steps/?moves=4") <= FEW
        assert count_queries(reader, f"/roles/{role.slug}/next-steps/?to=role:{goal.slug}") <= FEW
