"""Reading a whole company: level by level, whoever reports to one beside each other, in one statement."""

import pytest
from pytest_django import DjangoAssertNumQueries

from roles.map.reading import managers_of, read_company
from roles.models import Position
from roles.tree import create_position
from tests.map.companies import company
from tests.trees import appoint, plant, plant_by_hand

COMPANY = """
A Alpha: Ama
  B Beta
    D Delta
    E Epsilon
  C Gamma: Cai
    F Phi
Z Zeta
  Y Upsilon
"""


@pytest.mark.django_db
@pytest.mark.tree
def test_everybody_is_read_in_one_statement_level_by_level(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    planted = plant(COMPANY)
    with django_assert_num_queries(1):
        found = read_company()
    codes = {position.pk: code for code, position in planted.items()}
    assert [codes[spot.key] for spot in found.spots] == ["A", "Z", "B", "C", "Y", "D", "E", "F"]
    assert found.heads == 2
    assert found.spans == [2, 1, 2, 1, 0, 0, 0, 0]
    assert managers_of(found) == [0, 1, 2, 3]


@pytest.mark.django_db
@pytest.mark.tree
def test_who_is_vacant_today_is_read_and_a_group_of_posts_is_not() -> None:
    planted = plant("A Alpha: Ama\n  B Beta\n  C Gamma")
    create_position(Position(code="G", title="Group", posts=3, reports_to=planted["A"]))
    appoint(planted["C"], "Cai", start="2001-01-01", end="2001-12-31")
    filled = {spot.key for spot in read_company().spots if spot.is_filled}
    assert planted["A"].pk in filled
    assert not {planted["B"].pk, planted["C"].pk} & filled
    assert len(filled) == 2


@pytest.mark.django_db
@pytest.mark.tree
@pytest.mark.breaks_tree
def test_a_loop_under_no_head_is_left_out_and_ends() -> None:
    plant_by_hand([-1, 0, 0])
    assert len(read_company().spots) == 3
    loop = company([None, 0, 3, 2, 2])
    assert [spot.key for spot in loop.spots] == [10, 11]


def test_a_company_of_nobody_is_empty() -> None:
    found = company([])
    assert (found.spots, found.spans, found.heads) == ([], [], 0)
