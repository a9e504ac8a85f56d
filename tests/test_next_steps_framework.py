"""Next steps over the roles of a real framework: whatever role one begins from, few statements are asked."""

import pytest
from django.test import Client

from roles.models import Role
from tests.pages import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]
FEW = 12


def test_what_can_be_reached_and_the_way_to_a_goal_take_few_statements(reader: Client, framework: list[Role]) -> None:
    for place, role in enumerate(framework[::5]):
        goal = framework[(place * 7 + 3) % len(framework)]
        assert count_queries(reader, f"/roles/{role.slug}/next-steps/?moves=4") <= FEW
        assert count_queries(reader, f"/roles/{role.slug}/next-steps/?to=role:{goal.slug}") <= FEW
