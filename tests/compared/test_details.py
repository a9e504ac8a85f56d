"""What roles have beside their facts, in the order in which each role has it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from roles.models import OutsideBody, Proficiency, Responsibility, Role, RoleSkill, Skill
from roles.sides.details import details_of

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_details_come_in_their_order_whenever_they_were_written(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    role, *others = (Role.objects.create(slug=name, title=name.capitalize()) for name in ("lead", "zoo", "ant"))
    for order in (3, 1, 2):
        Responsibility.objects.create(role=role, text=f"Text {order}", order=order)
        skill = Skill.objects.create(name=f"Skill {order}")
        RoleSkill.objects.create(role=role, skill=skill, proficiency=Proficiency(order), order=order)
    role.works_with.set(others)
    role.outside_bodies.set([OutsideBody.objects.create(name=name) for name in ("Unions", "Banks")])
    with django_assert_num_queries(1):
        found = details_of([role.pk, others[0].pk])
    own = found[role.pk]
    assert own.responsibilities == ["Text 1", "Text 2", "Text 3"]
    assert {name: asked.proficiency for name, asked in own.skills.items()} == {"Skill 1": 1, "Skill 2": 2, "Skill 3": 3}
    assert list(own.skills) == ["Skill 1", "Skill 2", "Skill 3"]
    assert [each.title for each in own.works_with] == ["Ant", "Zoo"]
    assert own.outside_bodies == ["Banks", "Unions"]
    assert [each.title for each in found[others[0].pk].works_with] == ["Lead"]


def test_nothing_is_asked_of_no_role(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert details_of([]) == {}
