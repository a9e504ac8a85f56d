"""The roles of a real framework, any two of which are compared in few statements, each question answered."""

from itertools import pairwise

import pytest
from django.test import Client

from roles.answers import answers
from roles.models import Role
from roles.pairs import read_pair
from roles.sides.asking import Asked
from tests.pages import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]
FEW = 12


def test_any_two_role_levels_are_compared_in_few_statements(reader: Client, framework: list[Role]) -> None:
    assert len(framework) == 201
    for place, left in enumerate(framework):
        right = framework[(place * 7 + 31) % len(framework)]
        if left != right:
            assert count_queries(reader, f"/compare/?left=role:{left.slug}&right=role:{right.slug}") <= FEW


def test_every_question_about_two_neighbours_has_an_answer(framework: list[Role]) -> None:
    for left, right in pairwise(framework):
        found = answers(read_pair(*(Asked(f"role:{role.slug}", role=role) for role in (left, right))))
        assert all(str(answer.text) for answer in found)
        assert [str(answer.question) for answer in found][-1].startswith("Can a holder of the role")
