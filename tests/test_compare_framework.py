"""The roles of a real framework, any two of which are compared in few statements, each question answered."""

from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from roles.answers import answers
from roles.models import Role
from roles.pairs import read_pair
from roles.sides.asking import Asked
from tests.pages import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]
FEW = 12


@pytest.fixture
def roles(real_data_dir: Path) -> list[Role]:
    """Import the UK Government's Digital and Data framework."""
    folder = real_data_dir / "skills" / "uk_ddat"
    call_command("import_roles", folder / "roles.csv", stdout=StringIO(), stderr=StringIO())
    return list(Role.objects.order_by("pk"))


def test_any_two_role_levels_are_compared_in_few_statements(reader: Client, roles: list[Role]) -> None:
    assert len(roles) == 201
    for place, left in enumerate(roles):
        right = roles[(place * 7 + 31) % len(roles)]
        if left != right:
            assert count_queries(reader, f"/compare/?left=role:{left.slug}&right=role:{right.slug}") <= FEW


def test_every_question_about_two_neighbours_has_an_answer(roles: list[Role]) -> None:
    for left, right in pairwise(roles):
        found = answers(read_pair(*(Asked(f"role:{role.slug}", role=role) for role in (left, right))))
        assert all(str(answer.text) for answer in found)
        assert [str(answer.question) for answer in found][-1].startswith("Can a holder of the role")
